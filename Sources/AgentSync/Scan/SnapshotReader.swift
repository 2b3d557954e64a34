package import AgentModel
package import Git

/// Reads through a snapshot with a repository handle of its own; one a worker.
package final class SnapshotReader {
  package let snapshot: Snapshot
  let repository: Repository

  package init(_ snapshot: Snapshot, in repository: Repository) {
    self.snapshot = snapshot
    self.repository = repository
  }

  /// How much a snapshot may hold below the places that are walked.
  package static let limit = TreeWalkLimit(entries: 200_000, depth: 32)

  /// How much the library may hold.
  var libraryLimits: LibraryLimits { LibraryLimits(for: repository.location) }

  /// Every file below `folders`, or at one of these paths, sorted by path.
  ///
  /// - Throws: `Problem` with `scan.too-many-entries`, `scan.too-deep`, `repository.bad-tree`,
  ///   `repository.missing-object`.
  package func files(below folders: [RepoPath]) throws(Problem) -> [LibraryFile] {
    try withAdditions(ownFiles(below: folders, Self.limit), below: folders)
  }

  /// Every file below the folders of a library, as `files(below:)` finds them.
  ///
  /// - Throws: What that throws; `scan.too-many-entries` where there are more than `limits` allow.
  func libraryFiles(of rules: LibraryRules) throws(Problem) -> [LibraryFile] {
    let folders = rules.staticPrefixes
    guard !folders.isEmpty else { return try allFiles() }
    // What lies between the folders that a wildcard stands for is no part of the library.
    let isPlain = rules.roots.allSatisfy { RepoPath($0).map(folders.contains) ?? false }
    let limits = libraryLimits
    let most = isPlain ? limits.entries : Self.limit.entries
    do throws(Problem) {
      let limit = TreeWalkLimit(entries: most, depth: Self.limit.depth)
      let files = try withAdditions(ownFiles(below: folders, limit), below: folders)
      guard files.count <= most else { throw Problem.tooManyFiles(most) }
      return files
    } catch {
      guard error.code == .tooManyEntries else { throw error }
      throw Problem(error.code, at: error.place, error.message, hint: limits.cure)
    }
  }

  private func ownFiles(
    below folders: [RepoPath],
    _ limit: TreeWalkLimit
  ) throws(Problem) -> [LibraryFile] {
    switch snapshot.content {
    case .tree(nil): return []
    case .tree(let tree?):
      let found = try reading("read tree \(tree.short)") { () throws(GitError) in
        try repository.walk(tree: tree, below: folders, limit: limit)
      }
      return found.map { LibraryFile(path: $0.path, mode: $0.mode, blobID: $0.id) }
    case .listing(let files):
      return try SnapshotReader.withinLimit(files.within(folders))
    case .changed(let tree, let changes):
      return try files(of: tree, below: folders, with: changes)
    }
  }

  private func files(
    of tree: ObjectID,
    below folders: [RepoPath]?,
    with changes: [RepoPath: TreeItem?]
  ) throws(Problem) -> [LibraryFile] {
    let found = try reading("read tree \(tree.short)") { () throws(GitError) in
      try repository.walk(tree: tree, below: folders, limit: Self.limit)
    }
    var files: [LibraryFile] = []
    for file in found where changes[file.path] == nil {
      files.append(LibraryFile(path: file.path, mode: file.mode, blobID: file.id))
    }
    for (path, item) in changes {
      guard let item, folders?.contains(where: { path.isWithin($0) }) ?? true else { continue }
      files.append(LibraryFile(path: path, mode: item.mode, blobID: item.objectID))
    }
    return try SnapshotReader.withinLimit(files.sorted { $0.path < $1.path })
  }

  /// The same bounds for a list of files as for a tree, so that index and commit are judged alike.
  private static func withinLimit(_ files: [LibraryFile]) throws(Problem) -> [LibraryFile] {
    guard files.count <= limit.entries else { throw .tooManyFiles(limit.entries) }
    let slash = UInt8(ascii: "/")
    if let deep = files.first(where: { $0.path.bytes.count { $0 == slash } > limit.depth }) {
      throw .tooDeep(deep.path)
    }
    return files
  }

  /// The files with those in their place that the snapshot was given on top.
  private func withAdditions(
    _ files: [LibraryFile],
    below folders: [RepoPath]?
  ) throws(Problem) -> [LibraryFile] {
    let additions = snapshot.additions.filter { addition in
      folders?.contains { addition.key.isWithin($0) } ?? true
    }
    guard !additions.isEmpty else { return files }
    let kept = files.filter { additions[$0.path] == nil }
    let added = additions.map {
      LibraryFile(path: $0.key, mode: $0.value.mode, blobID: $0.value.objectID)
    }
    return try SnapshotReader.withinLimit((kept + added).sorted { $0.path < $1.path })
  }

  /// Every file of the snapshot, sorted by path.
  package func allFiles() throws(Problem) -> [LibraryFile] {
    try withAdditions(ownFiles(), below: nil)
  }

  private func ownFiles() throws(Problem) -> [LibraryFile] {
    switch snapshot.content {
    case .tree(nil): return []
    case .tree(let tree?):
      let found = try reading("read tree \(tree.short)") { () throws(GitError) in
        try repository.walk(tree: tree, below: nil, limit: Self.limit)
      }
      return found.map { LibraryFile(path: $0.path, mode: $0.mode, blobID: $0.id) }
    case .listing(let files): return try SnapshotReader.withinLimit(files)
    case .changed(let tree, let changes): return try files(of: tree, below: nil, with: changes)
    }
  }

  /// What stands at a path, folders included; nil where nothing does.
  package func item(at path: RepoPath) throws(Problem) -> TreeItem? {
    if let added = snapshot.additions[path] { return added }
    return try ownItem(at: path)
  }

  /// What stands at a path in the tree itself, without what was added to it.
  package func ownItem(at path: RepoPath) throws(Problem) -> TreeItem? {
    switch snapshot.content {
    case .tree(nil): return nil
    case .tree(let tree?): return try item(at: path, of: tree)
    case .listing(let files):
      let index = files.partitioningIndex { $0.path >= path }
      guard index < files.count else { return nil }
      if files[index].path == path {
        return TreeItem(mode: files[index].mode, objectID: files[index].blobID)
      }
      // A folder has no entry of its own in a listing; its files stand after `path/`.
      let slash = path.bytes + [UInt8(ascii: "/")]
      let inside = files.partitioningIndex { !$0.path.bytes.lexicographicallyPrecedes(slash) }
      guard inside < files.count, files[inside].path.isWithin(path) else { return nil }
      return TreeItem(mode: .tree, objectID: .zero)
    case .changed(let tree, let changes):
      if let changed = changes[path] { return changed }
      guard changes.keys.contains(where: { $0.isWithin(path) }) else {
        return try item(at: path, of: tree)
      }
      // A folder is there for as long as a file lies in it.
      let isThere = try !files(of: tree, below: [path], with: changes).isEmpty
      return isThere ? TreeItem(mode: .tree, objectID: .zero) : nil
    }
  }

  private func item(at path: RepoPath, of tree: ObjectID) throws(Problem) -> TreeItem? {
    let entry = try reading("read '\(path)' in tree \(tree.short)") { () throws(GitError) in
      try repository.entry(at: path, in: tree)
    }
    return entry.map { TreeItem(mode: $0.mode, objectID: $0.id) }
  }

  /// The size of a file in bytes, from its header alone; `Int.max` for one that was only seen.
  package func size(of id: ObjectID) throws(Problem) -> Int {
    if id == .zero { return .max }
    if let bytes = snapshot.unstored[id] { return bytes.count }
    do throws(GitError) {
      return try repository.blobSize(id)
    } catch {
      throw Problem(unreadable: id, error)
    }
  }

  /// The bytes of a file.
  package func bytes(of id: ObjectID) throws(Problem) -> [UInt8] {
    if let bytes = snapshot.unstored[id] { return bytes }
    do throws(GitError) {
      return try repository.readBlob(id)
    } catch {
      throw Problem(unreadable: id, error)
    }
  }
}

