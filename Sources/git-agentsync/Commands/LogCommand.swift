import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Lists the commits that changed outputs.
struct LogCommand: ParsableCommand, StrangersReader {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List the commits that changed an output, newest first.",
    discussion: """
      Outputs are found by path: those that the library asks for, and those that the registry \
      lists or ever listed. A merge is listed where an output of it is like in none of its \
      parents. With -v, the outputs stand below each commit: added (A), modified (M), deleted (D) \
      or renamed (R).
      """
  )

  @OptionGroup
  var common: RepositoryOptions

  @OptionGroup
  var trust: TrustOptions

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp("List at most this many commits.", valueName: "number")
  )
  var maxCount: Int?

  @Argument(
    help: ArgumentHelp(
      "Outputs, folders of outputs, or agents (ids or sources) to limit it to.",
      valueName: "path"
    )
  )
  var paths: [String] = []

  func validate() throws {
    if let maxCount, maxCount < 0 { throw ValidationError("--max-count can't be negative") }
  }

  func run() throws {
    let repository = try common.repository(isUntrusted: trust.isUntrusted)
    var options = OutputLogOptions()
    options.selection = paths
    options.maximumCount = maxCount
    let entries = try withProgress(common) { (work) throws(Problem) in
      options.work = work
      return try readOutputLog(of: repository, options)
    }
    common.report.print(LogAnswer(entries: entries))
  }
}

/// What `log` answers.
struct LogAnswer: Answer {
  let entries: [OutputLogEntry]

  struct Record: Encodable {
    let version = recordVersion
    let command = "log"
    let commits: [EntryRecord]
  }

  struct EntryRecord: Encodable {
    let commit: CommitRecord
    let outputs: [FileChangeRecord]
  }

  var record: Record {
    Record(
      commits: entries.map { entry in
        EntryRecord(
          commit: CommitRecord(entry.commit),
          outputs: entry.outputs.map(FileChangeRecord.init)
        )
      }
    )
  }

  var problems: [Problem] { [] }

  func text(_ style: Style, isVerbose: Bool) -> String {
    guard !entries.isEmpty else { return "no commit has changed an output\n" }
    var text = ""
    for entry in entries {
      let commit = entry.commit
      let date = style.paint(commit.author.isoDate, .faint)
      let name = commit.author.name.escapedForTerminal
      text += "\(style.paint(commit.id.short, .yellow)) \(date) \(name): "
      text += "\(commit.subject.escapedForTerminal)\n"
      guard isVerbose else { continue }
      for output in entry.outputs { text += FileChangeText.line(output, style) }
    }
    return text
  }
}
