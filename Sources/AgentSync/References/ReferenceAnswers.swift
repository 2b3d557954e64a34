package import AgentModel
package import Git

/// Says of broken references where they were to lead.
///
/// Asked in this order: what history says of the path, and of the folders above it; what it says from where
/// the document itself stood before; the path without the folders it climbs; its name alone. The first that
/// answers counts. What could be several files is no answer.
package struct ReferenceAnswers {
  private let scan: ReferenceScan
  private let history: RenameHistory
  private let sections: SectionHistory
  private let agents: AgentNameHistory
  /// Every file of the tree; nil until the first reference leads nowhere.
  private var knownPlaces: FilePlaces?
  private var origins: [RepoPath: [RenameHistory.Origin]] = [:]

  /// Whether the history has more commits than were looked at.
  package var isCutShort: Bool { history.isCutShort }

  /// Prepares to answer for one tree.
  package init(_ scan: ReferenceScan, history: RenameHistory) {
    self.scan = scan
    self.history = history
    sections = SectionHistory(history)
    agents = AgentNameHistory(history, scan.model)
  }

  private var places: FilePlaces {
    guard let knownPlaces else { preconditionFailure("BUG: nobody asked for answers yet") }
    return knownPlaces
  }

  /// The broken references of the documents below some paths (all where there are none), each with its answer.
  ///
  /// - Throws: `Problem` where the repository can't be read.
  package mutating func brokenReferences(
    in paths: [RepoPath] = []
  ) throws(Problem) -> [BrokenReference] {
    try answers(
      to: scan.graph.broken.filter { edge in
        paths.isEmpty || paths.contains { edge.document.isWithin($0) }
      }
    )
  }

  /// The answers to some broken references, in their order; whole ones are left out.
  mutating func answers(
    to broken: [ReferenceGraph.Edge]
  ) throws(Problem) -> [BrokenReference] {
    guard !broken.isEmpty else { return [] }
    if knownPlaces == nil {
      // A generated copy is nothing to refer to.
      let files = try FilePlaces.files(of: scan, history.reader)
      knownPlaces = FilePlaces(files.filter { !scan.outputs.contains($0) && !$0.isRecord })
    }
    var asked: Set<RepoPath> = []
    for edge in broken {
      guard case .broken(.missing(let candidates)) = edge.destination else { continue }
      for candidate in candidates {
        asked.insert(candidate)
        asked.formUnion(candidate.folders)
      }
      asked.formUnion(rooted(edge))
    }
    // One walk for all of them; the answers below are then at hand.
    _ = try history.whereabouts(of: asked)
    try sections.prepare(broken.compactMap(\.fileWithoutSection))
    let moving = Set(broken.filter(\.isRelative).map(\.document)).subtracting(origins.keys)
    let found = try history.origins(of: moving)
    for path in moving { origins[path] = found[path] ?? [] }
    var references: [BrokenReference] = []
    for edge in broken {
      guard case .broken(let fault) = edge.destination else { continue }
      let answer = try answer(to: fault, of: edge)
      references.append(BrokenReference(edge: edge, fault: fault, answer: answer))
    }
    return references
  }

  private func answer(
    to fault: ReferenceGraph.Fault,
    of edge: ReferenceGraph.Edge
  ) throws(Problem) -> BrokenReference.Answer {
    switch fault {
    case .missing(let candidates):
      let answer = try whereabouts(of: candidates, edge)
      return try withSection(answer, of: edge)
    case .noSection(let path):
      return try section(edge.reference.anchor ?? "", of: path)
    case .unknownAgent: return try agents.answer(to: edge)
    case .escaping where edge.isRelative && edge.climbsOnly:
      return try withSection(try whereabouts(of: [], edge), of: edge)
    case .escaping, .notPlainFile, .ambiguousAgent: return .none
    }
  }

  // MARK: - Files

  private func whereabouts(
    of candidates: [RepoPath],
    _ edge: ReferenceGraph.Edge
  ) throws(Problem) -> BrokenReference.Answer {
    var direct = try distinct(candidates, moved)
    if direct == nil { direct = try distinct(candidates, inFolder) }
    let former = try fromFormerPlace(edge)
    if let direct { return ReferenceAnswers.agreed(direct, former) }
    if let former { return former }
    if let answer = try distinct(candidates, inOtherCase) { return answer }
    let fromRoot = try distinct(rooted(edge)) { (path) throws(Problem) in
      if try history.isPresent(path) { return [(path, .wrongDepth, .sure)] }
      return try moved(path)
    }
    if let fromRoot { return fromRoot }
    let agentFolder = scan.context.agent(of: edge.document)?.folder
    return places.answer(to: edge, candidates, agentFolder: agentFolder) { place, count in
      // `modules/plan.md` says nothing of the agent whose module that would be.
      guard let other = scan.context.agent(of: place)?.folder, other != agentFolder else {
        return true
      }
      return count > place.components.count - other.components.count
    }
  }

  /// An answer, if what the document's former place says is not another one.
  private static func agreed(
    _ answer: BrokenReference.Answer,
    _ other: BrokenReference.Answer?
  ) -> BrokenReference.Answer {
    guard case .found(let one) = answer, case .file(let target) = one.destination,
      case .found(let two) = other, case .file(let rival) = two.destination,
      target.path != rival.path
    else { return answer }
    return .ambiguous([target.path, rival.path].sorted())
  }

  private typealias Finding = (RepoPath, BrokenReference.Evidence, Rename.Confidence)

  /// What a question says of each candidate: the answer where there is one, several where they differ.
  private func distinct(
    _ candidates: [RepoPath],
    _ question: (RepoPath) throws(Problem) -> [Finding]
  ) throws(Problem) -> BrokenReference.Answer? {
    var findings: [Finding] = []
    for candidate in candidates {
      for finding in try question(candidate)
      where !findings.contains(where: { $0.0 == finding.0 }) {
        findings.append(finding)
      }
    }
    guard let first = findings.first else { return nil }
    guard findings.count == 1 else { return .ambiguous(findings.map(\.0).sorted()) }
    return try found(first.0, first.1, first.2)
  }

  private func found(
    _ path: RepoPath,
    _ evidence: BrokenReference.Evidence,
    _ confidence: Rename.Confidence
  ) throws(Problem) -> BrokenReference.Answer {
    let isFolder = try history.reader.item(at: path)?.mode == .tree
    return .found(
      BrokenReference.Found(
        destination: .file(ReferenceTarget(path: path, isFolder: isFolder)),
        evidence: evidence,
        confidence: confidence
      )
    )
  }

  /// Where the file of a path went; a copy that was put aside is not it.
  private func moved(_ path: RepoPath) throws(Problem) -> [Finding] {
    let found = try history.whereabouts(of: path)
    guard let now = found.now, !scan.isExcluded(now) else { return [] }
    return ([now] + found.rivals).map { ($0, .renamed(found), found.confidence) }
  }

  /// The file whose path differs in upper and lower case only, as on other file systems it may.
  private func inOtherCase(_ path: RepoPath) -> [Finding] {
    places.inOtherCase(path).map { ($0, .otherCase, .sure) }
  }

  /// What a path may mean that has at least one folder and climbs or starts wrongly.
  ///
  /// The same without what it climbs, in the agent's folder, in the library root, in the repository.
  private func rooted(_ edge: ReferenceGraph.Edge) -> [RepoPath] {
    let written = edge.reference.path
    let components = written.split(separator: "/").filter { $0 != "." && $0 != ".." }
    guard components.count > 1, let path = RepoPath(components.joined(separator: "/")) else {
      return []
    }
    let agentFolder = scan.context.agent(of: edge.document)?.folder
    return [agentFolder, scan.context.root(of: edge.document)].compactMap { folder in
      folder.flatMap { RepoPath($0.bytes + [UInt8(ascii: "/")] + path.bytes) }
    } + [path]
  }

  /// The same name below where one of the folders above a path went.
  private func inFolder(_ path: RepoPath) throws(Problem) -> [Finding] {
    for place in path.folders {
      guard try !history.isPresent(place) else { return [] }
      let found = try history.whereabouts(of: place)
      guard let now = found.now else { continue }
      let rest = path.bytes.dropFirst(place.bytes.count)
      guard let target = RepoPath(now.bytes + rest), try history.isPresent(target) else { continue }
      return [(target, .folderMoved(found), found.confidence)]
    }
    return []
  }

  /// Where the reference led from where its document stood before.
  private func fromFormerPlace(
    _ edge: ReferenceGraph.Edge
  ) throws(Problem) -> BrokenReference.Answer? {
    guard edge.isRelative else { return nil }
    for origin in origins[edge.document] ?? [] {
      let resolution = resolve(
        edge.reference,
        from: origin.path,
        agent: nil,
        root: nil,
        in: NoTree()
      )
      guard case .missing(let candidates) = resolution, let meant = candidates.first else {
        continue
      }
      let evidence = BrokenReference.Evidence.documentMoved(from: origin.path)
      if try history.isPresent(meant) { return try found(meant, evidence, origin.confidence) }
      let whereabouts = try history.whereabouts(of: meant)
      if let now = whereabouts.now {
        return try found(now, evidence, min(origin.confidence, whereabouts.confidence))
      }
      if let finding = try inFolder(meant).first {
        return try found(finding.0, evidence, min(origin.confidence, finding.2))
      }
    }
    return nil
  }

  // MARK: - Sections

  /// An answer whose section is there too: by its new heading, or in the part that it moved to.
  private func withSection(
    _ answer: BrokenReference.Answer,
    of edge: ReferenceGraph.Edge
  ) throws(Problem) -> BrokenReference.Answer {
    guard case .found(let found) = answer, case .file(let target) = found.destination,
      let anchor = edge.reference.anchor, !anchor.isEmpty, target.path.isMarkdown,
      try !sections.hasSection(anchor, at: target.path),
      case .found(let better) = try section(anchor, of: target.path, since: edge.missingPath),
      case .file(let place) = better.destination
    else { return answer }
    return .found(
      BrokenReference.Found(
        destination: .file(place),
        evidence: found.evidence,
        confidence: min(found.confidence, better.confidence)
      )
    )
  }

  private func section(
    _ anchor: String,
    of path: RepoPath,
    since former: RepoPath? = nil
  ) throws(Problem) -> BrokenReference.Answer {
    if let renamed = try sections.heir(of: anchor, in: path) {
      return .found(
        BrokenReference.Found(
          destination: .file(ReferenceTarget(path: path, anchor: renamed.slug)),
          evidence: .sectionRenamed(commit: renamed.commitID),
          confidence: renamed.confidence
        )
      )
    }
    // A document that was cut into parts.
    guard let folder = scan.context.agent(of: path)?.folder else { return .none }
    var heirs: [RepoPath] = []
    for part in places.files(below: folder) where part != path && part.isMarkdown {
      if try sections.hasSection(anchor, at: part) { heirs.append(part) }
    }
    guard let heir = heirs.first else { return .none }
    guard heirs.count == 1 else { return .ambiguous(Array(heirs.sorted().prefix(10))) }
    return .found(
      BrokenReference.Found(
        destination: .file(ReferenceTarget(path: heir)),
        evidence: .sectionMoved,
        confidence: try sections.wasThere(anchor, in: path, since: former) ? .sure : .likely
      )
    )
  }
}

