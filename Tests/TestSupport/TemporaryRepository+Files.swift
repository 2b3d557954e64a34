import Foundation
import SystemPackage

/// Files of the work tree; paths are relative to its top.
extension TemporaryRepository {
  /// Writes a file, with its folders.
  package func write(_ path: String, _ text: String, executable: Bool = false) throws {
    try write(path, bytes: Array(text.utf8), executable: executable)
  }

  /// Writes a file of bytes, with its folders.
  package func write(_ path: String, bytes: [UInt8], executable: Bool = false) throws {
    let place = try makeFolder(for: path)
    try Data(bytes).write(to: URL(fileURLWithPath: place))
    let mode = executable ? 0o755 : 0o644
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
  }

  /// Makes a symbolic link, with the folders above it.
  package func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: makeFolder(for: path),
      withDestinationPath: target
    )
  }

  /// The text of a file.
  package func read(_ path: String) throws -> String {
    String(decoding: try readBytes(path), as: UTF8.self)
  }

  /// The bytes of a file.
  package func readBytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: root.pushing(FilePath(path)).string)))
  }

  /// Whether there is a file or a folder of this name; a symbolic link is followed.
  package func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.pushing(FilePath(path)).string)
  }

  /// Removes a file or a folder with all that is in it.
  package func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: root.pushing(FilePath(path)).string)
  }

  private func makeFolder(for path: String) throws -> String {
    let place = root.pushing(FilePath(path))
    try FileManager.default.createDirectory(
      atPath: place.removingLastComponent().string,
      withIntermediateDirectories: true
    )
    return place.string
  }
}
