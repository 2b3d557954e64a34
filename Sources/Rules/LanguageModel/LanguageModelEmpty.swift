import AgentModel

extension Rule {
  static let languageModelEmpty = Rule(
    .languageModelEmpty,
    .error,
    .vscode(["modelMustBeNonEmpty", "modelArrayMustNotBeEmpty", "modelArrayItemMustBeNonEmpty"]),
    means: "`model` is empty, or an item of its list is.",
    why: "An empty name is the name of no model, and the one that happens to be chosen answers.",
    cure: "Write the model's name, or remove the key.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      model: []
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      model: [o3]
      tools: []
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let value = file.modelValue else { return [] }
    let empty = value.items == [] || file.isEmptyText(value) ? [value] : []
    return (empty + (value.items ?? []).filter(file.isEmptyText)).map { value in
      file.finding(
        at: value.range.lowerBound,
        "'model' names no model",
        hint: "write 'Name (vendor)', or remove it"
      )
    }
  }
}
