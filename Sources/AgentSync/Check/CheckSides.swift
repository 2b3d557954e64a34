import AgentModel
import Git

/// What `check` reads of a change: head and start, each once, and which file became which.
struct CheckSides {
  let head: PlanBasis
  /// The plan of the head.
  let plan: Plan
  /// nil where the start can't be planned from: no configuration, library or registry that can be read.
  let start: PlanBasis?
  /// Why the start can't be planned from; nil where it can.
  let obstacle: Problem?
  /// What was wrong at the start already: rows of a plan, and what it finds.
  let rowsBefore: [Plan.Row]
  let findingsBefore: [Problem]
  /// Where files of the start are at the head, where they moved.
  let heirs: [RepoPath: RepoPath]
  /// The files in which start and head differ, sorted by path.
  let changed: [TreeChange]

  /// - Throws: `Problem` where the head can't be judged, or the repository not be read.
  init(
    _ range: ChangeRange,
    in repository: Repository,
    work: Work,
    store: DocumentStore
  ) throws(Problem) {
    head = try PlanBasis(range.head, in: repository, work: work, store: store)
    plan = try AgentSync.plan(head, options: PlanOptions())
    var start: PlanBasis?
    var obstacle: Problem?
    var rows: [Plan.Row] = []
    var findings: [Problem] = []
    do throws(Problem) {
      let basis = try PlanBasis(
        range.start,
        in: repository,
        work: work,
        store: store,
        reusing: MadeOutputs(head)
      )
      // Of an output that the change doesn't touch, start and head say the same.
      var touched = PlanOptions()
      touched.work = work
      touched.outputs = try OwnChange.reached(from: head, to: basis)
      let plan = try AgentSync.plan(basis, options: touched)
      findings = plan.findings
      let known = Set(basis.slots.map(\.key)).subtracting(touched.outputs ?? [])
      rows =
        plan.rows
        + self.plan.rows.filter {
          known.contains(OutputKey(agentID: $0.agentID, target: $0.target))
        }
      start = basis
    } catch {
      guard error.isOfTree else { throw error }
      obstacle = error
    }
    (self.start, rowsBefore, findingsBefore) = (start, rows, findings)
    self.obstacle = obstacle
    changed = try changedFiles(from: range.start, to: range.head, in: repository)
    // Only what is gone can have become something else.
    let isMove = changed.contains { $0.new == nil } && changed.contains { $0.old == nil }
    heirs =
      isMove ? try AgentSync.heirs(from: range.start, to: range.head, in: repository, work) : [:]
  }

  /// The agents that outputs of the head are made from, by the path of the output.
  var agentIDs: [RepoPath: String] {
    Dictionary(plan.rows.map { ($0.path, $0.agentID) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where files of the head were at the start, where they moved.
  var formerPaths: [RepoPath: RepoPath] {
    Dictionary(
      heirs.map { ($0.value, $0.key) },
      uniquingKeysWith: { first, second in min(first, second) }
    )
  }
}
