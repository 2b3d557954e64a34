import AgentModel
import Git

/// The plan of a snapshot when nothing special is asked: from the cache, or made and remembered.
func recallOrPlan(
  _ snapshot: Snapshot,
  in repository: Repository,
  work: Work,
  store: DocumentStore = DocumentStore()
) throws(Problem) -> Plan {
  let cache = PlanCache(for: snapshot, in: repository)
  if let known = try cache?.recall() { return known }
  let basis = try PlanBasis(snapshot, in: repository, work: work, store: store)
  let proposed = try plan(basis, options: PlanOptions())
  cache?.remember(proposed, from: basis)
  try rememberInStep(proposed, from: basis, in: repository)
  return proposed
}

/// Remembers that HEAD is in step, so that the next hook knows it, and from what.
///
/// - Parameters:
///   - plan: A plan of HEAD that has nothing to do.
///   - basis: What it was made from.
///   - repository: Where HEAD is.
/// - Throws: `Problem` where HEAD can't be read.
private func rememberInStep(
  _ plan: Plan,
  from basis: PlanBasis,
  in repository: Repository
) throws(Problem) {
  guard plan.isEmpty, plan.isAllInStep, let commitID = plan.snapshot.commitID,
    try reading("read HEAD", { () throws(GitError) in try repository.head() }).commitID == commitID
  else { return }
  var states = InStepStates(of: repository)
  states.rememberInStep(basis, plan, at: plan.snapshot)
}

extension SyncOptions {
  /// Whether the plan is the one that every command makes of HEAD.
  var asksNothingSpecial: Bool {
    mode == .commit && plan.selection.isEmpty && plan.agents == nil
      && plan.outputs == nil && !plan.adopts && !plan.replaces
      && plan.obstacles.isEmpty && plan.settled.isEmpty && additions.isEmpty && !opensConflicts
      && !mendsReferences
  }

  /// The tree that a sync of this mode reads.
  var source: SnapshotSource {
    switch mode {
    case .commit: .head
    case .staged: .index
    case .worktree: .worktree
    }
  }

  /// Where a sync of this mode writes: a commit needs one to stand on.
  func destination(for snapshot: Snapshot) -> Destination {
    switch mode {
    case .commit: snapshot.kind == .commit ? .commit : .stage
    case .staged: .stage
    case .worktree: .worktree
    }
  }
}

/// The tree that a sync plans from, its additions included.
func snapshot(
  for options: SyncOptions,
  in repository: Repository
) throws(Problem) -> Snapshot {
  let snapshot = try scan(options.source, in: repository)
  guard !options.additions.isEmpty else { return snapshot }
  return try reading("hash the set-up's files") { () throws(GitError) in
    try snapshot.adding(options.additions)
  }
}

/// What `apply` is to bring about for a plan.
///
/// - Throws: `Problem` with `apply.stale-base` where HEAD moved since the plan was made.
func request(
  for valid: ValidPlan,
  _ options: SyncOptions,
  in repository: Repository
) throws(Problem) -> ApplyRequest {
  let plan = valid.plan
  let head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
  if plan.snapshot.kind == .commit, head.commitID != plan.snapshot.commitID {
    throw Problem(
      .staleBase,
      "HEAD moved while the plan was made",
      hint: "run the command again"
    )
  }
  let tree = try reading("read HEAD's tree") { () throws(GitError) -> ObjectID? in
    guard let id = head.commitID else { return nil }
    return try repository.readCommit(id).treeID
  }
  let message = plan.commitMessage
  let subject = message.split(separator: "\n").first.map(String.init) ?? ""
  return ApplyRequest(
    changes: plan.changes,
    head: head,
    baseTree: tree,
    message: message,
    destination: options.destination(for: plan.snapshot),
    reflogMessage: subject,
    kind: options.isForCommit ? .hook : options.additions.isEmpty ? .sync : .initialize,
    openConflicts: options.concluded,
    // Inside a hook the git that runs it holds the locks itself.
    patience: repository.location.hasForeignIndex ? .zero : .seconds(10)
  )
}

/// Plans, looks at index and work tree, and plans again without the outputs that can't be written there.
///
/// Leaving an output out can change what is written for its agent's others (the registry), never what
/// stands in their way, so that one more round settles it; the bound is there for a work tree that
/// changes meanwhile.
func planAroundObstacles(
  _ basis: PlanBasis,
  _ options: SyncOptions,
  in repository: Repository
) throws(Problem) -> (Plan, Survey) {
  var planOptions = options.plan
  for _ in 0..<8 {
    let proposed = try plan(basis, options: planOptions)
    let found = try survey(
      proposed.changes,
      in: repository,
      destination: options.destination(for: basis.snapshot)
    )
    guard !found.obstacles.isEmpty else { return (proposed, found) }
    let outputs = proposed.outputs(behind: found.obstacles)
    guard !outputs.isEmpty else {
      // Bookkeeping or configuration itself is blocked: nothing can be left out for it.
      throw found.obstacles.sorted { $0.key < $1.key }[0].value
    }
    planOptions.obstacles.merge(outputs) { first, _ in first }
  }
  throw Problem(
    .worktreeConflict,
    "the work tree changes faster than a plan can be made",
    hint: "run the command again when nothing else writes there"
  )
}

extension Plan {
  /// The outputs that obstacles at any of their files keep from being written.
  func outputs(behind obstacles: [RepoPath: Problem]) -> [RepoPath: Problem] {
    var blocked: [RepoPath: Problem] = [:]
    for (path, problem) in obstacles {
      let outputPath = Pristine.output(of: path) ?? path
      let agentID = RegistryEntry.id(of: path)
      for row in rows {
        let isBehind = row.path == outputPath || row.formerPath == outputPath
        if isBehind || row.agentID == agentID {
          blocked[row.path] = blocked[row.path] ?? problem
        }
      }
    }
    return blocked
  }
}
