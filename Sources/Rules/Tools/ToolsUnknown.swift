import AgentModel

extension Rule {
  static let toolsUnknown = Rule(
    .toolsUnknown,
    .info,
    .vscode(["unknownToolReference"]),
    means: "A tool has a name that neither VS Code nor the repository's servers bring.",
    why: "A name that nobody knows is left out without a word, so the agent can't do what it says.",
    cure:
      "Correct the name or remove it. A tool set of your own profile is not seen here: switch the "
      + "rule off where everybody has it.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [Read, search/codebse]
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [read, search/codebase, docs/find]
      ---
      Plan.
      """,
      beside: [
        ".vscode/mcp.json": "{\n  // ours\n  \"servers\": {\"docs\": {\"type\": \"http\"}}\n}\n"
      ]
    )
  ) { file, context in
    file.toolVerdicts(context).compactMap { tool, verdict in
      guard case .unknown = verdict else { return nil }
      return file.finding(
        at: tool.offset,
        "\(quoted(tool.name)) is no tool that is known here",
        hint: ToolVerdict.hint(for: tool.name)
      )
    }
  }
}
