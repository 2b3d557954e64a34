package import AgentModel
package import Git

/// What an undo came to.
package struct UndoOutcome: Hashable, Sendable {
  /// What was written.
  package let applied: Applied?
  /// The first line of the operation that was undone.
  package let undone: String
  /// The paths that hold again what they held before it, sorted.
  package let restored: [RepoPath]
  /// Why other paths of it were left as they are, sorted by path.
  package let left: [Problem]
}

/// Takes the last operation back; a second time, that is taken back in turn, which is a redo.
///
/// A sync commit is undone by a commit on top. What was only staged, or only written to the work tree,
/// is restored there. A file that was changed since is left and named. What a hook put into a commit of a
/// person is not taken out of it, nor is anything before it: the commit is named.
///
/// - Throws: `record.nothing-to-undo`, `record.changed-since` where nothing could be restored,
///   `record.damaged`, `apply.repository-busy`, `merge.conflicts-open`, and what `apply` throws; all is as before then.
@discardableResult
package func undo(in repository: Repository) throws(Problem) -> UndoOutcome {
  try recover(in: repository)
  if let applied = try takeBackGivenUpCommit(in: repository) {
    return UndoOutcome(
      applied: applied,
      undone: applied.operation.subject,
      restored: applied.operation.paths.map(\.path),
      left: []
    )
  }
  guard let operation = try lastOperation(in: repository) else {
    throw Problem(
      .nothingToUndo,
      "there is nothing to undo here",
      hint: "the log of operations is local to each work tree; 'git revert' undoes any commit"
    )
  }
  try refuseWhileBusy(repository)
  if operation.kind == .hook, let commit = try commit(of: operation, in: repository) {
    throw .inCommitOfPerson(commit)
  }
  if let open = try openConflicts(in: repository) { throw .conflictsOpen(open) }
  var undoing = try Undoing(operation, in: repository)
  try undoing.gather()
  let survey = try undoing.survey()
  guard !undoing.changes.isEmpty else { throw undoing.nothingLeft }
  let applied = try apply(undoing.request, survey: survey, to: repository)
  try record(applied, in: repository)
  return UndoOutcome(
    applied: applied,
    undone: operation.subject,
    restored: undoing.changes.map(\.path),
    left: undoing.left.sorted { $0.key < $1.key }.map(\.value)
  )
}

private func refuseWhileBusy(_ repository: Repository) throws(Problem) {
  let state = try reading("look at the repository") { () throws(GitError) in
    try repository.state()
  }
  guard state == RepositoryState.none else {
    throw Problem(
      .repositoryBusy,
      "cannot undo in the middle of a \(state.rawValue)",
      hint: "finish or abort it first; 'git status' says how"
    )
  }
}

/// The inverse of an operation, as far as it still can be done.
private struct Undoing {
  let operation: Operation
  private let repository: Repository
  private let head: Head
  private let headTree: ObjectID?
  private(set) var changes: [FileChange] = []
  private(set) var left: [RepoPath: Problem] = [:]

  init(_ operation: Operation, in repository: Repository) throws(Problem) {
    self.operation = operation
    self.repository = repository
    head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
    headTree = try repository.headTree
  }

  /// Where the inverse goes: a staged operation of which only files are left, into the work tree.
  private var destination: Destination {
    guard operation.destination == .stage else { return operation.destination }
    return operation.paths.contains { $0.index != nil } ? .stage : .worktree
  }

  var request: ApplyRequest {
    ApplyRequest(
      changes: changes,
      head: head,
      baseTree: headTree,
      message: message,
      destination: destination,
      reflogMessage: subject,
      kind: .undo,
      undoes: operation.sequence
    )
  }

  var nothingLeft: Problem {
    let first = left.min { $0.key < $1.key }?.value
    return Problem(
      .changedSince,
      at: first?.place,
      "nothing of '\(operation.subject)' can be undone: "
        + (first?.message ?? "it changed nothing"),
      hint: first?.hint
    )
  }

  // MARK: - What is to be restored

  mutating func gather() throws(Problem) {
    let staged = try stagedItems()
    for path in operation.paths {
      guard let step = step(of: path), step.old != step.new else { continue }
      let found = try found(at: path.path, staged)
      guard found == step.new else {
        left[path.path] = .changedSince(path.path)
        continue
      }
      do throws(Problem) {
        let old = try step.old.map { item throws(Problem) in try text(of: item, at: path.path) }
        changes.append(
          FileChange(path: path.path, before: step.new, after: old, role: path.role)
        )
      } catch {
        left[path.path] = error
      }
    }
  }

