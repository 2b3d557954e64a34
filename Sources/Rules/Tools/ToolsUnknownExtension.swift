import AgentModel

extension Rule {
  static let toolsUnknownExtension = Rule(
    .toolsUnknownExtension,
    .info,
    .vscode(["unknownExtensionReference"]),
    means: "A tool's name looks like an extension's, and can be the name of none.",
    why: "VS Code finds no tool by it and leaves it out, without a word when the agent runs.",
    cure:
      "Write `publisher.extension/tool`. Whether the extension is installed can't be known here.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [ms-python.python]
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: [ms-python.python/installPythonPackage]
      ---
      Plan.
      """
    )
  ) { file, context in
    file.toolVerdicts(context).compactMap { tool, verdict in
      guard case .badExtension = verdict else { return nil }
      return file.finding(
        at: tool.offset,
        "\(quoted(tool.name)) names no tool of an extension",
        hint: "write 'publisher.extension/tool'"
      )
    }
  }
}
