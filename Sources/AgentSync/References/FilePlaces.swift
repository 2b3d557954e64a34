import AgentModel
import Git

/// The files of a tree by the ends of their paths, to find what a wrong path may have meant.
struct FilePlaces {
  private let paths: [RepoPath]
  private let byName: [String: [RepoPath]]

  init(_ paths: [RepoPath]) {
    self.paths = paths
    byName = Dictionary(grouping: paths) { $0.name.lowercased() }
  }

  /// Every file of a scan's tree; of one that is too big those of the library.
  static func files(of scan: ReferenceScan, _ reader: SnapshotReader) throws(Problem) -> [RepoPath]
  {
    do throws(Problem) {
      return try reader.allFiles().map(\.path)
    } catch {
      guard error.code == .tooManyEntries || error.code == .tooDeep else { throw error }
      return scan.model.files.map(\.path)
    }
  }

  /// The files below a folder, sorted.
  func files(below folder: RepoPath) -> ArraySlice<RepoPath> {
    let start = paths.partitioningIndex { $0 >= folder }
    // `a.b` and `a-b` stand between `a` and `a/b`.
    return paths[start...].prefix { $0.bytes.starts(with: folder.bytes) }
      .filter { $0.isWithin(folder) && $0 != folder }[...]
  }

  /// The files whose paths differ from this one in upper and lower case only.
  func inOtherCase(_ path: RepoPath) -> [RepoPath] {
    let wanted = path.string.lowercased()
    return (byName[path.name.lowercased()] ?? []).filter { $0.string.lowercased() == wanted }
  }

  /// What the end of a path may mean: the file of that end, of that name.
  ///
  /// `isTelling` says whether so many components at the end of a path are enough to be sure of it.
  func answer(
    to edge: ReferenceGraph.Edge,
    _ candidates: [RepoPath],
    agentFolder: RepoPath?,
    isTelling: (RepoPath, Int) -> Bool
  ) -> BrokenReference.Answer {
    let components = edge.reference.path.split(separator: "/").filter { $0 != "." && $0 != ".." }
    guard let name = components.last, !edge.reference.path.hasSuffix("/") else { return .none }
    let namesakes = byName[name.lowercased()] ?? []
    guard !namesakes.isEmpty else { return .none }
    let wanted = components.map { $0.lowercased() }
    let suffixed = namesakes.filter { path in
      path.components.map { $0.lowercased() }.suffix(wanted.count).elementsEqual(wanted)
    }
    if wanted.count > 1, let only = nearest(suffixed, agentFolder) {
      return found(only, .wrongDepth, isTelling(only, wanted.count) ? .sure : .likely)
    }
    if let agentFolder {
      let inside = namesakes.filter { $0.isWithin(agentFolder) }
      if inside.count == 1, let only = inside.first {
        return found(only, .onlyInAgentFolder, .sure)
      }
      if inside.count > 1 { return .ambiguous(Array(inside.sorted().prefix(10))) }
    }
    let others = suffixed.isEmpty ? namesakes : suffixed
    guard others.count == 1, let only = others.first else {
      return .ambiguous(Array(others.sorted().prefix(10)))
    }
    let isNear = edge.document.components.first == only.components.first
    return found(only, .onlyInLibrary, isNear ? .likely : .possible)
  }

  /// The only one of some files; of several the only one in the agent's folder.
  private func nearest(_ files: [RepoPath], _ agentFolder: RepoPath?) -> RepoPath? {
    if files.count == 1 { return files.first }
    guard let agentFolder else { return nil }
    let inside = files.filter { $0.isWithin(agentFolder) }
    return inside.count == 1 ? inside.first : nil
  }

  private func found(
    _ path: RepoPath,
    _ evidence: BrokenReference.Evidence,
    _ confidence: Rename.Confidence
  ) -> BrokenReference.Answer {
    .found(
      BrokenReference.Found(
        destination: .file(ReferenceTarget(path: path)),
        evidence: evidence,
        confidence: confidence
      )
    )
  }
}

extension RepoPath {
  /// Whether the tool keeps its own records there.
  var isRecord: Bool { components.first == ".agentsync" }
}
