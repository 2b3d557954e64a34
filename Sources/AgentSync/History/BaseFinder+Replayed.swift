import AgentModel

extension BaseFinder {
  /// Rule 4: where `point` puts a change of inputs and output on another state than it was made on.
  ///
  /// A squash, a rebase and a cherry-pick bring the text that was generated on a branch without the
  /// commits that show it. Put on the state that the branch came from, the same change makes a tree that
  /// is in step: the text generated from that one is what the change brought.
  ///
  /// nil where no such state is found among the last ones.
  func replayedBase(at point: History.Point, _ parent: History.Point) throws(Problem) -> Base? {
    guard let output = try history.output(at: point), try history.output(at: parent) != output
    else { return nil }
    if let found = try replayedBase(at: point, since: parent, output) { return found }
    // Sources and outputs may come in commits of their own, as syncs make them.
    let writer = try writer(of: parent)
    return writer == parent ? nil : try replayedBase(at: point, since: writer, output)
  }

  private func replayedBase(
    at point: History.Point,
    since start: History.Point,
    _ output: OutputText
  ) throws(Problem) -> Base? {
    guard searchesLeft > 0, try history.changesInputs(point, since: start) else { return nil }
    searchesLeft -= 1
    let states = try history.states(before: start, changedBy: point)
    for state in states {
      guard let made = try history.replay(from: start, to: point, onto: state) else { continue }
      let brought: Base
      if let generated = made.generated, made.output == generated || made.pristine == generated {
        brought = .text(generated)
      } else if let same = try history.sameState(as: made, among: states) {
        brought = try base(of: same)
      } else {
        continue
      }
      let found = try merge(base(of: state), base(of: start), brought, asIn: output)
      if found != .unknown { return found }
    }
    return nil
  }

  /// How far a writer is looked for.
  private static var maximumSteps: Int { 200 }

  /// The first point of a line without merges that has the output of `start`.
  private func writer(of start: History.Point) throws(Problem) -> History.Point {
    let output = try history.output(at: start)
    var point = start
    for _ in 0..<Self.maximumSteps {
      guard let parents = try history.parents(of: point), parents.count == 1,
        try history.output(at: parents[0]) == output
      else { break }
      point = parents[0]
    }
    return point
  }
}
