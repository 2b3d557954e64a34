package import AgentModel
import Foundation
package import Git
package import PromptFiles
import Synchronization

/// Configuration and library of one tree, and which outputs they ask for; nothing is rendered yet.
package struct LibraryModel: Sendable {
  package let config: Config
  package let library: Library
  package let names: AgentNames
  /// The files below the library's roots, sorted by path.
  package let files: [LibraryFile]
  /// What is to be made, sorted by path.
  package let orders: [Order]
  /// What is wrong with the orders: twins, paths that can't be.
  package let findings: [Problem]

  /// What a reference that leads nowhere may have meant.
  let nearestPath: LazyNearestPath

  /// One output to be made.
  package struct Order: Hashable, Sendable {
    package let path: RepoPath
    package let agentID: String
    package let settings: TargetSettings
    /// Why the output can't be made; nil where it can.
    package let problem: Problem?
  }

  /// Reads configuration and library through `reader`.
  ///
  /// Documents are parsed on the threads that `work` allows.
  ///
  /// - Throws: `Problem` with a `config.` or `scan.` code, `generate.output-is-source`, or what the
  ///   repository refused.
  package init(
    reader: SnapshotReader,
    location: RepositoryLocation,
    store: DocumentStore,
    work: Work
  ) throws(Problem) {
    config = try LibraryModel.config(reader)
    let rules = config.rules
    let limits = reader.libraryLimits
    files = try reader.libraryFiles(of: rules)
    nearestPath = LazyNearestPath(among: files)
    let discovery = findAgents(among: files, rules: rules)
    guard discovery.agents.count <= limits.agents else {
      throw .tooManyAgents(discovery.agents.count, limits)
    }
    let snapshot = reader.snapshot
    let sources = discovery.agents.map { agent in
      LibraryFile(
        path: agent.document,
        mode: .file,
        blobID: discovery.blobIDs[agent.document] ?? .zero
      )
    }
    let size = Atomic<Int>(0)
    let documents = try parallelMap(
      sources,
      work,
      makeWorker: { () throws(Problem) in
        SnapshotReader(snapshot, in: try reading("open the repository", location.open))
      },
      transform: { (reader, agent) throws(Problem) in
        let result = try DocumentStore.usable(
          store.document(at: agent.path, blob: agent.blobID, from: reader)
        )
        if case .success(let document) = result {
          let count = document.bytes.count
          let before = size.wrappingAdd(count, ordering: .relaxed).oldValue
          guard before + count <= limits.text else { throw Problem.tooMuchText(limits) }
        }
        return result
      }
    )
    let parsed = Dictionary(
      uniqueKeysWithValues: zip(discovery.agents.map(\.document), documents)
    )
    library = Library(of: discovery, rules: rules) { agent in
      guard let document = parsed[agent.document] else {
        preconditionFailure("BUG: every agent found was parsed")
      }
      return document
    }
    names = AgentNames(library)
    (orders, findings) = LibraryModel.orders(of: library, config)
    // Also where nothing stands there yet: once written, the library would take it for one of its own.
    let taken = rules.firstCovered(among: orders.lazy.map(\.path)) ?? Config.path
    if let order = orders.first(where: { $0.path == taken }) { throw .outputIsSource(order) }
  }

  /// The configuration of a tree; that of a repository without one where there is none.
  static func config(_ reader: SnapshotReader) throws(Problem) -> Config {
    guard let item = try reader.item(at: Config.path) else { return .defaults }
    guard item.mode.isPlainFile else { throw .configNotAFile() }
    guard try reader.size(of: item.objectID) <= Document.maximumSize else {
      throw .configNotAFile()
    }
    return try Config(parsing: reader.bytes(of: item.objectID))
  }

  static func orders(of library: Library, _ config: Config) -> ([Order], [Problem]) {
    var orders: [Order] = []
    var findings: [Problem] = []
    for agent in library.agents {
      for settings in config.targets {
        do throws(Problem) {
          let path = try outputPath(of: agent, for: settings)
          orders.append(
            Order(path: path, agentID: agent.id, settings: settings, problem: nil)
          )
        } catch {
          findings.append(error)
        }
      }
    }
    let twins = Dictionary(grouping: orders) { twinKey($0.path) }
      .filter { $0.value.count > 1 }
    guard !twins.isEmpty else { return (orders.sorted { $0.path < $1.path }, findings) }
    var marked: [Order] = []
    for order in orders {
      guard let group = twins[twinKey(order.path)] else {
        marked.append(order)
        continue
      }
      let problem = Problem.outputTwins(order, group, in: library)
      findings.append(problem)
      marked.append(
        Order(
          path: order.path,
          agentID: order.agentID,
          settings: order.settings,
          problem: problem
        )
      )
    }
    return (marked.sorted { $0.path < $1.path }, findings)
  }

  /// Every folder and file that is read or written as the tool's own; nested ones once, sorted.
  package var managedPlaces: [RepoPath] {
    var places = Set(config.rules.staticPrefixes)
    places.insert(Config.path)
    if let records = RepoPath(".agentsync") { places.insert(records) }
    places.formUnion(orders.map(\.path))
    return places.filter { place in
      var folder = place.parent
      while let parent = folder {
        if places.contains(parent) { return false }
        folder = parent.parent
      }
      return true
    }.sorted()
  }

  /// The order for a path; nil where none or several are for it.
  package func order(for path: RepoPath) -> Order? {
    let start = orders.partitioningIndex { $0.path >= path }
    guard start < orders.count, orders[start].path == path, orders[start].problem == nil else {
      return nil
    }
    return orders[start]
  }
}

