import Clibgit2
import Glibc
package import SystemPackage

/// The lock that makes one run of this tool at a time write in a git directory.
///
/// The system takes it away with the process, however that ends; git knows nothing of it.
package final class RunLock {
  private let descriptor: Descriptor
  /// False on file systems without such locks, where nothing is proved by holding it.
  package let isEnforced: Bool

  /// Takes the lock, waiting for its holder.
  ///
  /// - Parameters:
  ///   - path: The lock's file, made where it is missing and never removed.
  ///   - limit: How long to wait.
  ///   - access: Who else may take it.
  /// - Throws: `.locked`, `.interrupted`, `.system`.
  package init(
    _ path: FilePath,
    waiting limit: Duration,
    access: SharedAccess = .umask
  ) throws(GitError) {
    let raw = path.withPlatformString {
      open($0, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    }
    guard raw >= 0 else { throw systemError("cannot open '\(path)'", errno, function: "open") }
    descriptor = Descriptor(raw)
    access.adjust(descriptor)
    var waiting = Waiting(limit)
    while true {
      if agentsync_lock_exclusively(raw) == 0 {
        isEnforced = true
        return
      }
      guard errno == EWOULDBLOCK || errno == EINTR else {
        isEnforced = false
        return
      }
      guard try waiting.goesOn() else {
        throw GitError(
          code: .locked,
          message: "another run of agentsync is at work in this repository",
          function: "flock",
          hint: "wait for its end and try again"
        )
      }
    }
  }
}
