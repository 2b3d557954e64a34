import AgentModel
import Git
import PromptFiles

extension LibraryModel {
  /// Configuration and library of a tree, limited to some of the agents that are known to be there.
  ///
  /// nil where one of them can't be read, or is another than is known, by its id, its name or its outputs:
  /// what all others are made of would have to be asked then.
  ///
  /// - Parameters:
  ///   - agents: The agents to read, sorted by id.
  ///   - known: The library, which holds just these files.
  ///   - reader: Reads the tree.
  ///   - store: Where the documents go.
  /// - Throws: What keeps the repository from being read.
  init?(
    of agents: [KnownLibrary.KnownAgent],
    among known: KnownLibrary,
    reader: SnapshotReader,
    store: DocumentStore
  ) throws(Problem) {
    config = try LibraryModel.config(reader)
    let rules = config.rules
    files = try reader.files(below: rules.staticPrefixes)
    nearestPath = LazyNearestPath(among: files)
    let discovery = findAgents(among: files, rules: rules)
      .limited(to: Set(agents.map(\.document)))
    var documents: [RepoPath: Document] = [:]
    for agent in discovery.agents {
      guard let blobID = discovery.blobIDs[agent.document],
        case .success(let document) = store.document(
          at: agent.document,
          blob: blobID,
          from: reader
        )
      else { return nil }
      documents[agent.document] = document
    }
    library = Library(of: discovery, rules: rules) { agent in
      guard let document = documents[agent.document] else {
        preconditionFailure("BUG: every agent found was parsed")
      }
      return .success(document)
    }
    let entries = agents.map { AgentNames.Entry(id: $0.id, name: $0.name) }
    let size = zip(library.agents, agents).reduce(known.size) { size, pair in
      size + pair.0.document.bytes.count - pair.1.size
    }
    guard library.rejected.isEmpty, AgentNames(library).entries == entries,
      !library.findings.contains(where: { $0.severity == .error }),
      size <= LibraryLimits.text
    else { return nil }
    names = known.names
    (orders, findings) = LibraryModel.orders(of: library, config)
    let outputs = agents.flatMap { agent in
      agent.outputs.map { OutputPlace(path: $0.path, agentID: agent.id, target: $0.target) }
    }
    let ordered = orders.map {
      OutputPlace(path: $0.path, agentID: $0.agentID, target: $0.settings.target)
    }
    guard findings.isEmpty, Set(ordered) == Set(outputs) else { return nil }
  }
}

private struct OutputPlace: Hashable {
  let path: RepoPath
  let agentID: String
  let target: Target
}