/// What two paths share that some file system can't tell apart: NFC and case don't count.
private func twinKey(_ path: RepoPath) -> String {
  let text = path.string
  guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.lowercased() }
  return text.precomposedStringWithCanonicalMapping.lowercased()
}

extension DocumentStore {
  /// Lets a document that can't be used pass as a value, and throws what ends the run.
  fileprivate static func usable(
    _ result: Result<Document, Problem>
  ) throws(Problem) -> Result<Document, Problem> {
    if case .failure(let problem) = result,
      problem.code == .missingObject || problem.code == .ioFailure
    {
      throw problem
    }
    return result
  }
}

extension Problem {
  fileprivate static func tooManyAgents(_ count: Int, _ limits: LibraryLimits) -> Problem {
    Problem(
      .tooManyAgents,
      "the library holds \(count) agents, more than the \(limits.agents) allowed",
      hint: limits.cure
    )
  }

  fileprivate static func tooMuchText(_ limits: LibraryLimits) -> Problem {
    Problem(
      .tooMuchText,
      "the library's documents have more than the \(limits.text >> 20) MiB allowed",
      hint: "narrow 'library.roots' in .agentsync.yml"
    )
  }

  fileprivate static func configNotAFile() -> Problem {
    Problem(
      .configSyntax,
      at: Place(Config.path),
      "'.agentsync.yml' is no plain file of at most \(Document.maximumSize) bytes",
      hint: "replace it by a plain file"
    )
  }

  fileprivate static func outputIsSource(_ order: LibraryModel.Order) -> Problem {
    Problem(
      .outputIsSource,
      at: Place(order.path),
      "output '\(order.path)' of agent '\(order.agentID)' is a file of the library itself",
      hint: "change the path of target '\(order.settings.target.rawValue)', or the library's roots"
    )
  }

  fileprivate static func outputTwins(
    _ order: LibraryModel.Order,
    _ group: [LibraryModel.Order],
    in library: Library
  ) -> Problem {
    let sources = group.compactMap { library[$0.agentID]?.file.document.string }.sorted()
    return Problem(
      .outputTwins,
      at: library[order.agentID].map { Place($0.file.document) },
      "output '\(order.path)' is asked for by \(sources.map { "'\($0)'" }.joined(separator: " and "))",
      hint: "give the agents different ids, or put {id} into the path"
    )
  }
}
