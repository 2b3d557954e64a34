import AgentModel
import Git

/// Finds the files that a person means.
struct ImpactSelection {
  private let side: ImpactSide
  /// The agents' documents by their outputs, registered or not.
  private var sources: [RepoPath: RepoPath] = [:]
  /// Paths at which nothing stands, and that somebody refers to.
  private var absent: Set<RepoPath> = []

  private let graph: ReferenceGraph

  init(_ side: ImpactSide, _ graph: ReferenceGraph) {
    (self.side, self.graph) = (side, graph)
    for entry in side.registry.entries.values {
      for output in entry.outputs { sources[output.path] = entry.source }
      absent.insert(entry.source)
    }
    for output in side.outputs { sources[output.path] = output.agent.file.document }
    for output in side.outputs {
      absent.formUnion(output.generated.reads.lazy.filter { $0.value == nil }.map(\.key))
    }
    for edge in graph.edges {
      if case .broken(.missing(let candidates)) = edge.destination { absent.formUnion(candidates) }
    }
  }

  /// The files of all names; an output's file is its agent's document.
  ///
  /// - Throws: `Problem` with `command.unknown-path`.
  func files(named names: [String]) throws(Problem) -> Set<RepoPath> {
    var files: Set<RepoPath> = []
    for name in names {
      let found = try self.files(named: name)
      guard !found.isEmpty else { throw .unknownPath(name, hint: nearest(to: name)) }
      files.formUnion(found.map { sources[$0] ?? $0 })
    }
    return files
  }

  private func files(named name: String) throws(Problem) -> [RepoPath] {
    let bare = name.hasSuffix("/") ? String(name.dropLast()) : name
    if let path = RepoPath(bare) {
      if sources[path] != nil { return [path] }
      if let item = try side.reader.item(at: path) {
        return item.mode == .tree ? try side.reader.files(below: [path]).map(\.path) : [path]
      }
      // What nobody has written yet, and a reference already leads to.
      if absent.contains(path) || path == Config.path { return [path] }
    }
    if let agent = side.library[name] { return [agent.file.document] }
    let unusable = side.library.rejected.filter { $0.id == name }.map(\.file.document)
    return unusable.isEmpty ? [side.registry.entries[name]?.source].compactMap(\.self) : unusable
  }

  private func nearest(to name: String) -> String? {
    let ids = side.library.agents.map(\.id)
    let known = Set(side.model.files.map(\.path))
      .union(graph.documents).union(sources.keys)
    if let path = RepoPath(name),
      let near = NearestPath(among: known.sorted()).path(for: path)
    {
      return near.string
    }
    return AgentSync.nearest(to: name, among: ids + known.sorted().map(\.string))
  }
}

extension Problem {
  fileprivate static func unknownPath(_ name: String, hint: String?) -> Problem {
    Problem(
      .unknownPath,
      "no file, folder, agent or output is named '\(name)', and no reference leads there",
      hint: hint.map { "did you mean '\($0)'?" }
        ?? "paths begin at the top of the repository; 'git agentsync status' lists the outputs"
    )
  }
}
