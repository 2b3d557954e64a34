import Clibgit2
import Glibc
package import SystemPackage

/// A lock of git's own kind, `<path>.lock`, whose file is known before it is a lock.
///
/// The file is made under a name of its own and then linked to the lock's. Both names stay until the
/// lock ends: so a later run can prove whose lock it found, for while the first name is there the
/// system gives the inode to no other file. A foreign lock is never broken.
package final class LockFile {
  /// The file that is locked.
  package let target: FilePath
  /// `<target>.lock`.
  package let path: FilePath
  /// The name that the file has before it is the lock, and keeps beside it.
  package let draft: FilePath
  package let inode: UInt64
  package let device: UInt64

  private let descriptor: Descriptor
  private enum State {
    case drafted
    case held
    case released
  }
  private var state = State.drafted

  /// Makes the file beside its target, not yet as the lock.
  ///
  /// - Parameters:
  ///   - target: The file to lock; it need not exist.
  ///   - token: What makes the name unique.
  ///   - access: Who may use the file.
  /// - Throws: `.system`.
  package init(
    for target: FilePath,
    token: String,
    access: SharedAccess = .umask
  ) throws(GitError) {
    self.target = target
    (path, draft) = LockFile.names(for: target, token: token)
    var buffer = stat()
    let exists = target.withPlatformString { stat($0, &buffer) } == 0
    let raw = draft.withPlatformString {
      open($0, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    }
    guard raw >= 0 else { throw systemError("cannot write '\(draft)'", errno, function: "open") }
    descriptor = Descriptor(raw)
    // Whoever may use the file may use the next one.
    if exists { _ = fchmod(raw, buffer.st_mode & 0o777) }
    access.adjust(descriptor)
    let file = try descriptor.status(draft.string)
    inode = file.inode
    device = file.device
  }

  deinit {
    release()
  }

  /// The two names of the lock of a file.
  package static func names(
    for target: FilePath,
    token: String
  ) -> (path: FilePath, draft: FilePath) {
    (target.sibling(suffix: ".lock"), target.sibling(suffix: ".agentsync-\(token)"))
  }

  /// Makes the file the lock.
  ///
  /// - Parameter limit: How long to wait for somebody else's lock.
  /// - Throws: `.locked` with the lock's name and what to do, `.interrupted`, `.system`.
  package func take(waiting limit: Duration) throws(GitError) {
    var waiting = Waiting(limit)
    while !(try link()) {
      guard try waiting.goesOn() else { throw LockFile.locked(target, path) }
    }
    state = .held
    // Both names are on the disk before anything else is: after a power cut, too, they prove whose it is.
    try synchronizeFolder(target.removingLastComponent())
  }

  private func link() throws(GitError) -> Bool {
    let result = draft.withPlatformString { draft in
      path.withPlatformString { Glibc.link(draft, $0) }
    }
    if result == 0 { return true }
    if errno == EEXIST { return false }
    // A file system without links: there an exclusive rename says the same.
    guard errno == EPERM || errno == ENOTSUP || errno == EMLINK else {
      throw systemError("cannot lock '\(target)'", errno, function: "link")
    }
    let renamed = draft.withPlatformString { draft in
      path.withPlatformString { agentsync_rename_exclusive(AT_FDCWD, draft, $0) }
    }
    if renamed == 0 { return true }
    if errno == EEXIST { return false }
    throw systemError("cannot lock '\(target)'", errno, function: "renameat2")
  }

  /// Replaces what the lock file holds and waits until it is on the disk.
  package func write(_ bytes: [UInt8]) throws(GitError) {
    try rewrite { descriptor throws(GitError) in try descriptor.writeAll(bytes, path.string) }
  }

  /// Makes sure that the disk has room for so many bytes, before anything relies on it.
  ///
  /// - Throws: `.system`.
  func reserve(_ size: Int) throws(GitError) {
    // The only function of the system that returns its error instead of setting it.
    let number = posix_fallocate(descriptor.raw, 0, size)
    // Some file systems can't promise room; there it shows when the bytes are written.
    guard number == 0 || number == EOPNOTSUPP || number == EINVAL else {
      throw systemError("cannot write '\(path)'", number, function: "posix_fallocate")
    }
  }

  /// Replaces what the lock file holds by what `body` writes, and waits until it is on the disk.
  func rewrite(
    _ body: (borrowing Descriptor) throws(GitError) -> Void
  ) throws(GitError) {
    guard lseek(descriptor.raw, 0, SEEK_SET) == 0 else {
      throw systemError("cannot write '\(path)'", errno, function: "lseek")
    }
    try body(descriptor)
    let end = lseek(descriptor.raw, 0, SEEK_CUR)
    guard end >= 0, ftruncate(descriptor.raw, end) == 0 else {
      throw systemError("cannot write '\(path)'", errno, function: "ftruncate")
    }
    try descriptor.synchronize(path.string)
  }

  /// Puts the lock file in the place of its target, which ends the lock.
  ///
  /// - Throws: `.locked` where the lock was taken from us, `.system`.
  package func commit() throws(GitError) {
    guard state == .held, isOurs else { throw LockFile.locked(target, path) }
    let result = path.withPlatformString { path in
      target.withPlatformString { rename(path, $0) }
    }
    guard result == 0 else {
      throw systemError("cannot replace '\(target)'", errno, function: "rename")
    }
    state = .released
    _ = draft.withPlatformString { unlink($0) }
    try synchronizeFolder(target.removingLastComponent())
  }

  /// Gives the lock up; nothing has changed.
  package func release() {
    guard state != .released else { return }
    if state == .held, isOurs { _ = path.withPlatformString { unlink($0) } }
    _ = draft.withPlatformString { unlink($0) }
    state = .released
  }

  private var isOurs: Bool {
    LockFile.identity(of: path).map { $0 == (device, inode) } ?? false
  }

  /// Device and inode of a file; nil where there is none.
  package static func identity(of path: FilePath) -> (device: UInt64, inode: UInt64)? {
    var buffer = stat()
    guard path.withPlatformString({ lstat($0, &buffer) }) == 0 else { return nil }
    let file = WorktreeFile(buffer)
    return (file.device, file.inode)
  }

  private static func locked(_ target: FilePath, _ lock: FilePath) -> GitError {
    GitError(
      code: .locked,
      message: "cannot lock '\(target)': '\(lock)' exists",
      function: "link",
      hint: "another git process is at work, or one was killed; if none is, remove '\(lock)'"
    )
  }
}

extension FilePath {
  fileprivate func sibling(suffix: String) -> FilePath {
    FilePath(string + suffix)
  }
}
