package import AgentModel
package import Git

/// Which files of one commit are which of another.
package struct RenameMap: Sendable {
  /// A file that stands elsewhere.
  package struct Entry: Hashable, Sendable {
    package let rename: Rename
    /// The commits that moved it, oldest first; empty where the two trees alone tell.
    package let commits: [ObjectID]
  }

  package let old: ObjectID
  package let new: ObjectID
  /// Sorted by old path, then new one.
  package let entries: [Entry]
  /// Whether the history is longer than what was looked at.
  package let isCutShort: Bool
}

/// Finds where the files of one commit are in another one.
///
/// The two trees are compared first: equal bytes and equal ids need no history. What they leave open is
/// followed commit by commit; where the two have parted, back to where they did and on from there.
///
/// - Parameters:
///   - old: A commit.
///   - new: A commit.
///   - isWhole: Whether every path counts, or only those of the library and what it refers to.
///   - repository: Where the commits are.
///   - work: How many threads read.
/// - Returns: Every file that stands elsewhere.
/// - Throws: `Problem` with `repository.unknown-revision`, or what the repository refused.
package func renameMap(
  from old: String,
  to new: String,
  isWhole: Bool,
  in repository: Repository,
  work: Work
) throws(Problem) -> RenameMap {
  let before = try scan(.revision(old), in: repository)
  let after = try scan(.revision(new), in: repository)
  guard let oldID = before.commitID, let newID = after.commitID else {
    preconditionFailure("BUG: a revision is a commit")
  }
  var mapping = RenameMapping(repository: repository, work: work)
  var entries = try mapping.entries(from: before, to: after)
  if !isWhole, !entries.isEmpty {
    let scope = try RenameScope(before, after, in: repository, work: work)
    entries = try scope.filter(entries)
  }
  return RenameMap(
    old: oldID,
    new: newID,
    entries: entries.sorted { ($0.rename.from, $0.rename.to) < ($1.rename.from, $1.rename.to) },
    isCutShort: mapping.isCutShort
  )
}

/// The work on one map.
private struct RenameMapping {
  let repository: Repository
  let work: Work
  private let finder: RenameFinder
  private(set) var isCutShort = false

  init(repository: Repository, work: Work) {
    self.repository = repository
    self.work = work
    finder = RenameFinder(repository: repository, work: work)
  }

  mutating func entries(
    from before: Snapshot,
    to after: Snapshot
  ) throws(Problem) -> [RenameMap.Entry] {
    guard let oldTree = before.tree, let newTree = after.tree, oldTree != newTree else { return [] }
    let changes = try finder.changes(from: oldTree, to: newTree)
    let direct = try finder.renames(
      among: changes,
      formerPaths: try Registry(reader: SnapshotReader(after, in: repository)).formerSources
    )
    let open = RenameMapping.open(changes, direct)
    if let commit = after.commitID, before.commitID.map({ after.parentIDs == [$0] }) ?? false {
      // Nothing lies between the two that could say more.
      let open = Set(open)
      return direct.map { rename in
        RenameMap.Entry(rename: rename, commits: open.contains(rename.from) ? [commit] : [])
      }
    }
    let followed = open.isEmpty ? [:] : try follow(open, from: before, to: after)
    var entries = followed.values.sorted { $0.rename.from < $1.rename.from }
    for rename in direct where followed[rename.from] == nil {
      entries.append(RenameMap.Entry(rename: rename, commits: []))
    }
    return entries
  }

  /// The files that are gone and whose whereabouts the two trees alone do not prove.
  private static func open(_ changes: [TreeChange], _ renames: [Rename]) -> [RepoPath] {
    var open: [RepoPath] = []
    var index = renames.startIndex
    // Both are in the order of paths.
    for change in changes {
      guard change.new == nil, let old = change.old, old.mode.isPlainFile || old.mode == .symlink
      else { continue }
      while index < renames.endIndex, renames[index].from < change.path { index += 1 }
      let isProven =
        index < renames.endIndex && renames[index].from == change.path
        && renames[index].needsNoHistory
      if !isProven { open.append(change.path) }
    }
    return open
  }

