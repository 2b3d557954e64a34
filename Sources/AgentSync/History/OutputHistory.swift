package import AgentModel

/// What the rules of `BaseFinder` may ask about one output along a history.
///
/// The history of a repository is one; tests make theirs up.
package protocol OutputHistory {
  /// A point of the history: a commit, or the index or work tree on top of one.
  associatedtype Point: Hashable
  /// A tree that nobody committed: a change put on another state.
  associatedtype Tree: ReplayedTree

  /// The points before this one; nil where a shallow clone lacks them.
  func parents(of point: Point) throws(Problem) -> [Point]?
  /// Best common ancestors, in an order that does not depend on the order of the two.
  func mergeBases(_ left: Point, _ right: Point) throws(Problem) -> [Point]
  /// O: what the tree holds at the output's path; nil where nothing stands there.
  func output(at point: Point) throws(Problem) -> OutputText?
  /// G: what would be generated from the tree; nil where no agent stands behind the path.
  func generated(at point: Point) throws(Problem) -> OutputText?
  /// What the pristine file holds; nil where there is none or it was tampered with.
  func pristine(at point: Point) throws(Problem) -> OutputText?
  /// Whether output and pristine file are the same at both, byte for byte.
  func isWrittenAlike(_ left: Point, _ right: Point) throws(Problem) -> Bool
  /// Whether all that output, pristine file and generated text rest on is the same at both.
  ///
  /// May say no where it can't tell; the answer costs time then, and nothing else.
  func isUntouched(_ point: Point, since earlier: Point) throws(Problem) -> Bool

  /// The commit before `parent` that `point` takes back, its whole change of inputs and output.
  ///
  /// nil where there is none that changed an input, or none is found within a bounded walk.
  func undone(by point: Point, after parent: Point) throws(Problem) -> UndoneCommit<Point>?
  /// Whether one of the sources that the output is made from, or the configuration, is another.
  func changesInputs(_ point: Point, since earlier: Point) throws(Problem) -> Bool
  /// The last distinct states of output and inputs, from `start` on back; at most 30.
  ///
  /// What is an input is judged by `start` and `point`.
  func states(before start: Point, changedBy point: Point) throws(Problem) -> [Point]
  /// The tree that the change between two points makes of another state; nil where it meets a conflict.
  func replay(from start: Point, to point: Point, onto state: Point) throws(Problem) -> Tree?
  /// The first point with the inputs and the output of such a tree; nil where there is none.
  func sameState(as tree: Tree, among points: [Point]) throws(Problem) -> Point?
}

/// A commit whose change was taken back, with the parent that the change is told from.
package struct UndoneCommit<Point: Hashable>: Hashable {
  package let commit: Point
  package let parent: Point

  package init(_ commit: Point, parent: Point) {
    self.commit = commit
    self.parent = parent
  }
}

/// A tree made by putting a change on another state, as far as one output is concerned.
package protocol ReplayedTree {
  var output: OutputText? { get }
  var generated: OutputText? { get }
  var pristine: OutputText? { get }
}
