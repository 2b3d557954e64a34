import Glibc
import SystemPackage

/// A folder of our own for what git has to be handed in files; it goes with its owner.
final class TemporaryFolder {
  let path: FilePath

  /// Makes an empty one where temporary files go.
  init(at location: RepositoryLocation) throws(GitError) {
    let parent = location.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    // The system puts letters of its own in their place.
    let free = String(repeating: "X", count: 6)
    var name = Array(FilePath(parent).appending("agentsync-" + free).string.utf8CString)
    guard mkdtemp(&name) != nil else {
      throw systemError("cannot make a folder in '\(parent)'", errno, function: "mkdtemp")
    }
    path = name.withUnsafeBufferPointer { name in
      name.baseAddress.map { FilePath(platformString: $0) } ?? ""
    }
  }

  deinit {
    TemporaryFolder.remove(path, depth: 0)
  }

  /// Removes a file or a folder with what is in it; links are not followed.
  private static func remove(_ path: FilePath, depth: Int) {
    if path.withPlatformString({ unlink($0) }) == 0 || depth > 8 { return }
    guard let stream = path.withPlatformString({ opendir($0) }) else { return }
    var names: [FilePath] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(path.appending(name)) }
    }
    closedir(stream)
    for name in names { remove(name, depth: depth + 1) }
    _ = path.withPlatformString { rmdir($0) }
  }
}
