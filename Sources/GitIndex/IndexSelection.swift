/// What to take out of a sorted index, found by going along with it.
///
/// It is either some paths or all files of one name. For each folder `a` there are two keys, `a` itself and everything that begins with `a/`: between
/// them others like `a.b` may stand.
package struct IndexSelection {
  private struct Key {
    let bytes: [UInt8]
    let isPrefix: Bool
  }

  private let keys: [Key]?
  private let fileName: [UInt8]
  private var cursor = 0

  /// Chooses the files of this name in all folders.
  package init(filesNamed name: String) {
    keys = nil
    fileName = Array(name.utf8)
  }

  /// Chooses some paths, all that lies below them, and what may stand in the place of their folders.
  package init(around paths: Set<RepoPath>) {
    fileName = []
    var above: Set<RepoPath> = []
    for path in paths {
      var next = path.parent
      while let parent = next, above.insert(parent).inserted { next = parent.parent }
    }
    let inner = paths.flatMap { path in
      [
        Key(bytes: path.bytes, isPrefix: false),
        Key(bytes: path.bytes + [UInt8(ascii: "/")], isPrefix: true),
      ]
    }
    let outer = above.subtracting(paths).map { Key(bytes: $0.bytes, isPrefix: false) }
    keys = (inner + outer).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  package init(_ filter: PathFilter) {
    fileName = []
    keys = filter.paths.map { paths in
      let keys = paths.flatMap { path in
        [
          Key(bytes: path.bytes, isPrefix: false),
          Key(bytes: path.bytes + [UInt8(ascii: "/")], isPrefix: true),
        ]
      }
      return keys.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }
  }

  /// Whether the next name of the index was asked for; names must come in order.
  mutating func takes(_ name: UnsafeRawBufferPointer) -> Bool {
    guard let keys else { return fileName.isEmpty || isFile(name) }
    while cursor < keys.count {
      let key = keys[cursor]
      let order = key.bytes.withUnsafeBytes { bytes in
        compareBytes(name, bytes, prefixOnly: key.isPrefix)
      }
      if order == 0 { return true }
      if order < 0 { return false }
      cursor += 1
    }
    return false
  }

  private func isFile(_ name: UnsafeRawBufferPointer) -> Bool {
    let start = name.count - fileName.count
    guard start == 0 || start > 0 && name[start - 1] == UInt8(ascii: "/") else { return false }
    return fileName.withUnsafeBytes { wanted in
      compareBytes(UnsafeRawBufferPointer(rebasing: name[start...]), wanted) == 0
    }
  }
}
