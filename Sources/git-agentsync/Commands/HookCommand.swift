import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Does what a hook of git is for.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Do what a hook of git is for.",
    discussion: """
      The hook files run it. pre-commit puts the outputs that a commit reaches into that commit; \
      post-merge and post-rewrite bring outputs in step after a merge or rebase made here; \
      post-checkout reports; pre-push and pre-merge-commit refuse. The configuration's 'hooks' says \
      otherwise. AGENTSYNC_HOOKS=off in the environment switches all of them off.

      Exit codes: 0 git goes on; 1 git is to stop.
      """
  )

  @Argument(help: "The hook: \(HookName.allCases.map(\.rawValue).joined(separator: ", ")).")
  var name: HookName

  @Argument(parsing: .captureForPassthrough, help: "What git gave the hook.")
  var arguments: [String] = []

  func run() throws {
    throw ExitCode(HookRun(name: name, arguments: arguments).status())
  }
}

extension HookName: ExpressibleByArgument {}

/// One call of a hook, read without the parser of arguments: it is started at every commit.
struct HookRun {
  let name: HookName
  let arguments: [String]

  /// Runs the hook, says what it has to say on standard error, and returns what git is to be told.
  func status() -> Int32 {
    let environment = ProcessEnvironment.current
    guard environment["AGENTSYNC_HOOKS"] != "off" else { return 0 }
    var repository: Repository?
    do throws(Problem) {
      let opened = try openRepository(from: nil)
      repository = opened
      let outcome = try AgentSync.run(try call(in: opened, environment), in: opened)
      let style = Style(isColoured: Terminal.standardError.takesColours)
      Terminal.standardError.write(HookText(name, outcome, style).text)
      return outcome.isRefused ? 1 : 0
    } catch {
      return standAside(for: error, repository)
    }
  }

  private func call(
    in repository: Repository,
    _ environment: [String: String]
  ) throws(Problem) -> HookCall {
    let isManaged = environment["PRE_COMMIT"] == "1"
    if isManaged, name == .prePush {
      return try HookCall(pushTold: environment, in: repository)
    }
    return HookCall(
      name,
      arguments: arguments,
      input: name.takesInput ? try input() : [],
      isManaged: isManaged
    )
  }

  /// Names what could not be done; that keeps nobody from working, unless the person wants it to.
  private func standAside(for problem: Problem, _ repository: Repository?) -> Int32 {
    let isRequired = (try? repository?.boolean(for: "agentsync.requireHooks")) ?? false
    guard name.canRefuse, isRequired else {
      // git goes on whatever the hook says: nothing of it can be tried again.
      let isTransient = problem.code == .locked || problem.code == .staleBase
      let said =
        isTransient ? Problem(problem.code, at: problem.place, problem.message) : problem
      Terminal.standardError.write(TextReport.warning(said))
      let cure = name.writes ? "; 'git agentsync sync' brings them in step afterwards" : ""
      Terminal.standardError.write("agentsync: the outputs were left as they are\(cure)\n")
      return 0
    }
    Terminal.standardError.write(TextReport.failure(problem))
    return 1
  }

  private func input() throws(Problem) -> [UInt8] {
    do throws(GitError) {
      return try readStandardInput()
    } catch {
      throw Problem(error, doing: "read what git says")
    }
  }
}

extension HookRun {
  /// Reads a plain call; nil where it is another command, or the hook is unknown.
  init?(commandLine: [String]) {
    guard commandLine.count > 2, commandLine[1] == "hook",
      let name = HookName(rawValue: commandLine[2])
    else { return nil }
    self.init(name: name, arguments: Array(commandLine.dropFirst(3)))
  }
}
