import AgentModel

extension Rule {
  static let skillCompatibility = Rule(
    .skillCompatibility,
    .warning,
    .skills,
    means: "`compatibility` of a skill has more than 500 characters.",
    why: "The specification allows no more, and tools that follow it refuse the skill.",
    cure: "Name what the skill needs in a line; the rest belongs into the text.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      "---\nname: plan\ndescription: Plans.\ncompatibility: \(String(repeating: "a", count: 501))\n---\nPlan.\n"
    ),
    right: Example(
      ".github/skills/plan/SKILL.md",
      "---\nname: plan\ndescription: Plans.\ncompatibility: \(String(repeating: "é", count: 500))\n---\nPlan.\n"
    )
  ) { file, _ in
    file.tooLong(
      "compatibility",
      limit: SkillKeys.compatibilityLimit,
      hint: "name what the skill needs in a line"
    )
  }
}
