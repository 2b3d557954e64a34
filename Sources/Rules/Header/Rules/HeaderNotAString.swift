import AgentModel

extension Rule {
  static let headerNotAString = Rule(
    .headerNotAString,
    .error,
    .vscode([
      "nameMustBeString", "descriptionMustBeString", "argumentHintMustBeString",
      "attributeMustBeString", "targetMustBeString", "claude.attributeMustBeString",
    ]),
    means: "The value of a key must be text, and is a list or a map.",
    why: "VS Code ignores the value; brackets make a list even where they were meant as text.",
    cure: "Put the value into double quotes.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      argument-hint: [file]
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      argument-hint: "[file] {depth}"
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.textPairs.filter { $0.value.text == nil }.map { pair in
      file.finding(
        at: pair.value.range.lowerBound,
        "\(quoted(pair.key)) must be text",
        hint: "put the value into double quotes"
      )
    }
  }
}
