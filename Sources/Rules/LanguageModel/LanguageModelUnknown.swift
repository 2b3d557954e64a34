import AgentModel

extension Rule {
  static let languageModelUnknown = Rule(
    .languageModelUnknown,
    .info,
    .own,
    means:
      "`model` has a value that can be no model's name in VS Code: an alias of Claude Code's, an "
      + "identifier, or several names in one text.",
    why:
      "VS Code compares with the display name letter by letter, `Name (vendor)`; what matches none "
      + "is ignored, and the model that happens to be chosen answers.",
    cure: "Write the name as the model picker shows it, and several as a list.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      model: sonnet
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      model: [Claude Sonnet 4.5 (copilot), o4-mini, gpt-oss (ollama)]
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.models.compactMap { value in
      guard let name = value.text, let reason = whyNoModel(name) else { return nil }
      return file.finding(
        at: value.range.lowerBound,
        "\(quoted(name)) is \(reason), and no name of a model in VS Code",
        hint: "write it as the model picker shows it: 'Name (vendor)'"
      )
    }
  }
}
