import Foundation

/// The processor time that this thread takes for something: a busy machine does not change it.
///
/// - Parameter body: What is measured.
/// - Returns: the time.
/// - Throws: what the body throws.
package func processorTime(of body: () throws -> Void) rethrows -> Duration {
  let start = now()
  try body()
  return now() - start
}

private func now() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
