import Foundation
import Testing

/// Random histories in real repositories: 50, or as many as `AGENTSYNC_SOAK` says.
///
/// `AGENTSYNC_SEED` is the first seed, so that one that failed can be played alone. `AGENTSYNC_FIGURES` plays
/// as many as it says, shrinks none, and prints how many broke which law.
struct RandomHistoryTests {
  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
  }

  static let first = number("AGENTSYNC_SEED") ?? 1
  static let seeds = Array(first..<first + (number("AGENTSYNC_SOAK") ?? 50))
  static let counted = number("AGENTSYNC_FIGURES").map { Array(first..<first + $0) } ?? []

  @Test(arguments: seeds)
  func `every law holds in a random history`(seed: UInt64) {
    let history = RandomHistory(seed: seed)
    guard let failure = HistoryRun.failure(of: history) else { return }
    let (smallest, found) = HistoryShrinker().shrink(history, failure)
    Issue.record(
      """
      seed \(seed), \(smallest.steps.count) of \(history.steps.count) steps
      AGENTSYNC_SOAK=1 AGENTSYNC_SEED=\(seed) plays it alone
      \(found)
      """
    )
  }

  @Test(.enabled(if: !counted.isEmpty))
  func `how many histories break which law`() async {
    var broken: [HistoryLaw: [UInt64]] = [:]
    await withTaskGroup(of: (UInt64, HistoryLaw?).self) { group in
      for seed in Self.counted {
        group.addTask { (seed, HistoryRun.failure(of: RandomHistory(seed: seed))?.law) }
      }
      for await (seed, law) in group {
        if let law { broken[law, default: []].append(seed) }
      }
    }
    print("\(Self.counted.count) histories from seed \(Self.first)")
    for law in HistoryLaw.allCases {
      let seeds = (broken[law] ?? []).sorted()
      print("\(seeds.count) against '\(law.rawValue)'\(seeds.isEmpty ? "" : ": \(seeds)")")
    }
    #expect(broken.isEmpty)
  }
}
