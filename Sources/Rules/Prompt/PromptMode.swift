import AgentModel

extension Rule {
  static let promptMode = Rule(
    .promptMode,
    .warning,
    .vscode(["modeDeprecated.useAgent"]),
    means: "A prompt says with `mode` which agent it runs in.",
    why: "The key is called `agent` now; VS Code still reads the old name, for as long as it does.",
    cure: "Call it `agent`.",
    wrong: Example(
      ".github/prompts/ask.prompt.md",
      """
      ---
      mode: ask
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
      Answer.
      """
    )
  ) { file, _ in
    guard file.kind == .prompt, file.header?.pair("agent") == nil,
      let mode = file.header?.pair("mode")
    else { return [] }
    return [
      file.finding(
        at: mode.keyRange.lowerBound,
        "'mode' is the older name of 'agent'",
        hint: "call it 'agent'"
      )
    ]
  }
}
