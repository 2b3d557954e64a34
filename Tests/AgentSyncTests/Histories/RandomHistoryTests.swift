import Foundation
import Testing

/// Random histories in real repositories: 50, or as many as `AGENTSYNC_SOAK` says.
///
/// `AGENTSYNC_SEED` is the first seed, so that one that failed can be played alone.
struct RandomHistoryTests {
  static let seeds: [UInt64] = {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["AGENTSYNC_SOAK"].flatMap(UInt64.init) ?? 50
    let first = environment["AGENTSYNC_SEED"].flatMap(UInt64.init) ?? 1
    return Array(first..<first + count)
  }()

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
}
