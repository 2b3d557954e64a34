package import AgentModel
import Git

/// What came of putting a sync's conflicts before a person.
package struct Opened: Hashable, Sendable {
  /// Sorted by path.
  package let conflicts: [OpenConflict]
  /// Why others could not be opened, sorted by path.
  package let left: [Problem]
}

/// Puts the conflicts of a plan into index and work tree, as git does with those of a merge.
///
/// Index: the versions 1 to 3. Work tree: the merged text with markers around what is in conflict. An output
/// that index or work tree hold in another version than HEAD stays as it is.
///
/// - Throws: what `apply` throws; nothing was opened then.
func open(
  _ plan: Plan,
  selection: [String],
  in repository: Repository
) throws(Problem) -> Opened {
  let rows = plan.rows.filter { $0.conflict != nil }
  let head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
  guard let headID = head.commitID, !rows.isEmpty else { return Opened(conflicts: [], left: []) }
  var staging = try Restaging(rows.map(\.path), in: repository)
  var conflicts: [OpenConflict] = []
  var left: [Problem] = []
  for row in rows {
    guard let conflict = row.conflict else { continue }
    do throws(Problem) {
      conflicts.append(try open(conflict, row, &staging, in: repository))
    } catch {
      guard error.isObstacle else { throw error }
      left.append(error)
    }
  }
  guard !conflicts.isEmpty else { return Opened(conflicts: [], left: left) }
  let count = conflicts.count
  try staging.apply(
    "agentsync: open \(count) conflict\(count == 1 ? "" : "s")",
    kind: .open,
    open: OpenConflicts(headID: headID, selection: selection, conflicts: conflicts)
  )
  return Opened(conflicts: conflicts, left: left)
}

private func open(
  _ conflict: Plan.Conflict,
  _ row: Plan.Row,
  _ staging: inout Restaging,
  in repository: Repository
) throws(Problem) -> OpenConflict {
  let (path, sides) = (row.path, conflict.sides)
  let ours = try staging.headItem(path)
  let original = try staging.confirmUnchanged(path, ours, in: repository)
  let shape = sides.ours?.shape ?? .generated
  var versions: [Int: TreeItem] = [:]
  versions[2] = ours
  for (stage, text) in [1: sides.base, 3: sides.theirs] {
    guard let text else { continue }
    let id = try staging.store(OutputText.bytes(of: text.content, in: shape))
    versions[stage] = TreeItem(mode: ours?.mode ?? .file, objectID: id)
  }
  var file = Restaging.File.untouched
  var marked: TreeItem?
  if let theirs = versions[3], let generated = sides.theirs {
    let content =
      sides.merged?.written(with: .sync(from: conflict.source)) ?? generated.content
    let bytes = OutputText.bytes(of: content, in: shape)
    let id = try reading("hash a file") { () throws(GitError) in try hashBlob(bytes) }
    let item = TreeItem(mode: theirs.mode, objectID: id)
    file = .text(Version(item: item, bytes: bytes), original: nil)
    marked = item
  }
  try staging.put(
    path,
    Restaging.Target(index: .unmerged(versions), file: file),
    knowing: Set(versions.values)
  )
  return OpenConflict(
    path: path,
    agentID: row.agentID,
    source: conflict.source,
    versions: versions,
    marked: marked,
    original: original
  )
}

extension Restaging {
  /// Makes sure that index and work tree hold what HEAD does.
  ///
  /// - Returns: The bytes of the file, where git would check out others; nil otherwise.
  fileprivate func confirmUnchanged(
    _ path: RepoPath,
    _ head: TreeItem?,
    in repository: Repository
  ) throws(Problem) -> [UInt8]? {
    guard staged(path).map({ TreeItem($0) }) == head else { throw .indexConflict(path) }
    let (found, normal) = try look(at: path)
    guard let head else {
      guard found == nil else { throw .untracked(path) }
      return nil
    }
    let id = try normal.map { text throws(Problem) in
      try reading("hash a file") { () throws(GitError) in try hashBlob(text) }
    }
    guard let found, let normal, id == head.objectID else {
      throw .worktreeConflict(path, found == nil)
    }
    let usual = try obstacle(at: path) { () throws(GitError) in
      try repository.checkedOut(normal, for: path)
    }
    return usual == found ? nil : found
  }
}

extension MarkerStyle {
  /// The markers of a sync: the hand edit above, what is generated below.
  static func sync(from source: RepoPath?) -> MarkerStyle {
    MarkerStyle(
      ours: "ours (hand edit)",
      base: "generated before",
      theirs: source.map { "generated (\($0.string.escapedForTerminal))" } ?? "generated"
    )
  }
}
