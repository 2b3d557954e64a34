import Glibc

/// The one owner of an open file or folder, which it closes at the end of its life.
package struct Descriptor: ~Copyable {
  package let raw: Int32

  package init(_ raw: Int32) {
    self.raw = raw
  }

  deinit {
    close(raw)
  }

  /// Closes the file and says so when the system could not keep what was written.
  package consuming func closeChecked(_ name: String) throws(GitError) {
    let result = close(raw)
    let number = errno
    discard self
    // After EINTR the descriptor is gone all the same, and fsync had the last word on the bytes.
    guard result != 0, number != EINTR else { return }
    throw systemError("cannot write '\(name)'", number, function: "close")
  }

  /// Writes all bytes at the current place, however many calls that takes.
  package func writeAll(_ bytes: [UInt8], _ name: String) throws(GitError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(raw, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count > 0 {
        done += count
      } else if count == 0 {
        throw systemError("cannot write '\(name)'", ENOSPC, function: "write")
      } else if errno != EINTR {
        throw systemError("cannot write '\(name)'", errno, function: "write")
      }
    }
  }

  /// Reads from the current place to the end, at most `limit` bytes.
  package func readAll(_ name: String, limit: Int) throws(GitError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(raw, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw systemError("cannot read '\(name)'", errno, function: "read")
      }
      guard bytes.count + count <= limit else {
        throw GitError(
          code: .unsupported,
          message: "'\(name)' is larger than \(limit) bytes",
          function: "read"
        )
      }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Waits until the bytes are on the disk.
  package func synchronize(_ name: String) throws(GitError) {
    while fsync(raw) != 0 {
      // Some file systems have no fsync for folders; they keep names in their own way.
      if errno == EINVAL || errno == ENOTSUP { return }
      guard errno == EINTR else {
        throw systemError("cannot write '\(name)'", errno, function: "fsync")
      }
    }
  }

  /// What the system says of the open file.
  package func status(_ name: String) throws(GitError) -> WorktreeFile {
    var buffer = stat()
    guard fstat(raw, &buffer) == 0 else {
      throw systemError("cannot read '\(name)'", errno, function: "fstat")
    }
    return WorktreeFile(buffer)
  }
}
