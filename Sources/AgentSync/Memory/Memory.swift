package import AgentModel
package import Git

/// What is known here of how conflicts were settled: one's own memory, and those fetched from remotes.
///
/// Where there is none, making it costs one lookup of a reference for it and for each remote. It is read as
/// a whole, so it is made once there is a conflict, and not before.
package struct Memory: Sendable {
  /// What is still there, newest first.
  package let remembered: [Remembered]
  /// `record.bad-memory`, for each memory in which something was passed over.
  package let problems: [Problem]
  /// Whether what was fetched counts as one's own: the person's `agentsync.trustMemory`.
  private let isFetchedTrusted: Bool
  /// Whether `refs/agentsync/memory` was written here, and is not brought by a mirror's fetch.
  private let isOwnWrittenHere: Bool
  private let byDisagreement: [ObjectID: [Int]]
  private let byPair: [ObjectID: [Int]]

  /// Reads all memories of a repository.
  ///
  /// - Throws: `record.bad-memory` where one's own can't be read; a fetched one is passed over then.
  package init(of repository: Repository) throws(Problem) {
    try self.init(of: repository, at: RecordFile.now)
  }

  init(of repository: Repository, at now: Int64) throws(Problem) {
    var reader = MemoryReader(now: now, repository: repository)
    try reader.readAll()
    remembered = reader.remembered
    problems = reader.problems
    isFetchedTrusted = reader.isFetchedTrusted
    isOwnWrittenHere = reader.isOwnWrittenHere
    byDisagreement = Dictionary(grouping: remembered.indices) {
      [remembered] in remembered[$0].settlement.disagreement.key
    }
    byPair = Dictionary(grouping: remembered.indices) {
      [remembered] in remembered[$0].settlement.disagreement.pairKey
    }
  }

  package var isEmpty: Bool { remembered.isEmpty }

  /// What was made of a conflict before; nil where nothing is known.
  ///
  /// It may be applied unasked where base and both sides are the same and it is one's own, the newest one
  /// where there are several; or, where the person's configuration trusts what is fetched, a fetched one
  /// that no other contradicts. All else is offered.
  package func recall(_ conflict: MergeConflict) -> Recollection? {
    guard let disagreement = Disagreement(conflict) else { return nil }
    let exact = (byDisagreement[disagreement.key] ?? []).map { remembered[$0] }
      .filter { $0.settlement.disagreement.isSame(as: disagreement) }
    if let found = exact.first(where: \.isOwn) {
      return recollection(of: found, for: conflict, mayBeApplied: isTrusted(found), isExact: true)
    }
    if let found = exact.first {
      let mayBeApplied = exact.count == 1 && isTrusted(found)
      return recollection(of: found, for: conflict, mayBeApplied: mayBeApplied, isExact: true)
    }
    let similar = (byPair[disagreement.pairKey] ?? []).map { remembered[$0] }
      .filter { $0.settlement.disagreement.hasSamePair(as: disagreement) }
    return (similar.first(where: \.isOwn) ?? similar.first).map {
      recollection(of: $0, for: conflict, mayBeApplied: false, isExact: false)
    }
  }

  /// How conflicts like this one were settled so far; nil where most were not settled in one way.
  ///
  /// They are counted by the key of the front matter, or by what kind of conflict they are. One's own
  /// settlements count; fetched ones where they are trusted.
  ///
  /// - Parameters:
  ///   - conflict: The conflict at hand.
  ///   - minimum: How many there must have been.
  /// - Returns: The way in which more than half of them were settled.
  package func suggestion(for conflict: MergeConflict, minimum: Int = 3) -> Suggestion? {
    var counts: [SettlementOutcome: Int] = [:]
    for item in remembered where isTrusted(item) {
      let settlement = item.settlement
      let subject = MergeConflict.subject(of: settlement.disagreement.place, settlement.kind)
      if subject == conflict.subject, settlement.disagreement.isLike(conflict.place) {
        counts[settlement.outcome, default: 0] += 1
      }
    }
    let total = counts.values.reduce(0, +)
    guard total >= max(1, minimum),
      let (outcome, count) = counts.first(where: { $0.value * 2 > total }),
      outcome != .somethingElse
    else { return nil }
    return Suggestion(subject: conflict.subject, outcome: outcome, count: count, total: total)
  }

  private func isTrusted(_ item: Remembered) -> Bool {
    isFetchedTrusted || item.isOwn && isOwnWrittenHere
  }

  private func recollection(
    of item: Remembered,
    for conflict: MergeConflict,
    mayBeApplied: Bool,
    isExact: Bool
  ) -> Recollection {
    Recollection(
      resolution: conflict.fitted(item.settlement.resolution),
      mayBeApplied: mayBeApplied,
      isExact: isExact,
      source: item.sources[0],
      key: item.settlement.key,
      settled: item.settlement.settled
    )
  }
}

extension Disagreement {
  /// Whether both are in the front matter, or both in the body.
  fileprivate func isLike(_ other: MergeConflict.Place) -> Bool {
    switch (place, other) {
    case (.frontMatter, .frontMatter), (.section, .section): true
    case (.frontMatter, .section), (.section, .frontMatter): false
    }
  }
}
