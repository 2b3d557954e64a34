package import AgentModel
package import Git

/// Finds the renames between trees of a repository; answers are remembered.
package final class RenameFinder {
  /// A bigger file, in bytes, has no partner but one of the same blob.
  package static let sizeLimit = 1 << 20

  private let repository: Repository
  private let work: Work
  private var answers: [Question: [Rename]] = [:]

  private struct Question: Hashable {
    let old: ObjectID?
    let new: ObjectID?
    let formerPaths: [RepoPath: [RepoPath]]
  }

  /// - Parameters:
  ///   - repository: where the trees are.
  ///   - work: how many threads may read; the answers do not depend on it.
  package init(repository: Repository, work: Work) {
    self.repository = repository
    // What is found here is a part of a step, not a step that anybody waits for.
    self.work = Work(workers: work.workers)
  }

  /// Finds which files of one tree went on under other paths in another.
  ///
  /// Submodules are left out; symbolic links have no partner but one with the same target.
  ///
  /// - Parameters:
  ///   - old: A tree; nil is an empty one.
  ///   - new: A tree; nil is an empty one.
  ///   - formerPaths: What the new side's registry says: a document to the paths where it stood before.
  /// - Returns: the renames, sorted by old path, then new one.
  /// - Throws: `Problem` where a tree or a blob can't be read.
  package func renames(
    from old: ObjectID?,
    to new: ObjectID?,
    formerPaths: [RepoPath: [RepoPath]] = [:]
  ) throws(Problem) -> [Rename] {
    guard let old, let new, old != new else { return [] }
    let question = Question(old: old, new: new, formerPaths: formerPaths)
    if let answer = answers[question] { return answer }
    let renames = try renames(
      among: try changes(from: old, to: new),
      formerPaths: formerPaths,
      unstored: [:]
    )
    answers[question] = renames
    return renames
  }

  /// Finds in which paths two trees differ.
  func changes(from old: ObjectID, to new: ObjectID) throws(Problem) -> [TreeChange] {
    try reading("compare two trees") { () throws(GitError) in
      try repository.changes(from: old, to: new)
    }
  }

  /// How alike two files are, in percent, as git means it.
  func similarity(of old: FileVersion, and new: FileVersion) throws(Problem) -> Int {
    if old.blobID == new.blobID { return 100 }
    var ledger = ChunkLedger()
    let contents = try contents(of: [old, new], .whole, [:])
    guard let before = contents[0], let now = contents[1] else { return 0 }
    let (left, right) = (ledger.add(before), ledger.add(now))
    return Similarity.percent(ledger.score(left, right))
  }

  /// Finds which files of a tree went on under other paths in an index or a work tree.
  ///
  /// - Parameters:
  ///   - tree: The tree.
  ///   - files: Every file of the index or work tree; those that were only seen have no partner.
  ///   - unstored: The bytes that no object holds, by the id that they would have.
  /// - Returns: the renames, sorted by old path, then new one.
  /// - Throws: `Problem` where the tree or a blob can't be read.
  func renames(
    from tree: ObjectID,
    to files: [LibraryFile],
    unstored: [ObjectID: [UInt8]]
  ) throws(Problem) -> [Rename] {
    let before = try reading("read tree \(tree.short)") { () throws(GitError) in
      try repository.walk(tree: tree, below: nil, limit: SnapshotReader.limit)
    }
    var left = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [TreeChange] = []
    for file in before {
      let now = left.removeValue(forKey: file.path).map {
        TreeChange.Side(mode: $0.mode, id: $0.blobID)
      }
      let old = TreeChange.Side(mode: file.mode.canonical, id: file.id)
      if now != old { changes.append(TreeChange(path: file.path, old: old, new: now)) }
    }
    for file in left.values where file.blobID != .zero {
      let now = TreeChange.Side(mode: file.mode, id: file.blobID)
      changes.append(TreeChange(path: file.path, old: nil, new: now))
    }
    changes.removeAll { $0.new?.id == .zero }
    return try renames(among: changes, formerPaths: [:], unstored: unstored)
  }

  /// Finds the renames among what differs between two sides.
  func renames(
    among changes: [TreeChange],
    formerPaths: [RepoPath: [RepoPath]],
    unstored: [ObjectID: [UInt8]] = [:]
  ) throws(Problem) -> [Rename] {
    var removed: [FileVersion] = []
    var added: [FileVersion] = []
    var modified: [ModifiedFile] = []
    for change in changes {
      let before = change.old.map { FileVersion(path: change.path, blobID: $0.id, mode: $0.mode) }
      let now = change.new.map { FileVersion(path: change.path, blobID: $0.id, mode: $0.mode) }
      switch (before, now) {
      case (let before?, nil): removed.append(before)
      case (nil, let now?): added.append(now)
      case (let before?, let now?): modified.append(ModifiedFile(old: before, new: now))
      case (nil, nil): continue
      }
    }
    let signs = RenameSigns(formerPaths: formerPaths) { (files, depth) throws(Problem) in
      try self.contents(of: files, depth, unstored)
    }
    return try matchRenames(removed: removed, added: added, modified: modified, signs: signs)
  }

  private func contents(
    of files: [FileVersion],
    _ depth: RenameSigns.Depth,
    _ unstored: [ObjectID: [UInt8]]
  ) throws(Problem) -> [FileContent?] {
    // A thread's own handle has to find the packs again, which a few files are not worth.
    guard files.count >= 64, work.workers > 1 else {
      let reader = ContentReader(repository, depth, unstored)
      var contents: [FileContent?] = []
      for file in files { contents.append(try reader.read(file)) }
      return contents
    }
    let location = repository.location
    return try parallelMap(
      files,
      work,
      makeWorker: { () throws(Problem) in
        ContentReader(try reading("open the repository", location.open), depth, unstored)
      },
      transform: { (reader, file) throws(Problem) in try reader.read(file) }
    )
  }
}

/// Reads files for their chunks and ids; the bytes are not kept.
private struct ContentReader {
  private let repository: Repository
  private let depth: RenameSigns.Depth
  private let unstored: [ObjectID: [UInt8]]

  init(_ repository: Repository, _ depth: RenameSigns.Depth, _ unstored: [ObjectID: [UInt8]]) {
    self.repository = repository
    self.depth = depth
    self.unstored = unstored
  }

  func read(_ file: FileVersion) throws(Problem) -> FileContent? {
    do throws(GitError) {
      let bytes: [UInt8]
      if let known = unstored[file.blobID] {
        bytes = known
      } else {
        bytes = try repository.readBlob(file.blobID, limit: RenameFinder.sizeLimit)
      }
      return FileContent(
        bytes,
        at: file.path,
        isDocument: RenameSigns.isMarkdown(file.path),
        depth: depth
      )
    } catch {
      guard error.code == .limit else {
        throw Problem(error, doing: "read '\(file.path.escaped)'")
      }
      return nil
    }
  }
}
