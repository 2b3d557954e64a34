import AgentModel

extension Rule {
  static let handoffUnknownAgent = Rule(
    .handoffUnknownAgent,
    .warning,
    .vscode(["agentNotFound"]),
    means: "A handoff names an agent that is neither built in nor in the repository.",
    why: "VS Code compares names letter by letter; the button leads to nobody.",
    cure:
      "Write the agent's `name`, or its file's name where it has none. An agent of your profile or "
      + "of an extension is not seen here.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        - label: Test
          agent: tester
          prompt: Test.
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
      handoffs:
        - label: Test
          agent: Tester
          prompt: Test.
      ---
      Plan.
      """,
      beside: [".github/agents/tester.agent.md": "---\nname: Tester\n---\nTest.\n"]
    )
  ) { file, context in
    file.handoffValues("agent").compactMap { agent in
      guard let name = agent.text, !agent.isBlank, !context.hasAgent(name) else { return nil }
      return file.finding(
        at: agent.range.lowerBound,
        "there is no agent \(quoted(name))",
        hint: context.agents(like: name).first.map { "did you mean \(quoted($0))?" }
          ?? "name one that is there"
      )
    }
  }
}
