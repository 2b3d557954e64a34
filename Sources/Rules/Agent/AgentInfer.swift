import AgentModel

extension Rule {
  static let agentInfer = Rule(
    .agentInfer,
    .error,
    .vscode(["inferDeprecated"]),
    means: "An agent has the key `infer`.",
    why:
      "It was split into two keys and is an error now, and while it is there VS Code still decides "
      + "by it alone whether the agent may be a subagent.",
    cure: "Write `user-invocable` for the picker and `disable-model-invocation` for subagents.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      infer: false
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      disable-model-invocation: true
      ---
      Plan: infer nothing.
      """
    )
  ) { file, _ in
    guard file.kind == .agent, let infer = file.header?.pair("infer") else { return [] }
    let today: String? =
      switch infer.value.boolean {
      case true: "remove it: being a subagent is the default"
      case false: "write 'disable-model-invocation: true'"
      default: nil
      }
    return [
      file.finding(
        at: infer.keyRange.lowerBound,
        "'infer' was replaced by 'user-invocable' and 'disable-model-invocation'",
        hint: today ?? "write the two keys"
      )
    ]
  }
}
