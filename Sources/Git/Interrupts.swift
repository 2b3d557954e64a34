import Glibc
import Synchronization

/// The signals that ask this process to end, held back while a repository is half changed.
///
/// Inside `hold()` … `release()` SIGINT, SIGTERM and SIGHUP are only noted. Whoever holds them looks
/// at `caught` where it can still turn back; the executable ends with `exitStatus` afterwards.
package enum Interrupts {
  /// Ignores the signals that would end the process in the middle of a write.
  ///
  /// A closed pipe and a file size limit are errors of the call then (EPIPE, EFBIG). For the start of
  /// the executable.
  package static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// The first signal that came while signals were held; nil when none did.
  package static var caught: Int32? {
    let number = noted.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// The exit status of a run that such a signal ended: 128 and its number; nil when none came.
  package static var exitStatus: Int32? { caught.map { 128 + $0 } }

  /// Holds the signals back; each call wants its `release()`.
  package static func hold() {
    state.withLock { state in
      state.holders += 1
      guard state.holders == 1 else { return }
      // The handler reads it, and a handler must not be the one to set up a global.
      _ = noted.load(ordering: .relaxed)
      for number in held {
        var old = sigaction()
        sigaction(number, nil, &old)
        // What somebody ignores on purpose (nohup) or handles himself stays his.
        guard old.__sigaction_handler.sa_handler == nil else { continue }
        var new = sigaction()
        new.__sigaction_handler.sa_handler = { number in
          _ = noted.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        }
        new.sa_flags = SA_RESTART
        sigaction(number, &new, nil)
        state.changed.append(number)
      }
    }
  }

  /// Gives the signals back their old meaning once nobody holds them any more.
  package static func release() {
    state.withLock { state in
      state.holders -= 1
      guard state.holders == 0 else { return }
      for number in state.changed { signal(number, SIG_DFL) }
      state.changed = []
    }
  }

  private struct State {
    var holders = 0
    var changed: [Int32] = []
  }

  private static let held = [SIGINT, SIGTERM, SIGHUP]
  private static let state = Mutex(State())
}

private let noted = Atomic<Int32>(0)
