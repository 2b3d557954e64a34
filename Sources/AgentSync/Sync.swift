package import AgentModel
package import Git

/// What `sync` may be asked.
package struct SyncOptions: Sendable {
  /// Where a sync reads and what it writes.
  package enum Mode: String, Sendable {
    /// Reads HEAD and makes a sync commit; on an unborn branch reads the index and stages.
    case commit
    /// Reads the index and stages.
    case staged
    /// Reads the work tree and writes only there.
    case worktree
  }

  package var mode: Mode = .commit
  package var isDryRun = false
  package var allowsRemovals = false
  package var plan = PlanOptions()
  /// Files of the tool's own set-up that are written along; the plan is made as if they stood there.
  package var additions: [RepoPath: [UInt8]] = [:]
  /// Whether what is staged goes into a commit that a person is making.
  var isForCommit = false
  /// What git may be in the middle of: a hook runs while its command is not done.
  package var stands: RepositoryState = .none
  /// Whether conflicts are put into index and work tree for a person to settle, or only named.
  package var opensConflicts = false
  /// Whether nothing is written where not everything can be.
  package var isAllOrNothing = false
  /// Whether references that lead nowhere are written anew, where it is sure what they meant.
  package var mendsReferences = false
  /// Documents or folders in which references are written anew; empty is all.
  package var mendedPaths: [RepoPath] = []
  /// References that are left as they are: broken before the change that is in hand.
  var leftReferences: Set<WrittenReference> = []
  /// Whether outputs are left alone but for those of agents whose references are written anew.
  package var touchesMendedOnly = false
  /// What is written anew already in the tree that is planned from.
  var mended: MendedTree?
  /// The conflicts that stay open once this sync has concluded others; nil where none were.
  var concluded: OpenConflicts?

  package init() {}
}

/// What a sync came to.
package struct SyncOutcome: Sendable {
  package let plan: Plan
  /// The references that the plan writes anew, and those that it could, with `mendsReferences`.
  package var references: ReferenceFixes?
  /// References that lead nowhere and could be written anew; looked for in a dry run and where agents moved.
  package var offered: [BrokenReference] = []
  /// What changes the shape of the library, step by step; a dry run's alone.
  package var migration: Migration?
  /// What was written; nil for a dry run and where there was nothing to do.
  package var applied: Applied?
  /// Sources whose index or work-tree version is newer than what was read.
  package let beyond: [Beyond]
  /// The conflicts that were put before a person; nil where that was not asked for.
  package var opened: Opened?
  /// Outputs of a merge that are gone and still have to be settled.
  package var unsettled: [Problem] = []
  /// What the memory has to say to the conflicts that are left; nil where it has nothing.
  package var recall: Recall?
  /// How many places were settled by a person and are remembered from now on.
  package var remembered = 0
  /// Why what was settled is not remembered, as a warning; nil where it is.
  package var memoryProblem: Problem?
}

/// Runs the whole way of the data: config → scan → model → change → generate → merge → validate → apply → record.
///
/// - Throws: `Problem` where nothing could be done; nothing was written then.
package func synchronize(
  _ repository: Repository,
  _ options: SyncOptions
) throws(Problem) -> SyncOutcome {
  if !options.isDryRun { try recover(in: repository) }
  try requireQuiet(repository, exceptFor: options.stands)
  let snapshot = try snapshot(for: options, in: repository)
  guard options.mendsReferences else { return try carryOut(snapshot, options, in: repository) }
  let mended = try mendReferences(of: snapshot, options, in: repository)
  var limited = options
  limited.mended = mended
  if options.touchesMendedOnly { limited.plan.agents = mended.agents }
  var outcome = try carryOut(mended.snapshot, limited, in: repository)
  outcome.references = mended.fixes
  return outcome
}

/// Runs the way of the data from a snapshot on.
func carryOut(
  _ snapshot: Snapshot,
  _ options: SyncOptions,
  in repository: Repository
) throws(Problem) -> SyncOutcome {
  // A conflict is looked at anew: the memory may have an answer since.
  if options.asksNothingSpecial, let known = try PlanCache(for: snapshot, in: repository)?.recall(),
    !known.rows.contains(where: { $0.state == .conflict })
  {
    let beyond = try beyond(snapshot, known.facts, in: repository)
    return SyncOutcome(plan: known, applied: nil, beyond: beyond)
  }
  let basis = try PlanBasis(
    snapshot,
    in: repository,
    work: options.plan.work,
    store: DocumentStore()
  )
  return try carryOut(basis, options, in: repository)
}

/// Runs the way of the data from what a plan is made from on.
func carryOut(
  _ basis: PlanBasis,
  _ options: SyncOptions,
  in repository: Repository
) throws(Problem) -> SyncOutcome {
  let snapshot = basis.snapshot
  var (proposed, survey) = try planAroundObstacles(basis, options, in: repository)
  let recall = try Recall(proposed, suggests: basis.model.config.suggests, in: repository)
  if let recall, !recall.settled.isEmpty {
    var options = options
    options.plan.settled.merge(recall.settled) { first, _ in first }
    (proposed, survey) = try planAroundObstacles(basis, options, in: repository)
  }
  if options.concluded != nil { try confirmSettled(options.plan.settled, in: proposed) }
  let valid = try validated(proposed, options, in: repository)
  let beyond = try beyond(snapshot, proposed.facts, in: repository)
  var outcome = SyncOutcome(plan: proposed, applied: nil, beyond: beyond, recall: recall)
  outcome.offered = try offers(of: proposed, basis, options, in: repository)
  guard !options.isDryRun else {
    outcome.migration = try Migration(
      of: proposed,
      basis,
      roots: options.mended?.roots ?? [],
      fixes: options.mended?.fixes,
      offered: outcome.offered,
      options.plan.work
    )
    return outcome
  }
  let isHeldBack = options.isAllOrNothing && proposed.syncVerdict >= .conflict
  if !proposed.isEmpty, !isHeldBack {
    let applied = try apply(
      try request(for: valid, options, in: repository),
      survey: survey,
      to: repository
    )
    try record(applied, in: repository)
    outcome.applied = applied
    if applied.destination == .commit, proposed.isAllInStep, options.plan.isOfAll {
      var states = InStepStates(of: repository)
      states.rememberInStep(basis, proposed, at: try scan(.head, in: repository))
    }
  } else if let concluded = options.concluded {
    try StateFolder(of: repository.location).write(concluded)
  }
  if options.opensConflicts {
    outcome.opened = try open(proposed, selection: options.plan.selection, in: repository)
  }
  return outcome
}

/// The plan, where it may be applied; a library that moved is named as the reason where outputs would go for it.
private func validated(
  _ plan: Plan,
  _ options: SyncOptions,
  in repository: Repository
) throws(Problem) -> ValidPlan {
  do throws(Problem) {
    return try validate(plan, allowsRemovals: options.allowsRemovals)
  } catch {
    let moves = try movedRoots(of: plan.snapshot, in: repository, work: options.plan.work)
    guard !moves.isEmpty else { throw error }
    throw Problem(
      error.code,
      error.message,
      hint: moves.map(\.words).joined(separator: ", ")
        + ": 'git agentsync sync --fix-references' writes that into .agentsync.yml and carries all along"
    )
  }
}
