import AgentModel

extension Rule {
  static let headerUnclosed = Rule(
    .headerUnclosed,
    .error,
    .own,
    means: "The first line is `---`, and no later line closes the header.",
    why:
      "VS Code takes the whole file for its header, without a word: there is no text left that a "
      + "model could get.",
    cure:
      "Close it with a line `---` that is not indented; where a thematic break was meant, put an "
      + "empty line before it.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      description: Plans.
        ---
      Plan.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      description: Plans.
      # ---
      ---
      Plan.

      ---

      Then act.
      """
    )
  ) { file, _ in
    guard let header = file.readHeader, !header.isClosed else { return [] }
    return [
      file.finding(
        at: 0,
        "'---' opens a header that no line closes",
        hint: "close it with a line '---' that is not indented"
      )
    ]
  }
}
