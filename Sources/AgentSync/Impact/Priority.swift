package import AgentModel

/// How important an agent says it is: as written, and as a number to sort by.
package struct Priority: Hashable, Sendable {
  /// As written.
  package let text: String
  /// Smaller is more important: `Critical` and `P0` are 0, `High` and `P1` are 1, and so on.
  package let rank: Int

  /// Behind all that is understood.
  static let unknownRank = Int.max - 1
  /// Of agents that say nothing.
  static let lastRank = Int.max

  package init(_ text: String) {
    self.text = text
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    rank = words.lazy.compactMap(Priority.rank).first ?? Priority.unknownRank
  }

  private static func rank(of word: Substring) -> Int? {
    switch word {
    case "critical": return 0
    case "high": return 1
    case "medium", "normal": return 2
    case "low": return 3
    default:
      let digits = word.first == "p" ? word.dropFirst() : word
      guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return Int(digits)
    }
  }
}

extension Agent {
  /// The priority that front matter or a label declares; nil where none does.
  package var priority: Priority? {
    metadata.fields.first { $0.name == "priority" }.map { Priority($0.value.value) }
  }
}
