import AgentModel
import Git

extension TreeItem {
  /// What stands for a path of which the index has several versions: mode and id of 0, as in
  /// `git diff --raw`.
  static let unmerged = TreeItem(mode: FileMode(rawValue: 0), objectID: .zero)

  init(_ entry: IndexEntry) {
    self.init(mode: entry.mode, objectID: entry.id)
  }

  /// What is staged; nil where the path is only intended to be added.
  init?(staged entry: IndexDraft.Entry) {
    guard !entry.isIntentToAdd else { return nil }
    self.init(mode: entry.mode, objectID: entry.id)
  }
}

extension IndexScan {
  /// What the index holds for each of its paths, unmerged ones as such.
  var items: [RepoPath: TreeItem] {
    Dictionary(
      entries.map { ($0.path, $0.stage == 0 ? TreeItem($0) : .unmerged) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}
