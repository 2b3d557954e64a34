import AgentModel

extension Rule {
  static let agentBadTarget = Rule(
    .agentBadTarget,
    .error,
    .vscode(["targetInvalidValue"]),
    means: "`target` is neither `vscode` nor `github-copilot`.",
    why: "VS Code knows no other audience; an agent for both has no such key.",
    cure: "Write one of the two, in lower case, or remove the key.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      target: VSCode
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      target: 'vscode'
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.kind == .agent, let value = file.header?["target"], let target = value.text,
      !value.isBlank, !AgentTargets.known.contains(target)
    else { return [] }
    return [
      file.finding(
        at: value.range.lowerBound,
        "\(quoted(target)) is no target of agents",
        hint: "write one of \(listed(AgentTargets.known)), or remove the key"
      )
    ]
  }
}
