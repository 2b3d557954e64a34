import AgentModel
import Git

/// Finds agents that went on under another id.
///
/// Asked in this order: the bytes that stood at the old path last stand at the new one, in the head or in a
/// commit that took the old one away, and no other document has them on either side; the document is
/// where it was and gives itself another id; history knows where the document went. (An agent that keeps
/// its id needs no finding.)
///
/// - Returns: old agent id to new one.
func findRenames(
  from registry: Registry,
  to model: LibraryModel,
  past: RepositoryPast,
  work: Work
) throws(Problem) -> [String: String] {
  let library = model.library
  let rejected = Set(library.rejected.map(\.file.document))
  let rejectedIDs = Set(library.rejected.compactMap(\.id))
  let lost = registry.entries.values.filter {
    library[$0.id] == nil && !rejectedIDs.contains($0.id) && !rejected.contains($0.source)
  }
  let found = library.agents.filter { registry.entries[$0.id] == nil }
  guard !lost.isEmpty, !found.isEmpty else { return [:] }
  var search = AgentSearch(lost: lost.sorted { $0.id < $1.id }, found: found)
  try search.matchEach { (entry, agents) throws(Problem) in
    let presences = try past.lastPresences(of: entry)
    var matches: [Agent] = []
    for agent in agents {
      var isSame = presences.contains { $0.item.objectID == agent.blobID }
      for last in presences where !isSame {
        let next = try past.item(at: agent.file.document, in: last.nextPoint)
        isSame = next?.objectID == last.item.objectID
      }
      if isSame { matches.append(agent) }
    }
    return matches
  }
  try search.matchEach { (entry, agents) throws(Problem) in
    agents.filter { $0.file.document == entry.source }
  }
  guard !search.lost.isEmpty, !search.found.isEmpty else { return search.renames }
  let history = try RenameHistory(to: past.snapshot, in: past.repository, work: work)
  let whereabouts = try history.whereabouts(of: search.lost.map(\.source))
  try search.matchEach { (entry, agents) throws(Problem) in
    guard let found = whereabouts[entry.source], let now = found.now, now != entry.source,
      found.confidence >= .likely
    else { return [] }
    return agents.filter { $0.file.document == now }
  }
  return search.renames
}

/// Agents that are gone and new ones, and which of them turned out to be the same.
private struct AgentSearch {
  private(set) var lost: [RegistryEntry]
  private(set) var found: [Agent]
  /// Old agent id to new one.
  private(set) var renames: [String: String] = [:]

  init(lost: [RegistryEntry], found: [Agent]) {
    self.lost = lost
    self.found = found
  }

  /// Pairs each lost agent with the one that a question names, where nobody else is named and no other names it.
  mutating func matchEach(
    _ question: (RegistryEntry, [Agent]) throws(Problem) -> [Agent]
  ) throws(Problem) {
    guard !lost.isEmpty, !found.isEmpty else { return }
    var answers: [String: [String]] = [:]
    for entry in lost { answers[entry.id] = try question(entry, found).map(\.id) }
    for (old, matches) in answers where matches.count == 1 {
      if answers.values.count(where: { $0.contains(matches[0]) }) == 1 { renames[old] = matches[0] }
    }
    lost.removeAll { renames[$0.id] != nil }
    let taken = Set(renames.values)
    found.removeAll { taken.contains($0.id) }
  }
}
