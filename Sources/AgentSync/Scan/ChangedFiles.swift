import AgentModel
import Git

/// The files in which two snapshots differ, sorted by path.
///
/// - Throws: `Problem` where one of them can't be read.
func changedFiles(
  from old: Snapshot,
  to new: Snapshot,
  in repository: Repository
) throws(Problem) -> [TreeChange] {
  if case .tree(let before) = old.content, case .tree(let after) = new.content,
    old.additions.isEmpty, new.additions.isEmpty
  {
    return try reading("compare the two trees") { () throws(GitError) in
      try repository.changes(from: before, to: after)
    }
  }
  let before = try SnapshotReader(old, in: repository).allFiles()
  let after = try SnapshotReader(new, in: repository).allFiles()
  var sides: [RepoPath: (old: TreeChange.Side?, new: TreeChange.Side?)] = [:]
  for file in before { sides[file.path, default: (nil, nil)].old = TreeChange.Side(file) }
  for file in after { sides[file.path, default: (nil, nil)].new = TreeChange.Side(file) }
  return sides.filter { $0.value.old != $0.value.new }
    .map { TreeChange(path: $0.key, old: $0.value.old, new: $0.value.new) }
    .sorted { $0.path < $1.path }
}

extension TreeChange.Side {
  fileprivate init(_ file: LibraryFile) {
    self.init(mode: file.mode, id: file.blobID)
  }
}
