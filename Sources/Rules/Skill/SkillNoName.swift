import AgentModel

extension Rule {
  static let skillNoName = Rule(
    .skillNoName,
    .warning,
    .vscode(["skillNameMissing"]),
    means: "A skill with a header has no `name`.",
    why:
      "The specification requires it; VS Code takes the folder's name, other tools leave the skill out.",
    cure: "Write `name`, with the folder's name as its value.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
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
    guard let header = file.skillHeader, header["name"] == nil else { return [] }
    return [
      file.finding(
        at: 0,
        "'name' is missing in a skill",
        hint: "write 'name: \(file.stem)'"
      )
    ]
  }
}
