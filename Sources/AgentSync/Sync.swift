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

  package init() {}
}

/// What a sync came to.
package struct SyncOutcome: Sendable {
  package let plan: Plan
  /// What was written; nil for a dry run and where there was nothing to do.
  package let applied: Applied?
  /// Sources whose index or work-tree version is newer than what was read.
  package let beyond: [Beyond]
}

/// Runs the whole way of the data: config → scan → model → change → generate → merge → validate → apply → record.
///
/// - Throws: `Problem` where nothing could be done; nothing was written then.
package func synchronize(
  _ repository: Repository,
  _ options: SyncOptions
) throws(Problem) -> SyncOutcome {
  if !options.isDryRun { try recover(in: repository) }
  try requireQuiet(repository)
  let snapshot = try snapshot(for: options, in: repository)
  if options.asksNothingSpecial, let known = try PlanCache(for: snapshot, in: repository)?.recall()
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
  let (proposed, survey) = try planAroundObstacles(basis, options, in: repository)
  let valid = try validate(proposed, allowsRemovals: options.allowsRemovals)
  let beyond = try beyond(snapshot, proposed.facts, in: repository)
  guard !options.isDryRun, !proposed.isEmpty else {
    return SyncOutcome(plan: proposed, applied: nil, beyond: beyond)
  }
  let applied = try apply(
    try request(for: valid, options, in: repository),
    survey: survey,
    to: repository
  )
  try record(applied, in: repository)
  return SyncOutcome(plan: proposed, applied: applied, beyond: beyond)
}
