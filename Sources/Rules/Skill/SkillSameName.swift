import AgentModel

import struct Git.RepoPath

extension Rule {
  static let skillSameName = Rule(
    .skillSameName,
    .warning,
    .own,
    means: "Two skills that differ have one name, which is that of their folders.",
    why: "VS Code takes one of them and drops the other without a word.",
    cure: "Rename one of the folders, or keep one skill.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      description: Plans a change.
      ---
      Plan.
      """,
      beside: [
        ".claude/skills/plan/SKILL.md":
          "---\nname: plan\ndescription: Plans with care.\n---\nPlan.\n"
      ]
    ),
    right: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      description: Plans a change.
      ---
      Plan.
      """,
      beside: [
        ".claude/skills/plan/SKILL.md": "---\nname: plan\ndescription: Plans a change.\n---\nPlan."
      ]
    )
  ) { file, context in
    guard file.kind == .skill else { return [] }
    // A copy says the same, whichever of the two is taken.
    let other = context.skillFiles(named: file.stem).first { $0.bytes != file.bytes }
    guard let other else { return [] }
    return [
      file.finding(
        at: file.skillName?.range.lowerBound,
        "\(quoted(file.stem)) is the name of '\(other.path.string)' as well",
        hint: "rename one of the folders, or keep one skill"
      )
    ]
  }
}
