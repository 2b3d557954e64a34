import AgentModel

extension Rule {
  static let toolsRenamed = Rule(
    .toolsRenamed,
    .info,
    .vscode(["toolDeprecated", "toolDeprecatedMultipleNames"]),
    means: "A tool is called by a name of an older version of VS Code.",
    why: "VS Code still finds it; GitHub and other readers do not, and VS Code may forget it.",
    cure: "Write today's name, or each of today's names where one became several.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [codebase, runTasks]
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [search/codebase, execute/runTask]
      ---
      Plan.
      """
    )
  ) { file, context in
    file.toolVerdicts(context).compactMap { tool, verdict in
      guard case .renamed(let names) = verdict else { return nil }
      return file.finding(
        at: tool.offset,
        "\(quoted(tool.name)) is an older name of \(listed(names))",
        hint: "write \(listed(names))"
      )
    }
  }
}
