import Clibgit2
import Glibc
import Synchronization

/// What a run may take of the machine that reads what strangers wrote.
package struct RunCeilings: Hashable, Sendable {
  /// Bytes of address space, for the run and each git that it starts.
  package var memory = 2 << 30
  /// Seconds from start to end.
  package var seconds = 60
  /// Bytes of each file that is written, standard output included.
  package var file = 64 << 20

  package init() {}

  /// How a run under ceilings ended.
  package enum End: Hashable, Sendable {
    case exited(Int32)
    /// By a signal: one that somebody sent, or what the system does where memory or processor time is at
    /// its end.
    case signalled(Int32)
    /// It was ended when its time was over.
    case outOfTime
  }

  /// Threads take address space, so there are at most so many; nil where there is no ceiling.
  package static var mostWorkers: Int? { inForce.load(ordering: .relaxed) ? workers : nil }

  /// The signals by which somebody asks a run to end.
  package static let endings = [SIGINT, SIGTERM, SIGHUP]

  private static let crashes = [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]
  private static let workers = 8
  private static let inForce = Atomic<Bool>(false)

  /// Divides the process: one does the work under these ceilings, the other waits for it and tells how it ended.
  ///
  /// A run that has no memory left can't say so itself, nor one that never ends. For the start of the
  /// executable, before there is a second thread. Limits that are lower already stay as they are.
  ///
  /// - Parameter work: What is to be done, to the end of its process.
  /// - Returns: How the run ended, in the process that waited.
  /// - Throws: `.system` where there can be no second process, or no thread in it.
  package func run(_ work: @escaping @Sendable () -> Never) throws(GitError) -> End {
    let watch = Watch()
    let child = agentsync_fork()
    guard child >= 0 else {
      let number = errno
      watch.finish()
      throw systemError("cannot start a second process", number, function: "fork")
    }
    if child == 0 {
      if watch.isAlone { setpgid(0, 0) }
      agentsync_end_with_parent()
      agentsync_lower_limits(
        UInt64(memory),
        UInt64(seconds * RunCeilings.workers),
        UInt64(file)
      )
      // The other process tells of a crash; a program that looks into it would only take longer.
      for number in RunCeilings.crashes { signal(number, SIG_DFL) }
      RunCeilings.inForce.store(true, ordering: .relaxed)
      watch.finish()
      throw RunCeilings.start(work)
    }
    if watch.isAlone { setpgid(child, child) }
    let end = watch.wait(for: child, seconds: seconds)
    watch.finish()
    return end
  }

  private static let stackSize = 8 << 20

  /// Works on a thread that the process began itself.
  ///
  /// Swift's locks tell threads by their numbers, which each asks for once. The thread that divided the process still
  /// goes by its number in the other one; the kernel would refuse it every lock that another thread holds.
  ///
  /// - Returns: Why there is no such thread.
  private static func start(_ work: @escaping @Sendable () -> Never) -> GitError {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    var thread = pthread_t()
    let passed = Unmanaged.passRetained(Work(work))
    let status = pthread_create(
      &thread,
      &attributes,
      { passed in
        guard let passed else { return nil }
        Unmanaged<Work>.fromOpaque(passed).takeRetainedValue().run()
      },
      passed.toOpaque()
    )
    if status == 0 { pthread_join(thread, nil) }
    return systemError("cannot start a thread", status, function: "pthread_create")
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Never

    init(_ run: @escaping @Sendable () -> Never) { self.run = run }
  }
}

/// The process that waits: it takes the signals that are meant for both, and hands them on.
private struct Watch {
  /// Whether nobody sits at a terminal, whose keys would reach one process group only.
  ///
  /// Alone the run is a group of its own, and is ended with every git that it started.
  let isAlone = !isTerminal(0) && !isTerminal(2)
  private var former = sigset_t()
  private var watched = sigset_t()

  init() {
    sigemptyset(&watched)
    for number in RunCeilings.endings + [SIGCHLD] { sigaddset(&watched, number) }
    // Who ignores it is never told of an end.
    signal(SIGCHLD, SIG_DFL)
    pthread_sigmask(SIG_BLOCK, &watched, &former)
  }

  /// Gives the signals back their old ways.
  func finish() {
    var mask = former
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }

  func wait(for child: pid_t, seconds: Int) -> RunCeilings.End {
    let target = isAlone ? -child : child
    let start = ContinuousClock.now
    while true {
      let left = .seconds(seconds) - (ContinuousClock.now - start)
      guard left > .zero else {
        kill(target, SIGKILL)
        kill(child, SIGKILL)
        _ = Watch.end(of: child, 0)
        return .outOfTime
      }
      var time = timespec(
        tv_sec: Int(left.components.seconds),
        tv_nsec: Int(left.components.attoseconds / 1_000_000_000)
      )
      var signals = watched
      let number = sigtimedwait(&signals, nil, &time)
      if RunCeilings.endings.contains(number) { kill(target, number) }
      guard let end = Watch.end(of: child, WNOHANG) else { continue }
      // What it may have left behind has nobody to answer to.
      if isAlone { kill(target, SIGKILL) }
      return end
    }
  }

  /// How a child ended; nil where it has not.
  private static func end(of child: pid_t, _ options: Int32) -> RunCeilings.End? {
    var status: Int32 = 0
    let found = waitpid(child, &status, options)
    if found < 0 { return errno == EINTR ? nil : .exited(128) }
    guard found == child else { return nil }
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }
}
