import Glibc
import SystemPackage

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

/// Whether there is a file, folder or link of this name.
func fileExists(_ path: FilePath) -> Bool {
  var status = stat()
  return path.withPlatformString { lstat($0, &status) } == 0
}
