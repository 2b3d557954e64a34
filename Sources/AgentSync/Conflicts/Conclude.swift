package import AgentModel
package import Git

/// Concludes the conflicts of a sync: takes what stands in the index for what was settled, and commits it.
///
/// In the middle of a merge, the conflicts are those that it left in outputs.
///
/// - Throws: `merge.no-conflict-open`, `merge.unsettled`, `apply.stale-base` where HEAD left the history
///   that they were opened on, `apply.repository-busy`, and what a sync throws; all is as before then.
package func conclude(_ repository: Repository, work: Work) throws(Problem) -> SyncOutcome {
  try recover(in: repository)
  if let open = try openConflicts(in: repository) {
    return try conclude(open, in: repository, work: work)
  }
  guard let merge = try MergeInProgress(repository) else { throw .noConflictOpen }
  return try conclude(merge, in: repository, work: work)
}

func conclude(
  _ open: OpenConflicts,
  in repository: Repository,
  work: Work
) throws(Problem) -> SyncOutcome {
  try requireIdle(repository)
  try confirmHistory(of: open, in: repository)
  var options = SyncOptions()
  options.plan.work = work
  options.plan.selection = open.selection
  let lessons = try Lessons(open, in: repository)
  options.plan.settled = lessons.settled
  options.concluded = open.without(Set(open.conflicts.map(\.path)))
  let outcome = try carryOut(try scan(.head, in: repository), options, in: repository)
  return try lessons.remember(after: outcome, in: repository)
}

/// Makes sure that a plan writes all that was settled: else a conflict would be forgotten with its answer.
///
/// - Throws: `merge.unsettled` where the source has changed again since and meets the answer; what is in the
///   way of an output.
func confirmSettled(_ settled: [RepoPath: Settled], in plan: Plan) throws(Problem) {
  for row in plan.rows where settled[row.formerPath ?? row.path] != nil {
    guard let problem = row.problem else { continue }
    guard row.conflict != nil else { throw problem }
    throw Problem(
      .unsettled,
      at: Problem.Place(row.path),
      "the source of '\(row.path)' changed again after its conflict was opened, and meets the answer",
      hint: "'git agentsync abort' puts the output back and keeps your answer in "
        + "'\(Backup.reference)'; then sync again"
    )
  }
}

private func confirmHistory(
  of open: OpenConflicts,
  in repository: Repository
) throws(Problem) {
  let isSame = try reading("read HEAD") { () throws(GitError) in
    guard let head = try repository.head().commitID else { return false }
    if head == open.headID { return true }
    return try repository.isAncestor(open.headID, of: head)
  }
  guard isSame else { throw .conflictsOfAnotherHistory(open) }
}
