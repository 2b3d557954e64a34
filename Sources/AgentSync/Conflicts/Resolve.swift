package import AgentModel
package import Git

/// How conflicts are settled without an editor.
package enum ResolveChoice: String, Sendable {
  /// The hand edit, at each place in conflict.
  case ours
  /// What is generated, at each place in conflict.
  case theirs
  /// Both, the hand edit first.
  case union
}

/// What came of settling conflicts.
package struct Resolved: Sendable {
  /// The outputs that are settled now, sorted.
  package let settled: [RepoPath]
  /// Why others are not.
  package let left: [Problem]
  /// The outputs that are still to be settled, sorted.
  package let unmerged: [RepoPath]
}

/// Settles conflicts in one way and stages the outputs; what a person settled already in a file stays.
///
/// - Parameters:
///   - paths: The outputs; none is all that are unmerged.
///   - choice: Which side it is to be.
///   - repository: Where a sync opened them.
/// - Returns: What is settled, and what is not.
/// - Throws: `merge.no-conflict-open`, `command.unknown-output`, and what `apply` throws.
package func resolve(
  _ paths: [String],
  _ choice: ResolveChoice,
  in repository: Repository
) throws(Problem) -> Resolved {
  try resolve(paths, in: repository) { (conflict, look) throws(Problem) in
    try resolution(of: conflict, look, choice)
  }
}

/// What stands at an output in conflict.
struct ConflictLook {
  /// The file as git would store it; nil where there is none.
  let text: [UInt8]?
  let repository: Repository

  /// The three texts; nil where a side has none.
  func sides(of conflict: OpenConflict) throws(Problem) -> ConflictSides? {
    guard let base = conflict.versions[1], let ours = conflict.versions[2],
      let theirs = conflict.versions[3]
    else { return nil }
    return ConflictSides(
      base: OutputText(try version(base).bytes),
      ours: OutputText(try version(ours).bytes),
      theirs: OutputText(try version(theirs).bytes)
    )
  }

  /// A version of the index.
  func version(_ item: TreeItem) throws(Problem) -> Version {
    let bytes = try reading("read a version in conflict") { () throws(GitError) in
      try repository.readBlob(item.objectID)
    }
    return Version(item: item, bytes: bytes)
  }
}

/// What became of an output in conflict.
enum Resolution {
  /// This version stands, or nil where the output is to be gone.
  case settled(Version?)
  /// Some of its places are settled, and it stays unmerged.
  case partly(Version, Problem)
}

/// Settles conflicts by what a function makes of each.
func resolve(
  _ paths: [String],
  in repository: Repository,
  _ resolution: (OpenConflict, ConflictLook) throws(Problem) -> Resolution
) throws(Problem) -> Resolved {
  try recover(in: repository)
  guard let open = try openConflicts(in: repository) else { throw .noConflictOpen }
  let unmerged = try unmergedPaths(of: open, in: repository)
  let chosen =
    paths.isEmpty
    ? open.conflicts.filter { unmerged.contains($0.path) } : try open.conflicts(named: paths)
  var staging = try Restaging(chosen.map(\.path), in: repository)
  var settled: [RepoPath] = []
  var left: [Problem] = []
  for conflict in chosen {
    do throws(Problem) {
      let look = ConflictLook(
        text: try staging.look(at: conflict.path).stored,
        repository: repository
      )
      let target: Restaging.Target
      switch try resolution(conflict, look) {
      case .settled(let version):
        if let version { _ = try staging.store(version.bytes) }
        let file = version.map { Restaging.File.text($0, original: nil) }
        target = Restaging.Target(index: Survey.Staging(version?.item), file: file ?? .absent)
        settled.append(conflict.path)
      case .partly(let version, let problem):
        target = Restaging.Target(
          index: .unmerged(conflict.versions),
          file: .text(version, original: nil)
        )
        left.append(problem)
      }
      try staging.put(conflict.path, target, knowing: conflict.knownVersions)
    } catch {
      guard error.isObstacle else { throw error }
      left.append(error)
    }
  }
  if !staging.changes.isEmpty {
    try staging.apply(
      "agentsync: settle \(settled.count) conflict\(settled.count == 1 ? "" : "s")",
      kind: .resolve,
      open: open
    )
  }
  return Resolved(
    settled: settled,
    left: left,
    unmerged: unmerged.subtracting(settled).sorted()
  )
}

private func resolution(
  of conflict: OpenConflict,
  _ look: ConflictLook,
  _ choice: ResolveChoice
) throws(Problem) -> Resolution {
  guard let ours = conflict.versions[2], conflict.versions[3] != nil else {
    // One side has no text: it is there or it is not.
    guard choice != .union else {
      throw .cannotResolve(conflict.path, "one side has no text", "choose --ours or --theirs")
    }
    let item = conflict.versions[choice == .ours ? 2 : 3]
    return .settled(try item.map { item throws(Problem) in try look.version(item) })
  }
  let text = try conflict.markedText(look)
  let settled = text.marked.settled { _, ours, theirs in
    switch choice {
    case .ours: ours
    case .theirs: theirs
    case .union: ours + theirs
    }
  }
  if choice == .union, !DocumentMerge.isReadable(settled.text) {
    throw .cannotResolve(
      conflict.path,
      "both values of one key can't stand in the front matter",
      "choose --ours or --theirs, or edit the file"
    )
  }
  let bytes = OutputText.bytes(of: settled.text, in: text.shape)
  return .settled(try Version(bytes, mode: ours.mode))
}

extension OpenConflict {
  /// The file with the markers that are left in it.
  ///
  /// - Throws: `merge.cannot-resolve` where there are none, or broken ones.
  func markedText(
    _ look: ConflictLook
  ) throws(Problem) -> (marked: MarkedText, shape: OutputText.Shape) {
    guard let bytes = look.text else {
      throw .cannotResolve(path, "the file is gone", "'git rm' settles that, or restore it")
    }
    let text = OutputText(bytes)
    guard let marked = MarkedText(text.content, markers: .sync(from: source)) else {
      throw .cannotResolve(path, "its markers are damaged", "edit the file and 'git add' it")
    }
    guard marked.hasConflicts else {
      throw .cannotResolve(path, "it holds no markers any more", "'git add' it if it is settled")
    }
    return (marked, text.shape)
  }
}

extension Version {
  init(_ bytes: [UInt8], mode: FileMode) throws(Problem) {
    let id = try reading("hash a file") { () throws(GitError) in try hashBlob(bytes) }
    self.init(item: TreeItem(mode: mode, objectID: id), bytes: bytes)
  }
}
