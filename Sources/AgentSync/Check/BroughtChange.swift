import AgentModel
package import Git
package import PromptFiles

/// What a change means, from where it left the base to the head.
package struct BroughtChange: Sendable {
  /// The commit that the head is to be merged into.
  package let base: Snapshot
  /// Where the change begins: the last commit that base and head have in common; the base itself where they
  /// have none, or where a shallow clone ends before it.
  package let start: Snapshot
  /// What changed in the agents, by section and field.
  package let changes: ChangeSet
  /// Whether `.agentsync.yml` differs.
  package let isConfigurationChanged: Bool
  /// The outputs that the change reaches, and by which way.
  package let impact: Impact
  /// What people changed in outputs themselves; sorted by where they stand at the head.
  package let handEdits: [HandEdit]
  /// What merging the head into the base would do.
  package let merge: MergePreview
}

/// Lines of an output that a change edits by hand.
package struct HandEdit: Hashable, Sendable {
  package let path: RepoPath
  package let agentID: String
  package let target: Target
  /// Lines that stand in the output at the head, and neither in the text that is generated there nor at the
  /// start of the change.
  package let added: Int
  package let removed: Int
  /// 1-based, the first line of the output that differs.
  package let firstLine: Int
}

extension BroughtChange {
  /// - Parameters:
  ///   - range: From where to where the change goes.
  ///   - sides: What was read of start and head.
  ///   - reach: What lies between the two.
  ///   - repository: Where both are.
  ///   - work: How much is done at once.
  ///   - store: Documents that are parsed already.
  /// - Throws: `Problem` where a tree can't be read.
  init(
    _ range: ChangeRange,
    _ sides: CheckSides,
    _ reach: RangeReach,
    in repository: Repository,
    work: Work,
    store: DocumentStore
  ) throws(Problem) {
    base = range.base
    start = range.start
    changes = reach.changes
    impact = reach.impact
    isConfigurationChanged =
      try sides.head.reader.item(at: Config.path)
      != SnapshotReader(range.start, in: repository)
      .item(at: Config.path)
    handEdits = try HandEdits(
      start: sides.start,
      head: sides.head,
      plan: sides.plan,
      formerPaths: sides.formerPaths
    ).edits()
    merge = try MergePreview(
      of: range,
      heirs: sides.heirs,
      knowing: Set(sides.plan.rows.lazy.filter { $0.conflict != nil }.map(\.path)),
      in: repository,
      work: work,
      store: store
    )
  }
}
