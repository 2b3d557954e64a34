import AgentModel
import Git

/// Where outputs stand, and where they may go.
extension Planner {
  /// Where an output stands, and where it is to stand.
  struct Placement {
    let from: RepoPath
    let to: RepoPath
    var problem: Problem?
    /// Where an output stood for which a person adopted another file.
    var former: RepoPath?
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
    return settledByPerson(slot, from, to)
      ?? Placement(from: from, to: to, problem: .foreign(to, slot.agentID))
  }

  /// What a person wants of a move to a place where a foreign file stands; nil where they said nothing.
  ///
  /// A file that is adopted is the agent's output from now on; the former one goes, or is theirs where it
  /// was edited.
  private func settledByPerson(_ slot: Slot, _ from: RepoPath, _ to: RepoPath) -> Placement? {
    if options.replaces { return Placement(from: from, to: to) }
    return options.adopts ? Placement(from: to, to: to, former: from) : nil
  }

  /// Takes away an output in whose place another file was adopted, unless it was edited.
  mutating func letGo(_ former: RepoPath) throws(Problem) {
    if let text = try text(at: former), try isGeneratedBefore(text, at: former) {
      leave(former)
    } else {
      dropPristine(former)
    }
  }

  /// Whether a new output is to stand where another one is about to leave.
  mutating func takesVacatedPlace(_ slot: Slot, _ place: Placement) -> Bool {
    guard slot.registered == nil, !staying.contains(place.to) else { return false }
    let isLeaving = basis.slots.contains { other in
      other.registered?.path == place.to && other.path != nil && other.path != place.to
    }
    if isLeaving { claimed.insert(place.to) }
    return isLeaving
  }

  /// Whether an output is one of ours: the registry lists its place, or a parent's does.
  ///
  /// A merge may take the record away that one side removed with its agent, and keep the output that the
  /// other side changed; or keep the record and take the output away.
  func isRegistered(_ slot: Slot, at path: RepoPath, isThere: Bool) throws(Problem) -> Bool {
    guard isThere else {
      guard let registered = slot.registered else { return try isRegisteredBefore(path) }
      if registered.isSuppressed { return true }
      return try !isTakenByMerge(path)
    }
    if slot.registered != nil { return true }
    if try basis.past.registeredPaths(at: start).contains(path) { return true }
    for point in try basis.past.parents(of: start) ?? []
    where try basis.past.registeredPaths(at: point).contains(path) {
      return true
    }
    return false
  }

  /// Whether the head is a merge with a side on which neither the output nor a record of it was.
  private func isTakenByMerge(_ path: RepoPath) throws(Problem) -> Bool {
    let parents = try basis.past.parents(of: start) ?? []
    guard parents.count > 1 else { return false }
    for point in parents where try isUnknown(path, at: point) { return true }
    return false
  }

  /// Whether a parent of the head lists an output at `path`: then it was there, and a person took it away.
  ///
  /// A parent that has neither output nor record tells of a merge with a branch on which the agent was gone,
  /// or came anew: a sync took the output away there, and nobody by hand.
  func isRegisteredBefore(_ path: RepoPath) throws(Problem) -> Bool {
    guard try reader.item(at: path) == nil else { return false }
    var isListed = false
    for point in try basis.past.parents(of: start) ?? [] {
      if try isUnknown(path, at: point) { return false }
      if try basis.past.registeredPaths(at: point).contains(path) { isListed = true }
    }
    return isListed
  }

  /// Whether a commit has neither an output at the path nor a record of one.
  private func isUnknown(_ path: RepoPath, at point: HistoryPoint) throws(Problem) -> Bool {
    guard try basis.past.item(at: path, in: point) == nil else { return false }
    return try !basis.past.registeredPaths(at: point).contains(path)
  }

  /// Whether a sync wrote what stands at `path`, and nobody changed it since.
  private func isGeneratedBefore(_ text: OutputText, at path: RepoPath) throws(Problem) -> Bool {
    let history = RepositoryHistory(basis.past, path: path)
    return try BaseFinder(history).base(of: start) == .text(text)
  }
}
