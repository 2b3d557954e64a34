import AgentModel

extension Rule {
  static let agentUnknownSubagent = Rule(
    .agentUnknownSubagent,
    .info,
    .vscode(["agentInAgentsNotFound"]),
    means: "`agents` names an agent that is neither built in nor in the repository.",
    why: "Names are compared letter by letter, and one that is not found can't be started.",
    cure:
      "Write the agent's `name`, or its file's name where it has none. An agent of your profile or "
      + "of an extension is not seen here.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [agent]
      agents: [tester]
      ---
      Plan.
      """,
      beside: [".github/agents/tester.agent.md": "---\nname: Tester\n---\nTest.\n"]
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [agent]
      agents: [Tester, writer, '*']
      ---
      Plan.
      """,
      beside: [
        ".github/agents/tester.agent.md": "---\nname: Tester\n---\nTest.\n",
        ".claude/agents/writer.md": "---\ndescription: Writes.\n---\nWrite.\n",
      ]
    )
  ) { file, context in
    file.namedSubagents.compactMap { value in
      guard let name = value.text, !context.hasAgent(name) else { return nil }
      return file.finding(
        at: value.range.lowerBound,
        "there is no agent \(quoted(name))",
        hint: context.agents(like: name).first.map { "did you mean \(quoted($0))?" }
          ?? "name one that is there"
      )
    }
  }
}
