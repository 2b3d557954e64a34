/// A change of some paths of a tree, computed without index or work tree.
///
/// Only the folders on the way to a changed path are read and made anew; a folder that is emptied
/// vanishes, as in git.
package struct TreeEdit: Sendable {
  /// What becomes of a path.
  package enum Change: Hashable, Sendable {
    case put(FileMode, ObjectID)
    case remove
  }

  /// A tree and the objects that it needs and the base did not have.
  package struct Result: Hashable, Sendable {
    package let root: ObjectID
    /// Trees below before those above.
    package let trees: [NewObject]
  }

  private struct Node: Sendable {
    var change: Change?
    var children: [[UInt8]: Node] = [:]

    mutating func insert(_ change: Change, at path: ArraySlice<ArraySlice<UInt8>>) {
      guard let name = path.first else {
        self.change = change
        return
      }
      children[Array(name), default: Node()].insert(change, at: path.dropFirst())
    }

    var holdsPut: Bool {
      if case .put = change { return true }
      return children.values.contains { $0.holdsPut }
    }
  }

  private var top = Node()

  package init(_ changes: [RepoPath: Change]) {
    for (path, change) in changes {
      top.insert(change, at: path.bytes.split(separator: UInt8(ascii: "/"))[...])
    }
  }

  /// Computes the tree that `base` becomes.
  ///
  /// - Parameters:
  ///   - base: The tree to begin with; nil is the empty one.
  ///   - read: The entries of a tree.
  /// - Returns: The new root; it is `base` where nothing changes.
  /// - Throws: `.exists` where a file and a folder would have the same name, and what `read` throws.
  package func applied(
    to base: ObjectID?,
    reading read: (ObjectID) throws(GitError) -> [TreeEntry]
  ) throws(GitError) -> Result {
    var trees: [NewObject] = []
    if let root = try rebuilt(top, base, [], read, &trees) {
      return Result(root: root, trees: trees)
    }
    let empty = try NewObject(.tree, [])
    return Result(root: empty.id, trees: trees + [empty])
  }

  /// Computes the tree that a tree of a repository becomes; writes nothing.
  package func applied(
    to base: ObjectID?,
    in repository: Repository
  ) throws(GitError) -> Result {
    try applied(to: base) { id throws(GitError) in try repository.readTree(id) }
  }

  /// The id of the tree with the node's changes; nil where nothing is left in it.
  private func rebuilt(
    _ node: Node,
    _ base: ObjectID?,
    _ path: [UInt8],
    _ read: (ObjectID) throws(GitError) -> [TreeEntry],
    _ trees: inout [NewObject]
  ) throws(GitError) -> ObjectID? {
    var entries: [TreeEntry] = []
    var touched: [[UInt8]: TreeEntry] = [:]
    if let base {
      for entry in try read(base) {
        if node.children[entry.name] == nil {
          entries.append(entry)
        } else {
          touched[entry.name] = entry
        }
      }
    }
    for (name, child) in node.children {
      let place = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
      if let entry = try replaced(touched[name], name, child, place, read, &trees) {
        entries.append(entry)
      }
    }
    guard !entries.isEmpty else { return nil }
    let tree = try NewObject(.tree, serialized(entries.sorted { $0.precedes($1) }))
    if tree.id != base { trees.append(tree) }
    return tree.id
  }

  /// The entry that stands at `place` afterwards; nil for none.
  private func replaced(
    _ old: TreeEntry?,
    _ name: [UInt8],
    _ node: Node,
    _ place: [UInt8],
    _ read: (ObjectID) throws(GitError) -> [TreeEntry],
    _ trees: inout [NewObject]
  ) throws(GitError) -> TreeEntry? {
    let oldTree = old.flatMap { $0.mode.isTree ? $0.id : nil }
    var folder = oldTree
    if !node.children.isEmpty {
      // A file gives way to a folder only where the same edit removes it.
      if old != nil, oldTree == nil, node.change == nil {
        guard !node.children.values.contains(where: \.holdsPut) else { throw clash(place) }
        return old
      }
      folder = try rebuilt(node, oldTree, place, read, &trees)
    }
    switch node.change {
    case .put(let mode, let id):
      guard folder == nil else { throw clash(place) }
      return TreeEntry(name: name, mode: mode, id: id)
    case .remove:
      guard oldTree == nil || !node.children.isEmpty else { throw clash(place) }
    case nil: break
    }
    return folder.map { TreeEntry(name: name, mode: .tree, id: $0) }
  }

  private func serialized(_ entries: [TreeEntry]) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += Array(String(entry.mode.rawValue, radix: 8).utf8)
      bytes.append(UInt8(ascii: " "))
      bytes += entry.name
      bytes.append(0)
      bytes += entry.id.raw
    }
    return bytes
  }

  private func clash(_ place: [UInt8]) -> GitError {
    GitError(
      code: .exists,
      message: "'\(printable(place))' would be both a file and a folder",
      function: "TreeEdit"
    )
  }
}
