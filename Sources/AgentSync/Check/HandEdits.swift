import AgentModel
import Git

/// Finds what a change edits by hand: lines of outputs that no source generates.
struct HandEdits {
  /// Where the change begins; nil where that can't be read, and then every hand edit counts.
  let start: PlanBasis?
  let head: PlanBasis
  let plan: Plan
  /// Where files of the head were at the start, where they moved.
  let formerPaths: [RepoPath: RepoPath]

  /// The hand edits, sorted by path.
  func edits() throws(Problem) -> [HandEdit] {
    var edits: [HandEdit] = []
    for row in plan.rows {
      guard let lines = try lines(of: row), lines.added + lines.removed > 0 else { continue }
      edits.append(
        HandEdit(
          path: row.formerPath ?? row.path,
          agentID: row.agentID,
          target: row.target,
          added: lines.added,
          removed: lines.removed,
          firstLine: lines.firstLine
        )
      )
    }
    return edits.sorted { $0.path < $1.path }
  }

  private typealias Lines = (added: Int, removed: Int, firstLine: Int)

  private func lines(of row: Plan.Row) throws(Problem) -> Lines? {
    let path = row.formerPath ?? row.path
    let former = try start.flatMap { start throws(Problem) in
      try HandEdits.output(at: formerPaths[path] ?? path, in: start)
    }
    switch row.state {
    case .missing:
      // Taken away by a person.
      return former.map { (0, $0.text.lineCount, 1) }
    case .edited, .conflict:
      guard let now = try HandEdits.output(at: path, in: head), now.text != former?.text else {
        guard row.conflict?.sides.kind == .deletedByHand else { return nil }
        return former.map { (0, $0.text.lineCount, 1) }
      }
      if let taken = row.takenUpEdit { return (taken.added, taken.removed, taken.firstLine) }
      guard let made = row.conflict?.sides.base ?? now.madeFrom ?? generated(row) else {
        return nil
      }
      return HandEdits.difference(
        EditedLines(now.text, over: made),
        without: former.flatMap { former in
          former.madeFrom.map { EditedLines(former.text, over: $0) }
        }
      )
    default: return nil
    }
  }

  private func generated(_ row: Plan.Row) -> OutputText? {
    head.slots.first { $0.agentID == row.agentID && $0.target == row.target }?.generated?.text
  }

  /// The lines of an edit that another one has not; where only lines were moved, nothing is counted.
  private static func difference(_ edit: EditedLines, without former: EditedLines?) -> Lines {
    let added = edit.added.subtracting(former?.added ?? [:])
    let removed = edit.removed.subtracting(former?.removed ?? [:])
    return (added.total, removed.total, edit.firstLine)
  }

  /// An output of a tree, and the text that it was made from where a record of that is kept.
  private static func output(
    at path: RepoPath,
    in basis: PlanBasis
  ) throws(Problem) -> (text: OutputText, madeFrom: OutputText?)? {
    guard let text = try basis.text(at: path) else { return nil }
    let pristine = try basis.text(at: Pristine.path(of: path))
      .flatMap { Pristine.decode($0.content) }
      .map { OutputText($0) }
    return (text, pristine)
  }
}

extension PlanBasis {
  /// The text of a plain file that is not too big to be an output; nil where there is none.
  fileprivate func text(at path: RepoPath) throws(Problem) -> OutputText? {
    guard let item = try reader.item(at: path), item.mode.isPlainFile,
      try reader.size(of: item.objectID) <= Plan.maximumOutputSize
    else { return nil }
    return OutputText(try reader.bytes(of: item.objectID))
  }
}

/// The lines in which a text differs from the one that it was made from, each as often as it stands there.
private struct EditedLines {
  let added: [[UInt8]: Int]
  let removed: [[UInt8]: Int]
  /// 1-based.
  let firstLine: Int

  init(_ text: OutputText, over made: OutputText) {
    let lines = TextLines.split(text.content)
    let before = TextLines.split(made.content)
    var surplus: [[UInt8]: Int] = [:]
    for line in lines { surplus[line, default: 0] += 1 }
    for line in before { surplus[line, default: 0] -= 1 }
    added = surplus.filter { $0.value > 0 }
    removed = surplus.filter { $0.value < 0 }.mapValues { -$0 }
    firstLine = zip(lines, before).prefix { $0 == $1 }.count + 1
  }
}

extension [[UInt8]: Int] {
  fileprivate var total: Int { values.reduce(0, +) }

  /// What is left when another bag of lines is taken away.
  fileprivate func subtracting(_ other: Self) -> Self {
    var rest: Self = [:]
    for (line, count) in self where count > other[line, default: 0] {
      rest[line] = count - other[line, default: 0]
    }
    return rest
  }
}

extension OutputText {
  fileprivate var lineCount: Int { TextLines.split(content).count }
}
