import AgentModel
import Git

/// What an index holds at the paths of a plan, and around them.
struct KnownEntries {
  private let entries: [RepoPath: [IndexEntry]]
  /// The folders of the entries, each with one that lies below it.
  private let folders: [RepoPath: RepoPath]

  init(_ entries: [IndexEntry]) {
    self.entries = Dictionary(grouping: entries, by: \.path)
    var folders: [RepoPath: RepoPath] = [:]
    for path in self.entries.keys {
      var parent = path.parent
      while let folder = parent, folders[folder] == nil {
        folders[folder] = path
        parent = folder.parent
      }
    }
    self.folders = folders
  }

  /// The entry at a path; nil where there is none.
  ///
  /// - Throws: `Problem` with `apply.index-conflict` for an unmerged path.
  func entry(at path: RepoPath) throws(Problem) -> IndexEntry? {
    let found = entries[path] ?? []
    guard !found.contains(where: { $0.stage != 0 }) else { throw .unmerged(path) }
    return found.first
  }

  /// An entry that is a folder of the path, or lies below it.
  func clash(at path: RepoPath) -> RepoPath? {
    var parent = path.parent
    while let folder = parent {
      if entries[folder] != nil { return folder }
      parent = folder.parent
    }
    return folders[path]
  }
}
