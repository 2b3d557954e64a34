import AgentModel
import Git

/// Runs something of `Git` at one path, where a thing in the way is an obstacle and no reason to stop.
func obstacle<Value>(
  at path: RepoPath,
  _ body: () throws(GitError) -> Value
) throws(Problem) -> Value {
  do throws(GitError) {
    return try body()
  } catch {
    let place = Problem.Place(path)
    switch error.code {
    case .notPlainFile: throw Problem(.notAPlainFile, at: place, error.message, hint: error.hint)
    case .unsupported: throw Problem(.cannotWrite, at: place, error.message, hint: error.hint)
    case .limit:
      throw Problem(.worktreeConflict, at: place, error.message, hint: "move it out of the way")
    case .system:
      throw Problem(.cannotWrite, at: place, error.message, hint: "see to its permissions")
    default: throw Problem(error, doing: "look at '\(path)'")
    }
  }
}

extension Problem {
  /// Whether the problem stands at one path, so that all others can go on without it.
  var isObstacle: Bool {
    switch code {
    case .indexConflict, .worktreeConflict, .untrackedInTheWay, .notAPlainFile, .cannotWrite,
      .unmergedIndex, .cannotResolve:
      true
    default: false
    }
  }

  static func bare(_ repository: Repository) -> Problem {
    Problem(
      .bareRepository,
      "'\(repository.location.gitDirectory)' is bare: there is no index and no work tree",
      hint: "commit instead, or run the command in a clone"
    )
  }

  static func unmerged(_ path: RepoPath) -> Problem {
    Problem(
      .unmergedIndex,
      at: Place(path),
      "'\(path)' is unmerged",
      hint: "resolve it and run: git add '\(path)'"
    )
  }

  static func assumedUnchanged(_ path: RepoPath) -> Problem {
    Problem(
      .indexConflict,
      at: Place(path),
      "'\(path)' is marked as assume-unchanged, so nobody can tell what it holds",
      hint: "take the mark away: git update-index --no-assume-unchanged '\(path)'"
    )
  }

  static func clash(_ path: RepoPath, _ other: RepoPath) -> Problem {
    Problem(
      .indexConflict,
      at: Place(path),
      other == path
        ? "'\(path)' cannot be made: there is a folder of that name"
        : "'\(path)' cannot be made: there is '\(other)'",
      hint: "move one of the two, or choose other output paths"
    )
  }

  static func indexConflict(_ path: RepoPath, isRemoval: Bool = false) -> Problem {
    Problem(
      .indexConflict,
      at: Place(path),
      "staged changes of '\(path)' conflict with its \(isRemoval ? "removal" : "new text")",
      hint: "commit them, or unstage them with: git restore --staged '\(path)'"
    )
  }

  static func worktreeConflict(
    _ path: RepoPath,
    _ isDeleted: Bool,
    isRemoval: Bool = false
  ) -> Problem {
    Problem(
      .worktreeConflict,
      at: Place(path),
      isDeleted
        ? "'\(path)' was deleted in the work tree, and its text changes"
        : "changes of '\(path)' in the work tree conflict with its \(isRemoval ? "removal" : "new text")",
      hint: isDeleted
        ? "commit the deletion, or bring the file back with: git restore '\(path)'"
        : "commit them, or undo them with: git restore '\(path)'"
    )
  }

  static func untracked(_ path: RepoPath) -> Problem {
    Problem(
      .untrackedInTheWay,
      at: Place(path),
      "'\(path)' is in the way and not under git's control",
      hint: "move or remove it, or commit it and decide with --adopt or --replace"
    )
  }

  static func hardLink(_ path: RepoPath) -> Problem {
    Problem(
      .notAPlainFile,
      at: Place(path),
      "'\(path)' is a file with more than one name (a hard link)",
      hint: "make a file of its own of it: cp '\(path)' x && mv x '\(path)'"
    )
  }

  static func notWritable(_ path: RepoPath) -> Problem {
    Problem(
      .cannotWrite,
      at: Place(path),
      "'\(path)' cannot be written: permission denied",
      hint: "see to the permissions of the file and its folder"
    )
  }
}
