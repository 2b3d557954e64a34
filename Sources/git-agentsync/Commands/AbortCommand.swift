import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Puts conflicts back.
struct AbortCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "abort",
    abstract: "Put the outputs in conflict back as they were; what the sync committed stays.",
    discussion: "'git agentsync undo' takes that back, too."
  )

  @OptionGroup
  var common: RepositoryOptions

  func run() throws {
    let repository = try common.repository()
    common.report.print(PutBackAnswer(command: "abort", outcome: try abortConflicts(repository)))
  }
}

/// Puts some conflicts back and goes on.
struct SkipCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip",
    abstract: "Put unsettled outputs back as they were, and conclude the settled ones.",
    discussion: "The next sync finds the same conflicts again."
  )

  @OptionGroup
  var common: RepositoryOptions

  @Argument(help: ArgumentHelp("Outputs to leave; without any, all unsettled.", valueName: "path"))
  var paths: [String] = []

  func run() throws {
    let repository = try common.repository()
    let outcome = try withProgress(common) { (work) throws(Problem) in
      try skip(paths, in: repository, work: work)
    }
    common.report.print(PutBackAnswer(command: "skip", outcome: outcome))
  }
}

/// What `abort` and `skip` answer.
struct PutBackAnswer: Answer {
  let command: String
  let outcome: PutBack

  struct Record: Encodable {
    let version = recordVersion
    let command: String
    let restored: [String]
    let left: [String]
    let commit: String?
  }

  var record: Record {
    Record(
      command: command,
      restored: outcome.restored.map(\.string),
      left: outcome.left.map(\.string),
      commit: outcome.continued?.applied?.commitID?.hex
    )
  }

  var problems: [Problem] { [] }

  func text(_ style: Style, isVerbose: Bool) -> String {
    var text = ""
    for path in outcome.restored {
      text += "  \(style.paint("put back", .cyan)) \(path.string.escapedForTerminal)\n"
    }
    for path in outcome.left {
      text +=
        "  \(style.paint("left", .yellow)) \(path.string.escapedForTerminal), which HEAD changed\n"
    }
    if let continued = outcome.continued {
      text += SyncAnswer(command: command, outcome: continued, isDryRun: false)
        .text(style, isVerbose: isVerbose)
    }
    return text
  }
}
