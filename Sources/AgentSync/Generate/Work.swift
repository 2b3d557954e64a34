import Synchronization

/// How much of the machine a run may use, and whom it tells how far it is.
package struct Work: Sendable {
  /// Threads that read and render; the results never depend on it.
  package var workers: Int
  package var progress: Progress?

  package init(workers: Int = 2, progress: Progress? = nil) {
    self.workers = workers
    self.progress = progress
  }
}

/// Counts what a run has to do and what is done; any thread may tell and ask.
package final class Progress: Sendable {
  private let total = Atomic<Int>(0)
  private let done = Atomic<Int>(0)

  package init() {}

  /// How many steps are done, of how many that are known so far.
  package var counts: (done: Int, total: Int) {
    (done.load(ordering: .relaxed), total.load(ordering: .relaxed))
  }

  func expect(_ steps: Int) {
    total.wrappingAdd(steps, ordering: .relaxed)
  }

  func advance() {
    done.wrappingAdd(1, ordering: .relaxed)
  }
}
