import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Shows what one commit did to outputs.
struct ShowCommand: ParsableCommand, StrangersReader {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a commit did to outputs, and the sources it changed along with them.",
    discussion: """
      Each output is named with how it stood in that commit, and with the difference to the \
      commit's first parent.
      """
  )

  @OptionGroup
  var common: RepositoryOptions

  @OptionGroup
  var trust: TrustOptions

  @Argument(
    help: ArgumentHelp(
      "The commit; unless given, the newest one that changed an output.",
      valueName: "commit"
    )
  )
  var commit: String?

  func run() throws {
    let repository = try common.repository(isUntrusted: trust.isUntrusted)
    let shown = try withProgress(common) { (work) throws(Problem) in
      try readCommitOutputs(commit, in: repository, work: work)
    }
    common.report.print(ShowAnswer(shown: shown))
  }
}

/// What `show` answers.
struct ShowAnswer: Answer {
  /// Nil where no commit has changed an output.
  let shown: CommitOutputs?

  struct Record: Encodable {
    let version = recordVersion
    let command = "show"
    let commit: CommitRecord?
    /// The commit that it is compared with.
    let parent: String?
    let outputs: [OutputRecord]
    let sources: [FileChangeRecord]
    let problem: ProblemRecord?
  }

  struct OutputRecord: Encodable {
    let path: String
    let formerPath: String?
    let agent: String?
    let change: String
    let state: String?
    let patch: String
  }

  var record: Record {
    Record(
      commit: (shown?.commit).map(CommitRecord.init),
      parent: shown?.parentID?.hex,
      outputs: (shown?.outputs ?? []).map { output in
        OutputRecord(
          path: output.change.path.string,
          formerPath: output.change.formerPath?.string,
          agent: output.change.agentID,
          change: output.change.kind.rawValue,
          state: output.state?.rawValue,
          patch: String(decoding: output.patch, as: UTF8.self)
        )
      },
      sources: (shown?.sources ?? []).map(FileChangeRecord.init),
      problem: (shown?.problem).map(ProblemRecord.init)
    )
  }

  var problems: [Problem] { (shown?.problem).map { [$0] } ?? [] }

  func text(_ style: Style, isVerbose: Bool) -> String {
    guard let shown else { return "no commit has changed an output\n" }
    var text = header(of: shown.commit, style)
    if !shown.sources.isEmpty {
      text += "\nSources:\n"
      for source in shown.sources { text += FileChangeText.line(source, style) }
    }
    text += shown.outputs.isEmpty ? "\nno output changed\n" : "\nOutputs:\n"
    for output in shown.outputs {
      var line = FileChangeText.line(output.change, style)
      if let state = output.state {
        line.removeLast()
        line += " (\(style.paint(state.word, state.colour)))\n"
      }
      text += line
    }
    for output in shown.outputs { text += "\n" + PatchLines.text(output.patch, style) }
    return text
  }

  private func header(of commit: Commit, _ style: Style) -> String {
    var text = style.paint("commit \(commit.id.hex)", .yellow) + "\n"
    if commit.parentIDs.count > 1 {
      text += "Merge: \(commit.parentIDs.map(\.short).joined(separator: " "))\n"
    }
    let author = "\(commit.author.name) <\(commit.author.email)>".escapedForTerminal
    text += "Author: \(author)\nDate:   \(commit.author.isoDate)\n\n"
    var lines = String(decoding: commit.message, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines { text += line.isEmpty ? "\n" : "    \(String(line).escapedForTerminal)\n" }
    return text
  }
}

/// How a difference reads on a terminal.
enum PatchLines {
  static func text(_ patch: [UInt8], _ style: Style) -> String {
    var lines = patch.split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
      // Tabs are text; everything else that could steer a terminal is not.
      let text = line.split(separator: 9, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self).escapedForTerminal }.joined(separator: "\t")
      guard let colour = colour(of: line) else { return text + "\n" }
      return style.paint(text, colour) + "\n"
    }.joined()
  }

  private static func colour(of line: ArraySlice<UInt8>) -> Style.Colour? {
    switch line.first {
    case UInt8(ascii: "+"): line.starts(with: Array("+++ ".utf8)) ? .bold : .green
    case UInt8(ascii: "-"): line.starts(with: Array("--- ".utf8)) ? .bold : .red
    case UInt8(ascii: "@"): .cyan
    case UInt8(ascii: " "), UInt8(ascii: "\\"), nil: nil
    default: .bold
    }
  }
}
