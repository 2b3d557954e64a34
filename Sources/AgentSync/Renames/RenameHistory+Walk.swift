import AgentModel
import Git

/// What is asked of the whole history is asked in one walk, however many paths it is about.
extension RenameHistory {
  /// A commit with what it changed, as seen from each of its parents.
  struct Changes {
    let commit: CommitHistory.Step
    /// By parent: its tree, and the files that differ from it.
    let sides: [(tree: ObjectID, files: [TreeChange])]
  }

  /// Walks over the commits, newest first, for as long as `body` wants more.
  ///
  /// The first commit is compared with nothing.
  ///
  /// - Throws: `Problem` where the repository can't be read.
  func eachCommit(_ body: (Changes) throws(Problem) -> Bool) throws(Problem) {
    guard let start else { return }
    let history = try reading("walk the history") { () throws(GitError) in
      try repository.history(from: start, limit: RenameHistory.maximumCommits)
    }
    while let commit = try reading("walk the history", history.next) {
      let parents: [ObjectID?] = commit.parentTreeIDs.isEmpty ? [nil] : commit.parentTreeIDs
      var sides: [(tree: ObjectID, files: [TreeChange])] = []
      for parent in parents where parent != commit.treeID {
        let files = try reading("compare commits") { () throws(GitError) in
          try repository.changes(from: parent, to: commit.treeID)
        }
        sides.append((parent ?? .zero, files))
      }
      guard !sides.isEmpty else { continue }
      guard try body(Changes(commit: commit, sides: sides)) else { return }
    }
    if history.commitsLeft == 0 { isCutShort = true }
  }

  // MARK: - Removals

  /// The points that took paths away, newest first.
  func removals(of paths: [RepoPath]) throws(Problem) -> [RepoPath: [Removal]] {
    var removals: [RepoPath: [Removal]] = [:]
    if let uncommitted = uncommittedBase {
      for path in paths {
        if let entry = try entry(at: path, of: uncommitted) {
          let isFolder = entry.mode.isTree
          removals[path] = [Removal(commitID: nil, before: uncommitted, isFolder: isFolder)]
        }
      }
    }
    let wanted = Set(paths)
    try eachCommit { (changes) throws(Problem) in
      guard range?.contains(changes.commit.id) ?? true else { return true }
      var found: [RepoPath: [Removal]] = [:]
      for side in changes.sides {
        for (path, isFolder) in try lost(wanted, in: side.files, of: changes.commit.treeID) {
          found[path, default: []].append(
            Removal(commitID: changes.commit.id, before: side.tree, isFolder: isFolder)
          )
        }
      }
      // What a merge took from one side, that side's own commit took away.
      let parents = changes.commit.parentTreeIDs.count
      for (path, list) in found {
        for var removal in list {
          removal.isMerged = list.count < parents
          removals[path, default: []].append(removal)
        }
      }
      return true
    }
    return removals
  }

  /// Which of some paths a commit's tree lacks that its parent has, and whether that was a folder.
  private func lost(
    _ wanted: Set<RepoPath>,
    in files: [TreeChange],
    of tree: ObjectID
  ) throws(Problem) -> [RepoPath: Bool] {
    var lost: [RepoPath: Bool] = [:]
    var present: Set<RepoPath> = []
    for file in files where file.new == nil {
      if wanted.contains(file.path) { lost[file.path] = false }
      for folder in file.path.folders {
        guard lost[folder] == nil, !present.contains(folder) else { break }
        guard wanted.contains(folder) else { continue }
        if try entry(at: folder, of: tree) == nil {
          lost[folder] = true
        } else {
          present.insert(folder)
        }
      }
    }
    return lost
  }

  // MARK: - Arrivals

  /// The renames that brought files to some paths, newest first.
  func arrivals(at paths: [RepoPath]) throws(Problem) -> [Rename] {
    let wanted = Set(paths)
    var arrivals = try uncommittedRenames().filter { wanted.contains($0.to) }
    guard !wanted.isEmpty else { return arrivals }
    try eachCommit { (changes) throws(Problem) in
      for side in changes.sides where side.tree != .zero {
        let isArrival = side.files.contains { $0.old == nil && wanted.contains($0.path) }
        guard isArrival else { continue }
        arrivals += try renames(from: side.tree, to: changes.commit.treeID)
          .filter { wanted.contains($0.to) }
      }
      return true
    }
    return arrivals
  }

  // MARK: - Versions

  /// A text that a file had.
  struct Version {
    let commitID: ObjectID
    let blobID: ObjectID
  }

  /// The texts that files had at their paths, newest first.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - limit: How many texts of each are wanted.
  /// - Returns: By path; nothing for those that the history does not have.
  /// - Throws: `Problem` where the repository can't be read.
  func versions(
    of paths: some Collection<RepoPath>,
    limit: Int
  ) throws(Problem) -> [RepoPath: [Version]] {
    let wanted = Set(paths)
    guard !wanted.isEmpty else { return [:] }
    var versions: [RepoPath: [Version]] = [:]
    try eachCommit { (changes) throws(Problem) in
      guard let first = changes.sides.first,
        changes.sides.count >= changes.commit.parentTreeIDs.count
      else { return true }
      for file in first.files where wanted.contains(file.path) {
        guard let new = file.new, new.mode.isPlainFile,
          versions[file.path]?.count ?? 0 < limit,
          // A merge wrote only what it has from no side.
          changes.sides.dropFirst().allSatisfy({ side in
            side.files.contains { $0.path == file.path }
          })
        else { continue }
        versions[file.path, default: []].append(
          Version(commitID: changes.commit.id, blobID: new.id)
        )
      }
      return true
    }
    return versions
  }
}
