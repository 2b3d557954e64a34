/// Where a memory was kept.
package enum MemorySource: Hashable, Sendable {
  /// Settled in this repository.
  case own
  /// Fetched from the remote of this name.
  case remote(String)
}

/// What the memory has for a conflict.
package struct Recollection: Hashable, Sendable {
  /// What to put in the conflict's place, with the blank lines around it that the conflict's sides have.
  package let resolution: [UInt8]
  /// Whether it may be put there unasked; else it is only offered.
  package let mayBeApplied: Bool
  /// Whether the base is the same too, and not only the two texts.
  package let isExact: Bool
  package let source: MemorySource
  package let key: SettlementKey
  /// When it was settled, in seconds since 1970, UTC.
  package let settled: Int64
}

/// A settlement that is still there, and where it is known from.
package struct Remembered: Hashable, Sendable {
  package let settlement: Settlement
  /// One's own first, then remotes by name; never empty.
  package let sources: [MemorySource]

  package var isOwn: Bool { sources.first == .own }
}

/// How conflicts of one kind were settled so far.
package struct Suggestion: Hashable, Sendable {
  /// A key of the front matter, or what kind of conflict it is.
  package let subject: String
  package let outcome: SettlementOutcome
  /// How many of them were settled so.
  package let count: Int
  /// How many there were in all.
  package let total: Int

  /// `kept both, 9 of 9`.
  package var text: String { "\(outcome.words), \(count) of \(total)" }
}

extension MergeConflict {
  /// What conflicts are counted by: the key of the front matter, else the kind.
  var subject: String { MergeConflict.subject(of: place, kind) }

  static func subject(of place: Place, _ kind: Kind) -> String {
    switch place {
    case .frontMatter(let keys) where !keys.isEmpty: keys.joined(separator: ".")
    case .frontMatter, .section: kind.rawValue
    }
  }

  /// A remembered text with blank lines around it as this conflict's sides have them.
  func fitted(_ resolution: [UInt8]) -> [UInt8] {
    guard !resolution.isEmpty, let side = [ours, theirs, base].first(where: { !$0.isEmpty }) else {
      return resolution
    }
    let lines = TextLines.split(side)
    let above = lines.prefix { TextLines.isBlank($0) }
    guard above.count < lines.count else { return resolution }
    let below = lines.reversed().prefix { TextLines.isBlank($0) }
    return above.flatMap(\.self) + resolution + below.reversed().flatMap(\.self)
  }
}
