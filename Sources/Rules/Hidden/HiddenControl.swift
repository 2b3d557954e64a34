import AgentModel

extension Rule {
  static let hiddenControl = Rule(
    .hiddenControl,
    .error,
    .own,
    means:
      "A file, or its name, holds control characters, Unicode's own line ends, or what is no character.",
    why:
      "A terminal obeys them: an escape sequence can hide a line of a diff or of a log from whoever reads it "
      + "there. Editors and git disagree about where lines end.",
    cure: "Remove them. Tabs, line feeds and the carriage return before one are left alone.",
    wrong: Example(
      ".github/agents/review.agent.md",
      """
      Review.\u{1B}[2K\rAll is well.
      """
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      Review.\tAll is well.\r\nWrite \\x1b[2K as here.
      """
    ),
    isIgnorable: false
  ) { file, _ in
    file.findings(of: .control, hint: "remove it")
  }
}
