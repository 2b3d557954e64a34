import Glibc

extension Worktree {
  /// What the work tree holds that the index does not vouch for.
  package struct Comparison: Sendable {
    /// Entries whose file may hold something else than what is staged, or may be gone.
    ///
    /// Unmerged ones, and those that git was told not to look at, are none of them.
    package internal(set) var doubtful: [IndexEntry] = []
    /// Files that are neither tracked nor ignored, sorted.
    package internal(set) var untracked: [RepoPath] = []
  }

  /// Compares the work tree with the index, by one look at each tracked file and each of its folders.
  ///
  /// Links are listed and not followed; what is a repository of its own is left out, as git does.
  ///
  /// - Parameters:
  ///   - index: What is tracked; only the folders and files that it was asked for are looked at.
  ///   - folders: What is known of folders; what is found out is added.
  ///   - workers: How many threads may look at files.
  /// - Returns: What is to be looked at more closely.
  /// - Throws: `.limit` above 200,000 untracked entries or 64 folders deep, `.system`.
  package func comparison(
    with index: IndexScan,
    knowing folders: inout KnownFolders,
    workers: Int = 1
  ) throws(GitError) -> Comparison {
    let looks = try looks(at: index, workers: workers)
    var walk = ComparisonWalk(worktree: self, index: index, looks: looks, folders: folders)
    try walk.run()
    folders = walk.folders
    var comparison = walk.comparison
    comparison.untracked = Set(walk.untracked.found).sorted()
    return comparison
  }
}

/// Goes along the sorted entries of the index, folder by folder.
private struct ComparisonWalk {
  let worktree: Worktree
  let index: IndexScan
  /// One an entry.
  let looks: [Worktree.Look]
  var folders: KnownFolders
  var comparison = Worktree.Comparison()
  var untracked = UntrackedFiles()

  init(
    worktree: Worktree,
    index: IndexScan,
    looks: [Worktree.Look],
    folders: KnownFolders
  ) {
    self.worktree = worktree
    self.index = index
    self.looks = looks
    self.folders = folders
  }

  private var entries: [IndexEntry] { index.entries }

  mutating func run() throws(GitError) {
    var home: (path: RepoPath?, isThere: Bool)?
    for place in index.paths ?? [] {
      let parent = place.parent
      if home == nil || home?.path != parent {
        home = (parent, try worktree.openFolderIfAny(parent) != nil)
      }
      try visit(place, isReachable: home?.isThere ?? false)
    }
  }

  private mutating func visit(_ place: RepoPath, isReachable: Bool) throws(GitError) {
    let own = range(of: place.bytes) { $0 == place }
    let below = range(of: place.bytes + [UInt8(ascii: "/")]) { $0.isWithin(place) }
    guard isReachable else {
      doubt(own)
      doubt(below)
      return
    }
    var isThere = false
    for position in own where take(position) { isThere = true }
    if isThere, below.isEmpty { return }
    guard let found = try worktree.glance(at: place) else { return doubt(below) }
    if found.kind == .directory, !below.isEmpty {
      try compareFolder(place, found, below, depth: 0)
    } else {
      doubt(below)
      if !isThere { try untracked.add(place, found.kind, depth: 0, in: worktree) }
    }
  }

  /// The entries that begin with `prefix` and that `belongs` holds for.
  private func range(of prefix: [UInt8], _ belongs: (RepoPath) -> Bool) -> Range<Int> {
    let start = index.position(of: prefix)
    let end = entries[start...].firstIndex { !belongs($0.path) } ?? entries.count
    return start..<end
  }

  private mutating func doubt(_ range: Range<Int>) {
    for entry in entries[range] where entry.isLookedAt { comparison.doubtful.append(entry) }
  }

  /// Takes the look at an entry into account; whether a file or link stands there.
  private mutating func take(_ position: Int) -> Bool {
    let entry = entries[position]
    if looks[position] != .proved, entry.isLookedAt { comparison.doubtful.append(entry) }
    return looks[position] != .absent
  }

  // MARK: - Folders

  /// Compares a folder that holds something tracked; `range` are the entries below it.
  private mutating func compareFolder(
    _ path: RepoPath,
    _ folder: WorktreeFile,
    _ range: Range<Int>,
    depth: Int
  ) throws(GitError) {
    try untracked.count(path, depth: depth)
    let mark = untracked.found.count
    var nameCount = 0
    var isWhole = true
    var position = range.lowerBound
    while position < range.upperBound {
      let entry = entries[position]
      guard let subfolder = entry.path.ancestor(below: path) else {
        // The versions of an unmerged path are one file.
        let isFirst = position == range.lowerBound || entries[position - 1].path != entry.path
        if !take(position) { isWhole = false } else if isFirst { nameCount += 1 }
        position += 1
        continue
      }
      let start = position
      position =
        entries[start..<range.upperBound].firstIndex { !$0.path.isWithin(subfolder) }
        ?? range.upperBound
      if let found = try worktree.glance(at: subfolder), found.kind == .directory {
        nameCount += 1
        try compareFolder(subfolder, found, start..<position, depth: depth + 1)
      } else {
        isWhole = false
        doubt(start..<position)
      }
    }
    if isWhole, folders.holds(folder, nameCount: nameCount) { return }
    guard let names = try list(path, range, depth: depth) else {
      untracked.found.removeSubrange(mark...)
      return
    }
    if isWhole, names == nameCount { folders.note(folder, nameCount: names) }
  }

  /// Gathers what is untracked right in a folder; how many names it has, nil where it is none of ours.
  private mutating func list(
    _ path: RepoPath,
    _ range: Range<Int>,
    depth: Int
  ) throws(GitError) -> Int? {
    guard let folder = try worktree.openFolderIfAny(path) else { return nil }
    let children = try worktree.children(of: folder, path)
    guard !children.contains(where: { $0.name == Array(".git".utf8) }) else { return nil }
    var files: Set<RepoPath> = []
    var subfolders: Set<RepoPath> = []
    for entry in entries[range] {
      if let subfolder = entry.path.ancestor(below: path) {
        subfolders.insert(subfolder)
      } else {
        files.insert(entry.path)
      }
    }
    for (name, kind) in children where RepoPath.isComponent(name) {
      let child = RepoPath(folder: path, checked: name)
      // Not every file system tells the kind along with the name.
      var known = kind
      if known == nil { known = try worktree.status(of: child.systemName, in: folder, child)?.kind }
      guard let known else { continue }
      if (known == .directory ? subfolders : files).contains(child) { continue }
      try untracked.add(child, known, depth: depth + 1, in: worktree)
    }
    return children.count
  }
}

extension IndexEntry {
  /// Whether git compares the file with the entry.
  fileprivate var isLookedAt: Bool { stage == 0 && !isSkipWorktree && !isAssumeUnchanged }
}

extension RepoPath {
  /// The folder right below `folder` that this path lies in; nil where it lies in `folder` itself.
  fileprivate func ancestor(below folder: RepoPath) -> RepoPath? {
    let start = folder.bytes.count + 1
    guard let slash = bytes[start...].firstIndex(of: UInt8(ascii: "/")) else { return nil }
    return RepoPath(checked: bytes[..<slash])
  }
}
