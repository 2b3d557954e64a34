import AgentModel

extension Rule {
  static let headerEmptyValue = Rule(
    .headerEmptyValue,
    .error,
    .vscode([
      "nameShouldNotBeEmpty", "descriptionShouldNotBeEmpty", "attributeMustBeNonEmpty",
      "targetMustBeNonEmpty",
    ]),
    means: "A key that names or describes the file has an empty value.",
    why: "VS Code takes it as an error and shows the file's own name, or nothing.",
    cure: "Write the value, or remove the key.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      name: ''
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      name: '.'
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.textPairs.filter { $0.key != "argument-hint" && file.isEmptyText($0.value) }.map { pair in
      file.finding(
        at: pair.value.range.lowerBound,
        "\(quoted(pair.key)) is empty",
        hint: "write the value, or remove the key"
      )
    }
  }
}
