/// What some folders of an index or a tree hold, as one number: the same where every file is.
package struct FolderState: Hashable, Sendable {
  /// A file as an index or a tree lists it.
  package typealias File = (path: RepoPath, mode: FileMode, id: ObjectID)

  /// Twenty bytes.
  let bytes: [UInt8]

  /// The state that these files make.
  ///
  /// - Parameters:
  ///   - places: The folders and files that were looked at, sorted.
  ///   - files: All files there, sorted by path.
  package init(of places: [RepoPath], holding files: some Sequence<File>) {
    var sum = SHA1()
    var waiting: [UInt8] = []
    waiting.reserveCapacity(1 << 16)
    for place in places {
      waiting += place.bytes
      waiting.append(0)
    }
    for file in files {
      waiting += file.mode.rawValue.littleEndianBytes
      waiting += file.id.raw
      waiting += file.path.bytes
      waiting.append(0)
      if waiting.count > 1 << 15 {
        waiting.withUnsafeBytes { sum.update($0) }
        waiting.removeAll(keepingCapacity: true)
      }
    }
    waiting.withUnsafeBytes { sum.update($0) }
    bytes = sum.finish()
  }

  /// The state of the places in an index; nil where one of them is unmerged.
  ///
  /// What is only meant to be added counts as absent, since no commit holds it.
  package init?(of places: [RepoPath], in index: IndexScan) {
    guard !index.hasUnmerged else { return nil }
    self.init(
      of: places,
      holding: index.entries.lazy.filter { !$0.isIntentToAdd }.map { ($0.path, $0.mode, $0.id) }
    )
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }
}

extension UInt32 {
  fileprivate var littleEndianBytes: [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: self >> UInt32($0)) }
  }
}
