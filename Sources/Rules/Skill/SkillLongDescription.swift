import AgentModel

extension Rule {
  static let skillLongDescription = Rule(
    .skillLongDescription,
    .warning,
    .skills,
    means: "The description of a skill has more than 1024 characters.",
    why: "VS Code cuts it off there, and other tools refuse the skill.",
    cure: "Say in it what the skill does and when; the rest belongs into the text.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      "---\nname: plan\ndescription: \(String(repeating: "a", count: 1_025))\n---\nPlan.\n"
    ),
    right: Example(
      ".github/skills/plan/SKILL.md",
      "---\nname: plan\ndescription: \(String(repeating: "é", count: 1_024))\n---\nPlan.\n"
    )
  ) { file, _ in
    file.tooLong(
      "description",
      limit: SkillKeys.descriptionLimit,
      hint: "move what does not help to choose the skill into the text"
    )
  }
}
