import AgentModel

extension Rule {
  static let headerUnknownKey = Rule(
    .headerUnknownKey,
    .info,
    .vscode([
      "unknownAttribute.prompt", "unknownAttribute.instructions", "unknownAttribute.skill",
      "unknownAttribute.vscode-agent", "unknownAttribute.github-agent", "unknownAttribute.rules",
    ]),
    means: "A header has a key that VS Code does not know in a file of this kind.",
    why: "The key has no effect; where it is a slip of the pen, neither has what was meant by it.",
    cure: "Correct the key or remove it.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      user-invokable: false
      ---
      Plan.
      """
    ),
    right: Example(
      ".claude/agents/planner.md",
      """
      ---
      name: planner
      description: Plans.
      color: blue
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let known = HeaderKeys.known(in: file) else { return [] }
    return (file.readHeader?.pairs ?? []).compactMap { pair in
      if known.contains(pair.key) { return nil }
      // What nobody knows in a skill is graver, and a rule of its own.
      if file.kind == .skill, !SkillKeys.knows(pair.key, in: file) { return nil }
      return file.finding(
        at: pair.keyRange.lowerBound,
        "\(quoted(pair.key)) is no key that VS Code knows here",
        hint: likeliest(pair.key, among: known).map { "did you mean '\($0)'?" }
          ?? "remove it if nothing else reads it"
      )
    }
  }
}
