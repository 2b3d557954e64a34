import AgentModel
import Git

/// Puts outputs into index and work tree as conflicts need it: opened, settled, or put back.
///
/// Nothing is merged here: each place gets what it is told, and what goes and is held by nothing else is
/// kept as a backup.
struct Restaging {
  /// What a path is to be.
  struct Target {
    let index: Survey.Staging
    let file: File
  }

  /// What a file of the work tree is to be.
  enum File {
    case untouched
    case absent
    /// How git would store it, and the very bytes where git would write others.
    case text(Version, original: [UInt8]?)
  }

  private(set) var survey = Survey()
  private(set) var changes: [FileChange] = []
  private let repository: Repository
  private let worktree: Worktree
  private let entries: [RepoPath: [IndexEntry]]
  private let headTree: ObjectID?
  private let keepsModes: Bool

  /// Looks at the index below some paths.
  init(_ paths: [RepoPath], in repository: Repository) throws(Problem) {
    self.repository = repository
    headTree = try repository.headTree
    let found = try reading("look at index and work tree") {
      () throws(GitError) -> (Worktree, IndexScan, Bool) in
      (
        try Worktree(of: repository),
        try repository.indexScan(below: paths),
        try repository.boolean(for: "core.fileMode") ?? true
      )
    }
    (worktree, keepsModes) = (found.0, found.2)
    entries = Dictionary(grouping: found.1.entries, by: \.path)
  }

  /// What is staged at a path; nil also where it is unmerged.
  func staged(_ path: RepoPath) -> IndexEntry? { entries[path]?.first { $0.stage == 0 } }

  func isUnmerged(_ path: RepoPath) -> Bool { entries[path]?.contains { $0.stage != 0 } == true }

  /// The bytes of a file, and those that git would store for it; nil where there is none.
  func look(at path: RepoPath) throws(Problem) -> (bytes: [UInt8]?, stored: [UInt8]?) {
    try obstacle(at: path) { () throws(GitError) in
      guard let found = try worktree.read(path) else { return (nil, nil) }
      return (found.bytes, try repository.stored(found.bytes, for: path))
    }
  }

  /// Adds a path.
  ///
  /// - Parameters:
  ///   - path: The output.
  ///   - target: What it is to be.
  ///   - known: Versions that need no backup: something else holds them.
  /// - Throws: an obstacle, as `survey` finds them, where the file can't be written.
  mutating func put(
    _ path: RepoPath,
    _ target: Target,
    knowing known: Set<TreeItem>
  ) throws(Problem) {
    let before = try headItem(path)
    var after: FileChange.After?
    if case .text(let version, _) = target.file {
      after = FileChange.After(bytes: version.bytes, mode: version.item.mode)
    }
    let seen = staged(path)
    guard seen?.isSkipWorktree != true, seen?.isAssumeUnchanged != true else {
      throw .assumedUnchanged(path)
    }
    let fileTarget = try worktreeTarget(path, target.file, known.union(before.map { [$0] } ?? []))
    if let seen, !known.contains(TreeItem(seen)), before != TreeItem(seen) {
      survey.backups[.index, default: [:]][path] = TreeItem(seen)
    }
    survey.indexTargets[path] = Survey.IndexTarget(
      seen: seen.map(IndexDraft.Entry.init),
      wasUnmerged: isUnmerged(path),
      new: target.index,
      isSkipWorktree: false
    )
    survey.worktreeTargets[path] = fileTarget
    changes.append(FileChange(path: path, before: before, after: after, role: .output))
  }

  /// Has an object written that the index is to name.
  mutating func store(_ bytes: [UInt8]) throws(Problem) -> ObjectID {
    let object = try reading("hash a file") { () throws(GitError) in try NewObject(.blob, bytes) }
    survey.objects.add(object)
    return object.id
  }

  private mutating func worktreeTarget(
    _ path: RepoPath,
    _ wanted: File,
    _ known: Set<TreeItem>
  ) throws(Problem) -> Survey.WorktreeTarget? {
    let found = try obstacle(at: path) { () throws(GitError) in try worktree.read(path) }
    var old: (item: TreeItem, text: [UInt8])?
    if let (file, bytes) = found {
      let text = try obstacle(at: path) { () throws(GitError) in
        try repository.stored(bytes, for: path)
      }
      let id = try reading("hash a file") { () throws(GitError) in try hashBlob(text) }
      let mode = keepsModes ? file.mode : staged(path)?.mode ?? known.first?.mode ?? .file
      old = (TreeItem(mode: mode, objectID: id), text)
      guard file.linkCount == 1 else { throw .hardLink(path) }
    }
    let new: (item: TreeItem, bytes: [UInt8])?
    switch wanted {
    case .untouched: return note(path, found?.0, old?.item)
    case .absent: new = nil
    case .text(let version, let original):
      let usual = try obstacle(at: path) { () throws(GitError) in
        try repository.checkedOut(version.bytes, for: path)
      }
      new = (version.item, original ?? usual)
    }
    if new == nil, found == nil { return nil }
    if let new, let found, found.1 == new.bytes, old?.item.mode == new.item.mode {
      return note(path, found.0, old?.item)
    }
    let isWritable = try obstacle(at: path) { () throws(GitError) in try worktree.isWritable(path) }
    guard isWritable else { throw .notWritable(path) }
    if let old, !known.contains(old.item) {
      _ = try store(old.text)
      survey.backups[.worktree, default: [:]][path] = old.item
    }
    return Survey.WorktreeTarget(
      seen: found.map { .file($0.0, $0.1) } ?? .absent,
      old: old?.item,
      new: new?.item,
      bytes: new?.bytes
    )
  }

  /// Lets the index know a file again that stays as it is.
  private mutating func note(
    _ path: RepoPath,
    _ file: WorktreeFile?,
    _ item: TreeItem?
  ) -> Survey.WorktreeTarget? {
    if let file, let item { survey.untouched[path] = Survey.Untouched(file: file, item: item) }
    return nil
  }

  /// Adds what was found at other paths.
  mutating func add(_ other: Survey, _ changes: [FileChange]) {
    survey.add(other)
    self.changes += changes
  }

  func headItem(_ path: RepoPath) throws(Problem) -> TreeItem? {
    guard let headTree else { return nil }
    let entry = try reading("read '\(path)'") { () throws(GitError) in
      try repository.entry(at: path, in: headTree)
    }
    return entry.map { TreeItem(mode: $0.mode, objectID: $0.id) }
  }

  /// Writes it all, or nothing.
  ///
  /// - Parameters:
  ///   - subject: What is done, for the log.
  ///   - kind: What the operation is.
  ///   - open: The conflicts of a sync that are open afterwards; nil leaves those that are.
  /// - Returns: What was done.
  /// - Throws: what `AgentSync.apply` and `record` throw.
  @discardableResult
  func apply(
    _ subject: String,
    kind: Operation.Kind,
    open: OpenConflicts?
  ) throws(Problem) -> Applied {
    let head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
    let request = ApplyRequest(
      changes: changes,
      head: head,
      baseTree: headTree,
      message: subject,
      destination: .stage,
      reflogMessage: subject,
      kind: kind,
      mayBeUnmerged: true,
      openConflicts: open
    )
    let applied = try AgentSync.apply(request, survey: survey, to: repository)
    try record(applied, in: repository)
    return applied
  }
}

extension WorktreeFile {
  /// The mode that git would give the file.
  fileprivate var mode: FileMode { isExecutable ? .executable : .file }
}
