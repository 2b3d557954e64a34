/// A zero-terminated name for the system, byte for byte.
typealias SystemName = [CChar]

extension RepoPath {
  /// The whole path, for a call relative to the top of a work tree.
  var systemPath: SystemName { bytes.map(CChar.init(bitPattern:)) + [0] }

  /// Lends the whole path for one call; it must not leave `body`.
  func withSystemPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { name in
      for index in bytes.indices { name[index] = CChar(bitPattern: bytes[index]) }
      name[bytes.count] = 0
      guard let start = name.baseAddress else { preconditionFailure("BUG: a path is not empty") }
      return body(start)
    }
  }

  /// The last component, for a call relative to the folder that holds it.
  var systemName: SystemName {
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return bytes[start...].map(CChar.init(bitPattern:)) + [0]
  }

  /// The components, first to last.
  var systemComponents: [SystemName] {
    bytes.split(separator: UInt8(ascii: "/")).map { $0.map(CChar.init(bitPattern:)) + [0] }
  }
}
