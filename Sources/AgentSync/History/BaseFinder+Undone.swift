import AgentModel

extension BaseFinder {
  /// Rule 3: where `point` takes back an earlier commit, its base is its parent's without what that brought.
  ///
  /// nil where it takes nothing back, or nothing whose bases are known.
  func undoneBase(at point: History.Point, _ parent: History.Point) throws(Problem) -> Base? {
    guard let undone = try history.undone(by: point, after: parent) else { return nil }
    searchesLeft -= 1
    let before = try base(of: undone.commit)
    let present = try base(of: parent)
    let earlier = try base(of: undone.parent)
    let found = try merge(before, present, earlier, asIn: history.output(at: point))
    return found == .unknown ? nil : found
  }
}
