import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Installs the hooks of git, takes them away, and says how they stand.
struct HooksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hooks",
    abstract: "Install the hooks of git, take them away, or say how they stand.",
    discussion: """
      Hooks that are there already are kept. husky, lefthook, the pre-commit framework and \
      core.hooksPath are recognised; where people write the configuration, what to add to it is \
      printed. docs/hooks.md says what each hook does, and where it stands.
      """,
    subcommands: [Install.self, Uninstall.self, Status.self],
    defaultSubcommand: Status.self
  )

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Install hooks; without a name, all that do something with this configuration.",
      discussion: "Exit codes: 0 all are installed; 1 some are yours to add."
    )

    @OptionGroup
    var common: RepositoryOptions

    @Argument(help: "The hooks: pre-commit, post-merge and so on.")
    var names: [HookName] = []

    func run() throws {
      let setup = try installHooks(names, in: try common.repository())
      common.report.print(HooksAnswer(command: "hooks install", setup: setup))
      throw ExitCode(setup.isComplete ? 0 : 1)
    }
  }

  struct Uninstall: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take hooks away and put back what stood there before; without a name, all."
    )

    @OptionGroup
    var common: RepositoryOptions

    @Argument(help: "The hooks: pre-commit, post-merge and so on.")
    var names: [HookName] = []

    func run() throws {
      let setup = try uninstallHooks(names, in: try common.repository())
      common.report.print(HooksAnswer(command: "hooks uninstall", setup: setup))
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say how the hooks stand that do something with this configuration.",
      discussion: "Exit codes: 0 all are installed; 1 some are not."
    )

    @OptionGroup
    var common: RepositoryOptions

    func run() throws {
      let setup = try hookSetup([], in: try common.repository())
      common.report.print(HooksAnswer(command: "hooks status", setup: setup))
      throw ExitCode(setup.isComplete ? 0 : 1)
    }
  }
}

/// What `hooks` answers.
struct HooksAnswer: Answer {
  let command: String
  let setup: HookSetup

  struct Record: Encodable {
    let version = recordVersion
    let command: String
    let manager: String
    let place: String
    let hooks: [HookRecord]
    let snippet: String?
    let activation: String?
  }

  struct HookRecord: Encodable {
    let name: String
    let state: String
    let chained: Bool
  }

  var record: Record {
    Record(
      command: command,
      manager: setup.manager,
      place: setup.place,
      hooks: setup.hooks.map {
        HookRecord(name: $0.name.rawValue, state: $0.state.rawValue, chained: $0.isChained)
      },
      snippet: command == "hooks uninstall" ? nil : setup.snippet,
      activation: command == "hooks uninstall" ? nil : setup.activation
    )
  }

  var problems: [Problem] { [] }

  func text(_ style: Style, isVerbose: Bool) -> String {
    var text = "hooks of \(setup.manager) in \(setup.place.escapedForTerminal)\n"
    for hook in setup.hooks {
      let colour: Style.Colour = hook.state == .installed ? .green : .yellow
      let chained = hook.isChained ? " (after the one that was there)" : ""
      let word = style.paint(hook.state.rawValue.padding(to: 12), colour)
      text += "  \(word) \(hook.name.rawValue)\(chained)\n"
    }
    if command == "hooks uninstall" {
      let isTheirs = setup.hooks.contains { $0.state != .missing }
      return isTheirs
        ? text + "what is left is yours to take out of \(setup.place.escapedForTerminal)\n" : text
    }
    if let snippet = setup.snippet {
      text +=
        "add this to \(setup.place.escapedForTerminal), below what is there of the same name:\n\n"
      text += snippet + "\n\n"
    }
    if let activation = setup.activation {
      text += "'\(activation)' has git call it\n"
    } else if let obstacle = setup.obstacles.first {
      // Installing would refuse until then.
      text += "\(obstacle.message.escapedForTerminal): \(obstacle.hint ?? "")\n"
    } else if !setup.isComplete {
      text += "'git agentsync hooks install' installs them\n"
    }
    return text
  }
}
