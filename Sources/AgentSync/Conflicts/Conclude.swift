package import AgentModel
package import Git

/// Concludes the conflicts of a sync: takes what stands in the index for what was settled, and commits it.
///
/// - Throws: `merge.no-conflict-open`, `merge.unsettled`, `apply.stale-base` where HEAD left the history
///   that they were opened on, `apply.repository-busy`, and what a sync throws; all is as before then.
package func conclude(_ repository: Repository, work: Work) throws(Problem) -> SyncOutcome {
  try recover(in: repository)
  guard let open = try openConflicts(in: repository) else { throw .noConflictOpen }
  return try conclude(open, in: repository, work: work)
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
  options.plan.settled = try settlements(of: open, in: repository)
  options.concluded = open.without(Set(open.conflicts.map(\.path)))
  return try carryOut(try scan(.head, in: repository), options, in: repository)
}

/// What a person made of each conflict.
private func settlements(
  of open: OpenConflicts,
  in repository: Repository
) throws(Problem) -> [RepoPath: Settled] {
  let scan = try reading("read the index") { () throws(GitError) in
    try repository.indexScan(below: open.conflicts.map(\.path))
  }
  let unmerged = Set(scan.entries.filter { $0.stage != 0 }.map(\.path))
  guard unmerged.isEmpty else { throw .unsettled(unmerged.sorted()) }
  guard !scan.hasUnmerged else { throw .unmerged() }
  let staged = Dictionary(
    scan.entries.map { ($0.path, $0) },
    uniquingKeysWith: { first, _ in first }
  )
  var settled: [RepoPath: Settled] = [:]
  for conflict in open.conflicts {
    let output = try staged[conflict.path].map { entry throws(Problem) in
      OutputText(try text(entry.id, conflict.path, in: repository))
    }
    if let output, let line = firstConflictMarker(in: output.content) {
      throw .markersLeft(conflict.path, line)
    }
    let base = try conflict.versions[3].map { item throws(Problem) in
      OutputText(try text(item.objectID, conflict.path, in: repository))
    }
    settled[conflict.path] = Settled(output: output, base: base, by: .person)
  }
  return settled
}

private func text(
  _ id: ObjectID,
  _ path: RepoPath,
  in repository: Repository
) throws(Problem) -> [UInt8] {
  try reading("read '\(path)' as it is staged") { () throws(GitError) in
    try repository.readBlob(id, limit: Plan.maximumOutputSize)
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
