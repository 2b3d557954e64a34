import AgentModel
import AgentSync
import Git

/// What a hook says on a terminal: nothing, where there was nothing to do.
struct HookText {
  private let name: HookName
  private let outcome: HookOutcome
  private let style: Style

  /// More outputs than these are counted, not named.
  private static let limit = 8

  init(_ name: HookName, _ outcome: HookOutcome, _ style: Style) {
    self.name = name
    self.outcome = outcome
    self.style = style
  }

  var text: String {
    var text = done + mended + unmended
    text += list(outcome.rows.filter { row in !isLeft(row) }, areDone: true)
    let left = outcome.left
    if outcome.isRefused {
      text += "agentsync: \(count(left, "is", "are")) out of step with what made \(them(left))\n"
      text += list(left)
    }
    let problems = outcome.problems + left.compactMap(\.problem)
    text += TextReport.lines(problems, style: style)
    if !outcome.before.isEmpty {
      let state =
        isReport
        ? count(outcome.before, "is", "are") + " out of step"
        : count(outcome.before, "was", "were") + " out of step before"
      text += "agentsync: \(state)\n"
      text += list(outcome.before)
    }
    if let cure = outcome.cure { text += "\(style.paint("hint", .yellow)): \(advice(cure))\n" }
    if let note = outcome.note { text += "\(style.paint("hint", .yellow)): \(note)\n" }
    return text
  }

  private var isReport: Bool {
    name == .postMerge || name == .postRewrite || name == .postCheckout
  }

  private var done: String {
    guard let applied = outcome.applied else { return "" }
    let count = outcome.rows.count { $0.isChanging && !isLeft($0) }
    guard count > 0 else { return "" }
    let outputs = "\(count) output\(count == 1 ? "" : "s")"
    switch applied.destination {
    case .commit:
      let commit = applied.commitID?.short ?? ""
      return "agentsync: brought \(outputs) in step in commit \(commit)\n"
    case .stage, .worktree:
      return name == .preCommit
        ? "agentsync: added \(outputs) to this commit\n" : "agentsync: staged \(outputs)\n"
    }
  }

  private var mended: String {
    let fixes = outcome.mended
    guard !fixes.isEmpty else { return "" }
    let documents = Set(fixes.map(\.broken.edge.document)).count
    return
      "agentsync: mended \(fixes.count) reference\(fixes.count == 1 ? "" : "s") in \(documents) "
      + "document\(documents == 1 ? "" : "s")\n"
  }

  private var unmended: String {
    let left = outcome.unmended
    guard !left.isEmpty else { return "" }
    let them =
      left.count == 1
      ? "1 reference that this commit breaks stays"
      : "\(left.count) references that this commit breaks stay"
    return "agentsync: \(them) so, beside edits that are not in it:\n"
      + left.prefix(HookText.limit).map { ReferenceText.lines($0, style) }.joined()
      + (left.count > HookText.limit ? "  and \(left.count - HookText.limit) more\n" : "")
      + "\(style.paint("hint", .yellow)): 'git agentsync refs fix' mends them in the work tree\n"
  }

  private func advice(_ cure: String) -> String {
    switch name {
    case .preCommit where outcome.isRefused:
      "'\(cure)' brings them in step; 'git commit --no-verify' commits without"
    case .preMergeCommit: "'\(cure)' concludes the merge and takes them along"
    case .prePush where outcome.isRefused:
      "'\(cure)' brings them in step; 'git push --no-verify' pushes without"
    default: "'\(cure)' brings them in step, and says what it can't"
    }
  }

  private func isLeft(_ row: Plan.Row) -> Bool { outcome.left.contains(row) }

  private func count(_ rows: [Plan.Row], _ one: String, _ several: String) -> String {
    rows.count == 1 ? "1 output \(one)" : "\(rows.count) outputs \(several)"
  }

  private func them(_ rows: [Plan.Row]) -> String { rows.count == 1 ? "it" : "them" }

  private func list(_ rows: [Plan.Row], areDone: Bool = false) -> String {
    var text = rows.prefix(HookText.limit).map { row in
      RowText.line(row, style, word: areDone ? row.state.deed : nil)
    }.joined()
    if rows.count > HookText.limit { text += "  and \(rows.count - HookText.limit) more\n" }
    return text
  }
}

extension Plan.State {
  /// What was done to an output that stood so.
  fileprivate var deed: String {
    switch self {
    case .new: "created"
    case .stale: "updated"
    case .edited: "merged"
    case .gone: "removed"
    default: word
    }
  }
}
