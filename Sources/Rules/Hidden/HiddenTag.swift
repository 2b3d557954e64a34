import AgentModel

extension Rule {
  static let hiddenTag = Rule(
    .hiddenTag,
    .error,
    .own,
    means:
      "A file, or its name, holds tag characters (U+E0000 to U+E007F), a second alphabet that is never drawn.",
    why:
      "A whole sentence can stand between two visible letters; models read it as if it were written plainly. The "
      + "flags of England, Scotland and Wales and their like are the only fair use.",
    cure: "Remove them, and ask who put them there.",
    wrong: Example(
      ".github/agents/review.agent.md",
      """
      Review.\u{E0072}\u{E0075}\u{E006E}
      """
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      Review. \u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}
      """
    ),
    isIgnorable: false
  ) { file, _ in
    file.findings(of: .tag, hint: "remove it")
  }
}
