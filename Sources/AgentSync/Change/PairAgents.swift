import AgentModel

import struct Git.ObjectID
import struct Git.RepoPath

/// Finds agents that went on under another id between two libraries.
///
/// An agent that is gone and a new one are the same where, asked in this order, the new document has the
/// old one's bytes, stands at its path, the registry lists that path as a former one, or the documents
/// are one file to a comparison of the trees; and where the answer is the only one on both sides. Agents
/// whose document merely can't be used are not gone.
///
/// - Parameters:
///   - old: the library before.
///   - new: the library now.
///   - formerSources: what the new side's registry says of where each agent's document was.
///   - heirs: where files of the old tree are in the new one; asked only if it matters.
/// - Returns: old agent id to new one.
/// - Throws: what `heirs` throws.
func pairRenamedAgents(
  from old: Library,
  to new: Library,
  formerSources: [String: [RepoPath]],
  heirs: () throws(Problem) -> [RepoPath: RepoPath] = { [:] }
) throws(Problem) -> [String: String] {
  let unusableNow = RejectedDocuments(of: new)
  let unusableBefore = RejectedDocuments(of: old)
  var pairing = AgentPairing(
    lost: old.agents.filter { new[$0.id] == nil && !unusableNow.contains($0) },
    found: new.agents.filter { old[$0.id] == nil && !unusableBefore.contains($0) }
  )
  pairing.pair({ [$0.blobID] }, { [$0.blobID] })
  pairing.pair({ [$0.file.document] }, { [$0.file.document] })
  pairing.pair({ [$0.file.document] }, { formerSources[$0.id] ?? [] })
  if !pairing.lost.isEmpty, !pairing.found.isEmpty {
    let heirs = try heirs()
    pairing.pair({ heirs[$0.file.document].map { [$0] } ?? [] }, { [$0.file.document] })
  }
  return pairing.renames
}

/// Documents of a library that are there and can't be used.
struct RejectedDocuments {
  private let ids: Set<String>
  private let paths: Set<RepoPath>

  init(of library: Library) {
    ids = Set(library.rejected.compactMap(\.id))
    paths = Set(library.rejected.map(\.file.document))
  }

  /// Whether an agent of another library is here, as one of these.
  func contains(_ agent: Agent) -> Bool {
    ids.contains(agent.id) || paths.contains(agent.file.document)
  }
}

/// Agents that are gone and new ones, and which of them are the same.
private struct AgentPairing {
  private(set) var renames: [String: String] = [:]
  private(set) var lost: [Agent]
  private(set) var found: [Agent]

  init(lost: [Agent], found: [Agent]) {
    self.lost = lost
    self.found = found
  }

  /// Pairs those that share a sign which nobody else on their side has.
  mutating func pair<Sign: Hashable>(
    _ oldSigns: (Agent) -> [Sign],
    _ newSigns: (Agent) -> [Sign]
  ) {
    let bearers = AgentPairing.only(found, by: newSigns)
    let before = AgentPairing.only(lost, by: oldSigns)
    var taken: Set<String> = []
    for agent in before.values.sorted(by: { $0.id < $1.id }) {
      let match = oldSigns(agent).lazy.compactMap { bearers[$0] }.first
      guard let match, taken.insert(match.id).inserted else { continue }
      renames[agent.id] = match.id
    }
    lost.removeAll { renames[$0.id] != nil }
    found.removeAll { taken.contains($0.id) }
  }

  /// The agents by a sign that no other of them has.
  private static func only<Sign: Hashable>(
    _ agents: [Agent],
    by signs: (Agent) -> [Sign]
  ) -> [Sign: Agent] {
    var bearers: [Sign: [Agent]] = [:]
    for agent in agents {
      for sign in Set(signs(agent)) { bearers[sign, default: []].append(agent) }
    }
    return bearers.compactMapValues { $0.count == 1 ? $0[0] : nil }
  }
}
