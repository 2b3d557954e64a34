import AgentModel
import Git

/// One side of a file: how git would store it.
struct Version: Hashable, Sendable {
  let item: TreeItem
  let bytes: [UInt8]
}

/// What three sides of one file make.
enum Combination: Hashable, Sendable {
  /// Ours already is what it should be.
  case unchanged
  /// Ours becomes this; nil removes it.
  case replaced(Version?)
  /// Both sides changed what only one of them may.
  case conflict
}

/// Combines what is there with what is wanted, as git would merge the two.
///
/// - Parameters:
///   - base: What both come from.
///   - ours: What is there, its bytes read only when they are needed.
///   - theirs: What is wanted.
///   - bytes: The bytes of an item of base or ours; nil where the repository doesn't hold them.
/// - Returns: What becomes of ours.
/// - Throws: What `bytes` throws, and `command.io` for a text that is too big to merge.
func combine(
  base: TreeItem?,
  ours: TreeItem?,
  theirs: Version?,
  bytes: (TreeItem) throws(Problem) -> [UInt8]?
) throws(Problem) -> Combination {
  if ours == theirs?.item { return .unchanged }
  if ours == base { return .replaced(theirs) }
  if base == theirs?.item { return .unchanged }
  guard let base, let ours, let theirs else { return .conflict }
  guard base.mode.isPlainFile, ours.mode.isPlainFile else { return .conflict }
  let mode = ours.mode == base.mode ? theirs.item.mode : ours.mode
  if ours.objectID == theirs.item.objectID || base.objectID == theirs.item.objectID {
    guard mode != ours.mode else { return .unchanged }
    guard let text = try bytes(ours) else { return .conflict }
    return .replaced(Version(item: TreeItem(mode: mode, objectID: ours.objectID), bytes: text))
  }
  if ours.objectID == base.objectID {
    let item = TreeItem(mode: mode, objectID: theirs.item.objectID)
    return .replaced(Version(item: item, bytes: theirs.bytes))
  }
  guard let baseBytes = try bytes(base), let ourBytes = try bytes(ours) else {
    return .conflict
  }
  let (merged, id) = try reading("merge a file") { () throws(GitError) -> (MergedFile, ObjectID) in
    let merged = try FileMerge.merge(
      base: baseBytes,
      ours: ourBytes,
      theirs: theirs.bytes,
      labels: FileMerge.Labels(base: "base", ours: "ours", theirs: "theirs"),
      style: .merge
    )
    return (merged, try hashBlob(merged.bytes))
  }
  guard merged.isClean, !merged.isBinary else { return .conflict }
  if id == ours.objectID, mode == ours.mode { return .unchanged }
  return .replaced(Version(item: TreeItem(mode: mode, objectID: id), bytes: merged.bytes))
}
