package import AgentModel

/// A plan that may be applied: only `validate` makes one.
package struct ValidPlan: Sendable {
  package let plan: Plan

  fileprivate init(_ plan: Plan) {
    self.plan = plan
  }
}

/// Lets a plan pass, or says why it may not be applied.
///
/// `allowsRemovals` says whether a person agreed that many outputs may go; else
/// `validate.mass-removal` is thrown.
package func validate(_ plan: Plan, allowsRemovals: Bool) throws(Problem) -> ValidPlan {
  if !allowsRemovals, let problem = massRemoval(plan) { throw problem }
  return ValidPlan(plan)
}

/// Why a plan removes suspiciously much; nil where it does not.
///
/// A library root that is misspelt, or a branch without the library, looks just like agents that were
/// taken away.
package func massRemoval(_ plan: Plan) -> Problem? {
  let removed = plan.rows.filter { $0.state == .gone && $0.isChanging }
  let total = plan.rows.filter { $0.state != .new }.count
  let isEmptied = plan.facts.agentCount == 0 && !removed.isEmpty
  guard isEmptied || (removed.count > 5 && removed.count * 4 > total) else { return nil }
  let names = removed.prefix(20).map { "'\($0.path)'" }.joined(separator: ", ")
  let more = removed.count > 20 ? " and \(removed.count - 20) more" : ""
  return Problem(
    .massRemoval,
    "this would remove \(removed.count) of \(total) outputs: \(names)\(more)",
    hint: isEmptied
      ? "no agent was found where some were before; if they are really gone, "
        + "'git agentsync sync --allow-removals' removes their outputs"
      : "if their agents are really gone, 'git agentsync sync --allow-removals' removes them"
  )
}
