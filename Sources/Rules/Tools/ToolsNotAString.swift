import AgentModel

extension Rule {
  static let toolsNotAString = Rule(
    .toolsNotAString,
    .error,
    .vscode(["eachToolMustBeString"]),
    means: "An item of `tools` is a list or a map.",
    why: "VS Code takes names alone and ignores the item.",
    cure: "Write the tool's name; one with a colon goes in quotes.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools:
        - search
        - edit: true
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools:
        - search
        - 'edit'
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.isRunByVSCode else { return [] }
    return (file.header?["tools"]?.items ?? []).filter { $0.text == nil }.map { item in
      file.finding(
        at: item.range.lowerBound,
        "'tools' holds a \(item.items == nil ? "map" : "list") where a name must be",
        hint: "write the tool's name"
      )
    }
  }
}
