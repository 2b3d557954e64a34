import AgentModel

extension Rule {
  static let toolsNotAList = Rule(
    .toolsNotAList,
    .error,
    .vscode(["toolsMustBeArrayOrMap"]),
    means: "`tools` is a map.",
    why:
      "Older versions of VS Code took a map of names to yes and no; today the key is ignored, and "
      + "every tool is there.",
    cure: "Write a list of names: `tools: [search, edit]`.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools:
        search: true
        edit: false
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      tools: search, edit
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.kind == .prompt || file.kind == .agent || file.kind == .claudeAgent,
      let value = file.header?["tools"], value.pairs != nil
    else { return [] }
    return [
      file.finding(
        at: value.range.lowerBound,
        "'tools' must be a list of names",
        hint: "write 'tools: [search, edit]'"
      )
    ]
  }
}
