/// A validated path in a tree: relative, `/` between components, no `.`, `..`, `.git` or empty one.
///
/// Paths are bytes: git knows no encoding. They are ordered bytewise, as `git ls-files` prints them.
package struct RepoPath: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The bytes of the path, never empty, no NUL.
  package let bytes: [UInt8]

  private init(unchecked bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Makes a path from bytes; nil where git would not accept them as a path of a tree.
  package init?(_ bytes: some Collection<UInt8>) {
    self.init(array: Array(bytes))
  }

  // Not generic: a generic initialiser is not specialised for other modules, and costs ten times as much.
  private init?(array bytes: [UInt8]) {
    let slash = UInt8(ascii: "/")
    var start = 0
    while true {
      let end = bytes[start...].firstIndex(of: slash) ?? bytes.count
      let isComponent = bytes.withUnsafeBytes {
        RepoPath.isComponent(UnsafeRawBufferPointer(rebasing: $0[start..<end]))
      }
      guard isComponent else { return nil }
      guard end < bytes.count else { break }
      start = end + 1
    }
    self.init(unchecked: bytes)
  }

  /// Makes a path from text; nil where git would not accept it as a path of a tree.
  package init?(_ text: some StringProtocol) {
    self.init(Array(text.utf8))
  }

  /// Makes a path of bytes that were checked already, as the beginning of a path up to a slash.
  package init(checked bytes: ArraySlice<UInt8>) {
    self.init(unchecked: Array(bytes))
  }

  /// Makes the path of a component that was checked already; nil is the top.
  package init(folder: RepoPath?, checked component: [UInt8]) {
    guard let folder else {
      self.init(unchecked: component)
      return
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(folder.bytes.count + 1 + component.count)
    bytes += folder.bytes
    bytes.append(UInt8(ascii: "/"))
    bytes += component
    self.init(unchecked: bytes)
  }

  /// Whether git accepts these bytes between two slashes of a path.
  package static func isComponent(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let first = bytes.first else { return false }
    // Nearly all names are plain, and every name of every tree that is read comes by here.
    var isPlain = first != UInt8(ascii: ".") && first | 0x20 != UInt8(ascii: "g")
    for byte in bytes {
      if byte == 0 || byte == UInt8(ascii: "/") { return false }
      if byte >= 0x80 || byte == UInt8(ascii: "\\") { isPlain = false }
    }
    if isPlain { return true }
    if first == UInt8(ascii: ".") {
      if bytes.count == 1 { return false }
      if bytes.count == 2, bytes[1] == UInt8(ascii: ".") { return false }
    }
    return !isDotGit(bytes)
  }

  /// Whether git accepts these bytes between two slashes of a path.
  package static func isComponent(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { isComponent($0) }
  }

  /// The path as text; bytes that are not UTF-8 become U+FFFD.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  package var description: String { string }

  /// Whether the bytes are valid UTF-8.
  package var isUTF8: Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// The components as text, first to last.
  package var components: [String] {
    bytes.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The last component as text.
  package var name: String {
    String(decoding: bytes[(slash(in: bytes).map { $0 + 1 } ?? 0)...], as: UTF8.self)
  }

  /// The folder that holds this path; nil at the top.
  package var parent: RepoPath? {
    slash(in: bytes).map { RepoPath(unchecked: Array(bytes[..<$0])) }
  }

  /// The path of `component` (one or more, relative) below this one; nil where it is not valid.
  package func appending(_ component: some StringProtocol) -> RepoPath? {
    RepoPath(bytes + [UInt8(ascii: "/")] + Array(component.utf8))
  }

  /// Whether this path is `folder` or lies below it, by whole components.
  package func isWithin(_ folder: RepoPath) -> Bool {
    guard bytes.starts(with: folder.bytes) else { return false }
    return bytes.count == folder.bytes.count || bytes[folder.bytes.count] == UInt8(ascii: "/")
  }

  /// The part below `folder`, without a leading slash; nil where it does not lie below.
  package func relative(to folder: RepoPath) -> String? {
    guard bytes.count > folder.bytes.count, isWithin(folder) else { return nil }
    return String(decoding: bytes[(folder.bytes.count + 1)...], as: UTF8.self)
  }

  package static func < (left: RepoPath, right: RepoPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

private func slash(in bytes: [UInt8]) -> Int? {
  bytes.lastIndex(of: UInt8(ascii: "/"))
}
