import AgentModel

extension Rule {
  /// What GitHub's code review read of a file, as of September 2026 no longer documented and not withdrawn.
  private static let reviewedCharacters = 4_000

  static let instructionsTooLong = Rule(
    .instructionsTooLong,
    .info,
    .github,
    means: "A file of instructions holds more than 4,000 characters.",
    why: "GitHub's code review may read no more than the first 4,000 of them.",
    cure:
      "Put what a review must know first, split the file by `applyTo`, or write `excludeAgent: code-review`.",
    wrong: Example(
      ".github/instructions/swift.instructions.md",
      "---\napplyTo: '**/*.swift'\n---\n"
        + String(repeating: "Use two spaces, never tabs.\n", count: 150)
    ),
    right: Example(
      ".github/instructions/swift.instructions.md",
      "---\napplyTo: '**/*.swift'\nexcludeAgent: code-review\n---\n"
        + String(repeating: "Use two spaces, never tabs.\n", count: 150)
    )
  ) { file, _ in
    guard file.isInstructions, file.bytes.count > reviewedCharacters else { return [] }
    let excluded = file.header?["excludeAgent"]
    let names = excluded?.items?.compactMap(\.text) ?? [excluded?.text].compactMap { $0 }
    let length = file.bytes.count { $0 & 0xC0 != 0x80 }
    guard length > reviewedCharacters, !names.contains("code-review") else { return [] }
    return [
      file.finding(
        at: nil,
        "\(length) characters, and a code review on GitHub may read the first \(reviewedCharacters) only",
        hint: "put what a review must know first, or split the file by 'applyTo'"
      )
    ]
  }
}
