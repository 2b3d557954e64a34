import AgentModel

extension Rule {
  static let hiddenPrivate = Rule(
    .hiddenPrivate,
    .warning,
    .own,
    means:
      "A file, or its name, holds characters of private use, which mean what two parties agree on.",
    why:
      "Each font draws them otherwise or not at all, and what the model makes of them is not known.",
    cure: "Write a word, or a character that Unicode has.",
    wrong: Example(
      ".github/agents/review.agent.md",
      """
      Press \u{E0B0} to go on.
      """
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      Press \u{25B6} to go on.
      """
    ),
    isIgnorable: false
  ) { file, _ in
    file.findings(of: .privateUse, hint: "write a word, or a character that Unicode has")
  }
}
