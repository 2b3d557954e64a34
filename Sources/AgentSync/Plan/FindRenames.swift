import AgentModel
import Git

/// Finds agents whose document moved under another id, by their document's blob.
///
/// A document that is gone and a new one are the same agent where the bytes that stood at the old path
/// last stand at the new one, in the head or in a commit that took the old one away, and no other
/// document has them on either side. (An agent that keeps its id needs no finding.)
///
/// - Returns: old agent id to new one.
func findRenames(
  from registry: Registry,
  to model: LibraryModel,
  past: RepositoryPast
) throws(Problem) -> [String: String] {
  let library = model.library
  let rejected = Set(library.rejected.map(\.file.document))
  let rejectedIDs = Set(library.rejected.compactMap(\.id))
  let lost = registry.entries.values.filter {
    library[$0.id] == nil && !rejectedIDs.contains($0.id) && !rejected.contains($0.source)
  }
  let found = library.agents.filter { registry.entries[$0.id] == nil }
  guard !lost.isEmpty, !found.isEmpty else { return [:] }

  var candidates: [String: [String]] = [:]
  for entry in lost {
    let presences = try past.lastPresences(of: entry)
    var matches: [String] = []
    for agent in found {
      var isSame = presences.contains { $0.item.objectID == agent.blobID }
      for last in presences where !isSame {
        let next = try past.item(at: agent.file.document, in: last.nextPoint)
        isSame = next?.objectID == last.item.objectID
      }
      if isSame { matches.append(agent.id) }
    }
    candidates[entry.id] = matches
  }
  var renames: [String: String] = [:]
  for (old, matches) in candidates where matches.count == 1 {
    let isClaimedOnce = candidates.values.filter { $0.contains(matches[0]) }.count == 1
    if isClaimedOnce { renames[old] = matches[0] }
  }
  return renames
}