  /// Follows paths commit by commit, by path.
  private mutating func follow(
    _ paths: [RepoPath],
    from before: Snapshot,
    to after: Snapshot
  ) throws(Problem) -> [RepoPath: RenameMap.Entry] {
    guard let old = before.commitID, let new = after.commitID else { return [:] }
    let bases = try reading("find where two commits parted") { () throws(GitError) in
      try repository.mergeBases(old, new)
    }
    guard let base = bases.first else { return [:] }
    var places = Dictionary(uniqueKeysWithValues: paths.map { ($0, $0) })
    var backwards: [RepoPath: [Whereabouts.Step]] = [:]
    if base != old {
      // Back to where the branches parted: there the files stood at other paths, perhaps.
      let history = try RenameHistory(
        to: before,
        in: repository,
        work: work,
        within: try commits(from: base, to: old)
      )
      let origins = try history.origins(of: paths)
      let common = try scan(.revision(base.hex), in: repository)
      let reader = SnapshotReader(common, in: repository)
      for path in paths {
        for origin in origins[path] ?? [] where try reader.item(at: origin.path) != nil {
          places[path] = origin.path
          let rename = Rename(
            from: path,
            to: origin.path,
            evidence: origin.evidence,
            similarity: origin.similarity,
            confidence: origin.confidence
          )
          backwards[path] = [Whereabouts.Step(commitID: nil, rename: rename)]
          break
        }
      }
    }
    let history = try RenameHistory(
      to: after,
      in: repository,
      work: work,
      within: try commits(from: base, to: new)
    )
    let found = try history.whereabouts(of: places.values)
    isCutShort = isCutShort || history.isCutShort
    var entries: [RepoPath: RenameMap.Entry] = [:]
    for (path, place) in places {
      guard let whereabouts = found[place], let now = whereabouts.now, now != path else { continue }
      let steps = (backwards[path] ?? []) + whereabouts.steps
      guard let weakest = steps.min(by: { $0.rename.confidence < $1.rename.confidence }) else {
        continue
      }
      let rename = Rename(
        from: path,
        to: now,
        evidence: weakest.rename.evidence,
        similarity: steps.count == 1 && backwards[path] == nil
          ? weakest.rename.similarity : try similarity(of: path, before, now, after),
        confidence: weakest.rename.confidence
      )
      entries[path] = RenameMap.Entry(rename: rename, commits: steps.compactMap(\.commitID))
    }
    return entries
  }

  /// How much of a file the two ends have in common, whatever was done to it in between.
  private func similarity(
    of path: RepoPath,
    _ before: Snapshot,
    _ now: RepoPath,
    _ after: Snapshot
  ) throws(Problem) -> Int {
    let old = try SnapshotReader(before, in: repository).item(at: path)
    let new = try SnapshotReader(after, in: repository).item(at: now)
    guard let old, let new else { return 0 }
    return try finder.similarity(
      of: FileVersion(path: path, blobID: old.objectID, mode: old.mode),
      and: FileVersion(path: now, blobID: new.objectID, mode: new.mode)
    )
  }

  /// The commits that one commit has and another has not.
  private func commits(from base: ObjectID, to tip: ObjectID) throws(Problem) -> Set<ObjectID> {
    let listed = try reading("list commits") { () throws(GitError) in
      try repository.git(["rev-list", tip.hex, "^" + base.hex])
    }
    return Set(listed.text.split(separator: "\n").compactMap { ObjectID(hex: $0) })
  }
}

/// The paths that belong to a library, or that it refers to.
private struct RenameScope {
  private let roots: [RepoPath]
  private let outputs: Set<RepoPath>
  private let before: Snapshot
  private let repository: Repository
  private let work: Work

  init(
    _ before: Snapshot,
    _ after: Snapshot,
    in repository: Repository,
    work: Work
  ) throws(Problem) {
    var roots: [RepoPath] = []
    var outputs: Set<RepoPath> = []
    for snapshot in [before, after] {
      let reader = SnapshotReader(snapshot, in: repository)
      roots += try LibraryModel.config(reader).rules.staticPrefixes
      for entry in try Registry(reader: reader).entries.values {
        outputs.formUnion(entry.outputs.map(\.path))
      }
    }
    self.roots = roots
    self.outputs = outputs
    self.before = before
    self.repository = repository
    self.work = work
  }

  private func covers(_ path: RepoPath) -> Bool {
    roots.isEmpty || outputs.contains(path) || roots.contains { path.isWithin($0) }
  }

  func filter(_ entries: [RenameMap.Entry]) throws(Problem) -> [RenameMap.Entry] {
    let inside = entries.filter { covers($0.rename.from) || covers($0.rename.to) }
    guard inside.count < entries.count else { return entries }
    // Only now is it worth reading the library's references.
    let graph = try ReferenceScan(before, in: repository, work: work).graph
    return entries.filter { entry in
      covers(entry.rename.from) || covers(entry.rename.to)
        || !graph.edges(to: entry.rename.from).isEmpty
    }
  }
}

extension Rename {
  /// Whether two trees alone prove it.
  fileprivate var needsNoHistory: Bool {
    confidence == .sure && (evidence == .sameBlob || evidence == .id || evidence == .registry)
  }
}

extension Snapshot {
  /// The tree of a commit.
  fileprivate var tree: ObjectID? {
    if case .tree(let tree) = content { tree } else { nil }
  }
}

/// Where a file of the past is in the present, and how it got there.
///
/// - Throws: `Problem` where the repository can't be read.
package func whereabouts(
  of path: RepoPath,
  in source: SnapshotSource,
  _ repository: Repository,
  work: Work
) throws(Problem) -> Whereabouts {
  let snapshot = try scan(source, in: repository)
  return try RenameHistory(to: snapshot, in: repository, work: work).whereabouts(of: path)
}
