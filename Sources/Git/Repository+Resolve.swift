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
    if let id = try plainObjectID(named: revision) { return id }
    if let steps = AncestorSteps(revision), let start = try plainObjectID(named: steps.start) {
      return try ancestor(of: start, steps)
    }
    let answer = try git(["rev-parse", "--verify", "--quiet", "--end-of-options", revision])
    return answer.status == 0 ? ObjectID(hex: answer.text) : nil
  }

  /// What a full id or the name of a reference stands for.
  private func plainObjectID(named revision: String) throws(GitError) -> ObjectID? {
    if let id = ObjectID(hex: revision) { return id }
    // git's own order; see "Specifying revisions" in gitrevisions(7).
    let patterns = [
      "", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/",
    ]
    for name in patterns.map({ $0 + revision }) + ["refs/remotes/\(revision)/HEAD"]
    where isValidReferenceName(name) {
      if let id = try reference(named: name) { return id }
    }
    return nil
  }

  /// The commit that `~` and `^` lead to; nil where there is none.
  private func ancestor(of start: ObjectID, _ steps: AncestorSteps) throws(GitError) -> ObjectID? {
    guard let kind = try objectKind(start), kind == .commit || kind == .tag else { return nil }
    var place = try commitID(peeling: start)
    for parent in steps.parents where parent > 0 {
      let parents = try readCommit(place).parentIDs
      guard parent <= parents.count else { return nil }
      place = parents[parent - 1]
    }
    return place
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

/// A revision that ends in `~`, `^` and numbers: starting a process for those takes longer than the walk.
private struct AncestorSteps {
  let start: String
  /// Which parent to go to, one after the other, from 1; 0 is the commit itself.
  let parents: [Int]

  /// Further back git itself is asked.
  private static let mostSteps = 1_000

  init?(_ revision: String) {
    // No name of a reference has either character.
    guard let first = revision.firstIndex(where: { $0 == "~" || $0 == "^" }),
      first != revision.startIndex
    else { return nil }
    start = String(revision[..<first])
    var parents: [Int] = []
    var rest = revision[first...]
    while let sign = rest.popFirst() {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard let number = digits.isEmpty ? 1 : Int(digits), number <= AncestorSteps.mostSteps
      else { return nil }
      switch sign {
      case "~": parents += Array(repeating: 1, count: number)
      case "^": parents.append(number)
      default: return nil
      }
    }
    guard parents.count <= AncestorSteps.mostSteps else { return nil }
    self.parents = parents
  }
}
