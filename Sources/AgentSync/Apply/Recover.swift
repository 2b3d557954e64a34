package import AgentModel
package import Git

/// Finishes or takes back what an earlier run left that was killed.
///
/// - Returns: A warning for each path that somebody has changed since: his version stays.
/// - Throws: `apply.locked` while another run is at work, `record.damaged` for a journal that can't be
///   read, `apply.cannot-write`.
@discardableResult
package func recover(in repository: Repository) throws(Problem) -> [Problem] {
  let folder = StateFolder(of: repository.location)
  let isPending = try reading("look for an unfinished run") { () throws(GitError) in
    let names = try folder.names()
    return names.contains { $0 == Journal.name || $0 == Journal.doneName || Journal.isDraft($0) }
  }
  guard isPending else { return [] }
  Interrupts.hold()
  defer { Interrupts.release() }
  let lock = try lockRuns(folder, .seconds(10))
  return try recover(in: repository, holding: lock)
}

/// As `recover(in:)`, for one who holds the lock already.
@discardableResult
func recover(in repository: Repository, holding lock: RunLock) throws(Problem) -> [Problem] {
  let folder = StateFolder(of: repository.location)
  // Drafts of a journal that was never there; whoever wrote one held the lock and has ended.
  if lock.isEnforced {
    try applying("tidy up") { () throws(GitError) in
      for name in try folder.names() where Journal.isDraft(name) {
        try folder.remove(name)
      }
    }
  }
  if let done = try Journal.read(Journal.doneName, in: folder) {
    try record(done.operation, in: repository, holding: lock)
  }
  guard let journal = try Journal.read(Journal.name, in: folder) else { return [] }
  guard journal.process.state(whenLockIsHeld: lock.isEnforced) == .ended else {
    throw Problem(
      .locked,
      "another run of agentsync (process \(journal.process.number) on "
        + "'\(journal.process.host)') has not ended its work here",
      hint: "wait for it; if it runs no more, remove '\(folder.file(Journal.name))'"
    )
  }
  let rollBack = try RollBack(of: journal, in: repository)
  rollBack.removeReferenceLocks()
  guard try journal.isDone(in: repository) else { return try takeBack(journal, in: repository) }
  try complete(journal, in: repository, holding: lock)
  return []
}

/// Undoes what a run did so far.
///
/// - Returns: A warning for each path that somebody has changed since.
@discardableResult
func takeBack(_ journal: Journal, in repository: Repository) throws(Problem) -> [Problem] {
  let folder = StateFolder(of: repository.location)
  let findings = try RollBack(of: journal, in: repository).run()
  try applying("remove the journal") { () throws(GitError) in try folder.remove(Journal.name) }
  return findings
}

/// Ends a run that only had to tidy up, and records it.
func complete(
  _ journal: Journal,
  in repository: Repository,
  holding lock: RunLock
) throws(Problem) {
  let folder = StateFolder(of: repository.location)
  // The id of a signed commit was not known when the journal was written.
  let journal = journal.with(headAfter: try journal.doneCommit(in: repository))
  try finish(journal, in: repository)
  let rest = try RollBack(of: journal, in: repository)
  // The lock of an index that went away with its commit may still stand.
  try rest.removeIndexLocks()
  try rest.removeDrafts()
  try applying("close the journal") { () throws(GitError) in
    try folder.rename(Journal.name, to: Journal.doneName)
  }
  try record(journal.operation, in: repository, holding: lock)
}

/// Removes the old files that a finished run kept beside the new ones.
private func finish(_ journal: Journal, in repository: Repository) throws(Problem) {
  guard !journal.traces.isEmpty else { return }
  try applying("tidy up") { () throws(GitError) in
    let worktree = try Worktree(of: repository)
    for trace in journal.traces where try worktree.discard(trace) {
      try worktree.finish(trace.path, temporary: trace.temporary, isRemoval: trace.new == nil)
    }
    try worktree.synchronizeFolders()
  }
}

extension Journal {
  /// Whether the run came to the step after which it counts as done.
  func isDone(in repository: Repository) throws(Problem) -> Bool {
    switch operation.destination {
    case .commit: try doneCommit(in: repository) != nil
    // An index that git made for one commit is gone with it, and another one may have its name by now.
    case .stage:
      try hasForeignIndex(in: repository)
        ? hasWritten(in: repository) : hasStaged(in: repository)
    case .worktree: try hasWritten(in: repository)
    }
  }

  /// The commit that the run made, if the branch or HEAD has come to it.
  fileprivate func doneCommit(in repository: Repository) throws(Problem) -> ObjectID? {
    guard operation.destination == .commit else { return nil }
    return try reading("read the branch") { () throws(GitError) in
      let name = operation.branch ?? "HEAD"
      var next = try repository.reference(named: name)
      // Somebody may have committed on top since; further down nobody needs to look.
      for _ in 0..<100 {
        guard let id = next, id != operation.headBefore else { return nil }
        guard let commit = try? repository.readCommit(id) else { return nil }
        let parent = commit.parentIDs.first
        if id == operation.headAfter { return id }
        if commit.treeID == tree, parent == operation.headBefore { return id }
        next = parent
      }
      return nil
    }
  }

  private func hasForeignIndex(in repository: Repository) -> Bool {
    indexes.contains { repository.location.isForeign($0.file) }
  }

  private func hasStaged(in repository: Repository) throws(Problem) -> Bool {
    let steps = operation.paths.filter { $0.index != nil }
    guard !steps.isEmpty else { return try hasWritten(in: repository) }
    return try reading("read the index") { () throws(GitError) in
      let items = try repository.indexScan(below: steps.map(\.path)).items
      return steps.allSatisfy { items[$0.path] == $0.index?.new }
    }
  }

  private func hasWritten(in repository: Repository) throws(Problem) -> Bool {
    try reading("read the work tree") { () throws(GitError) in
      let worktree = try Worktree(of: repository)
      for trace in traces {
        guard try worktree.content(of: trace.path) == trace.new else { return false }
      }
      return true
    }
  }
}
