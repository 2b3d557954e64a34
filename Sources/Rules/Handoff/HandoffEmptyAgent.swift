import AgentModel

extension Rule {
  static let handoffEmptyAgent = Rule(
    .handoffEmptyAgent,
    .error,
    .vscode(["handoffAgentMustBeNonEmptyString"]),
    means: "The agent of a handoff is empty or no text.",
    why: "There is nobody to hand over to.",
    cure: "Write the name of an agent.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        - label: Go
          agent: [agent]
          prompt: Go.
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        - label: Go
          agent: 'agent'
          prompt: ''
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.handoffValues("agent").filter { $0.text == nil || $0.isBlank }.map { agent in
      file.finding(
        at: agent.range.lowerBound,
        "'agent' of a handoff must be a name",
        hint: "write one agent's name"
      )
    }
  }
}
