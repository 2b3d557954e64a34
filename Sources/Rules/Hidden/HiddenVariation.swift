import AgentModel

extension Rule {
  static let hiddenVariation = Rule(
    .hiddenVariation,
    .error,
    .own,
    means:
      "A file, or its name, holds variation selectors where there is no shape to choose: several in a row, or behind a letter.",
    why:
      "There are 256 of them, one for each byte, and none is drawn: programs have been hidden in text this way.",
    cure: "Remove them. One selector behind an emoji, a key or a Chinese character is left alone.",
    wrong: Example(
      ".github/agents/review.agent.md",
      """
      Review\u{FE0F}\u{E0101}\u{E0142} the change.
      """
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      Review the change \u{2764}\u{FE0F} 1\u{FE0F}\u{20E3} \u{845B}\u{E0100}.
      """
    ),
    isIgnorable: false
  ) { file, _ in
    file.findings(of: .variation, hint: "remove it")
  }
}
