package import AgentModel
package import Git
import PromptFiles

/// The references of one tree: library, outputs, and the shared documents that they lead to.
package struct ReferenceScan: Sendable {
  package let snapshot: Snapshot
  package let model: LibraryModel
  package let graph: ReferenceGraph
  /// The outputs that the registry lists and that are there.
  package let outputs: Set<RepoPath>
  /// Markdown files that couldn't be read, with the reason.
  package let unread: [Problem]

  let context: AgentContext
  private let excluded: [Glob]

  /// Whether the configuration says of a path that it is no agent: backups and the like.
  func isExcluded(_ path: RepoPath) -> Bool {
    excluded.contains { $0.covers(path) }
  }

  /// References are followed this many documents away from library and outputs.
  package static let maximumDepth = 8

  /// Reads every reference of a snapshot.
  ///
  /// - Throws: `Problem` where configuration, library or repository can't be read; a document that
  ///   can't be stands in `unread`.
  package init(
    _ snapshot: Snapshot,
    in repository: Repository,
    work: Work,
    store: DocumentStore = DocumentStore()
  ) throws(Problem) {
    let reader = SnapshotReader(snapshot, in: repository)
    let model = try LibraryModel(
      reader: reader,
      location: repository.location,
      store: store,
      work: work
    )
    let registry = try Registry(reader: reader)
    try self.init(snapshot, model, registry, in: repository, work: work, store: store)
  }

  /// Reads every reference of a snapshot whose library is known.
  init(
    _ snapshot: Snapshot,
    _ model: LibraryModel,
    _ registry: Registry,
    in repository: Repository,
    work: Work,
    store: DocumentStore
  ) throws(Problem) {
    let reader = SnapshotReader(snapshot, in: repository)
    let context = AgentContext(model.library)
    var reading = ReferenceReading(
      snapshot: snapshot,
      location: repository.location,
      context: context,
      names: model.names,
      library: model.library,
      store: store
    )
    var outputs: Set<RepoPath> = []
    for output in registry.entries.values.flatMap(\.outputs)
    where try reader.item(at: output.path)?.mode.isPlainFile ?? false {
      outputs.insert(output.path)
    }
    excluded = model.config.rules.exclude.compactMap(Glob.init)
    let excluded = excluded
    let sources = model.files.lazy.filter { file in
      file.mode.isPlainFile && file.path.isMarkdown && !outputs.contains(file.path)
        && !excluded.contains { $0.covers(file.path) }
    }
    var wave = Set(sources.map(\.path)).union(outputs)
    var depth = 0
    while !wave.isEmpty, depth <= ReferenceScan.maximumDepth {
      wave = try reading.read(wave.sorted(), work)
      depth += 1
    }
    self.snapshot = snapshot
    self.model = model
    self.context = context
    self.outputs = outputs
    unread = reading.unread
    graph = reading.graph()
  }
}

extension RepoPath {
  /// Whether the name is that of a Markdown file.
  var isMarkdown: Bool {
    let name = self.name.lowercased()
    return name.hasSuffix(".md") || name.hasSuffix(".markdown")
  }
}

/// Which agent and which library root a file belongs to.
struct AgentContext: Sendable {
  private let byDocument: [RepoPath: AgentFile]
  private let byFolder: [RepoPath: AgentFile]
  private let roots: Set<RepoPath>

