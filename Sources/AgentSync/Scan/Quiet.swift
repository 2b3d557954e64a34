package import AgentModel
package import Git

/// Refuses to go on while something else is unfinished in the repository.
///
/// - Parameters:
///   - repository: Where to look.
///   - state: What git may be in the middle of all the same.
/// - Throws: `Problem` with `apply.repository-busy`, `merge.conflicts-open` or `apply.unmerged-index`.
func requireQuiet(
  _ repository: Repository,
  exceptFor state: RepositoryState = .none
) throws(Problem) {
  try requireIdle(repository, exceptFor: state)
  if let open = try openConflicts(in: repository) { throw .conflictsOpen(open) }
  guard repository.location.workTree != nil else { return }
  let index = try reading("read the index") { () throws(GitError) in
    try repository.indexScan(below: [])
  }
  guard !index.hasUnmerged else { throw .unmerged() }
}

/// Refuses to go on in the middle of something that git has begun.
///
/// - Throws: `Problem` with `apply.repository-busy`.
func requireIdle(
  _ repository: Repository,
  exceptFor allowed: RepositoryState = .none
) throws(Problem) {
  let state = try reading("read the repository's state") { () throws(GitError) in
    try repository.state()
  }
  guard state == .none || state == allowed else { throw .busy(state) }
}

/// What in the repository is unfinished; nil where nothing is.
///
/// `check` answers with it instead of refusing.
package func unfinished(in repository: Repository) throws(Problem) -> Problem? {
  let state = try reading("read the repository's state") { () throws(GitError) in
    try repository.state()
  }
  if state == .merge { return .busy(state) }
  if let open = try openConflicts(in: repository) { return .conflictsOpen(open) }
  guard repository.location.workTree != nil else { return nil }
  let index = try reading("read the index") { () throws(GitError) in
    try repository.indexScan(below: [])
  }
  return index.hasUnmerged ? .unmerged() : nil
}

extension Problem {
  static func busy(_ state: RepositoryState) -> Problem {
    let (what, command) =
      switch state {
      case .merge: ("a merge", "git merge")
      case .rebase: ("a rebase", "git rebase")
      case .cherryPick: ("a cherry-pick", "git cherry-pick")
      case .revert: ("a revert", "git revert")
      case .am: ("an am session", "git am")
      case .bisect: ("a bisect", "git bisect")
      case .none: ("nothing", "git")
      }
    let cure =
      state == .bisect
      ? "'git bisect reset' ends it" : "'\(command) --continue' or '\(command) --abort' ends it"
    return Problem(.repositoryBusy, "\(what) is in progress", hint: cure)
  }

  static func unmerged() -> Problem {
    Problem(
      .unmergedIndex,
      "the index has unmerged entries",
      hint: "'git status' lists them; resolve them, 'git add' them, and commit"
    )
  }
}
