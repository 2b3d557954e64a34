import AgentModel
import Git

/// Makes a sync commit after a person's own, where the configuration asks for one of its own.
struct PostCommit {
  private let call: HookCall
  private let repository: Repository

  init(_ call: HookCall, in repository: Repository) {
    self.call = call
    self.repository = repository
  }

  func run() throws(Problem) -> HookOutcome {
    let snapshot = try scan(.head, in: repository)
    let mode = try LibraryModel.config(SnapshotReader(snapshot, in: repository)).hooks.preCommit
    guard mode == .separate, try isOwnCommit else { return HookOutcome() }
    if call.isManaged { return try outOfStep(at: snapshot, in: repository, call.work) }
    try recover(in: repository)
    try requireQuiet(repository)

    var states = InStepStates(of: repository)
    let former = try snapshot.parentIDs.first.map { id throws(Problem) in
      try scan(.revision(id.hex), in: repository)
    }
    if let former, try states.isAlike(snapshot, to: former) { return HookOutcome() }
    let formerState = try former.flatMap { former throws(Problem) in try states.state(of: former) }
    let basis = try PlanBasis(snapshot, in: repository, work: call.work, store: DocumentStore())
    states.rememberLook(at: snapshot, basis)
    let own = try OwnChange(
      from: former,
      to: basis,
      isInStep: states.contains(formerState),
      in: repository,
      work: call.work
    )
    var options = SyncOptions()
    options.plan.work = call.work
    options.plan.outputs = own.outputs
    var outcome = HookOutcome(try carryOut(basis, options, in: repository))
    outcome.before = own.before
    if !outcome.left.isEmpty { outcome.cure = "git agentsync sync" }
    return outcome
  }

  /// Whether `git commit` made HEAD, and no rebase, cherry-pick, revert or am that goes on after it.
  ///
  /// A pick without conflict leaves no trace in the git directory; what it was stands in HEAD's reflog.
  private var isOwnCommit: Bool {
    get throws(Problem) {
      try reading("read the repository's state") { () throws(GitError) in
        guard try repository.state() == .none else { return false }
        return try repository.lastReflogMessage(of: "HEAD")?.hasPrefix("commit") ?? false
      }
    }
  }
}
