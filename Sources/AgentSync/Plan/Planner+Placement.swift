import AgentModel
import Git

/// Where outputs stand, and where they may go.
extension Planner {
  /// Where an output stands, and where it is to stand.
  struct Placement {
    let from: RepoPath
    let to: RepoPath
    var problem: Problem?
  }

  mutating func placement(of slot: Slot) throws(Problem) -> Placement {
    let from = slot.presentPath
    guard let to = slot.path, to != from else { return Placement(from: from, to: from) }
    // A move: the new place must be free, become free, or hold just what would be written.
    guard let there = try text(at: to) else { return Placement(from: from, to: to) }
    if basis.slots.contains(where: { $0.registered?.path == to }) {
      guard !staying.contains(to) else {
        return Placement(from: from, to: to, problem: .foreign(to, slot.agentID))
      }
      claimed.insert(to)
      return Placement(from: from, to: to)
    }
    if try text(at: from) == nil { return Placement(from: to, to: to) }
    if there == slot.generated?.text { return Placement(from: from, to: to) }
    // Branches that moved an agent differently were merged: each brought its output.
    if try isGeneratedBefore(there, at: to) { return Placement(from: from, to: to) }
    return Placement(from: from, to: to, problem: .foreign(to, slot.agentID))
  }

  /// Whether a parent of the head lists an output at `path`: then it was there, and a person took it away.
  ///
  /// A parent that had no such agent tells of a merge with a branch on which the agent was gone: a sync
  /// took the output away there, and nobody by hand.
  func isRegisteredBefore(_ path: RepoPath) throws(Problem) -> Bool {
    guard try reader.item(at: path) == nil else { return false }
    var isListed = false
    for point in try basis.past.parents(of: start) ?? [] {
      if try basis.past.registeredPaths(at: point).contains(path) {
        isListed = true
      } else if try basis.past.item(at: path, in: point) == nil,
        try basis.past.model(at: point)?.order(for: path) == nil
      {
        return false
      }
    }
    return isListed
  }

  /// Whether a sync wrote what stands at `path`, and nobody changed it since.
  private func isGeneratedBefore(_ text: OutputText, at path: RepoPath) throws(Problem) -> Bool {
    let history = RepositoryHistory(basis.past, path: path)
    return try BaseFinder(history).base(of: start) == .text(text)
  }
}
