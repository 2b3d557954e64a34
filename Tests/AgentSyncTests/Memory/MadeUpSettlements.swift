import TestSupport
import Testing

@testable import AgentSync

/// Conflicts and settlements for tests of the memory.
enum MadeUpSettlements {
  static func conflict(
    _ place: MergeConflict.Place = .section("Purpose"),
    kind: MergeConflict.Kind = .paragraph,
    base: String = "Helps.\n",
    ours: String = "Helps by hand.\n",
    theirs: String = "Helps anew.\n"
  ) -> MergeConflict {
    MergeConflict(
      kind: kind,
      place: place,
      base: Array(base.utf8),
      ours: Array(ours.utf8),
      theirs: Array(theirs.utf8)
    )
  }

  static func settlement(_ resolution: String, at seconds: Int64) throws -> Settlement {
    try settlement(conflict(), resolution, at: seconds)
  }

  static func settlement(
    _ conflict: MergeConflict,
    _ resolution: String,
    at seconds: Int64
  ) throws -> Settlement {
    try #require(
      Settlement(conflict, resolution: Array(resolution.utf8), settled: seconds)
    )
  }

  /// A memory of a few disagreements, so that two of them often speak of the same.
  static func memory(_ random: inout SeededRandom) throws -> Settlements {
    var memory = Settlements()
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let base = "base \(Int.random(in: 0...1, using: &random))\n"
      let isSwapped = random.chance(40)
      let made = try settlement(
        conflict(base: base, ours: isSwapped ? "b\n" : "a\n", theirs: isSwapped ? "a\n" : "b\n"),
        "resolution \(Int.random(in: 0...1, using: &random))",
        at: Int64.random(in: 0...4, using: &random)
      )
      if random.chance(70) { memory.add(made) }
      if random.chance(40) { memory.forget(made.key, at: Int64.random(in: 0...4, using: &random)) }
    }
    return memory
  }
}

extension String {
  var bytes: [UInt8] { Array(utf8) }
}
