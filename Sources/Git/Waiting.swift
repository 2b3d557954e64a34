import Glibc

/// Tries something again and again while somebody else holds it, for a while.
struct Waiting {
  private let end: ContinuousClock.Instant
  private var pause = 5

  /// - Parameter limit: How long to wait; zero is one attempt.
  init(_ limit: Duration) {
    end = .now + limit
  }

  /// Sleeps a little, with jitter so that two who wait don't meet again; false when time is over.
  ///
  /// - Throws: `.interrupted` when a held signal came meanwhile.
  mutating func goesOn() throws(GitError) -> Bool {
    if let signal = Interrupts.caught {
      throw GitError(
        code: .interrupted,
        message: "signal \(signal) came while waiting for a lock",
        function: "nanosleep"
      )
    }
    guard .now < end else { return false }
    let milliseconds = Int.random(in: pause...(2 * pause))
    pause = min(2 * pause, 100)
    usleep(useconds_t(milliseconds * 1000))
    return true
  }
}
