import AgentModel
import Git

/// Puts what changed at one path between two trees on what a third one holds there.
struct ItemMerge {
  /// What comes of it.
  enum Result: Hashable {
    /// One of the three; nil is nothing.
    case item(TreeItem?)
    case text([UInt8], FileMode)
    case conflict
  }

  /// Where a path's item and its bytes are read.
  struct Side {
    let item: TreeItem?
    let reader: SnapshotReader
  }

  let base: Side
  let ours: Side
  let theirs: Side

  /// What git's own merge and the merge driver make of it, the same result once.
  ///
  /// Nobody can tell which of them was at work when a commit was made.
  func results() throws(Problem) -> [Result] {
    if ItemMerge.areAlike(ours.item, theirs.item) || ItemMerge.areAlike(base.item, theirs.item) {
      return [.item(ours.item)]
    }
    if ItemMerge.areAlike(base.item, ours.item) { return [.item(theirs.item)] }
    var texts: [[UInt8]] = []
    for side in [base, ours, theirs] {
      guard let item = side.item, item.mode.isPlainFile,
        try side.reader.size(of: item.objectID) <= Plan.maximumOutputSize
      else { return [.conflict] }
      texts.append(try side.reader.bytes(of: item.objectID))
    }
    guard let mode = ours.item?.mode else { return [.conflict] }
    var results: [Result] = []
    let byGit = try? FileMerge.merge(
      base: texts[0],
      ours: texts[1],
      theirs: texts[2],
      labels: FileMerge.Labels(base: "", ours: "", theirs: ""),
      style: .merge
    )
    if let byGit, byGit.isClean { results.append(.text(byGit.bytes, mode)) }
    let driven = MergeDriver.merge(
      base: texts[0],
      ours: texts[1],
      theirs: texts[2],
      markers: MarkerStyle(ours: "", base: "", theirs: "")
    )
    if driven.isClean, results.first != .text(driven.bytes, mode) {
      results.append(.text(driven.bytes, mode))
    }
    return results.isEmpty ? [.conflict] : results
  }

  /// Whether two items are the same file to git.
  static func areAlike(_ left: TreeItem?, _ right: TreeItem?) -> Bool {
    left?.objectID == right?.objectID && left?.mode.canonical == right?.mode.canonical
  }
}
