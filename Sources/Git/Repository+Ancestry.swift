extension Repository {
  /// The best common ancestors of two commits, sorted by id; none for unrelated histories.
  ///
  /// git is asked: it knows the borders of shallow clones, replacements and the commit graph, and
  /// an object that is cut off does not hold it up for ever, as it does libgit2 1.5.
  ///
  /// - Throws: `.notFound` when a commit is missing, `.corrupt`, each with git's own words.
  package func mergeBases(
    _ one: ObjectID,
    _ other: ObjectID
  ) throws(GitError) -> [ObjectID] {
    let answer = try mergeBase(["--all", one.hex, other.hex])
    return answer.text.split(separator: "\n").compactMap { ObjectID(hex: $0) }.sorted()
  }

  /// Whether a commit is another's ancestor, or is that commit itself.
  ///
  /// - Throws: `.notFound` when a commit is missing, `.corrupt`, each with git's own words.
  package func isAncestor(
    _ ancestor: ObjectID,
    of descendant: ObjectID
  ) throws(GitError) -> Bool {
    try mergeBase(["--is-ancestor", ancestor.hex, descendant.hex]).status == 0
  }

  private func mergeBase(_ words: [String]) throws(GitError) -> GitProcess.Result {
    let answer = try git(["merge-base"] + words)
    // 1 is an answer: there is none, or it is not.
    guard answer.status > 1 else { return answer }
    for word in words.dropFirst() {
      if let id = ObjectID(hex: word) { _ = try readCommit(id) }
    }
    throw GitError(
      code: .corrupt,
      message: answer.complaint,
      function: "git merge-base",
      hint: "check the repository with: git fsck"
    )
  }
}
