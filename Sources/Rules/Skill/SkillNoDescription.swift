import AgentModel

extension Rule {
  static let skillNoDescription = Rule(
    .skillNoDescription,
    .warning,
    .vscode(["skillDescriptionMissing"]),
    means: "A skill with a header has no `description`.",
    why: "It is all that a model knows of the skill before it opens it.",
    cure: "Say what the skill does and when it is to be used.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
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
    guard let header = file.skillHeader, header["description"] == nil else { return [] }
    return [
      file.finding(
        at: 0,
        "'description' is missing in a skill",
        hint: "say what the skill does and when it is to be used"
      )
    ]
  }
}
