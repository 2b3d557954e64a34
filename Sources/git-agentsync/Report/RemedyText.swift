import AgentModel
import AgentSync

/// What brings outputs in step that are not, in a line.
enum RemedyText {
  /// The commands to run, for outputs of a tree of which none is in step.
  ///
  /// - Parameters:
  ///   - rows: The outputs.
  ///   - kind: What was looked at.
  ///   - isPassing: Whether that was the index of a single commit (`commit -a`, `commit -- PATH`), which goes
  ///     away when the commit is refused; what it held is in the work tree then, and not staged.
  /// - Returns: What a sentence ends with, after a colon.
  static func line(
    _ rows: [Plan.Row],
    of kind: Snapshot.Kind = .commit,
    isPassing: Bool = false
  ) -> String {
    let option =
      switch kind {
      case .commit: ""
      case .index: isPassing ? " --no-commit" : " --staged"
      case .worktree: " --no-commit"
      }
    let choices = rows.filter(\.asksForAChoice)
    let left = rows.filter { !$0.asksForAChoice && $0.isLeftBySync }
    let synced = rows.count - choices.count - left.count
    var words: [String] = []
    if synced > 0 {
      let them = synced == rows.count ? "them" : "\(synced) of them"
      words.append("'git agentsync sync\(option)' brings \(them) in step")
    }
    if !choices.isEmpty {
      words.append(
        "'git agentsync sync --adopt PATH' keeps what people wrote, "
          + "'--replace PATH' takes what is generated"
      )
    }
    if !left.isEmpty {
      let them = left.count == rows.count ? "these outputs" : "\(left.count) of them"
      words.append("\(them) can change once what is named below is mended")
    }
    return words.joined(separator: "; ")
  }
}

extension Plan.Row {
  /// Whether a plain sync leaves the output as it is.
  fileprivate var isLeftBySync: Bool {
    switch state {
    case .conflict, .foreign, .unknown, .kept: true
    case .inStep, .new, .stale, .edited, .missing, .suppressed, .gone, .moved: false
    }
  }

  /// Whether a person must say which of two texts stands.
  fileprivate var asksForAChoice: Bool {
    guard isLeftBySync else { return false }
    return switch problem?.code {
    case .mergeConflict, .mergeTooBig, .deletedAndChanged, .goneButEdited, .foreignOutput,
      .unknownBase:
      true
    default: false
    }
  }
}
