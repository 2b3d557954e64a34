import Foundation
import Synchronization

/// A thread of its own that does something until it is told to end; not one of those that run tests.
final class Background: Sendable {
  private let isOver = Atomic(false)
  private let hasEnded = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable (_ isOver: () -> Bool) -> Void) {
    Thread.detachNewThread { [self] in
      body { isOver.load(ordering: .relaxed) }
      hasEnded.signal()
    }
  }

  /// Asks it to end and waits for that.
  func end() {
    isOver.store(true, ordering: .relaxed)
    hasEnded.wait()
  }
}

/// A number that two threads may use.
final class Counter: Sendable {
  private let number = Atomic(0)

  var value: Int { number.load(ordering: .relaxed) }

  /// Adds one and returns the sum.
  @discardableResult
  func increment() -> Int { number.add(1, ordering: .relaxed).newValue }
}
