package import AgentModel
package import Git

/// What a person may ask of a plan.
package struct PlanOptions: Sendable {
  /// Agents (ids, sources) or outputs (paths) that the plan is limited to; empty is all.
  package var selection: [String] = []
  /// Agents (ids) whose outputs the plan may touch at all; nil is every agent.
  package var agents: Set<String>?
  /// Outputs that the plan may touch at all; nil is every output.
  package var outputs: Set<OutputKey>?
  /// Keep what stands in the way as a hand edit over the generated text.
  package var adopts = false
  /// Write the generated text over what stands in the way.
  package var replaces = false
  /// Outputs that can't be written for now, with the reason; they stay as they are.
  package var obstacles: [RepoPath: Problem] = [:]
  /// How disagreements were settled, by where the output stands; looked at as if it stood in the tree.
  package var settled: [RepoPath: Settled] = [:]
  /// How many threads read and render.
  package var work = Work()

  package init() {}

  /// Whether the plan is about every output, so that what is in step after it is all there is.
  var isOfAll: Bool {
    selection.isEmpty && agents == nil && outputs == nil && obstacles.isEmpty
  }
}

/// What became of a disagreement.
package struct Settled: Hashable, Sendable {
  /// Who settled it.
  package enum Origin: Hashable, Sendable {
    case person
    /// The memory of how it was settled before; the keys of its entries.
    case memory([String])
  }

  /// nil where the output is to be gone.
  package let output: OutputText?
  /// The generated text that it was settled over; nil where the agent was gone.
  package let base: OutputText?
  package let origin: Origin

  package init(output: OutputText?, base: OutputText?, by origin: Origin) {
    self.output = output
    self.base = base
    self.origin = origin
  }
}
