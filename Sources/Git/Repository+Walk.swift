/// A file, link or submodule somewhere in a tree.
package struct TreeFile: Hashable, Sendable {
  package let path: RepoPath
  package let mode: FileMode
  package let id: ObjectID

  package init(path: RepoPath, mode: FileMode, id: ObjectID) {
    self.path = path
    self.mode = mode
    self.id = id
  }
}

extension Repository {
  /// All files below some folders of a tree, sorted by path; links and submodules are files here.
  ///
  /// - Parameters:
  ///   - treeID: The tree whose paths are meant.
  ///   - paths: Folders or single files; what is not there counts for nothing. Nil is everything.
  ///   - limit: How much to read at most.
  /// - Returns: Each file once, sorted bytewise by path.
  /// - Throws: `.limit`, `.depth`; what `readTree` throws.
  package func walk(
    tree treeID: ObjectID,
    below paths: [RepoPath]?,
    limit: TreeWalkLimit = TreeWalkLimit()
  ) throws(GitError) -> [TreeFile] {
    var walk = TreeWalk(repository: self, limit: limit)
    guard let paths = PathFilter(paths).paths else {
      try walk.gather(treeID, at: nil, depth: 0)
      return walk.files
    }
    for path in paths {
      guard let entry = try entry(at: path, in: treeID) else { continue }
      if entry.mode.isTree {
        try walk.gather(entry.id, at: path, depth: path.depth)
      } else {
        walk.files.append(TreeFile(path: path, mode: entry.mode, id: entry.id))
      }
    }
    // `a` comes before `a.b`, but `a/x` after `a.b/x`.
    return walk.files.sorted { $0.path < $1.path }
  }
}

private struct TreeWalk {
  let repository: Repository
  var files: [TreeFile] = []
  private var count: TreeWalkCount

  init(repository: Repository, limit: TreeWalkLimit) {
    self.repository = repository
    count = TreeWalkCount(limit)
  }

  // A stack of its own instead of recursion: a tree of 100,000 levels must not end the process.
  mutating func gather(_ treeID: ObjectID, at top: RepoPath?, depth: Int) throws(GitError) {
    var open: [Level] = []
    var next: (id: ObjectID, path: RepoPath?)? = (treeID, top)
    while true {
      if let folder = next {
        let entries = try repository.readTree(folder.id)
        try count.add(entries.count, in: folder.path, depth: depth + open.count)
        open.append(Level(path: folder.path, entries: entries[...]))
        next = nil
      }
      guard let level = open.indices.last else { return }
      guard let entry = open[level].entries.popFirst() else {
        open.removeLast()
        continue
      }
      let path = RepoPath(folder: open[level].path, checked: entry.name)
      if entry.mode.isTree {
        next = (entry.id, path)
      } else {
        files.append(TreeFile(path: path, mode: entry.mode, id: entry.id))
      }
    }
  }

  private struct Level {
    let path: RepoPath?
    var entries: ArraySlice<TreeEntry>
  }
}

extension RepoPath {
  /// The number of components.
  var depth: Int { bytes.count { $0 == UInt8(ascii: "/") } + 1 }
}
