import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Settles conflicts without an editor.
struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Settle open conflicts in one way and stage the outputs.",
    discussion: """
      Only what is still between markers is settled; edits that were made around them stay. \
      'git agentsync continue' concludes afterwards.
      """
  )

  @OptionGroup
  var common: RepositoryOptions

  @Flag(help: "How to settle each place.")
  var choice: ResolveFlag

  @Argument(help: ArgumentHelp("Outputs; without any, all unsettled.", valueName: "path"))
  var paths: [String] = []

  func run() throws {
    let repository = try common.repository()
    let outcome = try choice.resolve(paths, in: repository)
    common.report.print(ResolveAnswer(outcome: outcome))
    let isDone = outcome.left.isEmpty && outcome.unmerged.isEmpty
    throw ExitCode((isDone ? Verdict.inStep : .conflict).rawValue)
  }
}

/// The ways of `resolve`, as flags.
enum ResolveFlag: String, EnumerableFlag {
  case ours
  case theirs
  case union
  case remembered

  static func help(for value: ResolveFlag) -> ArgumentHelp? {
    switch value {
    case .ours: "Take the hand edit."
    case .theirs: "Take what is generated."
    case .union: "Take both, the hand edit first."
    case .remembered: "Take what it was settled to before, by you or by others."
    }
  }

  func resolve(_ paths: [String], in repository: Repository) throws(Problem) -> Resolved {
    let choice: ResolveChoice
    switch self {
    case .ours: choice = .ours
    case .theirs: choice = .theirs
    case .union: choice = .union
    case .remembered: return try resolveRemembered(paths, in: repository)
    }
    return try AgentSync.resolve(paths, choice, in: repository)
  }
}

/// What `resolve` answers.
struct ResolveAnswer: Answer {
  let outcome: Resolved

  struct Record: Encodable {
    let version = recordVersion
    let command = "resolve"
    let settled: [String]
    let unmerged: [String]
    let findings: [ProblemRecord]
  }

  var record: Record {
    Record(
      settled: outcome.settled.map(\.string),
      unmerged: outcome.unmerged.map(\.string),
      findings: outcome.left.map(ProblemRecord.init)
    )
  }

  var problems: [Problem] { outcome.left }

  func text(_ style: Style, isVerbose: Bool) -> String {
    var text = ""
    for path in outcome.settled {
      text += "  \(style.paint("settled", .green)) \(path.string.escapedForTerminal)\n"
    }
    for path in outcome.unmerged {
      text += "  \(style.paint("unsettled", .red)) \(path.string.escapedForTerminal)\n"
    }
    if outcome.unmerged.isEmpty { text += "'git agentsync continue' concludes\n" }
    return text
  }
}
