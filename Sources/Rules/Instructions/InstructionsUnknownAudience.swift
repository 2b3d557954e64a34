import AgentModel

extension Rule {
  static let instructionsUnknownAudience = Rule(
    .instructionsUnknownAudience,
    .warning,
    .github,
    means: "`excludeAgent` names something that is no agent of GitHub's.",
    why: "GitHub passes over the name, so the instructions count where they were not to.",
    cure: "Write `code-review` or `cloud-agent` (`coding-agent` is its older name).",
    wrong: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '**/*.swift'
      excludeAgent: reviewer
      ---
      Use two spaces.
      """
    ),
    right: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '**/*.swift'
      excludeAgent: [code-review, coding-agent]
      ---
      Use two spaces.
      """
    )
  ) { file, _ in
    guard file.isInstructions, let value = file.header?["excludeAgent"], value.pairs == nil else {
      return []
    }
    return (value.items ?? [value]).compactMap { item in
      guard let name = item.text, !file.isMissing(item),
        !["code-review", "coding-agent", "cloud-agent"].contains(name)
      else { return nil }
      return file.finding(
        at: item.range.lowerBound,
        "\(quoted(name)) is no agent that instructions can be kept from",
        hint: "write 'code-review' or 'cloud-agent'"
      )
    }
  }
}
