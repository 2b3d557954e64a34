import AgentModel

extension Rule {
  static let promptToolsUnused = Rule(
    .promptToolsUnused,
    .warning,
    .vscode(["toolsOnlyInAgent"]),
    means: "A prompt has `tools` and runs in `ask` or `edit`, which use none of them.",
    why: "The list is ignored, so the prompt can't do what it says.",
    cure: "Take `agent: agent` or an agent of your own, or remove `tools`.",
    wrong: Example(
      ".github/prompts/ask.prompt.md",
      """
      ---
      agent: ask
      tools: [search]
      ---
      Answer.
      """
    ),
    right: Example(
      ".github/prompts/ask.prompt.md",
      """
      ---
      agent: agent
      tools: [search]
      ---
      Answer.
      """
    )
  ) { file, _ in
    guard let agent = file.promptAgent?.value.text, ["ask", "edit"].contains(agent),
      let tools = file.header?.pair("tools")
    else { return [] }
    return [
      file.finding(
        at: tools.keyRange.lowerBound,
        "'tools' has no effect in '\(agent)'",
        hint: "take 'agent: agent', or remove 'tools'"
      )
    ]
  }
}
