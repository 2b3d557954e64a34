import AgentModel

extension Rule {
  static let languageModelNotAName = Rule(
    .languageModelNotAName,
    .error,
    .vscode(["modelMustBeStringOrArray", "modelArrayMustContainStrings"]),
    means: "`model` is neither a name nor a list of names.",
    why: "VS Code ignores the value, and the model that happens to be chosen answers.",
    cure: "Write `model: Name (vendor)`, or a list of such names.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      model:
        name: GPT-5
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      model:
        - GPT-5 (copilot)
        - 'GPT-4.1'
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let value = file.modelValue else { return [] }
    if value.pairs != nil {
      return [
        file.finding(
          at: value.range.lowerBound,
          "'model' must be a name or a list of names",
          hint: "write 'model: Name (vendor)'"
        )
      ]
    }
    return (value.items ?? []).filter { $0.text == nil }.map { item in
      file.finding(
        at: item.range.lowerBound,
        "'model' holds a \(item.items == nil ? "map" : "list") where a name must be",
        hint: "write 'Name (vendor)'"
      )
    }
  }
}
