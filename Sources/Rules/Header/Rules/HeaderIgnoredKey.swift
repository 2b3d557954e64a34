import AgentModel

extension Rule {
  static let headerIgnoredKey = Rule(
    .headerIgnoredKey,
    .info,
    .vscode(["ignoredAttribute.vscode-agent"]),
    means: "An agent that VS Code runs too has a key that GitHub alone reads.",
    why: "In VS Code the agent goes without what the key gives it.",
    cure:
      "Set the servers up in `.vscode/mcp.json` for VS Code, or say `target: github-copilot` where "
      + "the agent is for GitHub alone.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      mcp-servers:
        docs: {type: http, url: https://example.com}
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      target: github-copilot
      mcp-servers:
        docs: {type: http, url: https://example.com}
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.kind == .agent, file.audience != .github else { return [] }
    return (file.header?.pairs ?? []).filter { HeaderKeys.gitHubOnly.contains($0.key) }.map {
      pair in
      file.finding(
        at: pair.keyRange.lowerBound,
        "\(quoted(pair.key)) has no effect in VS Code",
        hint: "set it up in '.vscode/mcp.json', or write 'target: github-copilot'"
      )
    }
  }
}
