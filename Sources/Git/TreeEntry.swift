/// One line of a tree.
package struct TreeEntry: Hashable, Sendable {
  /// The name as bytes: one component, never `.`, `..`, `.git` or empty.
  package let name: [UInt8]
  /// The mode as it is written, which need not be one that git writes today.
  package let mode: FileMode
  package let id: ObjectID

  package init(name: [UInt8], mode: FileMode, id: ObjectID) {
    self.name = name
    self.mode = mode
    self.id = id
  }

  /// Whether this entry comes before the other in a tree, where a folder counts as `name/`.
  func precedes(_ other: TreeEntry) -> Bool {
    TreeEntry.order(name, mode.isTree, other.name, other.mode.isTree) < 0
  }

  /// Below, at or above 0 as git orders the entries of a tree.
  ///
  /// A file and a folder of one name are two different keys.
  static func order(
    _ left: [UInt8],
    _ isLeftTree: Bool,
    _ right: [UInt8],
    _ isRightTree: Bool
  ) -> Int {
    let common = min(left.count, right.count)
    for index in 0..<common where left[index] != right[index] {
      return Int(left[index]) - Int(right[index])
    }
    let slash = Int(UInt8(ascii: "/"))
    let leftEnd = left.count > common ? Int(left[common]) : isLeftTree ? slash : 0
    let rightEnd = right.count > common ? Int(right[common]) : isRightTree ? slash : 0
    if leftEnd != rightEnd { return leftEnd - rightEnd }
    return left.count - right.count
  }
}

extension [TreeEntry] {
  /// The entry of this name in a whole tree, file or folder; nil where there is none.
  func entry(named name: [UInt8]) -> TreeEntry? {
    entry(named: name, isTree: false) ?? entry(named: name, isTree: true)
  }

  /// The entry of this name and kind among those of a tree, which are in order.
  func entry(named name: [UInt8], isTree: Bool) -> TreeEntry? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let order = TreeEntry.order(self[middle].name, self[middle].mode.isTree, name, isTree)
      if order == 0 { return self[middle] }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}

/// Reads a tree's bytes and refuses what no git would write.
struct TreeParser {
  let id: ObjectID
  private var entries: [TreeEntry] = []

  init(id: ObjectID) {
    self.id = id
  }

  /// The entries in the order of the tree.
  ///
  /// - Throws: `.corrupt` for a cut off tree, a bad mode or name, a wrong order, and doubles.
  static func entries(
    of id: ObjectID,
    in bytes: UnsafeRawBufferPointer
  ) throws(GitError) -> [TreeEntry] {
    var parser = TreeParser(id: id)
    // An entry is a mode of five or six digits, a name and an id.
    parser.entries.reserveCapacity(bytes.count / 36)
    var position = 0
    while position < bytes.count {
      position = try parser.readEntry(at: position, in: bytes)
    }
    return parser.entries
  }

  private mutating func readEntry(
    at start: Int,
    in bytes: UnsafeRawBufferPointer
  ) throws(GitError) -> Int {
    var position = start
    var mode: UInt32 = 0
    while position < bytes.count, bytes[position] != UInt8(ascii: " ") {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 8, position - start < 7 else { throw malformed("an entry has a bad mode") }
      mode = mode << 3 | UInt32(digit)
      position += 1
    }
    guard position > start, position < bytes.count else { throw malformed("it is cut off") }
    let nameStart = position + 1
    guard let nameEnd = bytes[nameStart...].firstIndex(of: 0), nameEnd + 20 < bytes.count else {
      throw malformed("it is cut off")
    }
    let name = UnsafeRawBufferPointer(rebasing: bytes[nameStart..<nameEnd])
    let raw = UnsafeRawBufferPointer(rebasing: bytes[(nameEnd + 1)..<(nameEnd + 21)])
    guard RepoPath.isComponent(name), let target = ObjectID(raw: raw) else {
      throw malformed("'\(printable(name))' is no valid name")
    }
    try add(TreeEntry(name: Array(name), mode: FileMode(rawValue: mode), id: target))
    return nameEnd + 21
  }

  private mutating func add(_ entry: TreeEntry) throws(GitError) {
    if let last = entries.last, !last.precedes(entry) {
      let isDouble = last.name == entry.name
      let name = printable(entry.name)
      throw malformed(isDouble ? "'\(name)' is in it twice" : "'\(name)' is out of order")
    }
    // A file of the same name would stand before the folder, with others like `x.md` in between.
    if entry.mode.isTree, entries.entry(named: entry.name, isTree: false) != nil {
      throw malformed("'\(printable(entry.name))' is in it twice")
    }
    entries.append(entry)
  }

  private func malformed(_ reason: String) -> GitError {
    GitError(
      code: .corrupt,
      message: "tree \(id) is malformed: \(reason)",
      function: "git_odb_read",
      hint: "check the repository with: git fsck"
    )
  }
}
