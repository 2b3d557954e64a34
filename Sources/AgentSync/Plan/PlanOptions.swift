package import AgentModel
package import Git

/// What a person may ask of a plan.
package struct PlanOptions: Sendable {
  /// Agents (ids, sources) or outputs (paths) that the plan is limited to; empty is all.
  package var selection: [String] = []
  /// Keep what stands in the way as a hand edit over the generated text.
  package var adopts = false
  /// Write the generated text over what stands in the way.
  package var replaces = false
  /// Outputs that can't be written for now, with the reason; they stay as they are.
  package var obstacles: [RepoPath: Problem] = [:]
  /// How many threads read and render.
  package var work = Work()

  package init() {}
}
