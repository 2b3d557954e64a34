package import AgentModel
import Git

extension CheckOutcome {
  /// The outcome of a run that a problem stopped before anything could be judged: that problem, and no more.
  package init(stoppedBy problem: Problem) {
    let nothing = Snapshot(kind: .commit, content: .tree(nil), commitID: nil, parentIDs: [])
    let facts = Plan.Facts(
      format: Config.currentFormat,
      agentCount: 0,
      roots: [],
      places: [],
      targets: [],
      passedOver: []
    )
    self.init(
      plan: Plan(snapshot: nothing, facts: facts, rows: [], changes: [], findings: []),
      before: Faults(rows: [], findings: []),
      brought: Faults(rows: [], findings: [problem]),
      change: nil,
      unfinished: nil,
      verdict: .stopped
    )
  }
}
