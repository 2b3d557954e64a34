import AgentModel

extension Rule {
  static let skillUnknownKey = Rule(
    .skillUnknownKey,
    .warning,
    .skills,
    means: "A skill has a key that neither the specification nor VS Code knows.",
    why: "It has no effect, and tools that follow the specification refuse the skill.",
    cure: "Correct the key, or put what is yours below `metadata`.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      description: Plans a change.
      version: 1.0
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
      allowed-tools: Read
      metadata:
        version: '1.0'
      ---
      Plan.
      """
    )
  ) { file, _ in
    let unknown = (file.skillHeader?.pairs ?? []).filter { !SkillKeys.knows($0.key, in: file) }
    guard !unknown.isEmpty else { return [] }
    let known = SkillKeys.specified.union(HeaderKeys.skill)
    return unknown.map { pair in
      file.finding(
        at: pair.keyRange.lowerBound,
        "\(quoted(pair.key)) is no key of skills",
        hint: likeliest(pair.key, among: known).map { "did you mean '\($0)'?" }
          ?? "put it below 'metadata', or remove it"
      )
    }
  }
}
