// Invariants of writing. "As before" means: HEAD, its reflog, index and work tree are those that the
// run found, but for dangling objects. The tests cite the numbers.
//
// 1. Before `ApplyStep.place` nothing that a person sees has changed.
// 2. HEAD is never ahead of the index: the branch moves last. (Were it ahead, the person's next commit
//    would undo ours unseen.)
// 3. Every text that is replaced is in HEAD's tree or in `refs/agentsync/backup` before it goes.
// 4. At any moment each file is the old one or the new one, whole; what somebody else saves meanwhile
//    wins.
// 5. A lock that is not provably ours is never removed.
// 6. The branch gets its new value only from the value that the plan saw.
// 7. An error leaves all as before. Where even that fails, the journal stays, and the next run
//    takes the rest back; so it does after a kill, at whatever moment.
// 8. A run that came to its end is recorded exactly once.

package import AgentModel
package import Git

/// What came of writing.
package struct Applied: Hashable, Sendable {
  /// The commit that was made; nil where none was.
  package let commitID: ObjectID?
  package let destination: Destination
  /// The branch as people call it, or `HEAD` when it is detached.
  package let branchName: String
  /// The paths that changed in commit, index or work tree, sorted.
  package let changed: [RepoPath]
  /// What was done, to be recorded; its number is not set yet.
  package let operation: Operation
  /// What could not be tidied up afterwards.
  package let findings: [Problem]
}

/// Brings a plan about, all of it or nothing, as a list of steps that a kill may cut anywhere.
///
/// - Parameters:
///   - request: What to write, without the paths that the survey found obstacles at.
///   - survey: What the survey of exactly these changes saw; where it is no longer so, nothing is done.
///   - repository: Where to write.
///   - afterStep: For tests: runs after each step, and what it throws counts as the step's failure.
/// - Returns: What was done; `record` must follow.
/// - Throws: `apply.stale-base`, `apply.locked`, `apply.index-conflict`, `apply.worktree-conflict`,
///   `apply.cannot-write`, `apply.cannot-commit`, `apply.cannot-sign`, `apply.no-identity`,
///   `apply.unmerged-index`; all is as before then.
@discardableResult
package func apply(
  _ request: ApplyRequest,
  survey: Survey,
  to repository: Repository,
  afterStep: (ApplyStep) throws(Problem) -> Void = { _ throws(Problem) in }
) throws(Problem) -> Applied {
  Interrupts.hold()
  defer { Interrupts.release() }
  let folder = StateFolder(of: repository.location)
  let lock = try lockRuns(folder, request.patience)
  try recover(in: repository, holding: lock)

  let run = try ApplyRun(request, survey, in: repository)
  for step in ApplyStep.allCases {
    do throws(Problem) {
      try refuseAfterSignal(before: step)
      try run.perform(step)
      try afterStep(step)
    } catch {
      run.release()
      guard settle(run.journal, after: step, in: repository, holding: lock) else { throw error }
      run.findings.append(error)
      break
    }
  }
  return run.applied
}

/// Takes back what a run did before an error, or ends it where the error came too late for that.
///
/// Where either fails, the journal stays for the next run.
///
/// - Returns: Whether what was asked for is done.
private func settle(
  _ journal: Journal,
  after step: ApplyStep,
  in repository: Repository,
  holding lock: RunLock
) -> Bool {
  // A step can fail when its work is done: the rename succeeded, and only waiting for the disk failed.
  let isDone =
    try? !step.canTurnBack(journal.operation.destination) || journal.isDone(in: repository)
  do throws(Problem) {
    if isDone ?? false {
      try complete(journal, in: repository, holding: lock)
    } else {
      try takeBack(journal, in: repository)
    }
  } catch {
    // The first error is the one to tell; this one shows again if it lasts.
  }
  return isDone ?? false
}

/// Turns back while nothing is visible yet; later the steps are ended first.
private func refuseAfterSignal(before step: ApplyStep) throws(Problem) {
  guard step <= .place, let signal = Interrupts.caught else { return }
  throw Problem(.cannotWrite, "stopped by signal \(signal); nothing was changed")
}

/// Takes the lock that lets one run at a time write here.
func lockRuns(_ folder: StateFolder, _ patience: Duration) throws(Problem) -> RunLock {
  try applying("begin") { () throws(GitError) in
    try folder.create()
    return try RunLock(folder.file("lock"), waiting: patience, access: folder.access)
  }
}

/// Runs something of `Git` that writes, and says in a person's words what it was for when it fails.
func applying<Value>(
  _ doing: @autoclosure () -> String,
  at path: RepoPath? = nil,
  _ body: () throws(GitError) -> Value
) throws(Problem) -> Value {
  do throws(GitError) {
    return try body()
  } catch {
    let code: Problem.Code =
      switch error.code {
      case .system: .cannotWrite
      case .modified: path == nil ? .staleBase : .worktreeConflict
      case .exists: .indexConflict
      case .interrupted: .locked
      default: Problem(error, doing: "").code
      }
    let place = path.map { Problem.Place($0) }
    let message = "cannot \(doing()): \(error.message)"
    throw Problem(code, at: place, message, hint: error.hint ?? Problem(error, doing: "").hint)
  }
}
