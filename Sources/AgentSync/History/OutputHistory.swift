package import AgentModel

/// What the rules of `BaseFinder` may ask about one output along a history.
///
/// The history of a repository is one; tests make theirs up.
package protocol OutputHistory {
  /// A point of the history: a commit, or the index or work tree on top of one.
  associatedtype Point: Hashable

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
}
