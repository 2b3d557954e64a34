package import AgentModel
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
  /// Why nothing is said of agents and reach, and what is said instead; nil where the start can be planned from.
  package var unplanned: Unplanned?

  /// What there is to say of a change whose start has no library, no configuration or no records that can be read.
  package struct Unplanned: Sendable {
    /// Why, as a warning.
    package let problem: Problem
    /// Sorted by path.
    package let files: [ChangedFile]
  }

  /// A file in which start and head differ.
  package struct ChangedFile: Hashable, Sendable {
    package enum Kind: String, Sendable {
      case added
      case removed
      case changed
      case moved
    }

    package let path: RepoPath
    package let kind: Kind
    /// Where a file that moved was at the start.
    package let formerPath: RepoPath?
  }
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
  ///   - reach: What lies between the two; nil where the start can't be planned from.
  ///   - repository: Where both are.
  ///   - work: How much is done at once.
  ///   - store: Documents that are parsed already.
  /// - Throws: `Problem` where a tree can't be read.
  init(
    _ range: ChangeRange,
    _ sides: CheckSides,
    _ reach: RangeReach?,
    in repository: Repository,
    work: Work,
    store: DocumentStore
  ) throws(Problem) {
    base = range.base
    start = range.start
    changes = reach?.changes ?? ChangeSet(agents: [])
    impact = reach?.impact ?? Impact([], findings: [])
    unplanned = sides.obstacle.map { Unplanned($0, range, sides) }
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

extension BroughtChange.Unplanned {
  fileprivate init(_ obstacle: Problem, _ range: ChangeRange, _ sides: CheckSides) {
    let place = obstacle.place.map { "\($0.path): " } ?? ""
    problem = Problem(
      obstacle.code,
      severity: .warning,
      "where the change begins (\(range.start.commitID?.short ?? "the base")) nothing can be planned, so what it means "
        + "for agents and which outputs it reaches is not told, and all that is wrong counts as new: "
        + place + obstacle.message,
      hint: "the change is told by files; judge against a base that can be planned from for more"
    )
    let former = sides.formerPaths
    let gone = Set(sides.changed.lazy.filter { $0.old == nil }.compactMap { former[$0.path] })
    files = sides.changed.compactMap { change in
      let moved = change.old == nil ? former[change.path] : nil
      if change.new == nil, gone.contains(change.path) { return nil }
      let kind: BroughtChange.ChangedFile.Kind =
        moved != nil ? .moved : change.old == nil ? .added : change.new == nil ? .removed : .changed
      return BroughtChange.ChangedFile(path: change.path, kind: kind, formerPath: moved)
    }
  }
}
