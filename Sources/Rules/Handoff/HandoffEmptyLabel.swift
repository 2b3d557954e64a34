import AgentModel

extension Rule {
  static let handoffEmptyLabel = Rule(
    .handoffEmptyLabel,
    .error,
    .vscode(["handoffLabelMustBeNonEmptyString"]),
    means: "The label of a handoff is empty or no text.",
    why: "It is what the button says.",
    cure: "Write the words that the button shall show.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        - label: ''
          agent: agent
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
        - label: '1'
          agent: agent
          prompt: ''
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.handoffValues("label").filter { $0.text == nil || $0.isBlank }.map { label in
      file.finding(
        at: label.range.lowerBound,
        "'label' of a handoff must be a text that is not empty",
        hint: "write what the button shall show"
      )
    }
  }
}
