import AgentModel
import Git

extension SnapshotReader {
  /// The names that stand, or may stand, directly in a folder, nil being the top.
  ///
  /// - Throws: `Problem` where the tree can't be read.
  func names(in folder: RepoPath?) throws(Problem) -> Set<[UInt8]> {
    var names: Set<[UInt8]> = []
    var last: ArraySlice<UInt8> = []
    func add(_ path: RepoPath) {
      guard folder.map({ path != $0 && path.isWithin($0) }) ?? true else { return }
      // What lies in one folder stands together.
      let rest = path.bytes[(folder.map { $0.bytes.count + 1 } ?? 0)...]
      let name = rest.prefix { $0 != UInt8(ascii: "/") }
      guard !last.elementsEqual(name) else { return }
      last = name
      names.insert(Array(name))
    }
    snapshot.additions.keys.forEach(add)
    switch snapshot.content {
    case .tree(nil): break
    case .tree(let tree?): names.formUnion(try children(of: folder, in: tree))
    case .listing(let files): for file in files { add(file.path) }
    case .changed(let tree, let changes):
      names.formUnion(try children(of: folder, in: tree))
      changes.keys.forEach(add)
    }
    return names
  }

  private func children(of folder: RepoPath?, in tree: ObjectID) throws(Problem) -> [[UInt8]] {
    try reading("read tree \(tree.short)") { () throws(GitError) in
      guard let folder else { return try repository.readTree(tree).map(\.name) }
      let entry = try repository.entry(at: folder, in: tree)
      guard let entry, entry.mode.isTree else { return [] }
      return try repository.readTree(entry.id).map(\.name)
    }
  }
}
