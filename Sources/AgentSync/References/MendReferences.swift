import AgentModel
import Git

/// A tree in which references are written anew.
struct MendedTree {
  let snapshot: Snapshot
  let fixes: ReferenceFixes
  /// The agents whose documents and parts these are and that have outputs, by id.
  let agents: Set<String>
  /// The library's roots that the configuration names by their new places.
  let roots: [MovedRoot]
}

/// Writes the references of a tree anew, where it is sure what they meant.
///
/// Outputs are left out: what is generated in them follows their sources, and the plan sees to hand edits.
/// So is a document that index or work tree hold otherwise in the same place.
///
/// - Returns: The tree with the new documents in it.
func mendReferences(
  of snapshot: Snapshot,
  _ options: SyncOptions,
  in repository: Repository
) throws(Problem) -> MendedTree {
  let work = options.plan.work
  let moves = try movedRoots(of: snapshot, in: repository, work: work)
  let snapshot = try snapshot.following(moves, in: repository)
  let scan = try ReferenceScan(snapshot, in: repository, work: work)
  var answers = try ReferenceAnswers(
    scan,
    history: try RenameHistory(to: snapshot, in: repository, work: work)
  )
  let broken = try answers.brokenReferences(in: options.mendedPaths)
    .filter { !scan.outputs.contains($0.edge.document) }
  var blocked: Set<RepoPath> = []
  while true {
    let fixes = try ReferenceFixes(
      of: broken,
      in: scan,
      where: { !blocked.contains($0) },
      repository
    )
    let mended = try reading("hash the mended documents") { () throws(GitError) in
      try snapshot.adding(fixes.files)
    }
    let changes = try fixes.documents.map { document throws(Problem) in
      FileChange(
        path: document.path,
        before: try SnapshotReader(snapshot, in: repository).item(at: document.path),
        after: FileChange.After(bytes: document.bytes, mode: .file),
        role: .source
      )
    }
    let found = try survey(
      changes,
      in: repository,
      destination: options.destination(for: snapshot)
    )
    guard !found.obstacles.isEmpty else {
      let owners = Set(fixes.documents.compactMap { scan.context.agent(of: $0.path)?.document })
      let registry = try Registry(reader: SnapshotReader(snapshot, in: repository))
      let agents = scan.model.library.agents.filter {
        owners.contains($0.file.document) && registry.entries[$0.id] != nil
      }
      return MendedTree(snapshot: mended, fixes: fixes, agents: Set(agents.map(\.id)), roots: moves)
    }
    blocked.formUnion(found.obstacles.keys)
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
  guard basis.model.config.followsRenames, !options.mendsReferences, options.isDryRun || isMove,
    plan.findings.contains(where: { $0.code == .missingReference || $0.code == .unknownHandoff })
  else { return [] }
  let scan = try ReferenceScan(basis.snapshot, in: repository, work: options.plan.work)
  var answers = try ReferenceAnswers(
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
