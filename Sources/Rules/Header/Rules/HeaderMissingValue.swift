import AgentModel

extension Rule {
  static let headerMissingValue = Rule(
    .headerMissingValue,
    .error,
    .vscode(["yaml/missing-value"]),
    means: "Nothing stands behind a key or behind the dash of a list.",
    why: "YAML has a null for that; VS Code has not, and shows an error.",
    cure: "Write the value, or remove the key; an empty text is `''` and an empty list `[]`.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      description:
      agent: ask
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      description:
        Plans a change.
      tools:
      - search
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.headerFaults.filter { $0.kind == .missingValue }.map { fault in
      let isItem = file.bytes[fault.range].elementsEqual("-".utf8)
      return file.finding(
        at: fault.range.lowerBound,
        isItem
          ? "'-' has no item of the list behind it"
          : "\(quoted(file.key(before: fault.range.lowerBound))) has no value",
        hint: isItem ? "write one, or remove the dash" : "write one, or remove the key"
      )
    }
  }
}

extension RuleFile {
  /// The key that a colon of a header ends.
  fileprivate func key(before colon: Int) -> String {
    let start = bytes[..<colon].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    // A key behind a dash, or in its own quotes, is told without them.
    let word = bytes[start..<colon].drop { " \t-'\"".utf8.contains($0) }
    let end = word.lastIndex { !" \t'\"".utf8.contains($0) }.map { $0 + 1 } ?? word.startIndex
    return String(decoding: word[..<end], as: UTF8.self)
  }
}
