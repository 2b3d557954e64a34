import AgentModel
import Git
import SystemPackage

/// One index file that a run writes anew: what becomes of its entries, and its lock while that is held.
final class IndexReplacement {
  /// The index.
  let file: FilePath
  private let access: SharedAccess
  private let targets: [RepoPath: Survey.IndexTarget]
  private var lock: LockFile?
  private var draft: IndexDraft?
  /// Which file the draft was made from; nil where there was none.
  private var origin: (device: UInt64, inode: UInt64)?

  init(
    of file: FilePath,
    _ targets: [RepoPath: Survey.IndexTarget],
    access: SharedAccess
  ) {
    self.file = file
    self.access = access
    self.targets = targets
  }

  /// What the journal says of it.
  var journal: Journal.Index {
    Journal.Index(
      file: file,
      steps: targets.mapValues { target in
        Operation.Step(
          old: target.wasUnmerged ? .unmerged : target.seen.flatMap(TreeItem.init(staged:)),
          new: target.new.recorded
        )
      }
    )
  }

  /// Locks the index and makes its new entries, with room for them on the disk.
  ///
  /// - Parameters:
  ///   - token: What makes the lock's own name unique.
  ///   - paths: Paths besides the targets whose files the entries are to know again.
  ///   - worktree: The files that the entries speak of.
  ///   - request: What is written, and how long to wait for it.
  /// - Throws: `apply.locked`, `apply.stale-base`, `apply.unmerged-index`, `apply.index-conflict`,
  ///   `apply.cannot-write`.
  func prepare(
    _ token: String,
    knowing paths: some Sequence<RepoPath>,
    _ worktree: Worktree?,
    _ request: ApplyRequest
  ) throws(Problem) {
    let draft = try applying("lock the index") { () throws(GitError) in
      let lock = try LockFile(for: file, token: token, access: access)
      self.lock = lock
      try lock.take(waiting: request.patience)
      origin = LockFile.identity(of: file)
      let all = Set(targets.keys).union(paths)
      return try IndexDraft(of: file, changing: all, worktree: worktree)
    }
    self.draft = draft
    guard request.mayBeUnmerged || !draft.hasConflicts else {
      throw Problem(
        .unmergedIndex,
        "the index has unmerged paths",
        hint: "resolve them and commit, then run the command again"
      )
    }
    for (path, target) in targets where draft.entry(at: path) != target.seen {
      throw .staleIndex(path)
    }
    // Removals first: a file may give its name to a folder, or a folder to a file.
    for (path, target) in targets where target.new == .absent {
      try applying("stage '\(path)'", at: path) { () throws(GitError) in try draft.remove(path) }
    }
    for (path, target) in targets {
      switch target.new {
      case .absent: break
      case .unmerged(let versions):
        draft.putUnmerged(path, versions.mapValues { ($0.mode, $0.objectID) })
      case .merged(let new):
        try applying("stage '\(path)'", at: path) { () throws(GitError) in
          try draft.put(path, new.mode, new.objectID, .none, isSkipWorktree: target.isSkipWorktree)
        }
      }
    }
    try applying("write the index") { () throws(GitError) in
      if let lock { try draft.reserve(in: lock) }
    }
  }

  /// Writes the new index beside the old one, its entries knowing the files that hold what they say.
  func write(
    knowing files: [RepoPath: (item: TreeItem, file: WorktreeFile)],
    _ worktree: Worktree
  ) throws(Problem) {
    guard let draft, let lock else { return }
    for (path, (item, known)) in files {
      guard let entry = draft.entry(at: path), entry.id == item.objectID, !entry.isIntentToAdd,
        !entry.isSkipWorktree
      else { continue }
      try applying("refresh '\(path)'", at: path) { () throws(GitError) in
        // A rename changes the time of the last change, so the file is asked once more.
        guard let file = try worktree.status(of: path), file.isSameContent(as: known) else {
          return
        }
        try draft.put(path, entry.mode, entry.id, file)
      }
    }
    try applying("write the index") { () throws(GitError) in try draft.write(to: lock) }
  }

  /// Makes sure that the index is still the file that the new one was made from.
  ///
  /// Git takes the one of a single commit away when it is killed. Whoever put it there again would leave
  /// the repository locked for good, or overwrite the lock of the next one.
  ///
  /// - Throws: `apply.stale-base`.
  func confirm() throws(Problem) {
    guard lock != nil else { return }
    let present = LockFile.identity(of: file)
    guard present?.device == origin?.device, present?.inode == origin?.inode else {
      throw Problem(
        .staleBase,
        "cannot update '\(file)': git has given the commit up that it was for",
        hint: "run the command again"
      )
    }
  }

  /// Puts the new index in place.
  func commit() throws(Problem) {
    guard let lock else { return }
    try confirm()
    try applying("write the index") { () throws(GitError) in try lock.commit() }
    self.draft = nil
    self.lock = nil
  }

  /// Gives the lock up; the index is as it was.
  func release() {
    draft = nil
    lock?.release()
    lock = nil
  }
}

extension Problem {
  fileprivate static func staleIndex(_ path: RepoPath) -> Problem {
    Problem(
      .staleBase,
      at: Place(path),
      "cannot update the index: '\(path)' was staged anew while the plan was made",
      hint: "run the command again"
    )
  }
}
