import AgentModel

extension Rule {
  static let headerNotAMap = Rule(
    .headerNotAMap,
    .error,
    .vscode(["INVALID_YAML"]),
    means: "A header is no map of keys to values.",
    why: "VS Code reads no key of it, so neither description nor tools nor anything else counts.",
    cure:
      "Write `key: value` on lines of their own; where a thematic break was meant, put an empty "
      + "line before it.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      Plans a change.
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      # nothing to say yet
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let root = file.readHeader?.root, root.pairs == nil else { return [] }
    let what = root.items == nil ? "text" : "a list"
    return [
      file.finding(
        at: root.range.lowerBound,
        "'---' opens a header that is \(what), and no map of keys to values",
        hint: "write 'key: value' on lines of their own"
      )
    ]
  }
}
