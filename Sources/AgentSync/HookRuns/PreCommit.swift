import AgentModel
import Git

/// Puts the outputs that a commit reaches into that commit, or says why it can't.
///
/// All is planned from the index that git hands over, so that a commit of parts of a file gets the outputs of
/// those parts, and written to that very index. What the work tree holds beyond it stays.
struct PreCommit {
  private let call: HookCall
  private let repository: Repository

  init(_ call: HookCall, in repository: Repository) {
    self.call = call
    self.repository = repository
  }

  func run() throws(Problem) -> HookOutcome {
    try recover(in: repository)
    try takeBackGivenUpCommit(in: repository)
    let head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
    if let outcome = try stageFew(on: head) { return outcome }
    var states = InStepStates(of: repository)
    let former = try head.commitID.map { _ throws(Problem) in try scan(.head, in: repository) }
    // Nothing of this commit concerns anybody.
    if let former, try states.isIndex(like: former) { return HookOutcome() }
    let formerState = try former.flatMap { former throws(Problem) in try states.state(of: former) }

    var snapshot = try scan(.index, in: repository)
    let config = try LibraryModel.config(SnapshotReader(snapshot, in: repository))
    var mode = config.hooks.preCommit
    if call.isManaged, mode == .stage { mode = .check }
    let isApart = mode == .separate
    if isApart, !call.isManaged, try !HookKeeper.calls(.postCommit, in: repository) {
      // Nobody would bring the outputs in step, and nobody say so.
      mode = .stage
    }
    guard mode == .stage || mode == .check else { return HookOutcome() }
    if let open = try openConflicts(in: repository) { throw .conflictsOpen(open) }

    var mended: MendedTree?
    if mode == .stage, config.rewriting == .hook {
      mended = try mendReferences(of: snapshot, leaving: former, in: repository, call.work)
    }
    let unmended = mended?.blocked ?? []
    if mended?.fixes.documents.isEmpty == true { mended = nil }
    snapshot = mended?.snapshot ?? snapshot
    let basis = try PlanBasis(
      snapshot,
      in: repository,
      work: call.work,
      store: DocumentStore()
    )
    let own = try OwnChange(
      from: former,
      to: basis,
      isInStep: states.contains(formerState),
      in: repository,
      work: call.work
    )
    let (made, plan) =
      try mode == .stage ? stage(own.outputs, basis, mended: mended) : check(own, basis)
    var outcome = made
    outcome.before = own.before
    outcome.unmended = unmended
    if isApart, outcome.applied != nil {
      outcome.note =
        "post-commit isn't installed here, so what it would commit is in this commit; 'git agentsync "
        + "hooks install' installs it"
    }
    guard !outcome.isRefused else { return outcome }
    let isInStep = own.outputs == nil && outcome.isClean
    if let state = states.rememberIndex(basis, isInStep: isInStep), isInStep {
      KnownLibrary(of: basis, plan, in: state)?.save(in: repository)
    }
    return outcome
  }

  /// Does all where the commit concerns few of many agents; nil where it takes the whole library.
  private func stageFew(on head: Head) throws(Problem) -> HookOutcome? {
    guard !call.isManaged, let known = KnownLibrary(of: repository),
      let narrow = try NarrowBasis(on: head, knowing: known, in: repository, work: call.work),
      narrow.basis.model.config.hooks.preCommit == .stage,
      narrow.basis.model.config.rewriting != .hook,
      try openConflicts(in: repository) == nil
    else { return nil }
    let (outcome, _) = try stage(narrow.outputs, narrow.basis)
    var states = InStepStates(of: repository)
    let config = narrow.basis.model.config
    if outcome.isClean,
      let state = states.rememberIndex(known.places, config, isInStep: true)
    {
      known.following(narrow.basis, in: state).save(in: repository)
    }
    return outcome
  }

