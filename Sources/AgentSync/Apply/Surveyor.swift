import AgentModel
import Git

/// Looks at one path after the other and gathers what is to be done.
struct Surveyor {
  private(set) var survey = Survey()
  private let repository: Repository
  private let destination: Destination
  /// nil in a bare repository.
  private let worktree: Worktree?
  private let index: KnownEntries
  /// The index that a running `git commit -- PATH` puts in place; nil for all others.
  private let pending: KnownEntries?
  private let sparse: SparseCheckout?
  private let headTree: ObjectID?
  private let keepsModes: Bool
  /// Folders of HEAD that were looked at: whether new files may stand in them.
  private var folders: [RepoPath: Bool] = [:]

  init(
    _ changes: [FileChange],
    in repository: Repository,
    destination: Destination
  ) throws(Problem) {
    self.repository = repository
    self.destination = destination
    let paths = changes.map(\.path)
    guard repository.location.workTree != nil else {
      guard destination == .commit else { throw Problem.bare(repository) }
      (worktree, index, pending, sparse, keepsModes) = (nil, KnownEntries([]), nil, nil, true)
      headTree = try repository.headTree
      return
    }
    worktree = try reading("open the work tree") { () throws(GitError) in
      try Worktree(of: repository)
    }
    // A new file may come to lie where the index has a file or a submodule for a folder.
    let homes = Set(changes.filter { $0.before == nil }.compactMap(\.path.parent))
    (index, pending) = try reading("read the index") { () throws(GitError) in
      let own = try repository.indexScan(below: paths + homes)
      let file = repository.location.pendingIndexFile
      let pending = try file.map { file throws(GitError) in
        try repository.indexScan(below: paths + homes, of: file)
      }
      return (KnownEntries(own.entries), pending.map { KnownEntries($0.entries) })
    }
    headTree = try repository.headTree
    (sparse, keepsModes) = try reading("read the configuration") { () throws(GitError) in
      (try SparseCheckout(of: repository), try repository.boolean(for: "core.fileMode") ?? true)
    }
  }

  /// Adds what one change does to index and work tree, or why it can't.
  mutating func visit(_ change: FileChange) throws(Problem) {
    let path = change.path
    let after = try change.after.map { after throws(Problem) in try version(after) }
    if let after, destination != .worktree { try add(after) }
    var draft = survey
    do throws(Problem) {
      if change.before == nil, destination == .commit { try confirmRoom(for: path) }
      guard let worktree else { return }
      draft.indexTargets[path] = try indexTarget(change, after, in: index, &draft)
      if let pending {
        draft.pendingTargets[path] = try indexTarget(change, after, in: pending, &draft)
      }
      let entry = try index.entry(at: path)
      if let target = try worktreeTarget(change, after, entry, worktree, &draft) {
        draft.worktreeTargets[path] = target
      }
      survey = draft
    } catch {
      guard error.isObstacle else { throw error }
      survey.obstacles[path] = error
    }
  }

  /// A commit can't hold a file below a file, nor one where a folder is.
  private mutating func confirmRoom(for path: RepoPath) throws(Problem) {
    guard let headTree else { return }
    let found = try reading("read '\(path)'") { () throws(GitError) in
      try repository.entry(at: path, in: headTree)
    }
    guard found == nil else { throw .clash(path, path) }
    var parent = path.parent
    while let folder = parent {
      if folders[folder] == nil {
        let entry = try reading("read '\(folder)'") { () throws(GitError) in
          try repository.entry(at: folder, in: headTree)
        }
        folders[folder] = entry?.mode.isTree ?? true
      }
      guard folders[folder] == true else { throw .clash(path, folder) }
      parent = folder.parent
    }
  }

  // MARK: - The index

  /// What becomes of a path's entry in one index; no target where it stays.
  private func indexTarget(
    _ change: FileChange,
    _ after: Version?,
    in index: KnownEntries,
    _ draft: inout Survey
  ) throws(Problem) -> Survey.IndexTarget? {
    let path = change.path
    let entry = try index.entry(at: path)
    guard destination != .worktree else { return nil }
    guard entry?.isAssumeUnchanged != true else { throw .assumedUnchanged(path) }
    if entry == nil, let other = index.clash(at: path) { throw .clash(path, other) }
    // What is only meant to be added is not staged; the file itself is looked at as an untracked one.
    let ours = entry.flatMap { $0.isIntentToAdd ? nil : TreeItem($0) }
    let combined = try combine(base: change.before, ours: ours, theirs: after) {
      item throws(Problem) in try storedBytes(item)
    }
    let isOutside = entry == nil && sparse?.includes(path) == false
    let new: TreeItem?
    switch combined {
    case .unchanged: return nil
    case .conflict: throw .indexConflict(path, isRemoval: after == nil)
    case .replaced(let version):
      new = version?.item
      if let version { try add(version, &draft) }
    }
    if let ours { try backUp(ours, path, .index, nil, &draft) }
    return Survey.IndexTarget(
      seen: entry.map(IndexDraft.Entry.init),
      new: Survey.Staging(new),
      isSkipWorktree: isOutside || entry?.isSkipWorktree == true
    )
  }

  // MARK: - The work tree

