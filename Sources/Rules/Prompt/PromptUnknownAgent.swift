import AgentModel

extension Rule {
  static let promptUnknownAgent = Rule(
    .promptUnknownAgent,
    .warning,
    .vscode(["agentNotFound"]),
    means: "A prompt names an agent that is neither built in nor in the repository.",
    why: "VS Code compares names letter by letter; without a match the prompt runs in the agent "
      + "that happens to be chosen, with its tools.",
    cure: "Write the agent's `name`, or its file's name where it has none. An agent of your "
      + "profile or of an extension is not seen here: switch the rule off where you rely on one.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      agent: planner
      ---
      Plan.
      """,
      beside: [".github/agents/planner.agent.md": "---\nname: Planner\n---\nYou plan.\n"]
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      agent: Planner
      ---
      Plan.
      """,
      beside: [".github/agents/planner.agent.md": "---\nname: Planner\n---\nYou plan.\n"]
    )
  ) { file, context in
    guard let agent = file.promptAgent, let name = agent.value.text, !agent.value.isBlank,
      !context.hasAgent(name)
    else { return [] }
    let alike = context.agents(like: name)
    return [
      file.finding(
        at: agent.value.range.lowerBound,
        "there is no agent '\(name)'",
        hint: alike.isEmpty ? "name one that is there" : "did you mean '\(alike[0])'?"
      )
    ]
  }
}
