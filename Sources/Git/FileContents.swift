import Glibc
package import SystemPackage

/// The bytes of a file of the git directory; nil when there is none.
///
/// - Throws: `.system` when it cannot be read, `.limit` when it is larger than the limit.
func readFile(_ path: FilePath, limit: Int = 16 << 20) throws(GitError) -> [UInt8]? {
  let descriptor = path.withPlatformString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
  guard descriptor >= 0 else {
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw systemError("cannot read '\(path.string)'", errno, function: "open")
  }
  defer { close(descriptor) }
  var contents: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 16_384)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count == 0 { return contents }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else {
      throw systemError("cannot read '\(path.string)'", errno, function: "read")
    }
    contents += buffer[..<count]
    guard contents.count <= limit else {
      throw GitError(code: .limit, message: "'\(path.string)' is too large", function: "read")
    }
  }
}

/// The bytes of any file that a person or git names.
///
/// - Throws: `.notFound` where there is none, `.system` when it cannot be read, `.limit` above 1 GiB.
package func readNamedFile(_ path: FilePath) throws(GitError) -> [UInt8] {
  guard let bytes = try readFile(path, limit: 1 << 30) else {
    throw GitError(code: .notFound, message: "there is no '\(path.string)'", function: "open")
  }
  return bytes
}

/// Puts other bytes into a file that a person or git names: all of them, or the file stays as it was.
///
/// - Throws: `.system` when it cannot be written.
package func overwriteNamedFile(_ path: FilePath, with bytes: [UInt8]) throws(GitError) {
  let draft = FilePath(path.string + ".agentsync-\(getpid())")
  func fail(_ function: StaticString) -> GitError {
    systemError("cannot write '\(path.string)'", errno, function: function)
  }
  var status = stat()
  guard path.withPlatformString({ stat($0, &status) }) == 0 else { throw fail("stat") }
  let descriptor = draft.withPlatformString {
    open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0o777)
  }
  guard descriptor >= 0 else { throw fail("open") }
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else {
      let error = fail("write")
      close(descriptor)
      draft.withPlatformString { _ = unlink($0) }
      throw error
    }
    rest = rest.dropFirst(count)
  }
  let isClosed = close(descriptor) == 0
  let isRenamed = draft.withPlatformString { old in
    path.withPlatformString { isClosed && rename(old, $0) == 0 }
  }
  guard isRenamed else {
    let error = fail("rename")
    draft.withPlatformString { _ = unlink($0) }
    throw error
  }
}

/// Whether there is a file, folder or link of this name.
package func fileExists(_ path: FilePath) -> Bool {
  var status = stat()
  return path.withPlatformString { lstat($0, &status) } == 0
}
