import Dispatch
import Glibc
import SystemPackage

/// Who besides its owner may use what is written below the git directory: git's `core.sharedRepository`.
///
/// git gives each file its rights after it was made (`adjust_shared_perm` in its path.c), and so do we; what
/// libgit2 makes, which doesn't know the key, is made under another umask.
package enum SharedAccess: Hashable, Sendable {
  /// Nobody but whom the umask lets.
  case umask
  /// These rights, too.
  case adding(UInt32)
  /// These rights, whatever the umask says.
  case exactly(UInt32)

  /// Reads the value of the key as git does.
  ///
  /// nil is none. What git refuses changes nothing here.
  init(_ text: String?) {
    self =
      switch text {
      case nil, "umask": .umask
      case "group": .adding(0o660)
      case "all", "world", "everybody": .adding(0o664)
      case .some(let text):
        if let number = UInt32(text.isEmpty ? "0" : text, radix: 8) {
          SharedAccess(number)
        } else {
          ["true", "yes", "on"].contains(text.lowercased()) ? .adding(0o660) : .umask
        }
      }
  }

  private init(_ number: UInt32) {
    switch number {
    case 0: self = .umask
    case 1: self = .adding(0o660)
    case 2: self = .adding(0o664)
    default: self = number & 0o600 == 0o600 ? .exactly(number & 0o666) : .umask
    }
  }

  /// The rights of a file or folder that has these: git's `calc_shared_perm`.
  func permissions(_ mode: UInt32, isFolder: Bool) -> UInt32 {
    var mode = mode & 0o7777
    switch self {
    case .umask: return mode
    case .adding(let more): mode |= tweak(more, mode)
    case .exactly(let all): mode = mode & ~0o777 | tweak(all, mode)
    }
    guard isFolder else { return mode }
    mode |= (mode & 0o444) >> 2
    // What is made in the folder is then the group's, whoever makes it.
    if mode & 0o060 != 0 { mode |= UInt32(S_ISGID) }
    return mode
  }

  private func tweak(_ rights: UInt32, _ mode: UInt32) -> UInt32 {
    var rights = rights
    if mode & 0o200 == 0 { rights &= ~0o222 }
    if mode & 0o100 != 0 { rights |= (rights & 0o444) >> 2 }
    return rights
  }

  /// Gives a file that was just made its rights.
  ///
  /// Where that can't be, it stays as it is: it is somebody else's then, who has seen to it.
  func adjust(_ descriptor: borrowing Descriptor) {
    guard self != .umask else { return }
    var status = stat()
    guard fstat(descriptor.raw, &status) == 0 else { return }
    let mode = permissions(status)
    if mode != status.st_mode & 0o7777 { _ = fchmod(descriptor.raw, mode) }
  }

  /// Gives a file or folder its rights; a link is not followed.
  func adjust(_ path: FilePath) {
    guard self != .umask else { return }
    path.withPlatformString { path in
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFLNK else { return }
      let mode = permissions(status)
      if mode != status.st_mode & 0o7777 { _ = chmod(path, mode) }
    }
  }

  private func permissions(_ status: stat) -> mode_t {
    permissions(status.st_mode, isFolder: status.st_mode & S_IFMT == S_IFDIR)
  }

  /// The umask is the process's: of two that change it, the second would put back what the first had set.
  private static let turn = DispatchSemaphore(value: 1)

  /// Runs what makes files by itself, under a umask that leaves them these rights from the first moment.
  func during<Result: ~Copyable>(
    _ body: () throws(GitError) -> Result
  ) throws(GitError) -> Result {
    guard self != .umask else { return try body() }
    SharedAccess.turn.wait()
    defer { SharedAccess.turn.signal() }
    let former: mode_t
    switch self {
    case .umask: return try body()
    case .adding(let more):
      former = Glibc.umask(0o777)
      _ = Glibc.umask(former & ~(more | (more & 0o444) >> 2))
    case .exactly(let all): former = Glibc.umask(0o777 & ~(all | (all & 0o444) >> 2))
    }
    defer { _ = Glibc.umask(former) }
    return try body()
  }
}
