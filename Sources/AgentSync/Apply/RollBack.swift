import AgentModel
import Git
import SystemPackage

/// Takes back what a run did, by what its journal says and what is found on the disk.
///
/// It serves after an error as well as after a kill, and may itself be killed and run again.
struct RollBack {
  private let journal: Journal
  private let repository: Repository
  private let headTree: ObjectID?

  init(of journal: Journal, in repository: Repository) throws(Problem) {
    self.journal = journal
    self.repository = repository
    headTree = try repository.headTree
  }

  /// Brings index and work tree back, and removes what the run left lying about.
  ///
  /// - Returns: A warning for each path that somebody has changed meanwhile: his version stays.
  /// - Throws: what keeps it from ending; the journal must stay then.
  @discardableResult
  func run() throws(Problem) -> [Problem] {
    try removeIndexLocks()
    for index in journal.indexes { try restore(index) }
    let findings = try restoreFiles()
    try removeDrafts()
    return findings
  }

  // MARK: - Locks and drafts

  /// Removes the locks of index files that are provably the run's.
  func removeIndexLocks() throws(Problem) {
    try forEachIndexLock { lock, draft throws(GitError) in
      _ = StaleLock.remove(lock, draft: draft)
    }
    // A roll-back that was killed itself may have left its own.
    try forEachIndexLock { _, draft throws(GitError) in
      if draft.string.hasSuffix(RollBack.suffix) { try StaleLock.removeDraft(draft) }
    }
  }

  /// The end of the token that a roll-back locks with.
  private static let suffix = "-back"

  private func forEachIndexLock(
    _ body: (FilePath, FilePath) throws(GitError) -> Void
  ) throws(Problem) {
    for index in journal.indexes {
      for suffix in ["", RollBack.suffix] {
        let token = journal.operation.token + suffix
        let names = LockFile.names(for: index.file, token: token)
        try applying("tidy up") { () throws(GitError) in try body(names.path, names.draft) }
      }
    }
  }

  /// Removes a lock that the run took of a reference; only for one whose process has ended.
  func removeReferenceLocks() {
    let folder = StateFolder(of: repository.location)
    for name in journal.references {
      let lock = repository.lockPath(of: name)
      _ = StaleLock.remove(lock, youngerThan: folder.file(Journal.name)) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasSuffix("\n") && ObjectID(hex: text.dropLast()).map(isOurs) == true
      }
    }
  }

  private func isOurs(_ id: ObjectID) -> Bool {
    guard let commit = try? repository.readCommit(id) else { return false }
    return commit.treeID == journal.tree || commit.committer.email == "agentsync@localhost"
  }

  func removeDrafts() throws(Problem) {
    try applying("tidy up") { () throws(GitError) in
      let folder = StateFolder(of: repository.location)
      let token = journal.operation.token
      for name in try folder.names() where name.hasPrefix("index-\(token)") {
        try folder.remove(name)
      }
    }
    try forEachIndexLock { _, draft throws(GitError) in try StaleLock.removeDraft(draft) }
  }

  // MARK: - The index

  /// Whether HEAD still holds at a path what the run found there.
  ///
  /// Where it does not, somebody has gone on from what the run left, and that is not taken back.
  private func isStillBase(_ path: Operation.Path) throws(Problem) -> Bool {
    guard journal.operation.destination == .commit, let step = path.tree else { return true }
    return try headItem(path.path) == step.old
  }

  private func headItem(_ path: RepoPath) throws(Problem) -> TreeItem? {
    guard let headTree else { return nil }
    let entry = try reading("read '\(path)'") { () throws(GitError) in
      try repository.entry(at: path, in: headTree)
    }
    return entry.map { TreeItem(mode: $0.mode, objectID: $0.id) }
  }

  /// What an index holds at the run's paths; nil where it is gone.
  private func entries(of index: Journal.Index) throws(Problem) -> [RepoPath: TreeItem]? {
    do throws(GitError) {
      let scan = try repository.indexScan(below: Array(index.steps.keys), of: index.file)
      // The index of a commit that was given up is gone, and no entry of it is missed.
      return scan.exists ? scan.items : nil
    } catch {
      // So it is where the power went: git doesn't wait until such an index is on the disk.
      if error.code == .corrupt, repository.location.isForeign(index.file) { return nil }
      throw Problem(error, doing: "read the index")
    }
  }

  private func restore(_ index: Journal.Index) throws(Problem) {
    guard let entries = try entries(of: index) else { return }
    var paths: [RepoPath: Operation.Path] = [:]
    for path in journal.operation.paths { paths[path.path] = path }
    var backward: [RepoPath: TreeItem?] = [:]
    for (path, step) in index.steps {
      guard step.old != step.new, step.old != .unmerged, entries[path] == step.new,
        let changed = paths[path], try isStillBase(changed)
      else { continue }
      backward[path] = .some(step.old)
    }
    guard !backward.isEmpty else { return }
    try applying("restore the index") { () throws(GitError) in
      let token = journal.operation.token + RollBack.suffix
      let lock = try LockFile(
        for: index.file,
        token: token,
        access: repository.location.sharedAccess
      )
      try lock.take(waiting: .seconds(10))
      let draft = try IndexDraft(
        of: index.file,
        changing: backward.keys,
        worktree: Worktree(of: repository)
      )
      for (path, item) in backward where item == nil { try draft.remove(path) }
      for (path, item) in backward {
        guard let item else { continue }
        try draft.put(path, item.mode, item.objectID, nil)
      }
      try draft.write(to: lock)
      try lock.commit()
    }
  }

  // MARK: - The work tree

  private func restoreFiles() throws(Problem) -> [Problem] {
    guard !journal.traces.isEmpty else { return [] }
    let worktree = try reading("open the work tree") { () throws(GitError) in
      try Worktree(of: repository)
    }
    var findings: [Problem] = []
    var paths: [RepoPath: Operation.Path] = [:]
    for path in journal.operation.paths { paths[path.path] = path }
    for trace in journal.traces {
      let isBase = try paths[trace.path].map { path throws(Problem) in try isStillBase(path) }
      do throws(GitError) {
        let isRestored =
          isBase ?? true ? try worktree.restore(trace) : try worktree.discard(trace)
        if !isRestored { findings.append(.overtaken(trace.path)) }
      } catch {
        guard error.code == .notPlainFile else {
          throw Problem(error, doing: "restore '\(trace.path)'")
        }
        findings.append(.overtaken(trace.path))
      }
    }
    worktree.removeFolders(journal.createdFolders)
    try applying("restore files") { () throws(GitError) in try worktree.synchronizeFolders() }
    return findings
  }
}

extension Problem {
  fileprivate static func overtaken(_ path: RepoPath) -> Problem {
    Problem(
      .worktreeConflict,
      severity: .warning,
      at: Place(path),
      "'\(path)' was changed while an unfinished run was taken back; it stays as it is",
      hint: "compare it with HEAD: git diff HEAD -- '\(path)'"
    )
  }
}
