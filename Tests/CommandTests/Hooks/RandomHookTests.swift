import Foundation
import Testing

/// Random edits, stagings and commands in repositories with our hooks: 1,000 steps, or `AGENTSYNC_HOOK_STEPS`.
///
/// `AGENTSYNC_SEED` is the first seed, so that one that failed can be played alone.
struct RandomHookTests {
  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
  }

  private static let length = 50
  static let first = number("AGENTSYNC_SEED") ?? 1
  static let count = ((number("AGENTSYNC_HOOK_STEPS") ?? 1000) + 49) / 50
  static let runs = (first..<first + count).map { RandomHookSteps(seed: $0, count: length) }

  @Test(arguments: runs)
  func `no hook loses a line, whatever is staged and whatever git is told`(run: RandomHookSteps) {
    guard let failure = RandomHookRun.failure(of: run) else { return }
    let (smallest, found) = run.shrunk(failure)
    Issue.record(
      """
      seed \(run.seed), \(smallest.steps.count) of \(run.steps.count) steps
      AGENTSYNC_HOOK_STEPS=50 AGENTSYNC_SEED=\(run.seed) plays it alone
      \(found)
      """
    )
  }
}
