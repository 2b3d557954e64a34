import AgentModel

@testable import AgentSync

/// A history of one output that a test makes up: commits are numbers, parents come first.
final class MadeUpHistory: OutputHistory {
  struct Commit {
    var parents: [Int] = []
    var output: String?
    var generated: String?
    var pristine: String?
    var isCutOff = false
  }

  /// A tree that a change makes of another state.
  struct Tree: ReplayedTree {
    var output: OutputText?
    var generated: OutputText?
    var pristine: OutputText?
    /// The commit that has the same inputs and output.
    var twin: Int?
  }

  private(set) var commits: [Commit] = []
  /// Which commits take back what others did, told from a parent.
  private var undone: [Int: UndoneCommit<Int>] = [:]
  private var replays: [Replay: Tree] = [:]

  private struct Replay: Hashable {
    let start: Int
    let point: Int
    let state: Int
  }

  /// The points whose generated text was asked for.
  private(set) var looks: [Int] = []

  @discardableResult
  func add(
    _ parents: Int...,
    output: String?,
    generated: String?,
    pristine: String? = nil,
    isCutOff: Bool = false
  ) -> Int {
    commits.append(
      Commit(
        parents: parents,
        output: output,
        generated: generated,
        pristine: pristine,
        isCutOff: isCutOff
      )
    )
    return commits.count - 1
  }

  func parents(of point: Int) -> [Int]? {
    commits[point].isCutOff ? nil : commits[point].parents
  }

  func mergeBases(_ left: Int, _ right: Int) -> [Int] {
    let common = ancestors(of: left).intersection(ancestors(of: right))
    return common.filter { point in
      !common.contains { $0 != point && ancestors(of: $0).contains(point) }
    }.sorted()
  }

  private func ancestors(of point: Int) -> Set<Int> {
    commits[point].parents.reduce(into: [point]) { $0.formUnion(ancestors(of: $1)) }
  }

  func output(at point: Int) -> OutputText? { text(commits[point].output) }

  func generated(at point: Int) -> OutputText? {
    looks.append(point)
    return text(commits[point].generated)
  }

  func pristine(at point: Int) -> OutputText? { text(commits[point].pristine) }

  func isWrittenAlike(_ left: Int, _ right: Int) -> Bool {
    commits[left].output == commits[right].output
      && commits[left].pristine == commits[right].pristine
  }

  func isUntouched(_ point: Int, since earlier: Int) -> Bool {
    isWrittenAlike(point, earlier) && commits[point].generated == commits[earlier].generated
  }

  // MARK: - Changes made again

  /// Says that a commit takes another one back.
  func declare(_ point: Int, undoes commit: Int, parent: Int) {
    undone[point] = UndoneCommit(commit, parent: parent)
  }

  /// Says what the change from `start` to `point` makes of a state.
  func declare(
    _ start: Int,
    to point: Int,
    onto state: Int,
    output: String?,
    generated: String?,
    pristine: String? = nil,
    twin: Int? = nil
  ) {
    replays[Replay(start: start, point: point, state: state)] = Tree(
      output: text(output),
      generated: text(generated),
      pristine: text(pristine),
      twin: twin
    )
  }

  func undone(by point: Int, after parent: Int) -> UndoneCommit<Int>? { undone[point] }

  func changesInputs(_ point: Int, since earlier: Int) -> Bool {
    commits[point].generated != commits[earlier].generated
  }

  func states(before start: Int, changedBy point: Int) -> [Int] {
    ancestors(of: start).sorted(by: >)
  }

  func replay(from start: Int, to point: Int, onto state: Int) -> Tree? {
    replays[Replay(start: start, point: point, state: state)]
  }

  func sameState(as tree: Tree, among points: [Int]) -> Int? {
    points.first { $0 == tree.twin }
  }

  private func text(_ text: String?) -> OutputText? {
    text.map { OutputText(Array($0.utf8)) }
  }

  /// The base at a point, by rules that have seen nothing yet.
  func base(at point: Int) throws -> Base {
    try BaseFinder(self).base(of: point)
  }
}

extension Base {
  static func of(_ text: String) -> Base { .text(OutputText(Array(text.utf8))) }
}
