import Glibc
import SystemPackage

/// A file below `<git dir>/agentsync/cache`: made to be lost at any moment.
///
/// It is replaced whole by a rename, so that two processes never see half of one; nothing is synced to
/// disk, and whatever fails is the same as no cache.
package struct CacheFile {
  /// Nil where none is believed: whoever wrote the repository may have written its caches, too.
  private let path: FilePath?
  private let access: SharedAccess

  /// The cache file of a repository with this name (a plain one).
  package init(_ name: String, in repository: Repository) {
    let location = repository.location
    let folder = location.isUntrusted ? nil : location.gitDirectory.appending("agentsync/cache")
    path = folder?.appending(name)
    access = location.sharedAccess
  }

  /// The bytes; nil where there are none to be had.
  package func read() -> [UInt8]? {
    // Whatever keeps a cache from being read, the answer is worked out anew.
    path.flatMap { try? readFile($0) }
  }

  /// Puts the bytes in the place of those that were there.
  package func replace(with bytes: [UInt8]) {
    guard let path else { return }
    let folder = path.removingLastComponent()
    for place in [folder.removingLastComponent(), folder]
    where place.withPlatformString({ mkdir($0, 0o777) }) == 0 {
      access.adjust(place)
    }
    let temporary = folder.appending(".\(path.lastComponent?.string ?? "cache").\(getpid())")
    let descriptor = temporary.withPlatformString {
      open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    }
    guard descriptor >= 0 else { return }
    access.adjust(temporary)
    let isWritten = bytes.withUnsafeBytes { buffer in
      var start = 0
      while start < buffer.count {
        let count = write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
        guard count > 0 else { return false }
        start += count
      }
      return true
    }
    close(descriptor)
    temporary.withPlatformString { from in
      if !isWritten || path.withPlatformString({ rename(from, $0) }) != 0 { unlink(from) }
    }
  }
}

/// Tells builds of the program apart, so that none believes another's cache.
///
/// Size and time of the executable; empty where they can't be had.
package func executableIdentity() -> String {
  var status = stat()
  guard stat("/proc/self/exe", &status) == 0 else { return "" }
  return "\(status.st_size)-\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
}
