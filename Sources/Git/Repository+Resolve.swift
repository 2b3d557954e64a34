extension Repository {
  /// The commit that a revision names, as a person types it: `main`, `HEAD~2`, `v1.0`, `1234abc`.
  ///
  /// Full ids and names of references are looked up here; for anything else git is asked.
  ///
  /// - Parameter revision: Anything that `git rev-parse` takes, but no option and no range.
  /// - Returns: The id of a commit; tags are followed.
  /// - Throws: `.notFound` when git does not know it either or it names no commit; `.invalidName`
  ///   when it begins with `-`.
  package func resolve(_ revision: String) throws(GitError) -> ObjectID {
    guard !revision.hasPrefix("-"), !revision.utf8.contains(0) else {
      throw GitError(
        code: .invalidName,
        message: "'\(printable(revision.utf8))' is not a revision",
        function: "resolve"
      )
    }
    guard let id = try objectID(named: revision) else { throw unknown(revision) }
    guard let kind = try objectKind(id) else { throw unknown(revision) }
    guard kind == .commit || kind == .tag else {
      throw GitError(
        code: .notFound,
        message: "revision '\(printable(revision.utf8))' names a \(kind.rawValue), not a commit",
        function: "resolve"
      )
    }
    return try commitID(peeling: id)
  }

  private func objectID(named revision: String) throws(GitError) -> ObjectID? {
    if let id = ObjectID(hex: revision) { return id }
    // git's own order; see "Specifying revisions" in gitrevisions(7).
    let patterns = [
      "", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/",
    ]
    for name in patterns.map({ $0 + revision }) + ["refs/remotes/\(revision)/HEAD"]
    where isValidReferenceName(name) {
      if let id = try reference(named: name) { return id }
    }
    let answer = try git(["rev-parse", "--verify", "--quiet", "--end-of-options", revision])
    return answer.status == 0 ? ObjectID(hex: answer.text) : nil
  }

  private func unknown(_ revision: String) -> GitError {
    let isShallow = (try? isShallow) == true
    return GitError(
      code: .notFound,
      message: "unknown revision '\(printable(revision.utf8))'",
      function: "git rev-parse",
      hint: isShallow
        ? "this clone is shallow; get the rest of the history with: git fetch --unshallow"
        : "see what there is with: git branch --all; git tag; git log"
    )
  }
}
