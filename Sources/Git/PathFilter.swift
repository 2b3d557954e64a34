/// A choice of files and folders in a tree; a folder stands for everything below it.
struct PathFilter {
  /// The chosen paths, sorted, without those that lie within another; nil chooses everything.
  let paths: [RepoPath]?
  private var chosen: Set<RepoPath> = []
  private var above: Set<RepoPath> = []

  init(_ paths: [RepoPath]?) {
    guard let paths else {
      self.paths = nil
      return
    }
    let all = Set(paths)
    let outermost = all.filter { path in
      PathFilter.parents(of: path).allSatisfy { !all.contains($0) }
    }
    self.paths = outermost.sorted()
    chosen = outermost
    for path in outermost { above.formUnion(PathFilter.parents(of: path)) }
  }

  /// Whether this very path was chosen, so that everything below it is, too.
  func isChosen(_ path: RepoPath) -> Bool { paths == nil || chosen.contains(path) }

  /// Whether something below this folder may have been chosen.
  func leads(into folder: RepoPath) -> Bool { paths == nil || above.contains(folder) }

  /// Whether this path or a folder above it was chosen.
  func covers(_ path: RepoPath) -> Bool {
    isChosen(path) || PathFilter.parents(of: path).contains { chosen.contains($0) }
  }

  private static func parents(of path: RepoPath) -> [RepoPath] {
    var parents: [RepoPath] = []
    var next = path.parent
    while let parent = next {
      parents.append(parent)
      next = parent.parent
    }
    return parents
  }
}
