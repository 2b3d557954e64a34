import AgentModel
import Git

/// Brings outputs in step after a merge or a rebase that was made here; after a fast-forward it reports.
///
/// A commit on top of a fast-forward would let every clone that pulls diverge.
struct AfterMerge {
  private let call: HookCall
  private let repository: Repository

  init(_ call: HookCall, in repository: Repository) {
    self.call = call
    self.repository = repository
  }

  func run() throws(Problem) -> HookOutcome {
    // Of an amended commit `pre-commit` has seen to everything, and in a rebase more is to come.
    if call.name == .postRewrite, call.arguments.first != "rebase" { return HookOutcome() }
    let snapshot = try scan(.head, in: repository)
    let mode = try LibraryModel.config(SnapshotReader(snapshot, in: repository)).hooks.postMerge
    guard mode != .off else { return HookOutcome() }
    if call.isManaged { return try outOfStep(at: snapshot, in: repository, call.work) }
    try recover(in: repository)
    if call.name == .postMerge, call.arguments.first == "1" {
      return try mode == .sync ? stageSquash() : HookOutcome()
    }
    guard mode == .sync, let state = try stateToSyncIn() else {
      return try outOfStep(at: snapshot, in: repository, call.work)
    }
    var options = SyncOptions()
    options.stands = state
    options.plan.work = call.work
    return try outcome(of: options)
  }

  /// What git is in the middle of, where a sync commit may follow; nil where it must not.
  private func stateToSyncIn() throws(Problem) -> RepositoryState? {
    try reading("read the repository's state") { () throws(GitError) in
      let state = try repository.state()
      // Git is about to apply the stashed edits; a commit now would let them conflict with it.
      guard !repository.hasPendingAutostash else { return nil }
      switch (call.name, state) {
      case (.postMerge, .merge): return state
      case (.postRewrite, .rebase): return try repository.head().branch == nil ? nil : state
      default: return nil
      }
    }
  }

  /// After `git merge --squash` nothing is committed: the outputs are staged beside the person's changes.
  private func stageSquash() throws(Problem) -> HookOutcome {
    var options = SyncOptions()
    options.mode = .staged
    options.plan.work = call.work
    return try outcome(of: options)
  }

  private func outcome(of options: SyncOptions) throws(Problem) -> HookOutcome {
    var outcome = HookOutcome(try synchronize(repository, options))
    if !outcome.left.isEmpty { outcome.cure = "git agentsync sync" }
    return outcome
  }
}

/// Says what of a branch that was switched to is out of step.
struct PostCheckout {
  private let call: HookCall
  private let repository: Repository

  init(_ call: HookCall, in repository: Repository) {
    self.call = call
    self.repository = repository
  }

  func run() throws(Problem) -> HookOutcome {
    // `git checkout -- FILE` has 0; and whoever stays where he is has been told.
    guard call.arguments.count >= 3, call.arguments[2] == "1",
      call.arguments[0] != call.arguments[1]
    else { return HookOutcome() }
    let state = try reading("read the repository's state") { () throws(GitError) in
      try repository.state()
    }
    guard state == .none else { return HookOutcome() }
    let snapshot = try scan(.head, in: repository)
    let modes = try LibraryModel.config(SnapshotReader(snapshot, in: repository)).hooks
    guard modes.postCheckout == .report else { return HookOutcome() }
    return try outOfStep(at: snapshot, in: repository, call.work)
  }
}

/// The outputs of a commit that are out of step, and nothing done about them.
func outOfStep(
  at snapshot: Snapshot,
  in repository: Repository,
  _ work: Work
) throws(Problem) -> HookOutcome {
  var outcome = HookOutcome()
  let states = InStepStates(of: repository)
  guard try !states.contains(states.state(of: snapshot)) else { return outcome }
  let plan = try recallOrPlan(snapshot, in: repository, work: work)
  outcome.before = plan.rows.filter { $0.verdict != .inStep }
  if !outcome.before.isEmpty { outcome.cure = "git agentsync sync" }
  return outcome
}
