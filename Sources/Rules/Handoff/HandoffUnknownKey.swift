import AgentModel

extension Rule {
  static let handoffUnknownKey = Rule(
    .handoffUnknownKey,
    .warning,
    .vscode(["unknownHandoffProperty"]),
    means: "A handoff has a key that VS Code does not know.",
    why: "The key has no effect.",
    cure: "Correct the key or remove it.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        - label: Go
          agent: agent
          prompt: Go.
          sent: true
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
          showContinueOn: false
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.handoffs.flatMap { $0.pairs ?? [] }.filter { !HandoffKeys.known.contains($0.key) }.map {
      pair in
      file.finding(
        at: pair.keyRange.lowerBound,
        "\(quoted(pair.key)) is no key of handoffs",
        hint: likeliest(pair.key, among: HandoffKeys.known).map { "did you mean '\($0)'?" }
          ?? "remove it"
      )
    }
  }
}
