/// A path that differs between two trees, or between a tree and the index.
package struct TreeChange: Hashable, Sendable {
  /// What stands at a path.
  package struct Side: Hashable, Sendable {
    package let mode: FileMode
    package let id: ObjectID

    package init(mode: FileMode, id: ObjectID) {
      self.mode = mode
      self.id = id
    }
  }

  package let path: RepoPath
  /// What stood there; nil when it was added.
  package let old: Side?
  /// What stands there now; nil when it was removed.
  package let new: Side?

  package init(path: RepoPath, old: Side?, new: Side?) {
    self.path = path
    self.old = old
    self.new = new
  }
}

extension Repository {
  /// The files that differ between two trees, sorted by path; folders that are equal are not read.
  ///
  /// Modes count as git reads them: 100664 is 100644. A file that became a folder is removed, and
  /// the files in the folder are added.
  ///
  /// - Parameters:
  ///   - old: A tree; nil is an empty one.
  ///   - new: A tree; nil is an empty one.
  ///   - paths: Folders or files to look at; nil is everything.
  ///   - limit: How much to read at most.
  /// - Returns: Each path once, sorted bytewise.
  /// - Throws: `.limit`, `.depth`; what `readTree` throws.
  package func changes(
    from old: ObjectID?,
    to new: ObjectID?,
    below paths: [RepoPath]? = nil,
    limit: TreeWalkLimit = TreeWalkLimit(entries: 1_000_000)
  ) throws(GitError) -> [TreeChange] {
    guard old != new else { return [] }
    var comparison = TreeComparison(
      repository: self,
      filter: PathFilter(paths),
      count: TreeWalkCount(limit)
    )
    try comparison.run(old, new)
    return comparison.changes
  }
}

private struct TreeComparison {
  let repository: Repository
  let filter: PathFilter
  var count: TreeWalkCount
  var changes: [TreeChange] = []

  mutating func run(_ old: ObjectID?, _ new: ObjectID?) throws(GitError) {
    var open: [Level] = []
    var next: Step? = Step(
      path: nil,
      old: old,
      new: new,
      isChosen: filter.paths == nil
    )
    while true {
      if let step = next {
        open.append(try level(for: step, depth: open.count))
        next = nil
      }
      guard let last = open.indices.last else { return }
      guard let pair = open[last].nextPair() else {
        open.removeLast()
        continue
      }
      next = compare(pair, in: open[last])
    }
  }

  private mutating func level(for step: Step, depth: Int) throws(GitError) -> Level {
    let old = try step.old.map { id throws(GitError) in try repository.readTree(id) } ?? []
    let new = try step.new.map { id throws(GitError) in try repository.readTree(id) } ?? []
    try count.add(old.count + new.count, in: step.path, depth: depth)
    return Level(path: step.path, isChosen: step.isChosen, old: old[...], new: new[...])
  }

  /// Notes a file that differs; returns the folder that differs.
  private mutating func compare(_ pair: Pair, in level: Level) -> Step? {
    guard let entry = pair.new ?? pair.old else { return nil }
    if let old = pair.old, let new = pair.new, old.id == new.id,
      old.mode.canonical == new.mode.canonical
    {
      return nil
    }
    let path = RepoPath(folder: level.path, checked: entry.name)
    let isChosen = level.isChosen || filter.isChosen(path)
    if entry.mode.isTree {
      guard isChosen || filter.leads(into: path) else { return nil }
      return Step(path: path, old: pair.old?.id, new: pair.new?.id, isChosen: isChosen)
    }
    if isChosen {
      changes.append(TreeChange(path: path, old: side(pair.old), new: side(pair.new)))
    }
    return nil
  }

  private func side(_ entry: TreeEntry?) -> TreeChange.Side? {
    entry.map { TreeChange.Side(mode: $0.mode.canonical, id: $0.id) }
  }

  /// Two folders of one path that are to be compared.
  private struct Step {
    let path: RepoPath?
    let old: ObjectID?
    let new: ObjectID?
    let isChosen: Bool
  }

  /// Two entries of one name and kind; one of them may be missing.
  private struct Pair {
    var old: TreeEntry?
    var new: TreeEntry?
  }

  private struct Level {
    let path: RepoPath?
    let isChosen: Bool
    var old: ArraySlice<TreeEntry>
    var new: ArraySlice<TreeEntry>

    mutating func nextPair() -> Pair? {
      guard let left = old.first, let right = new.first else {
        if old.isEmpty, new.isEmpty { return nil }
        return Pair(old: old.popFirst(), new: new.popFirst())
      }
      let order = TreeEntry.order(left.name, left.mode.isTree, right.name, right.mode.isTree)
      return Pair(
        old: order <= 0 ? old.popFirst() : nil,
        new: order >= 0 ? new.popFirst() : nil
      )
    }
  }
}
