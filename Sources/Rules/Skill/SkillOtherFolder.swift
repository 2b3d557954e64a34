import AgentModel

extension Rule {
  static let skillOtherFolder = Rule(
    .skillOtherFolder,
    .warning,
    .vscode(["skillNameFolderMismatch"]),
    means: "The name of a skill is not that of its folder.",
    why: "VS Code takes the folder's name, other tools refuse the skill.",
    cure: "Let both be the same.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: planning
      description: Plans a change.
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      description: Plans a change.
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let name = file.skillName, let text = name.text, text != file.stem else { return [] }
    return [
      file.finding(
        at: name.range.lowerBound,
        "\(quoted(text)) stands in a folder \(quoted(file.stem))",
        hint: "write 'name: \(file.stem)', or rename the folder"
      )
    ]
  }
}
