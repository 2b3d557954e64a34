import AgentModel

extension Rule {
  static let hiddenMixedScript = Rule(
    .hiddenMixedScript,
    .warning,
    .own,
    means: "A word mixes Latin letters with Cyrillic or Greek ones that look like them.",
    why:
      "It reads as one word to a person and is another to the model, to a search and to a shell.",
    cure: "Write the word with letters of one script.",
    wrong: Example(
      ".github/agents/review.agent.md",
      """
      Never ask for the p\u{430}ssw\u{43E}rd.
      """
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      \u{412}\u{44B}\u{437}\u{43E}\u{432}\u{438} API\u{443}. The \u{3C1}gh of water, \u{3B1}-testing.
      """
    )
  ) { file, _ in
    guard !file.mixedWords.isEmpty else { return [] }
    let names = NamePlaces(file)
    return file.findings(
      file.mixedWords.compactMap { word in
        let isName = word.isHost || names.holds(word.range)
        return word.isStrangeInProse && !isName ? word.sighting : nil
      }
    )
  }
}

extension MixedWord {
  var sighting: Sighting {
    let name = named(letter)
    return Sighting(
      offset: range.lowerBound,
      message: "a word reads like '\(safeExcerpt(reading))' and holds \(name)",
      hint: "write it with letters of one script"
    )
  }
}

/// A text of a file as it may stand in a message: on one line, short, and with nothing that hides.
func safeExcerpt(_ text: String, limit: Int = 60) -> String {
  let scalars = text.unicodeScalars.prefix(limit).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      Character("\u{FFFD}")
    default: Character(scalar)
    }
  }
  return String(scalars) + (text.unicodeScalars.count > limit ? "…" : "")
}
