import AgentModel

extension Rule {
  static let hiddenInvisible = Rule(
    .hiddenInvisible,
    .error,
    .own,
    means:
      "A file, or its name, holds characters that take no room: zero-width spaces, joiners, fillers, soft hyphens.",
    why:
      "The model reads them and a person doesn't, so they can carry orders, or split a word so that a search "
      + "misses it. VS Code turns its own highlighting off for these files.",
    cure:
      "Remove them. Joiners between letters of scripts that join, break marks of Thai or Khmer and emoji "
      + "sequences are left alone.",
    wrong: Example(
      ".github/agents/review.agent.md",
      """
      Review the change.\u{200B}\u{2060}\u{200B} Be brief.
      """
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      Review the change. \u{1F469}\u{200D}\u{1F4BB} \u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}
      """
    ),
    isIgnorable: false
  ) { file, _ in
    file.findings(of: .invisible, hint: "remove it")
  }
}
