package import AgentModel
package import Git

/// What `check` may be asked.
package struct CheckOptions: Sendable {
  /// The tree that is judged.
  package var head: SnapshotSource = .head
  /// The commit whose own faults don't count; nil judges everything.
  package var base: String?
  /// Outputs or agents that the judgement is limited to; empty is all.
  package var selection: [String] = []
  /// Whether a maintainer lets files gain power this once.
  package var allowsWidening = false
  package var work = Work()

  package init() {}
}

/// What `check` found.
package struct CheckOutcome: Sendable {
  package let plan: Plan
  /// Rows that are not in step, and findings, that the base already had; they do not count.
  package let before: Faults
  /// Those that count.
  package let brought: Faults
  /// What the change means; nil where no base was named.
  package let change: BroughtChange?
  /// Something unfinished that makes the answer at least a conflict; nil where nothing is.
  package let unfinished: Problem?
  package let verdict: Verdict

  /// What is wrong: outputs that a sync would change or can't, and findings.
  package struct Faults: Sendable {
    package let rows: [Plan.Row]
    package let findings: [Problem]
  }
}

/// Makes the plan that a sync would make and judges it; nothing is written.
///
/// - Throws: `Problem` where no judgement is possible.
package func check(
  _ repository: Repository,
  _ options: CheckOptions
) throws(Problem) -> CheckOutcome {
  let store = DocumentStore()
  let head = try plan(options.head, in: repository, options, store)
  var known = Known()
  var base: Snapshot?
  if let name = options.base {
    known = try Known(of: name, in: repository, options, store)
    base = try scan(.revision(name), in: repository)
  }
  let rules = try RuleFindings(
    of: head.snapshot,
    since: base,
    isWideningAllowed: options.allowsWidening,
    in: repository
  )
  known.add(rules.base)
  let chosen = head.rows.filter { options.covers($0) }
  let faulty = chosen.filter(\.isFault)
  // What a generated text refers to is told of its source already.
  let generated = Set(head.rows.filter { $0.state != .edited && $0.state != .foreign }.map(\.path))
  let examined = rules.head.filter { problem in
    problem.code != .bodyMissingFile || !generated.contains { $0 == problem.place?.path }
  }
  let findings = (head.findings + examined).filter {
    options.selection.isEmpty || options.covers($0, in: chosen)
  }
  let brought = CheckOutcome.Faults(
    rows: faulty.filter { !known.holds($0) },
    findings: findings.filter { !known.holds($0) }
  )
  let pending: Problem? =
    switch options.head {
    case .revision: nil
    case .head, .index, .worktree: try unfinished(in: repository)
    }
  var verdict = brought.rows.map(\.verdict).max() ?? .inStep
  if brought.findings.contains(where: { $0.severity == .error }) { verdict = .findings }
  let isUnread = brought.findings.contains { $0.code == .conflictMarkers }
  if pending != nil || isUnread { verdict = max(verdict, .conflict) }
  return CheckOutcome(
    plan: head,
    before: CheckOutcome.Faults(
      rows: faulty.filter { known.holds($0) },
      findings: findings.filter { known.holds($0) }
    ),
    brought: brought,
    change: nil,
    unfinished: pending,
    verdict: verdict
  )
}

private func plan(
  _ source: SnapshotSource,
  in repository: Repository,
  _ options: CheckOptions,
  _ store: DocumentStore
) throws(Problem) -> Plan {
  try recallOrPlan(
    try scan(source, in: repository),
    in: repository,
    work: options.work,
    store: store
  )
}

/// What a base already had wrong.
private struct Known {
  private struct Fault: Hashable {
    let path: RepoPath
    let state: Plan.State
  }

  private struct Finding: Hashable {
    let code: Problem.Code
    let path: RepoPath?
    let message: String
  }

  private var rows: Set<Fault> = []
  private var findings: Set<Finding> = []

  init() {}

  /// What a commit has wrong; nothing where it can't be judged as a whole, so that all counts.
  init(
    of base: String,
    in repository: Repository,
    _ options: CheckOptions,
    _ store: DocumentStore
  ) throws(Problem) {
    do throws(Problem) {
      self.init(try plan(.revision(base), in: repository, options, store))
    } catch {
      let stage = error.code.rawValue.prefix { $0 != "." }
      guard ["config", "scan", "generate"].contains(stage) else { throw error }
      self.init()
    }
  }

  init(_ plan: Plan) {
    rows = Set(plan.rows.filter(\.isFault).map { Fault(path: $0.path, state: $0.state) })
    findings = Set(plan.findings.map(Known.finding))
  }

  mutating func add(_ problems: [Problem]) {
    findings.formUnion(problems.map(Known.finding))
  }

  func holds(_ row: Plan.Row) -> Bool {
    rows.contains(Fault(path: row.path, state: row.state))
  }

  func holds(_ problem: Problem) -> Bool {
    findings.contains(Known.finding(problem))
  }

  // A line that moved is the same finding.
  private static func finding(_ problem: Problem) -> Finding {
    Finding(code: problem.code, path: problem.place?.path, message: problem.message)
  }
}

extension CheckOptions {
  fileprivate func covers(_ row: Plan.Row) -> Bool {
    selection.isEmpty
      || selection.contains { name in
        row.agentID == name || RepoPath(name).map { row.path.isWithin($0) } == true
      }
  }

  fileprivate func covers(_ problem: Problem, in rows: [Plan.Row]) -> Bool {
    guard let path = problem.place?.path else { return true }
    return rows.contains { $0.path == path }
      || selection.contains { RepoPath($0).map { path.isWithin($0) } == true }
  }
}

extension Plan.Row {
  /// Whether the output is not what a sync would leave.
  fileprivate var isFault: Bool { verdict != .inStep }

  var verdict: Verdict {
    switch state {
    case .conflict: .conflict
    case .foreign, .unknown: .drift
    default: isChanging ? .drift : .inStep
    }
  }
}
