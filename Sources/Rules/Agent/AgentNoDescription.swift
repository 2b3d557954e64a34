import AgentModel

extension Rule {
  static let agentNoDescription = Rule(
    .agentNoDescription,
    .warning,
    .github,
    means: "An agent that GitHub reads has no `description`.",
    why: "GitHub requires the key: it is what people and other agents choose by.",
    cure: "Say in a sentence what the agent is for and when to take it, or write `target: vscode`.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      name: Planner
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      name: Planner
      target: vscode
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.isGitHubAgent, !file.beginsWithMark, file.header?.pair("description") == nil else {
      return []
    }
    return [
      file.finding(
        at: file.header == nil ? nil : 0,
        "'description' is missing, which GitHub requires",
        hint: "say in a sentence what the agent is for"
      )
    ]
  }
}
