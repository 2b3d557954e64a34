import AgentModel
import Git

/// One run that writes: what it will write, and what it holds while it does.
final class ApplyRun {
  let request: ApplyRequest
  let survey: Survey
  let repository: Repository
  let folder: StateFolder
  let journal: Journal
  let objects: ObjectBatch
  /// nil where no commit is made.
  let commit: CommitDraft?
  let isSigned: Bool
  let backup: BackupEntry?
  /// nil in a bare repository.
  let worktree: Worktree?

  var commitID: ObjectID?
  /// The index files that are written, in this order; none for the work tree alone.
  let indexes: [IndexReplacement]
  var move: ReferenceMove?
  var prepared: [Worktree.Prepared] = []
  var findings: [Problem] = []

  /// Computes all that will be written; touches nothing.
  init(_ request: ApplyRequest, _ survey: Survey, in repository: Repository) throws(Problem) {
    self.request = request
    self.survey = survey
    self.repository = repository
    folder = StateFolder(of: repository.location)
    let isBare = repository.location.workTree == nil
    worktree =
      isBare
      ? nil
      : try reading("open the work tree") { () throws(GitError) in try Worktree(of: repository) }

    let token = String(UInt64.random(in: 0 ... .max), radix: 36)
    var objects = survey.objects
    commit = try ApplyRun.commit(request, &objects, in: repository)
    isSigned = try reading("read the configuration") { () throws(GitError) in
      guard request.destination == .commit else { return false }
      return try repository.signsCommits
    }
    if let commit, !isSigned {
      commitID = try applying("make a commit") { () throws(GitError) in
        try objects.add(.commit, commit.bytes)
      }
    }
    backup = try BackupEntry(survey.backups, request.subject, &objects, in: repository)
    self.objects = objects
    indexes =
      request.destination == .worktree || worktree == nil
      ? [] : ApplyRun.indexes(survey, in: repository.location)
    journal = try ApplyRun.journal(
      token,
      request,
      survey,
      indexes.map(\.journal),
      commitID,
      commit?.treeID,
      isBackedUp: backup != nil,
      in: repository,
      worktree
    )
  }

  private static func indexes(
    _ survey: Survey,
    in location: RepositoryLocation
  ) -> [IndexReplacement] {
    // The one that counts for whether all is done comes last.
    let access = location.sharedAccess
    let pending = location.pendingIndexFile.map {
      IndexReplacement(of: $0, survey.pendingTargets, access: access)
    }
    return (pending.map { [$0] } ?? [])
      + [IndexReplacement(of: location.indexFile, survey.indexTargets, access: access)]
  }

  /// The commit that a request asks for, its objects being added to `objects`; nil where it asks for none.
  ///
  /// - Throws: `apply.no-identity`, `apply.cannot-commit`, `apply.cannot-write`.
  static func commit(
    _ request: ApplyRequest,
    _ objects: inout ObjectBatch,
    in repository: Repository
  ) throws(Problem) -> CommitDraft? {
    guard request.destination == .commit else { return nil }
    var edits: [RepoPath: TreeEdit.Change] = [:]
    for change in request.changes {
      guard let after = change.after else {
        edits[change.path] = .remove
        continue
      }
      let id = try applying("make a blob") { () throws(GitError) in
        try objects.add(.blob, after.bytes)
      }
      edits[change.path] = .put(after.mode, id)
    }
    let tree = try applying("make a tree") { () throws(GitError) in
      try TreeEdit(edits).applied(to: request.baseTree, in: repository)
    }
    for object in tree.trees { objects.add(object) }
    do throws(GitError) {
      return CommitDraft(
        treeID: tree.root,
        parentIDs: request.head.commitID.map { [$0] } ?? [],
        author: try repository.author(),
        committer: try repository.committer(),
        message: request.message
      )
    } catch {
      let code: Problem.Code = error.code == .notFound ? .noIdentity : .cannotCommit
      throw Problem(code, "cannot commit: \(error.message)", hint: error.hint)
    }
  }

  /// Gives up all locks; nothing of what they guarded has been put in place.
  func release() {
    move?.abandon()
    move = nil
    for index in indexes { index.release() }
  }

  var applied: Applied {
    let branch = request.head.branch
    let name =
      branch.map { $0.hasPrefix("refs/heads/") ? String($0.dropFirst(11)) : $0 } ?? "HEAD"
    return Applied(
      commitID: commitID,
      destination: request.destination,
      branchName: name,
      changed: journal.operation.paths.map(\.path),
      operation: journal.with(headAfter: commitID).operation,
      findings: findings
    )
  }
}

extension ApplyRequest {
  /// The first line of the message.
  var subject: String {
    String(message.prefix { !$0.isNewline })
  }
}
