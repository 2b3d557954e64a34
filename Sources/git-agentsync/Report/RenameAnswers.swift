import AgentModel
import AgentSync
import Git

/// A file that stands elsewhere, in JSON.
struct RenameRecord: Encodable {
  let from: String
  let to: String
  let evidence: String
  /// In percent, as git means it.
  let similarity: Int
  let confidence: String
  /// The commits that moved it, oldest first; empty where two trees alone tell.
  let commits: [String]

  init(_ rename: Rename, _ commits: [ObjectID]) {
    from = rename.from.string
    to = rename.to.string
    evidence = rename.evidence.rawValue
    similarity = rename.similarity
    confidence = rename.confidence.rawValue
    self.commits = commits.map(\.hex)
  }
}

/// What `refs map A B` answers.
struct RefsMapAnswer: Answer {
  let map: RenameMap

  struct Record: Encodable {
    let version = recordVersion
    let command = "refs map"
    let from: String
    let to: String
    let renames: [RenameRecord]
    let historyCut: Bool
  }

  var record: Record {
    Record(
      from: map.old.hex,
      to: map.new.hex,
      renames: map.entries.map { RenameRecord($0.rename, $0.commits) },
      historyCut: map.isCutShort
    )
  }

  var problems: [Problem] { [] }

  func text(_ style: Style, isVerbose: Bool) -> String {
    map.entries.map { RenameText.line($0.rename, $0.commits, style) }.joined()
  }
}

/// What `refs map --since` answers.
struct WhereaboutsAnswer: Answer {
  let whereabouts: Whereabouts

  struct Record: Encodable {
    let version = recordVersion
    let command = "refs map"
    let path: String
    /// Where it is; left out where it is gone, or never was.
    let now: String?
    let lostIn: String?
    let renames: [RenameRecord]
  }

  var record: Record {
    Record(
      path: whereabouts.path.string,
      now: whereabouts.now?.string,
      lostIn: whereabouts.lostIn?.hex,
      renames: whereabouts.steps.map { RenameRecord($0.rename, [$0.commitID].compactMap(\.self)) }
    )
  }

  var problems: [Problem] { [] }

  func text(_ style: Style, isVerbose: Bool) -> String {
    let name = whereabouts.path.string.escapedForTerminal
    var text = whereabouts.steps.map { step in
      RenameText.line(step.rename, [step.commitID].compactMap(\.self), style)
    }.joined()
    if let now = whereabouts.now {
      if whereabouts.steps.isEmpty { text += "'\(name)' is there\n" }
      if !whereabouts.steps.isEmpty { text += "now '\(now.string.escapedForTerminal)'\n" }
    } else if let commit = whereabouts.lostIn {
      text += "'\(name)' was removed in \(commit.short), and nothing tells where it went\n"
    } else {
      text += "'\(name)' is not in the history\n"
    }
    return text
  }
}

/// How renames read on a terminal.
enum RenameText {
  static func line(_ rename: Rename, _ commits: [ObjectID], _ style: Style) -> String {
    let from = rename.from.string.escapedForTerminal
    let to = rename.to.string.escapedForTerminal
    var words = rename.evidence.words
    if rename.evidence == .content { words += " \(rename.similarity) %" }
    if !commits.isEmpty { words += ", \(commits.map(\.short).joined(separator: " "))" }
    let confidence = rename.confidence == .sure ? "" : " (\(rename.confidence.rawValue))"
    return
      "\(from) -> \(style.paint(to, .green))\(confidence) \(style.paint("[\(words)]", .faint))\n"
  }
}