  private func stage(
    _ outputs: Set<OutputKey>?,
    _ basis: PlanBasis,
    mended: MendedTree? = nil
  ) throws(Problem) -> (HookOutcome, Plan) {
    var options = SyncOptions()
    options.mode = .staged
    options.isForCommit = true
    options.plan.work = call.work
    options.plan.outputs = outputs
    options.mended = mended
    let sync = try carryOut(basis, options, in: repository)
    var outcome = HookOutcome(sync)
    outcome.mended = mended?.fixes.documents.flatMap(\.fixes) ?? []
    if !outcome.left.isEmpty { outcome.cure = "git agentsync sync" }
    return (outcome, sync.plan)
  }

  private func check(
    _ own: OwnChange,
    _ basis: PlanBasis
  ) throws(Problem) -> (HookOutcome, Plan) {
    var options = PlanOptions()
    options.work = call.work
    options.outputs = own.outputs
    let plan = try AgentSync.plan(basis, options: options)
    var outcome = HookOutcome()
    outcome.rows = plan.rows.filter { $0.verdict != .inStep }
    outcome.problems = plan.findings.filter { $0.severity == .error }
    outcome.isRefused = !outcome.rows.isEmpty
    // What `commit -a` and `commit -- PATH` commit is not staged, and it goes away with a refusal.
    let isStaged = !repository.location.hasForeignIndex
    if outcome.isRefused {
      outcome.cure = "git agentsync sync " + (isStaged ? "--staged" : "--no-commit")
      if repository.location.pendingIndexFile != nil {
        let names = plan.changes.filter { $0.role != .source }.map(\.path.string.escapedForTerminal)
        outcome.note =
          "this commit takes named files alone; then 'git add' and name these, too: "
          + names.joined(separator: " ")
      }
    }
    return (outcome, plan)
  }
}

/// Writes the references anew that a commit breaks, where it is sure what they meant.
///
/// What led nowhere before is left to a person who asks; the commit is not about it.
///
/// - Returns: The index with the mended documents in it; nil where nobody can tell what the commit breaks.
private func mendReferences(
  of index: Snapshot,
  leaving former: Snapshot?,
  in repository: Repository,
  _ work: Work
) throws(Problem) -> MendedTree? {
  var options = SyncOptions()
  options.mode = .staged
  options.isForCommit = true
  options.plan.work = work
  options.mendsReferences = true
  if let former {
    do throws(Problem) {
      let before = try ReferenceScan(former, in: repository, work: work)
      options.leftReferences = Set(
        before.graph.broken.map { WrittenReference($0, in: $0.document) }
      )
    } catch {
      // Nobody can tell what the commit breaks.
      guard error.isOfTree else { throw error }
      return nil
    }
  }
  return try mendReferences(of: index, options, in: repository)
}

/// Refuses a merge that would leave outputs out of step; what it staged would never reach the merge.
struct PreMergeCommit {
  private let call: HookCall
  private let repository: Repository

  init(_ call: HookCall, in repository: Repository) {
    self.call = call
    self.repository = repository
  }

  func run() throws(Problem) -> HookOutcome {
    let snapshot = try scan(.index, in: repository)
    let modes = try LibraryModel.config(SnapshotReader(snapshot, in: repository)).hooks
    guard modes.preMergeCommit == .check else { return HookOutcome() }
    var outcome = HookOutcome()
    let plan = try recallOrPlan(snapshot, in: repository, work: call.work)
    outcome.rows = plan.rows.filter { $0.verdict != .inStep }
    outcome.isRefused = !outcome.rows.isEmpty
    if outcome.isRefused { outcome.cure = "git commit" }
    return outcome
  }
}

extension HookOutcome {
  /// Whether all outputs are in step now, and nothing is to be said.
  fileprivate var isClean: Bool { left.isEmpty && problems.isEmpty && !isRefused }

  /// What a sync came to.
  init(_ sync: SyncOutcome) {
    self.init()
    applied = sync.applied
    rows = sync.plan.rows.filter { row in
      row.isChanging || row.verdict != .inStep || row.staysOut || row.takenUpEdit != nil
        || row.settledBy != nil
    }
    problems = sync.plan.findings.filter { $0.severity == .error }
  }
}
