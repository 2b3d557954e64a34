import AgentModel
import Git

extension ApplyRun {
  /// Does one step.
  func perform(_ step: ApplyStep) throws(Problem) {
    switch step {
    case .journal: try writeJournal()
    case .objects: try writeObjects()
    case .backup: try moveBackup()
    case .index: try lockIndexes()
    case .branch: try lockBranch()
    case .files: try prepareFiles()
    case .place: try placeFiles()
    case .stage: try replaceIndexes()
    case .move: try moveBranch()
    case .finish: try finishFiles()
    case .close: try closeJournal()
    }
  }

  private func writeJournal() throws(Problem) {
    let bytes = try journal.encoded()
    try applying("write the journal") { () throws(GitError) in
      try folder.write(Journal.name, bytes, isNew: true)
    }
  }

  private func writeObjects() throws(Problem) {
    try applying("write objects") { () throws(GitError) in try objects.write(to: repository) }
    guard let commit, isSigned else { return }
    commitID = try signed(commit, in: repository)
  }

  private func moveBackup() throws(Problem) {
    guard let backup else { return }
    try applying("keep a backup") { () throws(GitError) in
      let move = try ReferenceMove(
        of: Backup.reference,
        from: backup.previous,
        to: backup.id,
        by: backup.signature,
        message: request.reflogMessage,
        in: repository,
        waiting: request.patience
      )
      try move.commit()
    }
  }

  // MARK: - Locks

  private func lockIndexes() throws(Problem) {
    let known = Set(survey.worktreeTargets.keys).union(survey.untouched.keys)
    for index in indexes {
      try index.prepare(journal.operation.token, knowing: known, worktree, request)
    }
  }

  private func lockBranch() throws(Problem) {
    try confirmHead()
    guard let commit, let commitID else { return }
    do throws(GitError) {
      move = try ReferenceMove(
        of: request.head.branch ?? "HEAD",
        from: request.head.commitID,
        to: commitID,
        by: commit.committer,
        message: request.reflogMessage,
        in: repository,
        waiting: request.patience
      )
    } catch {
      guard error.code == .generic else { throw .moving(error) }
      throw Problem(.cannotCommit, error.message, hint: error.hint)
    }
  }

  private func confirmHead() throws(Problem) {
    let head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
    guard head == request.head else {
      throw Problem(
        .staleBase,
        "cannot update HEAD: it moved while the plan was made",
        hint: "run the command again"
      )
    }
  }

  // MARK: - Files

  private func prepareFiles() throws(Problem) {
    guard let worktree else { return }
    for trace in journal.traces {
      guard let target = survey.worktreeTargets[trace.path] else { continue }
      let change = try applying("write '\(trace.path)'", at: trace.path) { () throws(GitError) in
        guard let bytes = target.bytes else {
          return try worktree.prepareRemoval(
            of: trace.path,
            temporary: trace.temporary,
            expecting: target.seen
          )
        }
        return try worktree.prepare(
          bytes,
          for: trace.path,
          isExecutable: target.isExecutable,
          temporary: trace.temporary,
          expecting: target.seen
        )
      }
      prepared.append(change)
    }
    try applying("write files") { () throws(GitError) in try worktree.synchronize(prepared) }
  }

  private func placeFiles() throws(Problem) {
    guard let worktree else { return }
    for change in prepared {
      try applying("write '\(change.path)'", at: change.path) { () throws(GitError) in
        try worktree.put(change)
      }
    }
    try applying("write files") { () throws(GitError) in try worktree.synchronizeFolders() }
  }

  private func replaceIndexes() throws(Problem) {
    guard let worktree else { return }
    var items = survey.untouched.mapValues { (item: $0.item, file: $0.file) }
    for change in prepared {
      guard let new = change.new, let item = survey.worktreeTargets[change.path]?.new else {
        continue
      }
      items[change.path] = (item, new)
    }
    for index in indexes { try index.write(knowing: items, worktree) }
    // Of two that belong together neither is put in place where one of them is gone.
    for index in indexes { try index.confirm() }
    for index in indexes { try index.commit() }
  }

  // MARK: - The end

  private func moveBranch() throws(Problem) {
    guard let move else { return }
    try confirmHead()
    do throws(GitError) {
      try move.commit()
    } catch {
      throw Problem(.cannotCommit, "cannot commit: \(error.message)", hint: error.hint)
    }
    self.move = nil
  }

  private func finishFiles() throws(Problem) {
    guard let worktree else { return }
    for trace in journal.traces {
      try applying("tidy up beside '\(trace.path)'", at: trace.path) { () throws(GitError) in
        try worktree.finish(trace.path, temporary: trace.temporary, isRemoval: trace.new == nil)
      }
    }
    try applying("write files") { () throws(GitError) in try worktree.synchronizeFolders() }
  }

  private func closeJournal() throws(Problem) {
    // A signed commit has its id only now.
    let done = try journal.with(headAfter: commitID).encoded()
    try applying("close the journal") { () throws(GitError) in
      if isSigned { try folder.write(Journal.name, done) }
      try folder.rename(Journal.name, to: Journal.doneName)
    }
  }
}

/// Writes a commit with the person's signature; its other objects are in the repository already.
///
/// - Throws: `apply.cannot-sign`.
func signed(_ commit: CommitDraft, in repository: Repository) throws(Problem) -> ObjectID {
  do throws(GitError) {
    return try repository.writeSignedCommit(commit)
  } catch {
    throw Problem(.cannotSign, error.message, hint: error.hint)
  }
}

extension Repository {
  /// Whether the person wants commits signed.
  var signsCommits: Bool {
    get throws(GitError) { try boolean(for: "commit.gpgSign") ?? false }
  }
}

extension Problem {
  fileprivate static func moving(_ error: GitError) -> Problem {
    let code: Code =
      switch error.code {
      case .modified: .staleBase
      case .locked, .interrupted: .locked
      case .system: .cannotWrite
      default: .cannotCommit
      }
    return Problem(code, error.message, hint: error.hint)
  }
}
