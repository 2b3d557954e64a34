import AgentModel
import Git

/// Who leads to what changed, over any number of documents: breadth first, backwards through the references.
///
/// Each document is reached once, by a shortest way; of several the one that comes first by path and place.
struct LinkReach {
  /// A reference that leads to something reached.
  struct Arrival {
    let edge: ReferenceGraph.Edge
    /// The file that it leads to: of a folder, one in it.
    let destination: RepoPath
    let level: Int
  }

  private enum Origin {
    /// Reached by other means: what changed, and outputs whose text does.
    case given([ImpactStep])
    case edge(Reference, to: RepoPath)
  }

  private let graph: ReferenceGraph
  private var origins: [RepoPath: Origin] = [:]
  private var arrivals: [RepoPath: [Arrival]] = [:]
  /// References that lead nowhere, by the paths that they may mean.
  private let unanswered: [RepoPath: [ReferenceGraph.Edge]]

  /// Follows the references to a set of files, each with the chain that leads to it.
  init(_ graph: ReferenceGraph, from seeds: [RepoPath: [ImpactStep]]) {
    self.graph = graph
    unanswered = LinkReach.unanswered(in: graph, seeds)
    let byLevel = Dictionary(grouping: seeds) { $0.value.count - 1 }
      .mapValues { seeds in seeds.sorted { $0.key < $1.key } }
    let lastLevel = byLevel.keys.max() ?? 0
    var level = 0
    var wave: [RepoPath] = []
    while level <= lastLevel || !wave.isEmpty {
      for (path, chain) in byLevel[level] ?? [] where origins[path] == nil {
        origins[path] = .given(chain)
        wave.append(path)
      }
      wave = follow(wave.sorted(), level)
      level += 1
    }
  }

  private static func unanswered(
    in graph: ReferenceGraph,
    _ seeds: [RepoPath: [ImpactStep]]
  ) -> [RepoPath: [ReferenceGraph.Edge]] {
    var found: [RepoPath: [ReferenceGraph.Edge]] = [:]
    for edge in graph.edges {
      guard case .broken(.missing(let candidates)) = edge.destination else { continue }
      for candidate in candidates where seeds[candidate] != nil {
        found[candidate, default: []].append(edge)
      }
    }
    return found
  }

  /// Takes one step back from each file; returns the documents that were not reached before.
  private mutating func follow(_ wave: [RepoPath], _ level: Int) -> [RepoPath] {
    var next: [RepoPath] = []
    for path in wave {
      for edge in edges(to: path) where edge.document != path {
        arrivals[edge.document, default: []].append(
          Arrival(edge: edge, destination: path, level: level)
        )
        guard origins[edge.document] == nil else { continue }
        origins[edge.document] = .edge(edge.reference, to: path)
        next.append(edge.document)
      }
    }
    return next
  }

  /// The references to a file, to a folder around it, or to its place if nothing stands there.
  private func edges(to path: RepoPath) -> [ReferenceGraph.Edge] {
    var edges = graph.edges(to: path) + (unanswered[path] ?? [])
    var folder = path.parent
    while let place = folder {
      edges += graph.edges(to: place).filter { $0.destination == .folder(place) }
      folder = place.parent
    }
    return edges
  }

  /// The references of a document that lead to something reached, the shortest way first.
  func arrivals(in document: RepoPath) -> [Arrival] {
    (arrivals[document] ?? []).sorted {
      ($0.level, $0.edge.reference.line, $0.edge.reference.column, $0.destination)
        < ($1.level, $1.edge.reference.line, $1.edge.reference.column, $1.destination)
    }
  }

  /// The chain from what changed over a reference to the document that holds it.
  func chain(over arrival: Arrival) -> [ImpactStep] {
    var steps = [ImpactStep(arrival.edge.document, arrival.edge.reference)]
    var place = arrival.destination
    while case .edge(let reference, let destination)? = origins[place] {
      steps.append(ImpactStep(place, reference))
      place = destination
    }
    guard case .given(let chain)? = origins[place] else {
      preconditionFailure("BUG: every way back ends at something that changed")
    }
    return chain + steps.reversed()
  }
}
