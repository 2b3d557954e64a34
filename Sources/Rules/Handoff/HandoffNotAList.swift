import AgentModel

extension Rule {
  static let handoffNotAList = Rule(
    .handoffNotAList,
    .error,
    .vscode(["handoffsMustBeArray", "eachHandoffMustBeObject"]),
    means: "`handoffs` is no list, or an item of it is no map.",
    why: "VS Code shows no button for it.",
    cure: "Write a list of maps with `label`, `agent` and `prompt`.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        label: Go
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
        - {label: Go, agent: agent, prompt: Go.}
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let value = file.handoffsValue, !file.isMissing(value) else { return [] }
    let hint = "write '- label: …', with 'agent' and 'prompt' below it"
    guard let items = value.items else {
      return [
        file.finding(at: value.range.lowerBound, "'handoffs' must be a list of maps", hint: hint)
      ]
    }
    return items.filter { $0.pairs == nil && !file.isMissing($0) }.map { item in
      file.finding(at: item.range.lowerBound, "a handoff must be a map", hint: hint)
    }
  }
}
