import AgentModel
import Git

/// Two changes of one tree merged in memory, file by file, as git merges them: nothing is written.
struct TreeMerge {
  /// The merged tree, in which a file that clashes is the one of the base.
  let snapshot: Snapshot
  /// What git would leave to a person, sorted by path.
  let clashes: [MergePreview.Clash]

  /// - Parameters:
  ///   - range: The change, and what it is to be merged into.
  ///   - heirs: Where files of the start are at the head, where they moved.
  ///   - baseHeirs: Where files of the start are at the base, where they moved.
  ///   - repository: Where all are.
  /// - Throws: `Problem` where a tree or a file can't be read.
  init(
    _ range: ChangeRange,
    heirs: [RepoPath: RepoPath],
    baseHeirs: [RepoPath: RepoPath],
    in repository: Repository
  ) throws(Problem) {
    let brought = try changedFiles(from: range.start, to: range.head, in: repository)
    let there = try changedFiles(from: range.start, to: range.base, in: repository)
    var merge = Merging(
      base: SnapshotReader(range.base, in: repository),
      head: SnapshotReader(range.head, in: repository),
      start: SnapshotReader(range.start, in: repository),
      there: Dictionary(there.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    )
    let files = Dictionary(brought.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    try merge.follow(heirs: heirs, baseHeirs: baseHeirs, in: files)
    for change in brought { try merge.add(change) }
    clashes = merge.clashes.sorted { ($0.path, $0.line ?? 0) < ($1.path, $1.line ?? 0) }
    let tip = range.head.commitID.map { [$0] } ?? range.head.parentIDs
    guard case .tree(let tree?) = range.base.content else {
      snapshot = range.head
      return
    }
    snapshot = Snapshot(
      kind: .index,
      content: .changed(tree, merge.merged),
      commitID: nil,
      parentIDs: (range.base.commitID.map { [$0] } ?? []) + tip,
      unstored: range.head.unstored.merging(merge.unstored) { first, _ in first }
    )
  }
}

/// The work of a merge.
private struct Merging {
  let base: SnapshotReader
  let head: SnapshotReader
  let start: SnapshotReader
  /// What the base changed since the start.
  let there: [RepoPath: TreeChange]
  private(set) var merged: [RepoPath: TreeItem?] = [:]
  private(set) var unstored: [ObjectID: [UInt8]] = [:]
  private(set) var clashes: [MergePreview.Clash] = []
  /// Paths that a followed file accounts for.
  private var done: Set<RepoPath> = []

  init(
    base: SnapshotReader,
    head: SnapshotReader,
    start: SnapshotReader,
    there: [RepoPath: TreeChange]
  ) {
    (self.base, self.head, self.start, self.there) = (base, head, start, there)
  }

  /// Merges files that one side moved and the other changed, as git does, which follows them.
  mutating func follow(
    heirs: [RepoPath: RepoPath],
    baseHeirs: [RepoPath: RepoPath],
    in brought: [RepoPath: TreeChange]
  ) throws(Problem) {
    for (former, now) in heirs.sorted(by: { $0.key < $1.key }) {
      guard let change = there[former], let ours = change.new, let old = change.old,
        brought[former]?.new == nil, let theirs = brought[now]?.new, there[now] == nil
      else { continue }
      done.formUnion([former, now])
      merged[former] = .some(nil)
      try merge(old, ours, theirs, at: now)
    }
    for (former, now) in baseHeirs.sorted(by: { $0.key < $1.key }) {
      guard let change = brought[former], let theirs = change.new, let old = change.old,
        there[former]?.new == nil, let ours = there[now]?.new, brought[now] == nil
      else { continue }
      done.formUnion([former, now])
      try merge(old, ours, theirs, at: now)
    }
  }

  mutating func add(_ change: TreeChange) throws(Problem) {
    guard !done.contains(change.path) else { return }
    guard let other = there[change.path] else {
      guard let new = change.new else {
        merged[change.path] = .some(nil)
        return
      }
      guard try isRoom(at: change.path) else {
        clash(change.path, .notMergeable)
        return
      }
      merged[change.path] = TreeItem(mode: new.mode, objectID: new.id)
      return
    }
    guard other.new != change.new else { return }
    switch (change.old, other.new, change.new) {
    case (_, nil, _), (_, _, nil): clash(change.path, .removedAndChanged)
    case (nil, _?, _?): clash(change.path, .addedTwice)
    case (let old?, let ours?, let theirs?): try merge(old, ours, theirs, at: change.path)
    }
  }

  /// Whether the base has neither a folder in a file's place nor a file in that of one of its folders.
  private func isRoom(at path: RepoPath) throws(Problem) -> Bool {
    if try base.item(at: path)?.mode == .tree { return false }
    var folder = path.parent
    while let place = folder {
      if let item = try base.item(at: place) {
        // A file that the change itself makes a folder of.
        let isFolderNow = try head.item(at: place)?.mode == .tree
        return item.mode == .tree || isFolderNow && there[place] == nil
      }
      folder = place.parent
    }
    return true
  }

  private mutating func merge(
    _ old: TreeChange.Side,
    _ ours: TreeChange.Side,
    _ theirs: TreeChange.Side,
    at path: RepoPath
  ) throws(Problem) {
    if ours.id == theirs.id || theirs.id == old.id {
      merged[path] = TreeItem(mode: ours.mode, objectID: ours.id)
      return
    }
    if ours.id == old.id {
      merged[path] = TreeItem(mode: theirs.mode, objectID: theirs.id)
      return
    }
    guard [old, ours, theirs].allSatisfy(\.mode.isPlainFile),
      let texts = try texts(old, ours, theirs)
    else {
      clash(path, .notMergeable)
      return
    }
    let result = try reading("merge '\(path)'") { () throws(GitError) in
      try FileMerge.merge(
        base: texts.old,
        ours: texts.ours,
        theirs: texts.theirs,
        labels: FileMerge.Labels(base: "start", ours: "base", theirs: "head"),
        style: .merge
      )
    }
    guard result.isClean else {
      clash(path, result.isBinary ? .notMergeable : .lines, line: result.firstMarker)
      return
    }
    let id = try reading("hash the merged '\(path)'") { () throws(GitError) in
      try hashBlob(result.bytes)
    }
    unstored[id] = result.bytes
    merged[path] = TreeItem(mode: ours.mode, objectID: id)
  }

  private typealias Texts = (old: [UInt8], ours: [UInt8], theirs: [UInt8])

  /// The three texts; nil where one is too big to be merged here.
  private func texts(
    _ old: TreeChange.Side,
    _ ours: TreeChange.Side,
    _ theirs: TreeChange.Side
  ) throws(Problem) -> Texts? {
    for (reader, side) in [(start, old), (base, ours), (head, theirs)] {
      guard try reader.size(of: side.id) <= Plan.maximumOutputSize else { return nil }
    }
    return (
      try start.bytes(of: old.id), try base.bytes(of: ours.id), try head.bytes(of: theirs.id)
    )
  }

  private mutating func clash(
    _ path: RepoPath,
    _ reason: MergePreview.Clash.Reason,
    line: Int? = nil
  ) {
    clashes.append(MergePreview.Clash(path: path, line: line, reason: reason))
  }
}

extension MergedFile {
  /// The 1-based line in which the first conflict begins, which is the same line of ours.
  fileprivate var firstMarker: Int? {
    firstConflictMarker(in: bytes)
  }
}
