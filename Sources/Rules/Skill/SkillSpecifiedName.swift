import AgentModel

extension Rule {
  static let skillSpecifiedName = Rule(
    .skillSpecifiedName,
    .warning,
    .skills,
    means:
      "The name of a skill is longer than 64 characters, begins or ends with a hyphen, or has two "
      + "in a row.",
    why:
      "The specification allows none of it: other tools refuse the skill, and VS Code cuts the name off.",
    cure: "Choose a shorter name, with single hyphens between words.",
    wrong: Example(
      ".github/skills/plan--it/SKILL.md",
      """
      ---
      name: plan--it
      description: Plans a change.
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/skills/plan-it-2/SKILL.md",
      """
      ---
      name: plan-it-2
      description: Plans a change.
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let name = file.skillName, let text = name.text else { return [] }
    var faults: [String] = []
    let count = text.unicodeScalars.count
    if count > SkillKeys.nameLimit {
      faults.append(
        "has \(count) characters, more than the \(SkillKeys.nameLimit) that are allowed"
      )
    }
    if text.hasPrefix("-") || text.hasSuffix("-") { faults.append("has a hyphen at an end") }
    if text.contains("--") { faults.append("has two hyphens in a row") }
    return faults.map { fault in
      file.finding(
        at: name.range.lowerBound,
        "\(quoted(text)) \(fault)",
        hint: "choose another name, and rename the folder with it"
      )
    }
  }
}
