package import Git

/// A merge conflict and what a person made of it.
package struct Settlement: Hashable, Sendable {
  package let disagreement: Disagreement
  package let kind: MergeConflict.Kind
  /// What stands in the conflict's place: LF lines without blank ones at their ends, or nothing.
  package let resolution: [UInt8]
  /// When it was settled, in seconds since 1970, UTC.
  package let settled: Int64
  package let key: SettlementKey

  /// Remembers a conflict.
  ///
  /// Nil where conflict or resolution are not of the kind that is remembered; see `Disagreement`.
  package init?(_ conflict: MergeConflict, resolution: [UInt8], settled: Int64) {
    guard let disagreement = Disagreement(conflict) else { return nil }
    self.init(disagreement, kind: conflict.kind, resolution: resolution, settled: settled)
  }

  init?(
    _ disagreement: Disagreement,
    kind: MergeConflict.Kind,
    resolution: [UInt8],
    settled: Int64
  ) {
    guard settled >= 0, let resolution = Disagreement.normal(resolution),
      let name = try? hashBlob(resolution)
    else { return nil }
    self.disagreement = disagreement
    self.kind = kind
    self.resolution = resolution
    self.settled = settled
    key = SettlementKey(disagreement: disagreement.key, resolution: name)
  }

  /// Whether this one counts where both say the same of the same disagreement: the later one does.
  func supersedes(_ other: Settlement) -> Bool {
    guard settled == other.settled else { return settled > other.settled }
    guard kind == other.kind else { return kind.rawValue > other.kind.rawValue }
    return other.disagreement.ours.lexicographicallyPrecedes(disagreement.ours)
  }

  /// The same, settled at another time.
  func settled(at seconds: Int64) -> Settlement {
    Settlement(disagreement, kind, resolution, seconds, key)
  }

  private init(
    _ disagreement: Disagreement,
    _ kind: MergeConflict.Kind,
    _ resolution: [UInt8],
    _ settled: Int64,
    _ key: SettlementKey
  ) {
    self.disagreement = disagreement
    self.kind = kind
    self.resolution = resolution
    self.settled = settled
    self.key = key
  }
}

/// The name of a settlement: of the disagreement, and of what was made of it.
package struct SettlementKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let disagreement: ObjectID
  /// The name that git gives to the resolution as a blob.
  package let resolution: ObjectID

  /// Both names with a slash between them, as they stand in the tree of a memory.
  package var description: String { "\(disagreement)/\(resolution)" }

  package static func < (left: SettlementKey, right: SettlementKey) -> Bool {
    (left.disagreement, left.resolution) < (right.disagreement, right.resolution)
  }
}
