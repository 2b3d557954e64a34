import AgentModel

extension Rule {
  static let instructionsApplyToNotAString = Rule(
    .instructionsApplyToNotAString,
    .error,
    .vscode(["applyToMustBeString"]),
    means: "`applyTo` is a list or a map.",
    why:
      "VS Code reads one text there; with anything else the instructions apply to no file by themselves.",
    cure: "Write the patterns as one text with commas between them.",
    wrong: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: ['**/*.swift', '**/*.h']
      ---
      Use two spaces.
      """
    ),
    right: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '**/*.swift, **/*.h'
      ---
      Use two spaces.
      """
    )
  ) { file, _ in
    guard file.isInstructions, let value = file.header?["applyTo"], value.text == nil else {
      return []
    }
    let patterns = value.items?.compactMap(\.text) ?? []
    let joined = safeExcerpt(patterns.joined(separator: ", "), limit: 120)
    return [
      file.finding(
        at: value.range.lowerBound,
        "'applyTo' is \(value.items == nil ? "a map" : "a list"), and VS Code reads one text",
        hint: patterns.isEmpty
          ? "write the patterns with commas between them" : "write \"\(joined)\""
      )
    ]
  }

  static let instructionsAudienceNotAList = Rule(
    .instructionsAudienceNotAList,
    .error,
    .vscode(["excludeAgentMustBeArray"]),
    means: "`excludeAgent` is a map.",
    why: "GitHub reads a name or a list of names there, and VS Code says so.",
    cure: "Write `code-review` or `coding-agent`, or a list of them.",
    wrong: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '**/*.swift'
      excludeAgent:
        name: code-review
      ---
      Use two spaces.
      """
    ),
    right: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '**/*.swift'
      excludeAgent: [code-review]
      ---
      Use two spaces.
      """
    )
  ) { file, _ in
    guard file.isInstructions, let value = file.header?["excludeAgent"], value.pairs != nil else {
      return []
    }
    return [
      file.finding(
        at: value.range.lowerBound,
        "'excludeAgent' is a map",
        hint: "write a name, or a list of names"
      )
    ]
  }

  static let instructionsPathsNotAList = Rule(
    .instructionsPathsNotAList,
    .error,
    .vscode(["pathsMustBeArray", "eachPathMustBeString", "pathMustBeNonEmpty"]),
    means: "`paths` is no list of patterns, or one of its items is no text or empty.",
    why: "VS Code reports it, and the rules may then apply to other files than those meant.",
    cure: "Write a list with one pattern an item; without `paths` the rules apply always.",
    wrong: Example(
      ".claude/rules/swift.md",
      """
      ---
      paths: '**/*.swift'
      ---
      Use two spaces.
      """
    ),
    right: Example(
      ".claude/rules/swift.md",
      """
      ---
      paths:
        - '**/*.swift'
      ---
      Use two spaces.
      """
    )
  ) { file, _ in
    guard file.kind == .claudeRules, let value = file.header?["paths"] else { return [] }
    guard let items = value.items else {
      return [
        file.finding(
          at: value.range.lowerBound,
          "'paths' is no list",
          hint: "write a list with one pattern an item"
        )
      ]
    }
    return items.filter { $0.text == nil || $0.isBlank }.map { item in
      file.finding(
        at: item.range.lowerBound,
        item.text == nil ? "an item of 'paths' is no text" : "an item of 'paths' is empty",
        hint: "write a pattern, or remove the item"
      )
    }
  }
}
