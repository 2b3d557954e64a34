import AgentModel

extension Rule {
  static let fileEmpty = Rule(
    .fileEmpty,
    .warning,
    .own,
    means: "A file has no text for the model: it is empty, or ends with its header.",
    why: "It is listed and can be chosen, and nothing is said to the model by it.",
    cure: "Write the text, or delete the file.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      description: Plans a change.
      ---

      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      description: Plans a change.
      ---
      Plan.
      """
    )
  ) { file, _ in
    // A header that nothing closes is told by another rule.
    guard file.kind.isMarkdown, file.header?.isClosed != false else { return [] }
    let start = file.beginsWithMark && file.header == nil ? 3 : file.body.lowerBound
    guard file.bytes[start...].allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
      return []
    }
    return [
      file.finding(
        at: nil,
        file.header == nil ? "the file is empty" : "nothing stands behind the header",
        hint: "write the text, or delete the file"
      )
    ]
  }
}
