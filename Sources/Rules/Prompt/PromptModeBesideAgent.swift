import AgentModel

extension Rule {
  static let promptModeBesideAgent = Rule(
    .promptModeBesideAgent,
    .warning,
    .vscode(["modeDeprecated"]),
    means: "A prompt has both `agent` and `mode`, the older name of the same key.",
    why: "VS Code reads `agent` and ignores `mode`; a person may take the other for true.",
    cure: "Remove `mode`.",
    wrong: Example(
      ".github/prompts/ask.prompt.md",
      """
      ---
      agent: ask
      mode: agent
      ---
      Answer.
      """
    ),
    right: Example(
      ".github/prompts/ask.prompt.md",
      """
      ---
      agent: ask
      ---
      Answer in every mode: agent or not.
      """
    )
  ) { file, _ in
    guard file.kind == .prompt, file.header?.pair("agent") != nil,
      let mode = file.header?.pair("mode")
    else { return [] }
    return [
      file.finding(
        at: mode.keyRange.lowerBound,
        "'mode' is ignored, since 'agent' stands beside it",
        hint: "remove 'mode'"
      )
    ]
  }
}
