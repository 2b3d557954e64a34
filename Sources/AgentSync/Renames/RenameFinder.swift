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
    let changes = try reading("compare two trees") { () throws(GitError) in
      try repository.changes(from: old, to: new)
    }
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
      try self.contents(of: files, depth)
    }
    let renames = try matchRenames(
      removed: removed,
      added: added,
      modified: modified,
      signs: signs
    )
    answers[question] = renames
    return renames
  }

  private func contents(
    of files: [FileVersion],
    _ depth: RenameSigns.Depth
  ) throws(Problem) -> [FileContent?] {
    // A thread's own handle has to find the packs again, which a few files are not worth.
    guard files.count >= 64, work.workers > 1 else {
      let reader = ContentReader(repository, depth)
      var contents: [FileContent?] = []
      for file in files { contents.append(try reader.read(file)) }
      return contents
    }
    let location = repository.location
    return try parallelMap(
      files,
      work,
      makeWorker: { () throws(Problem) in
        ContentReader(try reading("open the repository", location.open), depth)
      },
      transform: { (reader, file) throws(Problem) in try reader.read(file) }
    )
  }
}

/// Reads files for their chunks and ids; the bytes are not kept.
private struct ContentReader {
  private let repository: Repository
  private let depth: RenameSigns.Depth

  init(_ repository: Repository, _ depth: RenameSigns.Depth) {
    self.repository = repository
    self.depth = depth
  }

  func read(_ file: FileVersion) throws(Problem) -> FileContent? {
    do throws(GitError) {
      let bytes = try repository.readBlob(file.blobID, limit: RenameFinder.sizeLimit)
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
