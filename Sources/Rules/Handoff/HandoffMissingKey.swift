import AgentModel

extension Rule {
  static let handoffMissingKey = Rule(
    .handoffMissingKey,
    .error,
    .vscode(["missingHandoffProperties"]),
    means: "A handoff lacks `label`, `agent` or `prompt`.",
    why: "VS Code drops it: there is no button.",
    cure: "Write all three; `prompt: ''` is one that leaves the input empty.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        - label: Go
          agent: agent
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
          prompt: ''
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.handoffs.compactMap { handoff in
      let missing = HandoffKeys.required.filter { handoff[$0] == nil }
      guard !missing.isEmpty else { return nil }
      return file.finding(
        at: handoff.range.lowerBound,
        "\(listed(missing)) \(missing.count == 1 ? "is" : "are") missing in a handoff",
        hint: missing == ["prompt"] ? "write \"prompt: ''\" to leave the input empty" : "write it"
      )
    }
  }
}
