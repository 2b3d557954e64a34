import AgentModel

extension Rule {
  static let toolsUnknownServer = Rule(
    .toolsUnknownServer,
    .info,
    .vscode(["unknownMcpServerReference"]),
    means: "A tool's name is that of an MCP server which the repository does not configure.",
    why:
      "For whoever has no such server the tool is not there, and nothing says so when the agent runs.",
    cure:
      "Configure the server in `.vscode/mcp.json`. One of your own profile is not seen here: switch "
      + "the rule off where everybody has it.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [upstash/context7/*]
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [upstash/context7/*]
      ---
      Plan.
      """,
      beside: [
        ".vscode/mcp.json":
          "{\"servers\": {\"io.github.upstash/context7\": {\"type\": \"http\"}}}\n"
      ]
    )
  ) { file, context in
    file.toolVerdicts(context).compactMap { tool, verdict in
      guard case .serverless(let server) = verdict else { return nil }
      return file.finding(
        at: tool.offset,
        "\(quoted(tool.name)) needs a server \(quoted(server)) that the repository does not configure",
        hint: "configure it in '.vscode/mcp.json'"
      )
    }
  }
}
