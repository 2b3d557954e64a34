import AgentModel
import Git

extension ApplyRun {
  /// Writes down what the run will do, from what was computed and surveyed.
  static func journal(
    _ token: String,
    _ request: ApplyRequest,
    _ survey: Survey,
    _ indexes: [Journal.Index],
    _ commitID: ObjectID?,
    _ treeID: ObjectID?,
    isBackedUp: Bool,
    in repository: Repository,
    _ worktree: Worktree?
  ) throws(Problem) -> Journal {
    let process = ProcessIdentity.current
    var references = isBackedUp ? [Backup.reference] : []
    if request.destination == .commit { references.append(request.head.branch ?? "HEAD") }
    var traces: [Worktree.Trace] = []
    for (path, target) in survey.worktreeTargets.sorted(by: { $0.key < $1.key }) {
      traces.append(
        Worktree.Trace(
          path: path,
          temporary: Journal.temporary(token, traces.count, process),
          old: try target.oldContent,
          new: try target.newContent
        )
      )
    }
    return Journal(
      process: process,
      operation: try operation(token, request, survey, indexes.last?.steps ?? [:], commitID),
      tree: treeID,
      references: references,
      indexes: indexes,
      traces: traces,
      createdFolders: try missingFolders(for: traces, in: worktree)
    )
  }

  private static func operation(
    _ token: String,
    _ request: ApplyRequest,
    _ survey: Survey,
    _ staged: [RepoPath: Operation.Step],
    _ commitID: ObjectID?
  ) throws(Problem) -> Operation {
    var paths: [Operation.Path] = []
    for change in request.changes.sorted(by: { $0.path < $1.path }) {
      let path = change.path
      var tree: Operation.Step?
      if request.destination == .commit {
        tree = Operation.Step(old: change.before, new: try change.after?.item)
      }
      let index = staged[path]
      let worktree = survey.worktreeTargets[path].map { target in
        Operation.Step(old: target.old, new: target.new)
      }
      guard tree != nil || index != nil || worktree != nil else { continue }
      paths.append(
        Operation.Path(
          path: path,
          role: change.role,
          generated: change.isGenerated ? try change.after?.item.objectID : nil,
          tree: tree,
          index: index,
          worktree: worktree
        )
      )
    }
    return Operation(
      sequence: 0,
      token: token,
      kind: request.kind,
      destination: request.destination,
      time: RecordFile.now,
      subject: request.subject,
      branch: request.head.branch,
      headBefore: request.head.commitID,
      headAfter: commitID,
      undoes: request.undoes,
      paths: paths,
      openConflicts: request.openConflicts
    )
  }

  /// The folders that the new files need and that are not there yet, outermost first.
  private static func missingFolders(
    for traces: [Worktree.Trace],
    in worktree: Worktree?
  ) throws(Problem) -> [RepoPath] {
    guard let worktree else { return [] }
    var missing: Set<RepoPath> = []
    for trace in traces where trace.old == nil {
      var folder = trace.path.parent
      while let next = folder, !missing.contains(next) {
        let found = try obstacle(at: trace.path) { () throws(GitError) in
          try worktree.status(of: next)
        }
        guard found == nil else { break }
        missing.insert(next)
        folder = next.parent
      }
    }
    return missing.sorted()
  }
}

extension Survey.WorktreeTarget {
  /// The file on the disk as it was.
  fileprivate var oldContent: Worktree.Content? {
    get throws(Problem) {
      guard case .file(let file, let bytes) = seen else { return nil }
      return Worktree.Content(id: try blobID(bytes), isExecutable: file.isExecutable)
    }
  }

  /// The file on the disk as it will be.
  fileprivate var newContent: Worktree.Content? {
    get throws(Problem) {
      guard let bytes else { return nil }
      return Worktree.Content(id: try blobID(bytes), isExecutable: isExecutable)
    }
  }

  /// Whether the new file may be run; where git doesn't keep modes, as the old one.
  var isExecutable: Bool {
    if case .file(let file, _) = seen, new?.mode == old?.mode { return file.isExecutable }
    return new?.mode == .executable
  }

  private func blobID(_ bytes: [UInt8]) throws(Problem) -> ObjectID {
    try reading("hash a file") { () throws(GitError) in try hashBlob(bytes) }
  }
}

extension FileChange.After {
  /// How git stores it.
  var item: TreeItem {
    get throws(Problem) {
      let id = try reading("hash a file") { () throws(GitError) in try hashBlob(bytes) }
      return TreeItem(mode: mode, objectID: id)
    }
  }
}
