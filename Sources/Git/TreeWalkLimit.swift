/// How much of a tree is read before it counts as an attack.
///
/// A tree can name the same tree many times: ten of ten of ten … are billions of files in a few
/// hundred kilobytes.
package struct TreeWalkLimit: Hashable, Sendable {
  /// The most entries to look at, of all folders together.
  package let entries: Int
  /// The most components that a path may have.
  package let depth: Int

  package init(entries: Int = 200_000, depth: Int = 32) {
    self.entries = entries
    self.depth = depth
  }
}

/// Counts what was looked at, and throws when it is too much.
struct TreeWalkCount {
  let limit: TreeWalkLimit
  private var entries = 0

  init(_ limit: TreeWalkLimit) {
    self.limit = limit
  }

  mutating func add(_ count: Int, in folder: RepoPath?, depth: Int) throws(GitError) {
    guard depth < limit.depth else {
      let name = printable((folder?.bytes ?? []).prefix(60))
      throw exceeded(.depth, "folder '\(name)…' is nested more than \(limit.depth) levels deep")
    }
    entries += count
    guard entries <= limit.entries else {
      throw exceeded(.limit, "the tree holds more than \(limit.entries) entries")
    }
  }

  private func exceeded(_ code: GitError.Code, _ message: String) -> GitError {
    GitError(
      code: code,
      message: message,
      function: "walk",
      hint: "name fewer or smaller folders in the configuration"
    )
  }
}
