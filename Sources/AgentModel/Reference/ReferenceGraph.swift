package import struct Git.RepoPath

/// Who refers to whom: every reference of a set of documents, with where it leads.
package struct ReferenceGraph: Sendable {
  /// A reference with the document that holds it.
  package struct Edge: Hashable, Sendable {
    package let document: RepoPath
    package let reference: Reference
    package let destination: Destination

    package init(document: RepoPath, reference: Reference, destination: Destination) {
      self.document = document
      self.reference = reference
      self.destination = destination
    }

    /// The reference's place, for messages.
    package var place: Problem.Place {
      Problem.Place(document, line: reference.line, column: reference.column)
    }
  }

  /// Where a reference leads.
  package enum Destination: Hashable, Sendable {
    case file(RepoPath)
    case folder(RepoPath)
    /// An agent of the library, by the id or name that was written.
    case agent(id: String, document: RepoPath)
    /// A URL, a tool, an agent that VS Code brings along: nothing of the repository.
    case outside
    /// A section of the document itself.
    case ownSection
    case broken(Fault)
  }

  /// Why a reference leads nowhere.
  package enum Fault: Hashable, Sendable {
    /// Nothing stands at any of the paths it may mean, the likeliest first.
    case missing(candidates: [RepoPath])
    /// The file is there, and has no such section; also of the document itself.
    case noSection(RepoPath)
    /// It leads out of the repository.
    case escaping
    /// What stands there is a symbolic link or a submodule.
    case notPlainFile(RepoPath)
    case unknownAgent
    /// Several agents go by that name.
    case ambiguousAgent(count: Int)
  }

  /// Every document that was read, sorted by path.
  package let documents: [RepoPath]
  /// Sorted by document, then by place.
  package let edges: [Edge]
  private let starts: [RepoPath: Range<Int>]
  private let arrivals: [RepoPath: [Int]]

  /// Makes a graph.
  ///
  /// - Parameters:
  ///   - documents: Every document that was read.
  ///   - edges: Their references, in any order.
  package init(documents: [RepoPath], edges: [Edge]) {
    self.documents = documents.sorted()
    let edges = edges.sorted {
      ($0.document, $0.reference.targetRange.lowerBound)
        < ($1.document, $1.reference.targetRange.lowerBound)
    }
    var starts: [RepoPath: Range<Int>] = [:]
    var arrivals: [RepoPath: [Int]] = [:]
    for (index, edge) in edges.enumerated() {
      let first = starts[edge.document]?.lowerBound ?? index
      starts[edge.document] = first..<(index + 1)
      if let target = edge.destination.path { arrivals[target, default: []].append(index) }
    }
    self.edges = edges
    self.starts = starts
    self.arrivals = arrivals
  }

  /// What a document refers to, in the order of its text.
  package func edges(from document: RepoPath) -> ArraySlice<Edge> {
    edges[starts[document] ?? 0..<0]
  }

  /// Who refers to a file, a folder or an agent's document, sorted by document, then by place.
  package func edges(to path: RepoPath) -> [Edge] {
    (arrivals[path] ?? []).map { edges[$0] }
  }

  /// The references that lead nowhere.
  package var broken: [Edge] {
    edges.filter { if case .broken = $0.destination { true } else { false } }
  }
}

extension ReferenceGraph.Destination {
  /// The path that a reference leads to, also where the section is missing there; nil where to none.
  package var path: RepoPath? {
    switch self {
    case .file(let path), .folder(let path), .agent(_, let path): path
    case .broken(.noSection(let path)), .broken(.notPlainFile(let path)): path
    case .outside, .ownSection, .broken: nil
    }
  }
}