  init(_ library: Library) {
    let files = library.agents.map(\.file) + library.rejected.map(\.file)
    byDocument = Dictionary(
      files.map { ($0.document, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    byFolder = Dictionary(
      files.compactMap { file in file.folder.map { ($0, file) } },
      uniquingKeysWith: { first, _ in first }
    )
    roots = Set(files.map(\.root))
  }

  /// The agent whose document or part a file is; nil for all others.
  func agent(of path: RepoPath) -> AgentFile? {
    if let agent = byDocument[path] { return agent }
    var folder = path.parent
    while let place = folder {
      if let agent = byFolder[place] { return agent }
      folder = place.parent
    }
    return nil
  }

  /// The library root that a file lies in; nil outside of the library.
  func root(of path: RepoPath) -> RepoPath? {
    var folder = path.parent
    while let place = folder {
      if roots.contains(place) { return place }
      folder = place.parent
    }
    return nil
  }

  /// Finds what a reference leads to.
  func resolve(_ reference: Reference, from path: RepoPath, in tree: any TreeView)
    -> AgentModel.Resolution
  {
    AgentModel.resolve(
      reference,
      from: path,
      agent: agent(of: path),
      root: root(of: path),
      in: tree
    )
  }
}

/// Reads documents wave by wave: what one wave refers to is the next.
private struct ReferenceReading {
  let snapshot: Snapshot
  let location: RepositoryLocation
  let context: AgentContext
  let names: AgentNames
  let library: Library
  let store: DocumentStore
  private(set) var unread: [Problem] = []
  private var digests: [RepoPath: DocumentDigest] = [:]
  private var edges: [ReferenceGraph.Edge] = []

  init(
    snapshot: Snapshot,
    location: RepositoryLocation,
    context: AgentContext,
    names: AgentNames,
    library: Library,
    store: DocumentStore
  ) {
    self.snapshot = snapshot
    self.location = location
    self.context = context
    self.names = names
    self.library = library
    self.store = store
  }

  private enum Reading: Sendable {
    case read(DocumentDigest, [ReferenceGraph.Edge])
    case unread(Problem)
    case absent
  }

  /// Reads some documents; returns the Markdown files that they lead to and that weren't read yet.
  mutating func read(_ paths: [RepoPath], _ work: Work) throws(Problem) -> Set<RepoPath> {
    let (snapshot, location, context, names) = (snapshot, location, context, names)
    let (library, store) = (library, store)
    let readings = try parallelMap(
      paths,
      work,
      makeWorker: { () throws(Problem) in
        let repository = try reading("open the repository", location.open)
        return RecordingTree(SnapshotReader(snapshot, in: repository), store: store)
      },
      transform: { (tree, path) throws(Problem) -> Reading in
        let result = try tree.digest(of: path, store)
        guard let result else { return .absent }
        switch result {
        case .failure(let problem): return .unread(problem)
        case .success(let digest):
          let edges = digest.references.map { reference in
            ReferenceGraph.Edge(
              document: path,
              reference: reference,
              destination: ReferenceReading.destination(
                of: context.resolve(reference, from: path, in: tree),
                names,
                library
              )
            )
          }
          if let failure = tree.failure { throw failure }
          return .read(digest, edges)
        }
      }
    )
    var next: Set<RepoPath> = []
    for (path, reading) in zip(paths, readings) {
      switch reading {
      case .absent: continue
      case .unread(let problem): unread.append(problem)
      case .read(let digest, let found):
        digests[path] = digest
        for edge in found {
          edges.append(edge)
          if case .file(let target) = edge.destination, target.isMarkdown { next.insert(target) }
        }
      }
    }
    let known = Set(digests.keys).union(unread.compactMap(\.place?.path))
    return next.subtracting(known)
  }

  private static func destination(
    of resolution: AgentModel.Resolution,
    _ names: AgentNames,
    _ library: Library
  ) -> ReferenceGraph.Destination {
    switch resolution {
    case .file(let path, let item):
      return item.mode.isPlainFile ? .file(path) : .broken(.notPlainFile(path))
    case .folder(let path): return .folder(path)
    case .missing(let candidates): return .broken(.missing(candidates: candidates))
    case .escaping: return .broken(.escaping)
    case .external, .tool: return .outside
    case .anchorOnly: return .ownSection
    case .agentName(let written):
      let ids = names.ids(of: written)
      guard let id = ids.first, let agent = library[id] else {
        return builtInAgents.contains(written.lowercased())
          ? .outside : .broken(.unknownAgent)
      }
      return ids.count == 1
        ? .agent(id: id, document: agent.file.document)
        : .broken(.ambiguousAgent(count: ids.count))
    }
  }

  /// The graph of all that was read, sections checked.
  func graph() -> ReferenceGraph {
    let checked = edges.compactMap { edge -> ReferenceGraph.Edge? in
      switch edge.destination {
      case .broken(.missing(let candidates))
      where candidates.isEmpty || !edge.reference.isSurelyPath:
        // Nothing that is sure to be a path.
        return nil
      case .file(let target): return check(edge, section: edge.reference.anchor, of: target)
      case .ownSection: return check(edge, section: edge.reference.anchor, of: edge.document)
      default: return edge
      }
    }
    return ReferenceGraph(documents: Array(digests.keys), edges: checked)
  }

  /// The edge, broken where the document that it leads to was read and lacks the section.
  private func check(
    _ edge: ReferenceGraph.Edge,
    section anchor: String?,
    of target: RepoPath
  ) -> ReferenceGraph.Edge {
    guard let anchor, let digest = digests[target], !digest.hasSection(anchor) else { return edge }
    return ReferenceGraph.Edge(
      document: edge.document,
      reference: edge.reference,
      destination: .broken(.noSection(target))
    )
  }
}

extension RecordingTree {
  /// What there is to know of a file, or why it can't be read; nil where no plain file stands there.
  fileprivate func digest(
    of path: RepoPath,
    _ store: DocumentStore
  ) throws(Problem) -> Result<DocumentDigest, Problem>? {
    guard let item = entry(at: path), item.mode.isPlainFile else {
      if let failure { throw failure }
      return nil
    }
    let result = store.digest(at: path, blob: item.objectID, from: reader)
    if case .failure(let problem) = result,
      problem.code == .missingObject || problem.code == .ioFailure
    {
      throw problem
    }
    return result
  }
}
