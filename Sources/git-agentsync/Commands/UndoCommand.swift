import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Undoes the last operation.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Undo the last operation of the tool in this repository; once more redoes it.",
    discussion: """
      A sync commit is undone by a commit on top, never by moving the branch back. Files that \
      were changed since are left as they are and named.
      """
  )

  @OptionGroup
  var common: RepositoryOptions

  func run() throws {
    let repository = try common.repository()
    let outcome = try undo(in: repository)
    common.report.print(UndoAnswer(outcome: outcome))
    throw ExitCode((outcome.left.isEmpty ? Verdict.inStep : .conflict).rawValue)
  }
}

/// What `undo` answers.
struct UndoAnswer: Answer {
  let outcome: UndoOutcome

  struct Record: Encodable {
    let version = recordVersion
    let command = "undo"
    let undone: String
    let commit: String?
    let files: [String]
    let left: [ProblemRecord]
  }

  var record: Record {
    Record(
      undone: outcome.undone,
      commit: outcome.applied?.commitID?.hex,
      files: outcome.restored.map(\.string),
      left: outcome.left.map(ProblemRecord.init)
    )
  }

  var problems: [Problem] { outcome.left }

  func text(_ style: Style, isVerbose: Bool) -> String {
    var text = "undid \(outcome.undone)\n"
    if let commit = outcome.applied?.commitID {
      text += "  as commit \(commit.short) on top; 'git agentsync undo' once more redoes it\n"
    }
    for path in outcome.restored where isVerbose {
      text += style.paint("  restored \(path.string.escapedForTerminal)\n", .faint)
    }
    return text
  }
}
