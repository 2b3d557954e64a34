/// A choice of files and folders in a tree; a folder stands for everything below it.
package struct PathFilter: Hashable, Sendable {
  /// The chosen paths, sorted, without those that lie within another; nil chooses everything.
  package let paths: [RepoPath]?
  private var chosen: Set<RepoPath> = []
  private var above: Set<RepoPath> = []

  package init(_ paths: [RepoPath]?) {
    guard let paths else {
      self.paths = nil
      return
    }
    let all = Set(paths)
    for path in all {
      var next = path.parent
      var isOutermost = true
      while let parent = next {
        if all.contains(parent) { isOutermost = false }
        next = parent.parent
      }
      if isOutermost { chosen.insert(path) }
    }
    for path in chosen {
      var next = path.parent
      while let parent = next, above.insert(parent).inserted { next = parent.parent }
    }
    self.paths = chosen.sorted()
  }

  /// Whether this very path was chosen, so that everything below it is, too.
  package func isChosen(_ path: RepoPath) -> Bool { paths == nil || chosen.contains(path) }

  /// Whether something below this folder may have been chosen.
  package func leads(into folder: RepoPath) -> Bool { paths == nil || above.contains(folder) }

  /// Whether this path or a folder above it was chosen.
  package func covers(_ path: RepoPath) -> Bool {
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
