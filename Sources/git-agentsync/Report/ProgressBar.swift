import AgentModel
import AgentSync
import Dispatch
import Git

/// Runs long work and shows on a terminal how far it is, once it takes over half a second.
func withProgress<Value>(
  _ options: RepositoryOptions,
  _ body: (Work) throws(Problem) -> Value
) throws(Problem) -> Value {
  let workers = min(processorCount(), RunCeilings.mostWorkers ?? .max)
  guard Terminal.standardError.isInteractive, !options.quiet, !options.json else {
    return try body(Work(workers: workers))
  }
  let progress = Progress()
  let bar = ProgressBar(progress)
  defer { bar.finish() }
  return try body(Work(workers: workers, progress: progress))
}

/// A line on standard error that is redrawn ten times a second and wiped at the end.
private final class ProgressBar {
  private static let width = 30
  private let queue = DispatchQueue(label: "progress", qos: .utility)
  private let timer: any DispatchSourceTimer

  init(_ progress: Progress) {
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + .milliseconds(500), repeating: .milliseconds(100))
    timer.setEventHandler { ProgressBar.draw(progress) }
    timer.resume()
  }

  private static func draw(_ progress: Progress) {
    let (done, total) = progress.counts
    let filled = total == 0 ? 0 : min(width, done * width / total)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    Terminal.standardError.write("\r[\(bar)] \(done)/\(total)")
  }

  func finish() {
    timer.cancel()
    // A drawing under way is waited for, or it would come after the wiping.
    queue.sync { Terminal.standardError.write("\r\u{1B}[K") }
  }
}