extension RepoPath {
  /// The folders that a path lies in, the deepest first.
  var folders: [RepoPath] {
    var folders: [RepoPath] = []
    var next = parent
    while let folder = next {
      folders.append(folder)
      next = folder.parent
    }
    return folders
  }
}

/// A tree in which nothing stands: what a reference may mean there is all that it can mean.
private struct NoTree: TreeView {
  func entry(at path: RepoPath) -> TreeItem? { nil }
  func document(at path: RepoPath) -> Document? { nil }
}

extension ReferenceGraph.Edge {
  /// Whether where it leads depends on where its document stands.
  var isRelative: Bool {
    switch reference.form {
    case .link, .image, .definition, .file: true
    default: false
    }
  }

  /// Whether it would be right from deeper below: nothing but its `..` leads out of the repository.
  var climbsOnly: Bool {
    let deep = RepoPath(String(repeating: "a/", count: reference.path.count) + "a")
    guard let deep else { return false }
    let resolution = resolve(reference, from: deep, agent: nil, root: nil, in: NoTree())
    guard case .missing = resolution else { return false }
    return true
  }

  /// The file that lacks the section; nil where something else is wrong.
  fileprivate var fileWithoutSection: RepoPath? {
    guard case .broken(.noSection(let path)) = destination else { return nil }
    return path
  }

  /// The path that is missing; nil where something else is wrong.
  var missingPath: RepoPath? {
    guard case .broken(.missing(let candidates)) = destination else { return nil }
    return candidates.first
  }
}
