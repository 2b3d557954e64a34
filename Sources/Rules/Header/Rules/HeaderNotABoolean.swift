import AgentModel

extension Rule {
  static let headerNotABoolean = Rule(
    .headerNotABoolean,
    .error,
    .vscode(["userInvocableMustBeBoolean", "disableModelInvocationMustBeBoolean"]),
    means:
      "A key that is a yes or no has another value than `true` or `false`, bare and in lower case.",
    why: "VS Code knows no other words: with `True`, `yes` or `\"true\"` the key counts as absent.",
    cure: "Write `true` or `false` without quotes.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      user-invocable: "false"
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      user-invocable: false # only for other agents
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.kind == .agent || file.kind == .skill else { return [] }
    return ["user-invocable", "disable-model-invocation"].compactMap { key in
      guard let pair = file.header?.pair(key), pair.value.boolean == nil,
        !file.isMissing(pair.value)
      else { return nil }
      return file.finding(
        at: pair.value.range.lowerBound,
        "'\(key)' must be 'true' or 'false', without quotes",
        hint: "VS Code takes the key for absent as it is"
      )
    }
  }
}
