/// What one memory holds: settlements, and the marks of those that were forgotten.
///
/// Two memories come together by `union`, which gives the same in any order and however often: of two
/// settlements of one name the later counts, and of two marks too.
package struct Settlements: Hashable, Sendable {
  package private(set) var entries: [SettlementKey: Settlement] = [:]
  /// When what is so named was forgotten: settled until then, it is no longer there.
  package private(set) var forgotten: [SettlementKey: Int64] = [:]

  /// How long a settlement counts, in seconds: 365 days.
  package static let age: Int64 = 365 * 24 * 3600
  /// How many settlements of one's own are kept.
  package static let limit = 1_000

  package init() {}

  /// Takes in a settlement; of one name, the later stays.
  package mutating func add(_ settlement: Settlement) {
    if let known = entries[settlement.key], !settlement.supersedes(known) { return }
    entries[settlement.key] = settlement
  }

  /// Takes in a mark: what was so named and settled until then is forgotten.
  package mutating func forget(_ key: SettlementKey, at seconds: Int64) {
    forgotten[key] = max(seconds, forgotten[key] ?? seconds)
  }

  /// Everything that one of the two holds.
  package func union(_ other: Settlements) -> Settlements {
    var union = self
    for settlement in other.entries.values { union.add(settlement) }
    for (key, seconds) in other.forgotten { union.forget(key, at: seconds) }
    return union
  }

  /// Whether what is so named was settled after it was last forgotten.
  package func isAlive(_ key: SettlementKey) -> Bool {
    guard let settlement = entries[key] else { return false }
    return forgotten[key].map { settlement.settled > $0 } ?? true
  }

  /// The settlements that are neither forgotten nor older than a year, newest first.
  package func living(at now: Int64) -> [Settlement] {
    entries.values.filter { isAlive($0.key) && $0.settled > now - Settlements.age }
      .sorted { ($1.settled, $0.key) < ($0.settled, $1.key) }
  }

  /// The same without what no reader misses.
  ///
  /// Beyond `limit` the oldest settlements are forgotten. Texts of what is forgotten go; so do marks of more
  /// than a year, for what they forget is older still, and too old for every reader.
  package func expired(at now: Int64, limit: Int = Settlements.limit) -> Settlements {
    var kept = self
    for settlement in living(at: now).dropFirst(limit) {
      kept.forget(settlement.key, at: settlement.settled)
    }
    kept.entries = kept.entries.filter { key, settlement in
      kept.isAlive(key) && settlement.settled > now - Settlements.age
    }
    kept.forgotten = kept.forgotten.filter { $0.value > now - Settlements.age }
    return kept
  }
}
