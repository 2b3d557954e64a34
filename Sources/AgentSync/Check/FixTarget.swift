package import AgentModel
package import Git

/// A branch of a remote to which a fix is pushed.
package struct FixTarget: Hashable, Sendable {
  /// The name of a remote of this repository.
  package let remote: String
  /// The branch there, without `refs/heads/`.
  package let branch: String

  var reference: String { FixTarget.prefix + branch }

  private static let prefix = "refs/heads/"

  /// Finds out where a fix is to go, so that a job that doesn't say it fails on its first run.
  ///
  /// - Parameters:
  ///   - remote: The name of a remote; nil is the one that git would push to.
  ///   - branch: The branch there, also by its full name; nil is the one that is checked out.
  ///   - repository: Where to look.
  /// - Throws: `command.unknown-remote`; `command.usage` where no branch is named and none is checked out.
  package init(
    remote: String?,
    branch: String?,
    in repository: Repository
  ) throws(Problem) {
    self.remote = try RemoteName(
      remote,
      isPush: true,
      purpose: "to push a fix to",
      in: repository
    ).name
    let head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
    guard let name = branch ?? head.branch else {
      throw Problem(
        .wrongUsage,
        "HEAD is detached, so that --fix can't tell which branch to push to",
        hint: "name the branch whose tip is checked out, with --branch"
      )
    }
    self.branch = name.hasPrefix(Self.prefix) ? String(name.dropFirst(Self.prefix.count)) : name
    guard isValidReferenceName(Self.prefix + self.branch) else {
      throw Problem(
        .wrongUsage,
        "'\(name)' is not a valid name of a branch",
        hint: "see: git help check-ref-format"
      )
    }
  }
}

extension FixTarget {
  /// Brings more of the branch's history into a shallow clone; work tree, index and branches stay.
  ///
  /// - Parameters:
  ///   - commits: How many commits more; nil is all.
  ///   - repository: The clone.
  ///   - isQuiet: Whether git is to say no more than what went wrong.
  /// - Returns: Whether there is more of it now; a fetch that fails brings nothing, and git has said why.
  /// - Throws: `Problem` where git can't be started.
  package func deepen(
    by commits: Int?,
    in repository: Repository,
    isQuiet: Bool
  ) throws(Problem) -> Bool {
    try reading("fetch more of the history") { () throws(GitError) in
      let before = try repository.shallowBoundary
      guard !before.isEmpty else { return false }
      let depth = commits.map { "--deepen=\($0)" } ?? "--unshallow"
      _ = try repository.attachedGit(Self.fetch + [depth] + arguments(isQuiet: isQuiet))
      return try repository.shallowBoundary != before
    }
  }

  /// Pushes a commit, where the branch is still at another one.
  ///
  /// - Returns: The status of `git push`.
  func push(
    _ commitID: ObjectID,
    over tip: ObjectID,
    in repository: Repository,
    isQuiet: Bool
  ) throws(Problem) -> Int32 {
    // The remote compares under its own lock. Not being forced would not do: a branch that somebody took
    // back would get again what was taken away. One reference needs no --atomic, which some servers lack.
    try reading("run git") { () throws(GitError) in
      try repository.attachedGit(
        [
          "-c", "advice.pushUpdateRejected=false", "push",
          "--force-with-lease=\(reference):\(tip)", "--no-follow-tags", "--no-recurse-submodules",
          "--no-set-upstream",
        ] + (isQuiet ? ["--quiet"] : []) + ["--end-of-options", remote, "\(commitID):\(reference)"]
      )
    }
  }

  /// Where the branch is at the remote.
  enum Place: Hashable {
    case unknown
    case nowhere
    case at(ObjectID)
  }

  /// Asks the remote where the branch is.
  func place(in repository: Repository) throws(Problem) -> Place {
    let said = try reading("run git") { () throws(GitError) in
      try repository.git(["ls-remote", "--end-of-options", remote, reference])
    }
    guard said.status == 0 else { return .unknown }
    for line in said.text.split(separator: "\n") {
      let fields = line.split(separator: "\t")
      if fields.count == 2, fields[1] == reference, let id = ObjectID(hex: String(fields[0])) {
        return .at(id)
      }
    }
    return .nowhere
  }

  /// The tree of a commit that the branch is at; nil where it can't be had.
  func tree(of commitID: ObjectID, in repository: Repository) throws(Problem) -> ObjectID? {
    if let known = try? repository.readCommit(commitID) { return known.treeID }
    let status = try reading("run git") { () throws(GitError) in
      try repository.attachedGit(Self.fetch + arguments(isQuiet: true))
    }
    // By then the branch may have moved on.
    return status == 0 ? (try? repository.readCommit(commitID))?.treeID : nil
  }

  // No tags, no submodules, and no reference moves on the way.
  private static let fetch = [
    "fetch", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head",
    "--no-auto-maintenance", "--refmap=",
  ]

  private func arguments(isQuiet: Bool) -> [String] {
    (isQuiet ? ["--quiet"] : []) + ["--end-of-options", remote, reference]
  }
}