  private func worktreeTarget(
    _ change: FileChange,
    _ after: Version?,
    _ entry: IndexEntry?,
    _ worktree: Worktree,
    _ draft: inout Survey
  ) throws(Problem) -> Survey.WorktreeTarget? {
    let path = change.path
    if entry?.isSkipWorktree == true { return nil }
    if entry == nil, sparse?.includes(path) == false { return nil }
    let (found, text) = try look(at: path, in: worktree)
    let base = change.before
    let ours = try found.map { found throws(Problem) in
      TreeItem(mode: mode(of: found.file, base, after), objectID: try id(of: text))
    }
    let isKnown = base != nil || entry.map { !$0.isIntentToAdd } == true
    let combined = try combine(base: base, ours: ours, theirs: after) { item throws(Problem) in
      item.objectID == ours?.objectID ? text : try storedBytes(item)
    }
    let version: Version?
    switch combined == .conflict ? try combineOwn(change, ours, text, after) : combined {
    case .unchanged:
      if let found, let ours {
        draft.untouched[path] = Survey.Untouched(file: found.file, item: ours)
      }
      return nil
    case .conflict:
      throw found != nil && !isKnown
        ? .untracked(path)
        : .worktreeConflict(path, found == nil, isRemoval: after == nil)
    case .replaced(let replacement): version = replacement
    }
    if let found, found.file.linkCount > 1 { throw .hardLink(path) }
    let isWritable = try obstacle(at: path) { () throws(GitError) in try worktree.isWritable(path) }
    guard isWritable else { throw .notWritable(path) }
    let bytes = try version.map { version throws(Problem) in
      try obstacle(at: path) { () throws(GitError) in
        try repository.checkedOut(version.bytes, for: path)
      }
    }
    if let ours { try backUp(ours, path, .worktree, text, &draft) }
    return Survey.WorktreeTarget(
      seen: found.map { .file($0.file, $0.bytes) } ?? .absent,
      old: ours,
      new: version?.item,
      bytes: bytes
    )
  }

  /// What a run here wrote to the work tree, and nobody committed, is no person's.
  ///
  /// A pristine file or a record gives way to the one that is wanted; an output is merged over the text that
  /// it was generated from last.
  private func combineOwn(
    _ change: FileChange,
    _ ours: TreeItem?,
    _ text: [UInt8],
    _ after: Version?
  ) throws(Problem) -> Combination {
    guard let ours else { return .conflict }
    switch change.role {
    case .pristine, .registry: return .replaced(after)
    case .configuration, .source: return .conflict
    case .output:
      guard let pristine = try worktreePristine(of: change.path, in: repository) else {
        return .conflict
      }
      let base = OutputText.bytes(of: pristine.content, in: OutputText(text).shape)
      let item = TreeItem(mode: ours.mode, objectID: try id(of: base))
      return try combine(base: item, ours: ours, theirs: after) { wanted throws(Problem) in
        wanted.objectID == ours.objectID ? text : base
      }
    }
  }

  /// The file at `path`, and its bytes as git would store them.
  private func look(
    at path: RepoPath,
    in worktree: Worktree
  ) throws(Problem) -> (found: (file: WorktreeFile, bytes: [UInt8])?, text: [UInt8]) {
    try obstacle(at: path) { () throws(GitError) in
      guard let found = try worktree.read(path) else { return (nil, []) }
      return (found, try repository.stored(found.bytes, for: path))
    }
  }

  private func mode(of file: WorktreeFile, _ base: TreeItem?, _ after: Version?) -> FileMode {
    guard keepsModes else { return base?.mode ?? after?.item.mode ?? .file }
    return file.isExecutable ? .executable : .file
  }

  // MARK: - Objects

  private func version(_ after: FileChange.After) throws(Problem) -> Version {
    Version(item: TreeItem(mode: after.mode, objectID: try id(of: after.bytes)), bytes: after.bytes)
  }

  private func id(of bytes: [UInt8]) throws(Problem) -> ObjectID {
    try reading("hash a file") { () throws(GitError) in try hashBlob(bytes) }
  }

  private mutating func add(_ version: Version) throws(Problem) {
    try add(version, &survey)
  }

  private func add(_ version: Version, _ draft: inout Survey) throws(Problem) {
    let object = try reading("hash a file") { () throws(GitError) in
      try NewObject(.blob, version.bytes)
    }
    draft.objects.add(object)
  }

  /// The bytes of a blob; nil where the repository lacks it, as with a plan from the work tree.
  private func storedBytes(_ item: TreeItem) throws(Problem) -> [UInt8]? {
    do throws(GitError) {
      return try repository.readBlob(item.objectID, limit: Worktree.sizeLimit)
    } catch {
      guard error.code == .notFound || error.code == .limit else {
        throw Problem(error, doing: "read a file")
      }
      return nil
    }
  }

  /// Notes a text that HEAD does not hold and that is about to go.
  private func backUp(
    _ item: TreeItem,
    _ path: RepoPath,
    _ place: Backup.Place,
    _ bytes: [UInt8]?,
    _ draft: inout Survey
  ) throws(Problem) {
    let held = try headTree.map { tree throws(Problem) in
      try reading("read '\(path)'") { () throws(GitError) in
        try repository.entry(at: path, in: tree)
      }
    }
    guard held??.id != item.objectID else { return }
    if let bytes { try add(Version(item: item, bytes: bytes), &draft) }
    draft.backups[place, default: [:]][path] = item
  }
}

extension Repository {
  /// The tree of HEAD's commit; nil where there is none yet.
  var headTree: ObjectID? {
    get throws(Problem) {
      try reading("read HEAD") { () throws(GitError) in
        try head().commitID.map { id throws(GitError) in try readCommit(id).treeID }
      }
    }
  }
}
