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
      brought: brought,
      there: there
    )
    try merge.run(heirs: heirs, baseHeirs: baseHeirs)
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
  /// What the head changed since the start, and what the base did.
  private let brought: [RepoPath: TreeChange]
  private let there: [RepoPath: TreeChange]
  private(set) var merged: [RepoPath: TreeItem?] = [:]
  private(set) var unstored: [ObjectID: [UInt8]] = [:]
  private(set) var clashes: [MergePreview.Clash] = []
  private var clashing: Set<RepoPath> = []
  /// Paths that files which moved account for.
  private var done: Set<RepoPath> = []

  init(
    base: SnapshotReader,
    head: SnapshotReader,
    start: SnapshotReader,
    brought: [TreeChange],
    there: [TreeChange]
  ) {
    (self.base, self.head, self.start) = (base, head, start)
    self.brought = Dictionary(
      brought.map { ($0.path, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    self.there = Dictionary(there.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Merges what moved, as git does, which follows it; then all else, and looks whether there is room for it.
  mutating func run(heirs: [RepoPath: RepoPath], baseHeirs: [RepoPath: RepoPath]) throws(Problem) {
    let theirs = Merging.moves(heirs, in: brought)
    let ours = Merging.moves(baseHeirs, in: there)
    for former in Set(theirs.keys).union(ours.keys).sorted() {
      switch (ours[former], theirs[former]) {
      case (let one?, let two?): try followBoth(former, one, two)
      case (nil, let now?): try follow(former, to: now, there, brought, isOurs: false)
      case (let now?, nil): try follow(former, to: now, brought, there, isOurs: true)
      case (nil, nil): continue
      }
    }
    for path in brought.keys.sorted() where !done.contains(path) {
      guard let change = brought[path] else { continue }
      try add(change)
    }
    try clashWhereThereIsNoRoom()
  }

  /// The moves of one side that git sees: what moved is gone from the one place and new in the other.
  private static func moves(
    _ heirs: [RepoPath: RepoPath],
    in changes: [RepoPath: TreeChange]
  ) -> [RepoPath: RepoPath] {
    var taken: Set<RepoPath> = []
    var moves: [RepoPath: RepoPath] = [:]
    for (former, now) in heirs.sorted(by: { $0.key < $1.key }) {
      guard let old = changes[former], old.old != nil, old.new == nil, let new = changes[now],
        new.old == nil, new.new != nil, taken.insert(now).inserted
      else { continue }
      moves[former] = now
    }
    return moves
  }

  /// Merges a file that both sides moved.
  private mutating func followBoth(
    _ former: RepoPath,
    _ ours: RepoPath,
    _ theirs: RepoPath
  ) throws(Problem) {
    done.formUnion([former, ours, theirs])
    guard ours == theirs else {
      for path in [former, ours, theirs] { clash(path, .movedApart) }
      return
    }
    guard let old = there[former]?.old, let one = there[ours]?.new, let two = brought[ours]?.new
    else { return }
    try merge(old, one, two, at: ours)
  }

  /// Merges a file that one side moved, `movers`, and the other, `others`, did not; the base's is ours.
  private mutating func follow(
    _ former: RepoPath,
    to now: RepoPath,
    _ others: [RepoPath: TreeChange],
    _ movers: [RepoPath: TreeChange],
    isOurs: Bool
  ) throws(Problem) {
    guard let moved = movers[now]?.new, let old = movers[former]?.old else { return }
    done.formUnion([former, now])
    merged[former] = .some(nil)
    if let change = others[former], change.new == nil {
      clash(now, .movedAndRemoved)
      return
    }
    let other = others[former]?.new ?? old
    if let there = others[now]?.new {
      // Two files want one place.
      if there != moved || other != old { clash(now, .addedTwice) }
      return
    }
    try isOurs ? merge(old, moved, other, at: now) : merge(old, other, moved, at: now)
  }

  private mutating func add(_ change: TreeChange) throws(Problem) {
    guard let other = there[change.path] else {
      merged[change.path] = change.new.map { TreeItem(mode: $0.mode, objectID: $0.id) }
      return
    }
    guard other.new != change.new else { return }
    switch (change.old, other.new, change.new) {
    case (_, nil, _), (_, _, nil): clash(change.path, .removedAndChanged)
    case (nil, let ours?, let theirs?): try merge(nil, ours, theirs, at: change.path)
    case (let old?, let ours?, let theirs?): try merge(old, ours, theirs, at: change.path)
    }
  }

  /// Tells of files in whose place the other side has a folder, and of those below what is a file there.
  private mutating func clashWhereThereIsNoRoom() throws(Problem) {
    let left = clashing
    let came = brought.values.filter { $0.old == nil && $0.new != nil }.map(\.path)
    let cameThere = there.values.filter { $0.old == nil && $0.new != nil }.map(\.path)
    guard !came.isEmpty || !cameThere.isEmpty || !left.isEmpty else { return }
    // What the head brings below each of its folders, as far as it stays.
    var folders: Set<RepoPath> = []
    for (path, item) in merged where item != nil { folders.formUnion(path.folders) }
    for path in left { folders.formUnion(path.folders) }
    var asked: Set<RepoPath> = []
    for path in came + cameThere + Array(left) {
      for place in [path] + path.folders where asked.insert(place).inserted {
        guard try isFile(place, left) else { continue }
        if !folders.contains(place) {
          guard try isFolderThere(place) else { continue }
        }
        clash(place, .notMergeable)
      }
    }
  }

  /// Whether a file stands at a path once both are merged.
  private func isFile(_ path: RepoPath, _ left: Set<RepoPath>) throws(Problem) -> Bool {
    if left.contains(path) { return true }
    if let item = merged[path] { return item != nil }
    guard let item = try base.item(at: path) else { return false }
    return item.mode != .tree
  }

  /// Whether the base has a folder at a path of which something stays.
  private func isFolderThere(_ path: RepoPath) throws(Problem) -> Bool {
    guard try base.item(at: path)?.mode == .tree else { return false }
    return try base.files(below: [path]).contains { file in
      guard let item = merged[file.path] else { return true }
      return item != nil
    }
  }

  private mutating func merge(
    _ old: TreeChange.Side?,
    _ ours: TreeChange.Side,
    _ theirs: TreeChange.Side,
    at path: RepoPath
  ) throws(Problem) {
    let mode = ours.mode == old?.mode ? theirs.mode : ours.mode
    if ours.id == theirs.id || theirs.id == old?.id {
      merged[path] = TreeItem(mode: mode, objectID: ours.id)
      return
    }
    if let old, ours.id == old.id {
      merged[path] = TreeItem(mode: mode, objectID: theirs.id)
      return
    }
    guard [old, ours, theirs].allSatisfy({ $0?.mode.isPlainFile ?? true }),
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
      let reason: MergePreview.Clash.Reason = old == nil ? .addedTwice : .lines
      let line = old == nil ? nil : result.firstMarker
      clash(path, result.isBinary ? .notMergeable : reason, line: line)
      return
    }
    let id = try reading("hash the merged '\(path)'") { () throws(GitError) in
      try hashBlob(result.bytes)
    }
    unstored[id] = result.bytes
    merged[path] = TreeItem(mode: mode, objectID: id)
  }

  private typealias Texts = (old: [UInt8], ours: [UInt8], theirs: [UInt8])

  /// The three texts; nil where one is too big to be merged here.
  private func texts(
    _ old: TreeChange.Side?,
    _ ours: TreeChange.Side,
    _ theirs: TreeChange.Side
  ) throws(Problem) -> Texts? {
    var texts: [[UInt8]] = []
    for (reader, side) in [(start, old), (base, ours), (head, theirs)] {
      guard let side else {
        texts.append([])
        continue
      }
      guard try reader.size(of: side.id) <= Plan.maximumOutputSize else { return nil }
      texts.append(try reader.bytes(of: side.id))
    }
    return (texts[0], texts[1], texts[2])
  }

  private mutating func clash(
    _ path: RepoPath,
    _ reason: MergePreview.Clash.Reason,
    line: Int? = nil
  ) {
    guard clashing.insert(path).inserted else { return }
    clashes.append(MergePreview.Clash(path: path, line: line, reason: reason))
  }
}

extension MergedFile {
  /// The 1-based line in which the first conflict begins, which is the same line of ours.
  fileprivate var firstMarker: Int? {
    firstConflictMarker(in: bytes)
  }
}
