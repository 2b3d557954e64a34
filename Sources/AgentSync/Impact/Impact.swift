package import AgentModel

package import struct Git.RepoPath
package import enum PromptFiles.Target

/// Every output that a change reaches, and how.
package struct Impact: Sendable {
  /// Changed texts first, then by distance, by the agent's priority, and by path.
  package let outputs: [ReachedOutput]
  /// What keeps documents from being used, so that nothing can be said of their outputs.
  package let findings: [Problem]

  init(_ outputs: [ReachedOutput], findings: [Problem]) {
    self.outputs = outputs.sorted(by: ReachedOutput.isBefore)
    self.findings = findings
  }
}

/// An output that a change reaches.
package struct ReachedOutput: Hashable, Sendable {
  /// What the change does to an output.
  package enum Effect: String, CaseIterable, Sendable {
    /// The output's own text changes; where only paths are named, it can.
    case text
    /// The output leads there: its file stays, and what a model reads behind its links does not.
    case link
  }

  package let path: RepoPath
  /// Where the output was, where that is another path.
  package let formerPath: RepoPath?
  /// The agent's id; of an output that goes, the one it had.
  package let agentID: String
  package let target: Target
  package let effect: Effect
  /// From what changed to the output, both included.
  package let chain: [ImpactStep]
  /// What the agent says of its own priority; nil where it says nothing.
  package let priority: Priority?

  /// How many steps lead from what changed to the output.
  package var distance: Int { chain.count - 1 }

  init(
    path: RepoPath,
    formerPath: RepoPath? = nil,
    agent: Agent?,
    id: String,
    target: Target,
    effect: Effect,
    chain: [ImpactStep]
  ) {
    self.path = path
    self.formerPath = formerPath
    agentID = id
    self.target = target
    self.effect = effect
    self.chain = chain
    priority = agent?.priority
  }

  fileprivate static func isBefore(_ left: ReachedOutput, _ right: ReachedOutput) -> Bool {
    func rank(_ output: ReachedOutput) -> (Int, Int, Int) {
      let effect = output.effect == .text ? 0 : 1
      return (effect, output.distance, output.priority?.rank ?? Priority.lastRank)
    }
    let (leftRank, rightRank) = (rank(left), rank(right))
    guard leftRank == rightRank else { return leftRank < rightRank }
    return (left.path, left.target, left.agentID) < (right.path, right.target, right.agentID)
  }
}

/// One file on the way from a change to an output.
package struct ImpactStep: Hashable, Sendable {
  /// Why a file is reached from the one before it.
  package enum Reason: Hashable, Sendable {
    /// It is what changed: the first step.
    case changed
    /// It refers to the one before.
    case reference(Reference.Form, line: Int, column: Int)
    /// It is the output that is made from the one before.
    case generated
    /// It is an output, and the one before is the configuration.
    case configuration
    /// It is an output that comes, goes or changes with what else is in the library.
    case library
  }

  package let path: RepoPath
  package let reason: Reason

  init(_ path: RepoPath, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  init(_ path: RepoPath, _ reference: Reference) {
    self.init(
      path,
      .reference(reference.form, line: reference.line, column: reference.column)
    )
  }
}
