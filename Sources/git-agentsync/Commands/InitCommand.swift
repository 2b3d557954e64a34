import AgentModel
import AgentSync
import ArgumentParser
import Git
import PromptFiles

/// Sets a repository up.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Set a repository up: configuration, .gitattributes and first outputs in one commit.",
    discussion: "On a branch without commits the files are staged instead."
  )

  @OptionGroup
  var common: RepositoryOptions

  @Option(
    name: .long,
    help: "A kind of output: prompt (the default), agent or skill; may be given several times."
  )
  var target: [Target] = []

  @Flag(name: .long, help: "Keep files that stand where outputs belong as hand edits.")
  var adopt = false

  @Flag(name: .long, help: "Install the hooks of git, too (see 'git agentsync hooks').")
  var hooks = false

  func run() throws {
    let repository = try common.repository()
    var options = InitOptions()
    options.targets = target
    options.adopts = adopt
    let outcome = try withProgress(common) { (work) throws(Problem) in
      options.work = work
      return try initialize(repository, options)
    }
    common.report.print(SyncAnswer(command: "init", outcome: outcome, isDryRun: false))
    if !common.json, !common.quiet { advise(outcome) }
    if hooks {
      let setup = try installHooks([], in: repository)
      if !common.json {
        common.report.print(HooksAnswer(command: "hooks install", setup: setup))
      }
    }
    throw ExitCode(outcome.plan.syncVerdict.rawValue)
  }

  private func advise(_ outcome: SyncOutcome) {
    let facts = outcome.plan.facts
    if facts.agentCount == 0 {
      let roots = facts.roots.map(\.string).joined(separator: ", ")
      Terminal.standardError.write(
        "hint: no agent found in \(roots); put Markdown files there, commit them, and sync\n"
      )
    }
    guard facts.targets.allSatisfy({ $0 == .prompt }) else { return }
    Terminal.standardError.write(
      """
      hint: VS Code's newer agent harness reads custom agents and skills, and no prompt files;
      hint: 'targets: [prompt, agent, skill]' in .agentsync.yml makes those too

      """
    )
  }
}

extension Target: ExpressibleByArgument {}
