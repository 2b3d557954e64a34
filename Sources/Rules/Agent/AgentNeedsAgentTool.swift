import AgentModel

extension Rule {
  static let agentNeedsAgentTool = Rule(
    .agentNeedsAgentTool,
    .warning,
    .vscode(["agentsRequiresAgentTool"]),
    means: "An agent lists others in `agents`, and its `tools` do not hold `agent`.",
    why: "Without that tool it can start none of them; `agent/runSubagent` is not taken for it.",
    cure: "Add `agent` to `tools`.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [search, agent/runSubagent]
      agents: ['*']
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: search, agent
      agents: ['*']
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.isVSCodeAgent, let agents = file.header?["agents"]?.items, !agents.isEmpty,
      let tools = file.header?.pair("tools"), tools.value.items != nil || tools.value.text != nil,
      !file.isMissing(tools.value), !file.toolEntries.contains(where: { $0.name == "agent" })
    else { return [] }
    return [
      file.finding(
        at: tools.keyRange.lowerBound,
        "'tools' lacks 'agent', so none of 'agents' can be started",
        hint: "add 'agent' to 'tools'"
      )
    ]
  }
}
