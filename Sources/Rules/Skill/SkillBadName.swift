import AgentModel

extension Rule {
  static let skillBadName = Rule(
    .skillBadName,
    .error,
    .vscode(["skillNameInvalidChars"]),
    means: "The name of a skill has other characters than `a` to `z`, digits and hyphens.",
    why: "VS Code refuses the name.",
    cure: "Write it in lower case with hyphens, as the folder is called.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: Plan it
      description: Plans a change.
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/skills/plan-2/SKILL.md",
      """
      ---
      name: plan-2
      description: Plans a change.
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let name = file.skillName, let text = name.text else { return [] }
    let isFine = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    if isFine { return [] }
    return [
      file.finding(
        at: name.range.lowerBound,
        "\(quoted(text)) is no name of a skill",
        hint: "write it in lower case, with letters from a to z, digits and hyphens alone"
      )
    ]
  }
}
