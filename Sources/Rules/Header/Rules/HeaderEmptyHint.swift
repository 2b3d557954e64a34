import AgentModel

extension Rule {
  static let headerEmptyHint = Rule(
    .headerEmptyHint,
    .warning,
    .vscode(["argumentHintShouldNotBeEmpty"]),
    means: "`argument-hint` is empty.",
    why: "It is what the input line shows while nothing is typed, and an empty one shows nothing.",
    cure: "Write what is to be typed, or remove the key.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      argument-hint: ' '
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      argument-hint: '?'
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.textPairs.filter { $0.key == "argument-hint" && file.isEmptyText($0.value) }.map { pair in
      file.finding(
        at: pair.value.range.lowerBound,
        "'argument-hint' is empty",
        hint: "write what is to be typed, or remove the key"
      )
    }
  }
}