  /// What stands in the way is left out.
  mutating func survey() throws(Problem) -> Survey {
    var found = try AgentSync.survey(changes, in: repository, destination: destination)
    while !found.obstacles.isEmpty {
      left.merge(found.obstacles) { first, _ in first }
      changes.removeAll { found.obstacles[$0.path] != nil }
      found = try AgentSync.survey(changes, in: repository, destination: destination)
    }
    return found
  }

  private func step(of path: Operation.Path) -> Operation.Step? {
    switch destination {
    case .commit: path.tree
    case .stage: path.index
    case .worktree: path.worktree
    }
  }

  private func stagedItems() throws(Problem) -> [RepoPath: TreeItem] {
    guard destination == .stage else { return [:] }
    let paths = operation.paths.map(\.path)
    let scan = try reading("read the index") { () throws(GitError) in
      try repository.indexScan(below: paths)
    }
    var items: [RepoPath: TreeItem] = [:]
    for entry in scan.entries where entry.stage == 0 && !entry.isIntentToAdd {
      items[entry.path] = TreeItem(entry)
    }
    return items
  }

  private func found(
    at path: RepoPath,
    _ staged: [RepoPath: TreeItem]
  ) throws(Problem) -> TreeItem? {
    switch destination {
    case .stage: return staged[path]
    case .commit:
      guard let headTree else { return nil }
      let entry = try reading("read '\(path)'") { () throws(GitError) in
        try repository.entry(at: path, in: headTree)
      }
      return entry.map { TreeItem(mode: $0.mode, objectID: $0.id) }
    case .worktree:
      do throws(GitError) {
        let worktree = try Worktree(of: repository)
        guard let file = try worktree.status(of: path) else { return nil }
        let id = try hashBlob(worktree.readNormalised(path))
        let keepsModes = try repository.boolean(for: "core.fileMode") ?? true
        let recorded = operation.paths.first { $0.path == path }?.worktree?.new?.mode
        let mode = file.isExecutable ? FileMode.executable : .file
        return TreeItem(mode: keepsModes ? mode : recorded ?? mode, objectID: id)
      } catch {
        return TreeItem(mode: .gitlink, objectID: .zero)
      }
    }
  }

  private func text(
    of item: TreeItem,
    at path: RepoPath
  ) throws(Problem) -> FileChange.After {
    do throws(GitError) {
      let bytes = try repository.readBlob(item.objectID, limit: Worktree.sizeLimit)
      return FileChange.After(bytes: bytes, mode: item.mode)
    } catch {
      throw Problem(
        .damagedRecord,
        at: Problem.Place(path),
        "the old text of '\(path)' is no longer there: \(error.message)",
        hint: "backups are kept for 90 days in '\(Backup.reference)'"
      )
    }
  }

  // MARK: - Words

  private var subject: String {
    let prefix = "agentsync: "
    let words =
      operation.subject.hasPrefix(prefix)
      ? String(operation.subject.dropFirst(prefix.count)) : operation.subject
    for (word, inverse) in [("undo ", "redo "), ("redo ", "undo ")]
    where operation.kind == .undo && words.hasPrefix(word) {
      return prefix + inverse + words.dropFirst(word.count)
    }
    return "\(prefix)undo \(words)"
  }

  private var message: String {
    let lines = changes.map { change in
      change.after == nil ? "removed \(change.path)" : "restored \(change.path)"
    }
    return "\(subject)\n\n\(lines.joined(separator: "\n"))\n"
  }
}

extension Problem {
  fileprivate static func inCommitOfPerson(_ commit: ObjectID) -> Problem {
    Problem(
      .nothingToUndo,
      "the last operation put outputs into commit \(commit.short), which is your own",
      hint:
        "'git revert \(commit.short)' takes sources and outputs back together; where it is the last "
        + "commit and not pushed, 'git reset HEAD~' takes the commit back and leaves the files"
    )
  }

  fileprivate static func changedSince(_ path: RepoPath) -> Problem {
    Problem(
      .changedSince,
      severity: .warning,
      at: Place(path),
      "'\(path)' was changed since and stays as it is",
      hint: "'git log -p -- \(path)' shows its history"
    )
  }
}
