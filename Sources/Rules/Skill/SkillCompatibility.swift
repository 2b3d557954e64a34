import AgentModel

extension Rule {
  static let skillCompatibility = Rule(
    .skillCompatibility,
    .warning,
    .skills,
    means: "`compatibility` of a skill is empty, or has more than 500 characters.",
    why: "The specification allows neither, and tools that follow it refuse the skill.",
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
    if let value = file.skillHeader?["compatibility"], file.isEmptyText(value) {
      return [
        file.finding(
          at: value.range.lowerBound,
          "'compatibility' is empty",
          hint: "name what the skill needs in a line, or remove the key"
        )
      ]
    }
    return file.tooLong(
      "compatibility",
      limit: SkillKeys.compatibilityLimit,
      hint: "name what the skill needs in a line"
    )
  }
}
