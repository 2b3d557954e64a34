import AgentModel

extension Rule {
  static let hiddenDirection = Rule(
    .hiddenDirection,
    .error,
    .own,
    means: "A file, or its name, holds characters that turn the direction of the text.",
    why:
      "What is shown then stands in another order than what the model reads. Marks of direction (U+200E, "
      + "U+200F, U+061C) are fair in lines with letters that run from right to left, and only there.",
    cure: "Remove them.",
    wrong: Example(
      ".github/agents/review.agent.md",
      """
      Never run \u{202E}tset ekam\u{202C} here.
      """
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      Begin with \u{5E9}\u{5DC}\u{5D5}\u{5DD}\u{200F}! always.
      """
    ),
    isIgnorable: false
  ) { file, _ in
    file.findings(of: .direction, hint: "remove it")
  }
}
