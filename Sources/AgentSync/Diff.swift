package import AgentModel
package import Git

/// What changed in the agents between two trees, and which outputs that touches.
package struct LibraryDiff: Sendable {
  package let old: Snapshot
  package let new: Snapshot
  package let changes: ChangeSet
  /// Sorted by path; what is written to them is for the next sync to decide.
  package let touched: [TouchedOutput]
  /// Whether `.agentsync.yml` differs.
  package let isConfigurationChanged: Bool
  /// What keeps documents of the new side from being used.
  package let findings: [Problem]

  package var isEmpty: Bool {
    changes.isEmpty && !isConfigurationChanged && !touched.contains { $0.kind != .same }
  }
}

/// Compares the agents of two trees; nothing is written.
///
/// - Throws: `Problem` where one of the trees or its configuration can't be read.
package func diff(
  from old: SnapshotSource,
  to new: SnapshotSource,
  in repository: Repository,
  work: Work
) throws(Problem) -> LibraryDiff {
  if new == .worktree, repository.location.workTree == nil { throw .nothingToCompare() }
  let store = DocumentStore()
  let before = try DiffSide(old, in: repository, work, store)
  let after = try DiffSide(new, in: repository, work, store)
  let renames = try pairRenamedAgents(
    from: before.model.library,
    to: after.model.library,
    formerSources: try Registry(reader: after.reader).entries.mapValues(\.formerSources)
  ) { () throws(Problem) in
    try heirs(from: before.snapshot, to: after.snapshot, in: repository, work)
  }
  let changes = changes(from: before.side, to: after.side, renames: renames)
  return LibraryDiff(
    old: before.snapshot,
    new: after.snapshot,
    changes: changes,
    touched: touchedOutputs(
      from: before.generated,
      to: after.generated,
      renames: renames,
      changes: changes
    ),
    isConfigurationChanged: try before.configuration() != after.configuration(),
    findings: after.model.library.findings.filter { $0.severity == .error }
  )
}

/// Where files of one tree are in another, as far as that is likely at least.
func heirs(
  from old: Snapshot,
  to new: Snapshot,
  in repository: Repository,
  _ work: Work
) throws(Problem) -> [RepoPath: RepoPath] {
  guard case .tree(let tree?) = old.content else { return [:] }
  let finder = RenameFinder(repository: repository, work: work)
  let renames: [Rename]
  if case .tree(let other) = new.content {
    renames = try finder.renames(from: tree, to: other)
  } else {
    let files = try SnapshotReader(new, in: repository).allFiles()
    renames = try finder.renames(from: tree, to: files, unstored: new.unstored)
  }
  return Dictionary(
    renames.filter { $0.confidence >= .likely }.map { ($0.from, $0.to) },
    uniquingKeysWith: { first, _ in first }
  )
}

/// One of the two trees, with all that is made from it.
private struct DiffSide {
  let snapshot: Snapshot
  let reader: SnapshotReader
  let model: LibraryModel
  let generated: [Generated]

  init(
    _ source: SnapshotSource,
    in repository: Repository,
    _ work: Work,
    _ store: DocumentStore
  ) throws(Problem) {
    snapshot = try scan(source, in: repository)
    reader = SnapshotReader(snapshot, in: repository)
    let location = repository.location
    model = try LibraryModel(reader: reader, location: location, store: store, work: work)
    generated = try generate(
      model.orders,
      of: model,
      from: snapshot,
      location: location,
      store: store,
      work: work
    )
  }

  var side: LibrarySide { LibrarySide(library: model.library, files: model.files) }

  func configuration() throws(Problem) -> ObjectID? {
    try reader.item(at: Config.path)?.objectID
  }
}

extension Problem {
  fileprivate static func nothingToCompare() -> Problem {
    Problem(
      .bareRepository,
      "cannot compare with the work tree: the repository is bare",
      hint: "name two commits: 'git agentsync diff A B'"
    )
  }
}
