/// The commits that changed some paths, newest first, found one by one as they are asked for.
///
/// A commit counts when its paths, taken together, differ from those of each of its parents: so a
/// merge that took everything from one side does not. All parents are followed, as
/// `git log --full-history` does.
package final class PathHistory {
  /// A commit that changed the paths, and what it left there.
  package struct Step: Sendable {
    package let commit: Commit
    /// What stands at each path, in the order they were given; nil where there is nothing.
    package let entries: [TreeEntry?]
  }

  private let repository: Repository
  private let paths: [RepoPath]
  private let boundary: Set<ObjectID>
  private var walk = CommitWalk()
  /// How many commits may still be looked at.
  package private(set) var commitsLeft: Int
  private var entriesOfTrees: [ObjectID: [TreeEntry?]] = [:]

  init(
    repository: Repository,
    paths: [RepoPath],
    from start: ObjectID,
    limit: Int
  ) throws(GitError) {
    self.repository = repository
    self.paths = paths
    commitsLeft = limit
    boundary = try repository.shallowBoundary
    try walk.begin(at: link(to: start))
  }

  /// The next older commit that changed the paths; nil when there is none within the limit.
  ///
  /// - Throws: `.notFound` where the history has a hole; `.corrupt`.
  package func next() throws(GitError) -> Step? {
    while commitsLeft > 0, let commit = try walk.next({ id throws(GitError) in try link(to: id) }) {
      commitsLeft -= 1
      let entries = try entries(of: commit.treeID)
      var isChange = !commit.parentIDs.isEmpty || entries.contains { $0 != nil }
      for parentID in commit.parentIDs where isChange {
        guard let parent = walk[parentID] else { continue }
        isChange = try self.entries(of: parent.treeID) != entries
      }
      guard isChange else { continue }
      return Step(commit: try repository.readCommit(commit.id), entries: entries)
    }
    return nil
  }

  /// The commit as this clone sees it: without parents at the border of a shallow one.
  private func link(to id: ObjectID) throws(GitError) -> CommitLink {
    let commit = try repository.readCommit(id)
    return CommitLink(
      id: id,
      treeID: commit.treeID,
      parentIDs: boundary.contains(id) ? [] : commit.parentIDs,
      date: commit.committer.seconds
    )
  }

  private func entries(of treeID: ObjectID) throws(GitError) -> [TreeEntry?] {
    if let known = entriesOfTrees[treeID] { return known }
    var entries: [TreeEntry?] = []
    for path in paths {
      entries.append(try repository.entry(at: path, in: treeID))
    }
    if entriesOfTrees.count > 4096 { entriesOfTrees = [:] }
    entriesOfTrees[treeID] = entries
    return entries
  }
}

extension Repository {
  /// The history of some files or folders, from a commit back to the beginning.
  ///
  /// - Parameters:
  ///   - paths: What must have changed; one of them suffices.
  ///   - start: The newest commit.
  ///   - limit: How many commits are looked at, whether they changed the paths or not.
  /// - Returns: A walk that reads only as far as it is asked.
  /// - Throws: `.notFound` when there is no such commit; `.corrupt`.
  package func historyAlong(
    paths: [RepoPath],
    from start: ObjectID,
    limit: Int = .max
  ) throws(GitError) -> PathHistory {
    try PathHistory(repository: self, paths: paths, from: start, limit: limit)
  }

  /// The newest commit that changed some files or folders; nil when none did.
  ///
  /// - Throws: What `historyAlong` and its `next` throw.
  package func lastChange(
    of paths: [RepoPath],
    from start: ObjectID
  ) throws(GitError) -> PathHistory.Step? {
    try historyAlong(paths: paths, from: start).next()
  }
}
