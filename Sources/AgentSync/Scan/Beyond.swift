package import AgentModel
package import Git

/// A file of the library or an output that index or work tree hold in another version than was read.
package struct Beyond: Hashable, Sendable {
  package enum Place: String, Sendable {
    case index
    case worktree
  }

  package enum Change: String, Sendable {
    case added
    case modified
    case deleted
    case untracked
  }

  package let path: RepoPath
  package let place: Place
  package let change: Change
  /// Whether it is something outputs are made from, and not an output or a record.
  package let isSource: Bool
}

/// Finds what index and work tree hold of the managed files beyond a snapshot of HEAD.
///
/// Like `git status` it trusts the index's size and time of a file, and reads only where they differ.
///
/// - Returns: sorted by path, what the index says before what the work tree says; empty for a snapshot
///   of the index or work tree, and in a bare repository.
package func beyond(
  _ snapshot: Snapshot,
  _ facts: Plan.Facts,
  in repository: Repository
) throws(Problem) -> [Beyond] {
  guard snapshot.kind == .commit, repository.location.workTree != nil else { return [] }
  let places = facts.places
  let index = try reading("read the index") { () throws(GitError) in
    try repository.indexScan(below: places)
  }
  let worktree = try reading("open the work tree") { () throws(GitError) in
    try Worktree(of: repository)
  }
  var search = BeyondSearch(roots: facts.roots, repository: repository, worktree: worktree)
  try search.compare(snapshot, with: index)
  try search.compareWorktree(with: index)
  return search.found.sorted { ($0.path, $0.place.rawValue) < ($1.path, $1.place.rawValue) }
}

private struct BeyondSearch {
  let roots: [RepoPath]
  let repository: Repository
  let worktree: Worktree
  private(set) var found: [Beyond] = []

  private func isSource(_ path: RepoPath) -> Bool {
    path == Config.path || roots.isEmpty || roots.contains { path.isWithin($0) }
  }

  private mutating func add(_ path: RepoPath, _ place: Beyond.Place, _ change: Beyond.Change) {
    found.append(
      Beyond(path: path, place: place, change: change, isSource: isSource(path))
    )
  }

  mutating func compare(_ snapshot: Snapshot, with index: IndexScan) throws(Problem) {
    guard case .tree(let tree) = snapshot.content else { return }
    let changes = try reading("compare HEAD with the index") { () throws(GitError) in
      try repository.changes(from: tree, toIndex: index, limit: SnapshotReader.limit)
    }
    for change in changes {
      let kind: Beyond.Change =
        change.new == nil ? .deleted : change.old == nil ? .added : .modified
      add(change.path, .index, kind)
    }
    for path in Set(index.entries.lazy.filter { $0.stage != 0 }.map(\.path)) {
      add(path, .index, .modified)
    }
  }

  mutating func compareWorktree(
    with index: IndexScan
  ) throws(Problem) {
    var folders = KnownFolders(of: repository)
    let comparison = try reading("look at the work tree") { () throws(GitError) in
      try worktree.comparison(with: index, knowing: &folders, workers: 2)
    }
    folders.save()
    for entry in comparison.doubtful {
      let file = try reading("look at '\(entry.path)'") { () throws(GitError) in
        try worktree.statusIfReachable(of: entry.path)
      }
      guard let file else {
        add(entry.path, .worktree, .deleted)
        continue
      }
      if try isModified(file, entry) { add(entry.path, .worktree, .modified) }
    }
    for path in comparison.untracked { add(path, .worktree, .untracked) }
  }

  private func isModified(_ file: WorktreeFile, _ entry: IndexEntry) throws(Problem) -> Bool {
    guard file.kind == .file else { return entry.mode.isPlainFile }
    guard entry.mode.isPlainFile else { return true }
    guard file.isExecutable == (entry.mode == .executable) else { return true }
    guard file.size <= Int64(Plan.maximumOutputSize) else { return true }
    return try reading("read '\(entry.path)'") { () throws(GitError) in
      // Attributes cost far more than the bytes do, and most files need no conversion.
      guard let found = try worktree.read(entry.path) else { return true }
      if try hashBlob(found.bytes) == entry.id { return false }
      return try hashBlob(worktree.readNormalised(entry.path)) != entry.id
    }
  }
}
