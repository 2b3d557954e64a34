import AgentModel

extension Rule {
  static let agentNotAList = Rule(
    .agentNotAList,
    .error,
    .vscode(["agentsMustBeArray", "eachAgentMustBeString"]),
    means: "`agents` is no list of names.",
    why: "VS Code reads nothing but a list there, not even a text with commas; the agent may then "
      + "start any other.",
    cure: "Write a list: `agents: [planner, tester]`, `['*']` for all, `[]` for none.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      agents: tester, writer
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      agents: []
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.isVSCodeAgent, let value = file.header?["agents"], !file.isMissing(value) else {
      return []
    }
    guard let items = value.items else {
      return [
        file.finding(
          at: value.range.lowerBound,
          "'agents' must be a list of names",
          hint: "put the names into brackets"
        )
      ]
    }
    return items.filter { $0.text == nil }.map { item in
      file.finding(
        at: item.range.lowerBound,
        "'agents' holds a \(item.items == nil ? "map" : "list") where a name must be",
        hint: "write the agent's name"
      )
    }
  }
}
