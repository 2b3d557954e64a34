import AgentModel

extension Rule {
  static let skillNoHeader = Rule(
    .skillNoHeader,
    .warning,
    .skills,
    means: "A skill has no header.",
    why:
      "Without a description no model can choose it, and tools that follow the specification refuse it.",
    cure: "Begin the file with `---`, `name`, `description` and `---`.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      # Plan

      Plan a change.
      """
    ),
    right: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      description: Plans a change.
      ---
      Plan a change.
      """
    )
  ) { file, _ in
    // What is empty, or hidden by a byte order mark, is told by other rules.
    guard file.kind == .skill, file.header == nil, !file.beginsWithMark,
      !file.bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) })
    else { return [] }
    return [
      file.finding(
        at: 0,
        "the skill has no header, so no description to choose it by",
        hint: "begin with '---', 'name: \(safeExcerpt(file.stem))', 'description: …' and '---'"
      )
    ]
  }
}
