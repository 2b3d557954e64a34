import AgentModel

extension Rule {
  static let skillTooLong = Rule(
    .skillTooLong,
    .info,
    .skills,
    means: "The text of a skill has 500 lines or more.",
    why:
      "All of it goes to the model whenever the skill is used; the specification advises fewer lines.",
    cure: "Move what is not always needed into files beside it that the text points to.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      "---\nname: plan\ndescription: Plans.\n---\n" + String(repeating: "Plan.\n", count: 500)
    ),
    right: Example(
      ".github/skills/plan/SKILL.md",
      "---\nname: plan\ndescription: Plans.\n---\n" + String(repeating: "Plan.\n", count: 499)
    )
  ) { file, _ in
    guard file.kind == .skill, !file.body.isEmpty else { return [] }
    let breaks = file.lines.count - file.lines.line(of: file.body.lowerBound)
    let count = file.bytes.last == 0x0A ? breaks : breaks + 1
    guard count >= SkillKeys.lineLimit else { return [] }
    return [
      file.finding(
        at: file.body.lowerBound,
        "the text has \(count) lines, where fewer than \(SkillKeys.lineLimit) are advised",
        hint: "move what is not always needed into files beside it"
      )
    ]
  }
}
