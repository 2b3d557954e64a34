extension Repository {
  /// The entries of a tree, in its order.
  ///
  /// - Throws: `.notFound`; `.corrupt` for what `git fsck` would refuse: doubles, a wrong order, bad
  ///   names; `.limit` for a tree of more than 64 MiB. The libgit2 function is `git_odb_read`.
  package func readTree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
    if let entries = trees[id] { return entries }
    let entries = try withObject(id, kind: .tree) { bytes throws(GitError) in
      guard bytes.count <= 64 << 20 else {
        throw GitError(code: .limit, message: "tree \(id) is too large", function: "git_odb_read")
      }
      return try TreeParser.entries(of: id, in: bytes)
    }
    trees[id] = entries
    return entries
  }

  /// What stands at a path of a tree; nil where there is nothing.
  ///
  /// - Throws: What `readTree` throws.
  package func entry(
    at path: RepoPath,
    in treeID: ObjectID
  ) throws(GitError) -> TreeEntry? {
    var treeID = treeID
    var rest = path.bytes[...]
    while true {
      let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      let entry = try readTree(treeID).entry(named: Array(rest[..<end]))
      guard let entry, end < rest.endIndex else { return entry }
      guard entry.mode.isTree else { return nil }
      treeID = entry.id
      rest = rest[(end + 1)...]
    }
  }
}

/// The trees that were parsed last, as many as some 200,000 entries.
struct TreeCache {
  private var trees: [ObjectID: [TreeEntry]] = [:]
  private var entryCount = 0

  subscript(id: ObjectID) -> [TreeEntry]? {
    get { trees[id] }
    set {
      guard let newValue else { return }
      // Thrown away as a whole: what is looked up again and again is back at once.
      if entryCount > 200_000 || trees.count > 4096 {
        trees = [:]
        entryCount = 0
      }
      trees[id] = newValue
      entryCount += newValue.count
    }
  }
}
