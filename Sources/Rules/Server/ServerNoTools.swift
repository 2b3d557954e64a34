import AgentModel

extension Rule {
  static let serverNoTools = Rule(
    .serverNoTools,
    .info,
    .github,
    means: "A server of an agent has no `tools`.",
    why: "GitHub wants them listed for each server, and uses them without asking anybody.",
    cure: "List the tools that the agent needs; `['*']` is all.",
    wrong: Example(
      ".github/agents/triage.agent.md",
      """
      ---
      description: Sorts what comes in.
      mcp-servers:
        tracker:
          type: local
          command: tracker
      ---
      Sort.
      """
    ),
    right: Example(
      ".github/agents/triage.agent.md",
      """
      ---
      description: Sorts what comes in.
      mcp-servers:
        tracker:
          type: local
          command: tracker
          tools: [list]
      ---
      Sort.
      """
    )
  ) { file, _ in
    file.servers.compactMap { server in
      guard server.place == .header, server.value.pairs != nil, server.value["tools"] == nil else {
        return nil
      }
      return file.finding(
        at: server.offset,
        "the server \(quoted(server.name)) lists no 'tools'",
        hint: "list those that the agent needs; ['*'] is all"
      )
    }
  }
}
