import AgentModel

extension Rule {
  static let instructionsBadGlob = Rule(
    .instructionsBadGlob,
    .error,
    .vscode(["applyToMustBeValidGlob", "pathMustBeValidGlob"]),
    means: "`applyTo` or an item of `paths` holds no pattern, or one that can match nothing.",
    why:
      "The instructions then apply to no file by themselves; behind a brace or bracket that nothing closes, "
      + "VS Code drops the rest of the pattern.",
    cure: "Mend the pattern; to apply to every file write `**`.",
    wrong: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '**/*.{swift,h, **/[z-a].c'
      ---
      Use two spaces.
      """
    ),
    right: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '**/*.{swift,h}, **/[a-z].c,'
      ---
      Use two spaces.
      """
    )
  ) { file, _ in
    if file.isInstructions, let value = file.header?["applyTo"], value.isBlank {
      return [
        file.finding(
          at: value.range.lowerBound,
          "'applyTo' holds no pattern",
          hint: "write one, or remove the key"
        )
      ]
    }
    return file.globs.compactMap { glob in
      // An empty item of a list is told with what else is wrong with the list.
      guard let fault = GlobList.fault(glob.pattern),
        !(file.kind == .claudeRules && glob.pattern.isEmpty)
      else { return nil }
      return file.finding(
        at: glob.offset,
        "the pattern '\(safeExcerpt(glob.pattern))' \(fault)",
        hint: "mend it; '**' matches every file"
      )
    }
  }

  static let instructionsAppliesOtherwise = Rule(
    .instructionsAppliesOtherwise,
    .warning,
    .own,
    means: "A pattern of `applyTo` starts with neither `**/` nor a slash.",
    why:
      "VS Code looks for it in every folder, GitHub from the root alone: `*.py` is every Python file to the one "
      + "and those of the root folder to the other.",
    cure: "Put `**/` in front where every folder is meant, which both read alike.",
    wrong: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '*.swift, Sources/**/*.h'
      ---
      Use two spaces.
      """
    ),
    right: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '**/*.swift, **/Sources/**/*.h, {**/*.c,**/*.m}, **'
      ---
      Use two spaces.
      """
    )
  ) { file, _ in
    guard file.isInstructions else { return [] }
    return file.globs.compactMap { glob in
      let pattern = glob.pattern
      guard !pattern.isEmpty, GlobList.fault(pattern) == nil, !startsAnywhere(pattern) else {
        return nil
      }
      return file.finding(
        at: glob.offset,
        "'\(safeExcerpt(pattern))' matches in every folder for VS Code, and from the root for GitHub",
        hint: pattern == "*"
          ? "write '**'" : "write '**/\(safeExcerpt(pattern))' where every folder is meant"
      )
    }
  }

  static let instructionsAbsoluteGlob = Rule(
    .instructionsAbsoluteGlob,
    .warning,
    .own,
    means: "A pattern of `applyTo` or `paths` starts with a slash.",
    why:
      "VS Code matches it with the path from the root of the disk, so it fits no file of the repository.",
    cure: "Remove the slash, or write `**/` instead of it.",
    wrong: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: /Sources/**
      ---
      Use two spaces.
      """
    ),
    right: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '**/Sources/**'
      ---
      Use two spaces.
      """
    )
  ) { file, _ in
    file.globs.filter { $0.pattern.hasPrefix("/") }.map { glob in
      file.finding(
        at: glob.offset,
        "'\(safeExcerpt(glob.pattern))' starts at the root of the disk and matches nothing",
        hint: "write '**\(safeExcerpt(glob.pattern))'"
      )
    }
  }
}

/// Whether a pattern means the same in any folder, or is told by another rule; each choice of a leading brace
/// counts for itself.
private func startsAnywhere(_ pattern: String) -> Bool {
  if pattern == "**" || pattern.hasPrefix("**/") || pattern.hasPrefix("/") { return true }
  guard pattern.hasPrefix("{"), let close = pattern.firstIndex(of: "}") else { return false }
  let choices = pattern[pattern.index(after: pattern.startIndex)..<close].split(separator: ",")
  return choices.allSatisfy { $0 == "**" || $0.drop(while: \.isWhitespace).hasPrefix("**/") }
}
