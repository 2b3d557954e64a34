import AgentModel

extension Rule {
  static let handoffSameLabel = Rule(
    .handoffSameLabel,
    .error,
    .vscode(["duplicateHandoffLabel"]),
    means: "Two handoffs of an agent have one label, capital letters aside.",
    why: "Their buttons can't be told apart.",
    cure: "Word one of them otherwise.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        - label: Go
          agent: agent
          prompt: Go.
        - label: GO
          agent: ask
          prompt: Ask.
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
          agent: agent
          prompt: Go.
        - label: Go on
          agent: agent
          prompt: Go.
      ---
      Plan.
      """
    )
  ) { file, _ in
    var seen: Set<String> = []
    return file.handoffValues("label").filter { label in
      guard let text = label.text, !label.isBlank else { return false }
      return !seen.insert(text.lowercased()).inserted
    }.map { label in
      file.finding(
        at: label.range.lowerBound,
        "\(quoted(label.text ?? "")) is the label of another handoff as well",
        hint: "word one of them otherwise"
      )
    }
  }
}
