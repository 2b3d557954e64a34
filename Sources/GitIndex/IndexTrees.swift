/// The folders whose tree the index knows by its id, from git's cache of trees (extension `TREE`).
///
/// git drops a folder from it as soon as an entry below is touched, and relies on what is left: what
/// `git commit` writes as a tree is taken from here. Of nested folders only the outermost is kept.
package struct IndexTrees: Hashable, Sendable {
  /// What the index holds below a folder, as one tree.
  package struct Tree: Hashable, Sendable {
    package let id: ObjectID
    /// How many entries of the index make it up.
    package let entryCount: Int
  }

  private var trees: [RepoPath?: Tree] = [:]

  /// No folder is known.
  package init() {}

  /// Reads the extension; where it is malformed no folder is known, as for git.
  ///
  /// - Parameters:
  ///   - bytes: The extension without its header.
  ///   - filter: The paths that will be asked for.
  package init(parsing bytes: UnsafeRawBufferPointer, _ filter: PathFilter) {
    guard filter.paths?.isEmpty != true else { return }
    var reader = NodeReader(bytes: bytes)
    // The folders whose subfolders come next, each with how many are left.
    var open: [(folder: RepoPath?, isWanted: Bool, left: Int)] = []
    while true {
      guard let node = reader.next(), node.name.isEmpty == open.isEmpty else { return }
      var path: RepoPath?
      var isWanted = true
      if let last = open.indices.last {
        open[last].left -= 1
        isWanted = open[last].isWanted
        if isWanted {
          guard RepoPath.isComponent(node.name) else { return }
          let child = RepoPath(folder: open[last].folder, checked: Array(node.name))
          isWanted = filter.leads(into: child) || filter.covers(child)
          path = child
        }
      }
      if isWanted, let tree = node.tree {
        trees[path] = tree
        isWanted = false
      }
      open.append((path, isWanted, node.folderCount))
      while open.last?.left == 0 { open.removeLast() }
      if open.isEmpty { break }
    }
    // Git reads one tree and nothing behind it.
    if !reader.isAtEnd { trees = [:] }
  }

  /// The tree of a folder, nil being the top; nil where the index knows none, or one further out.
  package subscript(folder: RepoPath?) -> Tree? { trees[folder] }
}

/// Goes over the nodes of the extension: a name and NUL, `entries folders` and a newline, an id.
private struct NodeReader {
  struct Node {
    let name: UnsafeRawBufferPointer
    /// Nil where entries below changed since the tree was written.
    let tree: IndexTrees.Tree?
    let folderCount: Int
  }

  let bytes: UnsafeRawBufferPointer
  private(set) var position = 0

  package init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The next node; nil where the bytes are none.
  package mutating func next() -> Node? {
    guard let name = field(before: 0), let entryCount = number(before: UInt8(ascii: " ")),
      let folderCount = number(before: UInt8(ascii: "\n")), folderCount >= 0
    else { return nil }
    guard entryCount >= 0 else { return Node(name: name, tree: nil, folderCount: folderCount) }
    guard position + 20 <= bytes.count else { return nil }
    let raw = UnsafeRawBufferPointer(rebasing: bytes[position..<(position + 20)])
    position += 20
    let tree = ObjectID(raw: raw).map { IndexTrees.Tree(id: $0, entryCount: entryCount) }
    return Node(name: name, tree: tree, folderCount: folderCount)
  }

  private mutating func field(before end: UInt8) -> UnsafeRawBufferPointer? {
    guard let stop = bytes[position...].firstIndex(of: end) else { return nil }
    defer { position = stop + 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<stop])
  }

  private mutating func number(before end: UInt8) -> Int? {
    guard let field = field(before: end), field.count < 12 else { return nil }
    return Int(String(decoding: field, as: UTF8.self))
  }
}

extension IndexTrees {
  /// The extension without the ids of some folders; nil where it is malformed.
  ///
  /// - Parameters:
  ///   - bytes: The extension without its header.
  ///   - touched: The folders whose entries changed, with all folders above them; nil is the top.
  /// - Returns: The new bytes, in which git takes these folders for unknown.
  package static func bytes(_ bytes: UnsafeRawBufferPointer, without touched: Set<RepoPath?>)
    -> [UInt8]?
  {
    var reader = NodeReader(bytes: bytes)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    // The folders whose subfolders come next; those that are not touched have no touched ones in them.
    var open: [(folder: RepoPath?, isTouched: Bool, left: Int)] = []
    repeat {
      let start = reader.position
      guard let node = reader.next(), node.name.isEmpty == open.isEmpty else { return nil }
      var path: RepoPath?
      var isTouched = touched.contains(nil)
      if let last = open.indices.last {
        open[last].left -= 1
        isTouched = open[last].isTouched
        if isTouched {
          guard RepoPath.isComponent(node.name) else { return nil }
          path = RepoPath(folder: open[last].folder, checked: Array(node.name))
          isTouched = touched.contains(path)
        }
      }
      if isTouched, node.tree != nil {
        result += node.name
        result += [0] + Array("-1 \(node.folderCount)\n".utf8)
      } else {
        result += bytes[start..<reader.position]
      }
      open.append((path, isTouched, node.folderCount))
      while open.last?.left == 0 { open.removeLast() }
    } while !open.isEmpty
    return reader.isAtEnd ? result : nil
  }
}
