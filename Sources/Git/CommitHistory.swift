/// The commits from one back to the beginning, newest first and none before one of its children.
package final class CommitHistory {
  /// A commit with the trees that it stands on.
  package struct Step: Sendable {
    package let id: ObjectID
    package let treeID: ObjectID
    /// The parents' trees, in their order; none for the first commit and at the border of a shallow clone.
    package let parentTreeIDs: [ObjectID]
  }

  private let repository: Repository
  private let boundary: Set<ObjectID>
  private var walk = CommitWalk()
  /// How many commits may still be given out.
  package private(set) var commitsLeft: Int

  init(repository: Repository, from start: ObjectID, limit: Int) throws(GitError) {
    self.repository = repository
    commitsLeft = limit
    boundary = try repository.shallowBoundary
    try walk.begin(at: link(to: start))
  }

  /// The next older commit; nil at the end, and at the limit.
  ///
  /// - Throws: `.notFound` where the history has a hole; `.corrupt`.
  package func next() throws(GitError) -> Step? {
    guard commitsLeft > 0,
      let commit = try walk.next({ id throws(GitError) in try link(to: id) })
    else { return nil }
    commitsLeft -= 1
    return Step(
      id: commit.id,
      treeID: commit.treeID,
      parentTreeIDs: commit.parentIDs.compactMap { walk[$0]?.treeID }
    )
  }

  private func link(to id: ObjectID) throws(GitError) -> CommitLink {
    let commit = try repository.readCommit(id)
    return CommitLink(
      id: id,
      treeID: commit.treeID,
      parentIDs: boundary.contains(id) ? [] : commit.parentIDs,
      date: commit.committer.seconds
    )
  }
}

extension Repository {
  /// The history from a commit back to the beginning; all parents are followed.
  ///
  /// - Parameters:
  ///   - start: The newest commit.
  ///   - limit: How many commits are given out.
  /// - Returns: A walk that reads only as far as it is asked.
  /// - Throws: `.notFound` when there is no such commit; `.corrupt`.
  package func history(from start: ObjectID, limit: Int = .max) throws(GitError) -> CommitHistory {
    try CommitHistory(repository: self, from: start, limit: limit)
  }
}