extension Problem {
  /// A blob that is damaged is as good as none: either way nobody can tell what the file holds.
  fileprivate init(unreadable id: ObjectID, _ error: GitError) {
    let problem = Problem(error, doing: "read object \(id.short)")
    let code = error.code == .corrupt ? Code.missingObject : problem.code
    self.init(code, problem.message, hint: problem.hint)
  }

  fileprivate static func tooManyFiles(_ most: Int) -> Problem {
    Problem(
      .tooManyEntries,
      "the library's folders hold more than \(most) files",
      hint: "name fewer or smaller folders in the configuration"
    )
  }

  fileprivate static func tooDeep(_ path: RepoPath) -> Problem {
    Problem(
      .tooDeep,
      at: Place(path),
      "'\(path.escaped)' is nested more than \(SnapshotReader.limit.depth) levels deep",
      hint: "name fewer or smaller folders in the configuration"
    )
  }
}

extension [LibraryFile] {
  /// The files at these paths or below them, of files that are sorted by path.
  fileprivate func within(_ folders: [RepoPath]) -> [LibraryFile] {
    var found: [LibraryFile] = []
    for folder in PathFilter(folders).paths ?? [] {
      let own = partitioningIndex { $0.path >= folder }
      if own < count, self[own].path == folder { found.append(self[own]) }
      // What lies in a folder stands together, behind `folder/`.
      let slash = folder.bytes + [UInt8(ascii: "/")]
      let start = partitioningIndex { !$0.path.bytes.lexicographicallyPrecedes(slash) }
      found += self[start...].prefix { $0.path.isWithin(folder) }
    }
    return found.sorted { $0.path < $1.path }
  }
}

extension RandomAccessCollection {
  /// The first index at which `belongsInSecondPartition` holds, in a collection that is so sorted.
  func partitioningIndex(where belongsInSecondPartition: (Element) -> Bool) -> Index {
    var count = count
    var start = startIndex
    while count > 0 {
      let half = count / 2
      let middle = index(start, offsetBy: half)
      if belongsInSecondPartition(self[middle]) {
        count = half
      } else {
        start = index(after: middle)
        count -= half + 1
      }
    }
    return start
  }
}
