import AgentModel
import Git

/// A tree in which references are written anew.
struct MendedTree {
  let snapshot: Snapshot
  let fixes: ReferenceFixes
  /// What could be written anew in documents that index or work tree hold otherwise; sorted by place.
  let blocked: [BrokenReference]
  /// The agents whose documents and parts these are and that have outputs, by id.
  let agents: Set<String>
  /// The library's roots that the configuration names by their new places.
  let roots: [MovedRoot]
}

/// Writes the references of a tree anew, where it is sure what they meant.
///
/// Outputs are left out: what is generated in them follows their sources, and the plan sees to hand edits.
/// So is a document that index or work tree hold otherwise in the same place. A mended reference may lead to
/// a shared document that nothing led to any more; its references are mended as well.
///
/// - Returns: The tree with the new documents in it.
func mendReferences(
  of snapshot: Snapshot,
  _ options: SyncOptions,
  in repository: Repository
) throws(Problem) -> MendedTree {
  let moves = try movedRoots(of: snapshot, in: repository, work: options.plan.work)
  let snapshot = try snapshot.following(moves, in: repository)
  var mending = TreeMending(snapshot: snapshot, options: options, repository: repository)
  var round = try mending.round()
  for _ in 0..<ReferenceScan.maximumDepth where round.leadsOn { round = try mending.round() }
  let owners = Set(
    mending.documents.compactMap { round.scan.context.agent(of: $0.path)?.document }
  )
  let registry = try Registry(reader: SnapshotReader(snapshot, in: repository))
  let agents = round.scan.model.library.agents.filter {
    owners.contains($0.file.document) && registry.entries[$0.id] != nil
  }
  return MendedTree(
    snapshot: try mending.mended(),
    fixes: ReferenceFixes(documents: mending.documents, left: round.left),
    blocked: round.left.filter {
      $0.sureAnswer != nil && mending.blocked.contains($0.edge.document)
    },
    agents: Set(agents.map(\.id)),
    roots: moves
  )
}

/// The work on one tree, round by round.
private struct TreeMending {
  let snapshot: Snapshot
  let options: SyncOptions
  let repository: Repository
  private(set) var documents: [ReferenceFixes.Document] = []
  private(set) var blocked: Set<RepoPath> = []

  init(snapshot: Snapshot, options: SyncOptions, repository: Repository) {
    self.snapshot = snapshot
    self.options = options
    self.repository = repository
  }

  struct Round {
    let scan: ReferenceScan
    let left: [BrokenReference]
    /// Whether something that was mended leads to a document that was not read yet.
    let leadsOn: Bool
  }

  func mended() throws(Problem) -> Snapshot {
    let files = Dictionary(
      documents.map { ($0.path, $0.bytes) },
      uniquingKeysWith: { first, _ in first }
    )
    return try reading("hash the mended documents") { () throws(GitError) in
      try snapshot.adding(files)
    }
  }

  mutating func round() throws(Problem) -> Round {
    let tree = documents.isEmpty ? snapshot : try mended()
    let work = options.plan.work
    let scan = try ReferenceScan(tree, in: repository, work: work)
    var answers = ReferenceAnswers(
      scan,
      history: try RenameHistory(to: tree, in: repository, work: work)
    )
    let broken = try answers.brokenReferences(in: options.mendedPaths)
      .filter { broken in
        let edge = broken.edge
        return !scan.outputs.contains(edge.document)
          && !options.leftReferences.contains(WrittenReference(edge, in: edge.document))
      }
    let done = Set(documents.map(\.path))
    while true {
      let blocked = blocked
      let fixes = try ReferenceFixes(
        of: broken,
        in: scan,
        where: { !blocked.contains($0) && !done.contains($0) },
        repository
      )
      let obstacles = try obstacles(to: fixes.documents)
      guard obstacles.isEmpty else {
        self.blocked.formUnion(obstacles)
        continue
      }
      documents = (documents + fixes.documents).sorted { $0.path < $1.path }
      let known = Set(scan.graph.documents)
      let leadsOn = fixes.documents.flatMap(\.fixes).contains { fix in
        guard case .file(let target) = fix.broken.sureAnswer?.destination else { return false }
        return target.path.isMarkdown && !known.contains(target.path)
      }
      return Round(scan: scan, left: fixes.left, leadsOn: leadsOn)
    }
  }

  /// The documents that index or work tree hold otherwise.
  private func obstacles(
    to documents: [ReferenceFixes.Document]
  ) throws(Problem) -> Set<RepoPath> {
    let reader = SnapshotReader(snapshot, in: repository)
    let changes = try documents.map { document throws(Problem) in
      FileChange(
        path: document.path,
        before: try reader.item(at: document.path),
        after: FileChange.After(bytes: document.bytes, mode: .file),
        role: .source
      )
    }
    let found = try survey(
      changes,
      in: repository,
      destination: options.destination(for: snapshot)
    )
    return Set(found.obstacles.keys)
  }
}

/// The references that a sync could write anew and was not asked to.
///
/// They are looked for where the plan found some that lead nowhere, in a dry run and where agents moved: it
/// reads the whole library.
func offers(
  of plan: Plan,
  _ basis: PlanBasis,
  _ options: SyncOptions,
  in repository: Repository
) throws(Problem) -> [BrokenReference] {
  let isMove = !basis.renames.isEmpty || plan.rows.contains { $0.formerPath != nil }
  guard basis.model.config.rewriting != .off, !options.mendsReferences, options.isDryRun || isMove,
    plan.findings.contains(where: { $0.code == .missingReference || $0.code == .unknownHandoff })
  else { return [] }
  let scan = try ReferenceScan(basis.snapshot, in: repository, work: options.plan.work)
  var answers = ReferenceAnswers(
    scan,
    history: try RenameHistory(to: basis.snapshot, in: repository, work: options.plan.work)
  )
  return try answers.brokenReferences().filter {
    $0.sureAnswer != nil && !scan.outputs.contains($0.edge.document)
  }
}

extension Snapshot {
  /// The tree with a configuration that names the library's roots by their new places.
  fileprivate func following(
    _ moves: [MovedRoot],
    in repository: Repository
  ) throws(Problem) -> Snapshot {
    guard !moves.isEmpty else { return self }
    let reader = SnapshotReader(self, in: repository)
    let bytes = try reader.item(at: Config.path).map { item throws(Problem) in
      try reader.bytes(of: item.objectID)
    }
    guard let text = configuration(bytes, following: moves) else { return self }
    return try reading("hash the configuration") { () throws(GitError) in
      try adding([Config.path: text])
    }
  }
}
