import AgentModel
import Git

extension RepositoryPast {
  /// What stood at a path, and what stands there.
  struct ItemChange {
    let old: TreeItem?
    let new: TreeItem?
  }

  /// The files that differ between two points, at or below some places; nil where there are too many.
  ///
  /// The places are files and folders; nil is everything.
  func changes(
    from earlier: HistoryPoint,
    to point: HistoryPoint,
    below places: [RepoPath]?
  ) throws(Problem) -> [RepoPath: ItemChange]? {
    do throws(Problem) {
      if let old = try tree(of: earlier), let new = try tree(of: point) {
        let found = try reading("compare two trees") { () throws(GitError) in
          try repository.changes(from: old, to: new, below: places)
        }
        let pairs = found.map { change in
          (change.path, ItemChange(old: change.old.map(\.item), new: change.new.map(\.item)))
        }
        return Dictionary(pairs) { first, _ in first }
      }
      let before = try items(at: earlier, below: places)
      let after = try items(at: point, below: places)
      var changes: [RepoPath: ItemChange] = [:]
      for path in Set(before.keys).union(after.keys)
      where !ItemMerge.areAlike(before[path], after[path]) {
        changes[path] = ItemChange(old: before[path], new: after[path])
      }
      return changes
    } catch {
      if error.code == .tooManyEntries || error.code == .tooDeep { return nil }
      throw error
    }
  }

  /// The tree of a point; nil where none holds its files.
  private func tree(of point: HistoryPoint) throws(Problem) -> ObjectID? {
    let snapshot = try reader(at: point).snapshot
    guard case .tree(let tree) = snapshot.content, snapshot.additions.isEmpty else { return nil }
    return tree
  }

  private func items(
    at point: HistoryPoint,
    below places: [RepoPath]?
  ) throws(Problem) -> [RepoPath: TreeItem] {
    let reader = try reader(at: point)
    var items: [RepoPath: TreeItem] = [:]
    let files: [LibraryFile]
    if let places {
      files = try reader.files(below: places)
    } else {
      files = try reader.allFiles()
    }
    for file in files {
      items[file.path] = TreeItem(mode: file.mode, objectID: file.blobID)
    }
    return items
  }
}

extension TreeChange.Side {
  fileprivate var item: TreeItem { TreeItem(mode: mode, objectID: id) }
}
