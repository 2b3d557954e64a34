package import AgentModel
package import Git

/// Tells where files of the past are now, move by move.
///
/// A path that is missing is looked for in the commit that took it away, on every line of the history;
/// where that says it went on elsewhere, the search goes on from there. Only commits that took a path
/// away are compared as a whole. Where such a commit has no answer, it is compared with the present: a
/// file may be removed in one commit and come back elsewhere in a later one.
package final class RenameHistory {
  /// How many commits are walked over.
  package static let maximumCommits = 20_000
  /// How many moves one file may have made.
  static let maximumSteps = 16
  /// How many comparisons of a commit with the present are made: each may have thousands of files.
  static let maximumLeaps = 24
  /// How many of the commits that took one path away are looked at, the newest first.
  static let maximumRemovals = 32

  let repository: Repository
  let reader: SnapshotReader
  private let finder: RenameFinder
  let start: ObjectID?
  /// By a document's path now, the paths that it had, as the registry knows them; oldest first.
  let formerPaths: [RepoPath: [RepoPath]]
  private let present: PresentTree
  private var known: [RepoPath: Whereabouts] = [:]
  private var steps: [RepoPath: Found] = [:]
  /// Rivals whose place is being looked for: two files may be each other's.
  private var asking: Set<RepoPath> = []
  private var leaps = 0
  /// The commits whose moves count; nil is every one.
  let range: Set<ObjectID>?
  /// Whether the history went on behind the last commit that was looked at.
  package internal(set) var isCutShort = false

  /// What is known of a path that is gone.
  private struct Found {
    let step: Whereabouts.Step?
    let lostIn: ObjectID?
    var rivals: [RepoPath] = []
  }

  /// A point that took a path away.
  struct Removal {
    /// Nil where it is not committed yet.
    let commitID: ObjectID?
    /// The tree that still has it.
    let before: ObjectID
    let isFolder: Bool
    /// Whether that is a merge, and another of its sides had taken the path away before.
    var isMerged = false
  }

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - snapshot: The present.
  ///   - repository: Where it is.
  ///   - work: How many threads read.
  ///   - range: The commits whose moves count; nil is every one.
  /// - Throws: What the repository refused.
  package init(
    to snapshot: Snapshot,
    in repository: Repository,
    work: Work,
    within range: Set<ObjectID>? = nil
  ) throws(Problem) {
    self.repository = repository
    self.range = range
    reader = SnapshotReader(snapshot, in: repository)
    formerPaths = try Registry(reader: reader).formerSources
    finder = RenameFinder(repository: repository, work: work)
    start = snapshot.commitID ?? snapshot.parentIDs.first
    present = try PresentTree(snapshot, standingOn: start, reader, repository)
  }

  /// Where what stood at some paths is now; paths at which something stands are where they are.
  ///
  /// - Throws: What the repository refused.
  package func whereabouts(
    of paths: some Sequence<RepoPath>
  ) throws(Problem) -> [RepoPath: Whereabouts] {
    let asked = Array(Set(paths))
    try follow(asked.filter { known[$0] == nil })
    var answers: [RepoPath: Whereabouts] = [:]
    for path in asked {
      if known[path] == nil { known[path] = try gathered(path) }
      answers[path] = known[path]
    }
    return answers
  }

  package func whereabouts(of path: RepoPath) throws(Problem) -> Whereabouts {
    guard let answer = try whereabouts(of: CollectionOfOne(path))[path] else {
      preconditionFailure("BUG: every path that was asked for is answered")
    }
    return answer
  }

  /// Finds the next step of each path, and of where that leads, until all end at something present.
  private func follow(_ paths: [RepoPath]) throws(Problem) {
    var open: [RepoPath] = []
    for path in paths where steps[path] == nil {
      if try !isPresent(path) { open.append(path) }
    }
    var round = 0
    while !open.isEmpty, round < RenameHistory.maximumSteps {
      round += 1
      let removals = try removals(of: open)
      var next: Set<RepoPath> = []
      for path in open {
        let found = try step(from: path, removals[path] ?? [])
        steps[path] = found
        if let to = found.step?.rename.to, steps[to] == nil, try !isPresent(to) { next.insert(to) }
      }
      open = next.sorted()
    }
  }

  /// Puts the steps of a path together.
  private func gathered(_ path: RepoPath) throws(Problem) -> Whereabouts {
    var taken: [Whereabouts.Step] = []
    var place = path
    var rivals: [RepoPath] = []
    var seen: Set<RepoPath> = [path]
    while try !isPresent(place) {
      guard let step = steps[place]?.step, seen.insert(step.rename.to).inserted else {
        return Whereabouts(path: path, steps: taken, lostIn: steps[place]?.lostIn, now: nil)
      }
      taken.append(step)
      rivals += steps[place]?.rivals ?? []
      place = step.rename.to
    }
    let others = try rivalPlaces(rivals, besides: place)
    return Whereabouts(
      path: path,
      steps: others.isEmpty ? taken : taken.map(\.doubted),
      lostIn: steps[path]?.lostIn,
      now: place,
      rivals: others
    )
  }

  /// Where else a file is that several lines of the history moved: what they made of it may be one again.
  private func rivalPlaces(
    _ rivals: [RepoPath],
    besides place: RepoPath
  ) throws(Problem) -> [RepoPath] {
    var places: [RepoPath] = []
    for rival in rivals where asking.insert(rival).inserted {
      let found = try whereabouts(of: rival)
      asking.remove(rival)
      if let now = found.now, now != place, !places.contains(now) { places.append(now) }
    }
    return places
  }

  func isPresent(_ path: RepoPath) throws(Problem) -> Bool {
    try reader.item(at: path) != nil
  }

  // MARK: - One step

  private func step(from path: RepoPath, _ removals: [Removal]) throws(Problem) -> Found {
    // What a merge left of one side tells less: much else changed between that side and the merge.
    let sorted = removals.filter { !$0.isMerged } + removals.filter(\.isMerged)
    let removals = sorted.prefix(RenameHistory.maximumRemovals)
    var best: (found: Found, index: Int)?
    for (index, removal) in removals.enumerated() {
      let renames = try renames(of: removal)
      guard let rename = RenameHistory.successor(of: path, removal, in: renames) else { continue }
      let found = Found(
        step: Whereabouts.Step(commitID: removal.commitID, rename: rename),
        lostIn: removal.commitID
      )
      if try isPresent(rename.to) {
        return try contested(found, of: path, by: removals[(index + 1)...])
      }
      best = best ?? (found, index)
    }
    if let best {
      return try contested(best.found, of: path, by: removals[(best.index + 1)...])
    }
    if let rename = registered(path) {
      return Found(
        step: Whereabouts.Step(commitID: nil, rename: rename),
        lostIn: removals.first?.commitID
      )
    }
    guard let last = removals.first, last.commitID != nil, leaps < RenameHistory.maximumLeaps else {
      return Found(step: nil, lostIn: removals.first?.commitID)
    }
    leaps += 1
    let renames = try present.renames(from: last.before, finder)
    let rename = RenameHistory.successor(of: path, last, in: renames)
    return Found(
      step: rename.map { Whereabouts.Step(commitID: nil, rename: $0) },
      lostIn: last.commitID
    )
  }

  /// A step with the places that other lines of the history moved the same file to.
  private func contested(
    _ found: Found,
    of path: RepoPath,
    by others: ArraySlice<Removal>
  ) throws(Problem) -> Found {
    guard let step = found.step, let commit = step.commitID else { return found }
    var rivals: [RepoPath] = []
    for removal in others where !removal.isMerged {
      guard let id = removal.commitID, try !isAncestor(id, of: commit),
        let rename = RenameHistory.successor(of: path, removal, in: try renames(of: removal)),
        rename.to != step.rename.to
      else { continue }
      rivals.append(rename.to)
    }
    return Found(step: step, lostIn: found.lostIn, rivals: rivals)
  }

  private func isAncestor(_ old: ObjectID, of new: ObjectID) throws(Problem) -> Bool {
    try reading("find where two commits parted") { () throws(GitError) in
      try repository.isAncestor(old, of: new)
    }
  }

  private func renames(of removal: Removal) throws(Problem) -> [Rename] {
    guard let id = removal.commitID else {
      return try present.renames(from: removal.before, finder)
    }
    let commit = try readCommit(id)
    return try finder.renames(from: removal.before, to: commit.treeID)
  }

  /// Where the registry says that a document went.
  private func registered(_ path: RepoPath) -> Rename? {
    let heirs = formerPaths.filter { $0.value.contains(path) }.keys
    guard heirs.count == 1, let heir = heirs.first else { return nil }
    return Rename(from: path, to: heir, evidence: .registry, similarity: 0, confidence: .sure)
  }

  /// Where a file went among the renames of its commit; a folder, where its files went.
  private static func successor(
    of path: RepoPath,
    _ removal: Removal,
    in renames: [Rename]
  ) -> Rename? {
    guard removal.isFolder else {
      let index = renames.partitioningIndex { $0.from >= path }
      return index < renames.endIndex && renames[index].from == path ? renames[index] : nil
    }
    return folderMoves(in: renames, of: path)
  }

  /// Where most of a folder's files went, if they kept their places in it.
  static func folderMoves(in renames: [Rename], of folder: RepoPath) -> Rename? {
    var counts: [RepoPath: Int] = [:]
    var all = 0
    for rename in renames where rename.from != folder && rename.from.isWithin(folder) {
      all += 1
      let rest = rename.from.bytes.dropFirst(folder.bytes.count)
      guard rename.to.bytes.count > rest.count,
        rename.to.bytes.suffix(rest.count).elementsEqual(rest),
        let target = RepoPath(Array(rename.to.bytes.dropLast(rest.count)))
      else { continue }
      counts[target, default: 0] += 1
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, best.value * 2 > all else { return nil }
    return Rename(
      from: folder,
      to: best.key,
      evidence: .folder,
      similarity: 100 * best.value / all,
      confidence: best.value == all ? .sure : .likely
    )
  }

  func renames(from before: ObjectID, to after: ObjectID) throws(Problem) -> [Rename] {
    try finder.renames(from: before, to: after)
  }

  /// The tree of the commit that index or work tree stand on; nil for a commit.
  var uncommittedBase: ObjectID? { present.uncommittedBase }

  /// What went where since the commit that index or work tree stand on; nothing for a commit.
  func uncommittedRenames() throws(Problem) -> [Rename] {
    guard let base = present.uncommittedBase else { return [] }
    return try present.renames(from: base, finder)
  }

  func entry(at path: RepoPath, of tree: ObjectID) throws(Problem) -> TreeEntry? {
    try reading("read '\(path)'") { () throws(GitError) in try repository.entry(at: path, in: tree)
    }
  }

  private func readCommit(_ id: ObjectID) throws(Problem) -> Commit {
    try reading("read commit \(id.short)") { () throws(GitError) in try repository.readCommit(id) }
  }
}

/// The tree in which files are looked for, as something to compare commits with.
private final class PresentTree {
  private let snapshot: Snapshot
  private let reader: SnapshotReader
  private let repository: Repository
  private let base: ObjectID?
  private var files: [LibraryFile]?

  init(
    _ snapshot: Snapshot,
    standingOn start: ObjectID?,
    _ reader: SnapshotReader,
    _ repository: Repository
  ) throws(Problem) {
    self.snapshot = snapshot
    self.reader = reader
    self.repository = repository
    if snapshot.commitID == nil, let start {
      base = try reading("read HEAD") { () throws(GitError) in
        try repository.readCommit(start).treeID
      }
    } else {
      base = nil
    }
  }

  /// The tree of the commit that index or work tree stand on; nil where the present is a commit.
  var uncommittedBase: ObjectID? { base }

  /// What went where between a tree and the present.
  func renames(from tree: ObjectID, _ finder: RenameFinder) throws(Problem) -> [Rename] {
    if case .tree(let present) = snapshot.content {
      return try finder.renames(from: tree, to: present)
    }
    let files: [LibraryFile]
    if let known = self.files {
      files = known
    } else {
      files = try reader.allFiles()
      self.files = files
    }
    return try finder.renames(from: tree, to: files, unstored: snapshot.unstored)
  }
}
