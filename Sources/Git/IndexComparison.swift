extension Repository {
  /// The files that differ between a tree and the index, sorted by path.
  ///
  /// Paths that are unmerged are left out, and one that is only intended to be added is not there. A
  /// folder that the index knows to be the very same tree is not read.
  ///
  /// - Parameters:
  ///   - treeID: The tree; nil is an empty one.
  ///   - scan: The index; it must cover `paths`.
  ///   - paths: Folders or files to look at; nil is what the scan covers.
  ///   - limit: How much of the tree to read at most.
  /// - Returns: Each path once, sorted bytewise.
  /// - Throws: `.limit`, `.depth`; what `readTree` throws.
  package func changes(
    from treeID: ObjectID?,
    toIndex scan: IndexScan,
    below paths: [RepoPath]? = nil,
    limit: TreeWalkLimit = TreeWalkLimit(entries: 1_000_000)
  ) throws(GitError) -> [TreeChange] {
    var comparison = IndexComparison(
      repository: self,
      scan: scan,
      filter: paths.map { PathFilter($0) } ?? scan.filter,
      count: TreeWalkCount(limit)
    )
    try comparison.run(treeID)
    return comparison.changes
  }
}

/// Goes along a tree and the index at once; both are in the same order.
private struct IndexComparison {
  let repository: Repository
  let filter: PathFilter
  private(set) var changes: [TreeChange] = []

  private let trees: IndexTrees
  /// Whether the scan holds nothing but what is asked for.
  private let isExact: Bool
  private var rest: ArraySlice<IndexEntry>
  private var count: TreeWalkCount

  init(repository: Repository, scan: IndexScan, filter: PathFilter, count: TreeWalkCount) {
    self.repository = repository
    self.filter = filter
    self.count = count
    trees = scan.trees
    isExact = filter.paths == scan.paths
    rest = scan.entries[...]
  }

  private struct Level {
    let path: RepoPath?
    let isChosen: Bool
    var entries: ArraySlice<TreeEntry>
  }

  // A stack of its own instead of recursion, as wherever trees are walked.
  mutating func run(_ treeID: ObjectID?) throws(GitError) {
    var open: [Level] = []
    if let treeID, !skipsFolder(nil, treeID, isChosen: filter.paths == nil) {
      open.append(try level(nil, treeID, isChosen: filter.paths == nil, depth: 0))
    }
    while let last = open.indices.last {
      guard let entry = open[last].entries.popFirst() else {
        open.removeLast()
        continue
      }
      let path = RepoPath(folder: open[last].path, checked: entry.name)
      let isChosen = open[last].isChosen || filter.isChosen(path)
      if entry.mode.isTree {
        guard isChosen || filter.leads(into: path) else { continue }
        guard !skipsFolder(path, entry.id, isChosen: isChosen) else { continue }
        open.append(try level(path, entry.id, isChosen: isChosen, depth: open.count))
      } else if isChosen {
        compare(TreeChange.Side(mode: entry.mode.canonical, id: entry.id), at: path)
      }
    }
    while let entry = rest.popFirst() { add(entry, over: nil) }
  }

  private mutating func level(
    _ path: RepoPath?,
    _ id: ObjectID,
    isChosen: Bool,
    depth: Int
  ) throws(GitError) -> Level {
    let entries = try repository.readTree(id)
    try count.add(entries.count, in: path, depth: depth)
    return Level(path: path, isChosen: isChosen, entries: entries[...])
  }

  /// Passes over the entries of a folder that the index knows to be this very tree.
  private mutating func skipsFolder(_ path: RepoPath?, _ id: ObjectID, isChosen: Bool) -> Bool {
    guard let known = trees[path], known.id == id else { return false }
    var start = rest.startIndex
    var end = rest.endIndex
    if let path {
      // In the index `a.b` stands before `a/x`, though `a` sorts before both.
      let prefix = path.bytes + [UInt8(ascii: "/")]
      let isBefore = { (entry: IndexEntry) in entry.path.bytes.lexicographicallyPrecedes(prefix) }
      start = rest.firstIndex { !isBefore($0) } ?? end
      end = rest[start...].firstIndex { !$0.path.isWithin(path) } ?? end
    }
    // An entry that came or went behind git's back.
    guard !isChosen || end - start == known.entryCount else { return false }
    for entry in rest[..<start] { add(entry, over: nil) }
    rest = rest[end...]
    return true
  }

  private mutating func compare(_ side: TreeChange.Side, at path: RepoPath) {
    while let entry = rest.first, entry.path < path {
      rest.removeFirst()
      add(entry, over: nil)
    }
    guard let entry = rest.first, entry.path == path else {
      changes.append(TreeChange(path: path, old: side, new: nil))
      return
    }
    while let entry = rest.first, entry.path == path {
      rest.removeFirst()
      add(entry, over: side)
    }
  }

  private mutating func add(_ entry: IndexEntry, over old: TreeChange.Side?) {
    guard entry.stage == 0, isExact || filter.covers(entry.path) else { return }
    let new = entry.isIntentToAdd ? nil : TreeChange.Side(mode: entry.mode, id: entry.id)
    guard old != new else { return }
    changes.append(TreeChange(path: entry.path, old: old, new: new))
  }
}
