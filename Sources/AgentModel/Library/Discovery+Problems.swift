import struct Git.FileMode
import struct Git.RepoPath

extension Problem {
  static func rootMatchesNothing(_ root: String, _ severity: Severity) -> Problem {
    Problem(
      .configRootEmpty,
      severity: severity,
      "the library root '\(root)' matches nothing",
      hint: "correct 'library.roots' in the configuration"
    )
  }

  static func tooManyAgents(_ count: Int) -> Problem {
    Problem(
      .tooManyAgents,
      "the library has \(count) agents, more than the \(LibraryRules.maximumAgents) that are allowed",
      hint: "narrow 'library.roots' or widen 'library.exclude' in the configuration"
    )
  }

  static func partsWithoutDocument(_ folder: RepoPath, isRoot: Bool) -> Problem {
    Problem(
      .partsWithoutDocument,
      severity: .warning,
      at: Place(folder),
      isRoot
        ? "the library root '\(folder.escaped)' has folders of parts right in it"
        : "the folder '\(folder.escaped)' has folders of parts but no document of its own",
      hint: isRoot
        ? "put them into the folder of the agent they belong to"
        : "name the agent's document '\(folder.name).md' and put it into the folder"
    )
  }

  static func unportable(_ path: RepoPath, _ reason: String) -> Problem {
    Problem(
      .unportablePath,
      at: Place(path),
      "the path '\(path.escaped)' does not work everywhere: \(reason)",
      hint: "rename the file"
    )
  }

  static func twins(_ path: RepoPath) -> Problem {
    Problem(
      .pathTwins,
      at: Place(path),
      "the path '\(path.escaped)' differs from another one only in case or in the form of its letters",
      hint: "rename one of them: many systems take both for the same file"
    )
  }

  static func notPlain(_ path: RepoPath, _ mode: FileMode) -> Problem {
    let kind =
      switch mode {
      case .symlink: "a symbolic link"
      case .gitlink: "a submodule"
      default: "an entry of mode \(mode.octal)"
      }
    return Problem(
      .sourceNotPlainFile,
      at: Place(path),
      "'\(path.escaped)' is \(kind)",
      hint: "an agent must be a plain file"
    )
  }

  static func executable(_ path: RepoPath) -> Problem {
    Problem(
      .executableSource,
      severity: .info,
      at: Place(path),
      "'\(path.escaped)' is executable",
      hint: "'git update-index --chmod=-x' makes it a plain file"
    )
  }

  /// By place, then by code: the order in which findings are listed.
  static func isBefore(_ left: Problem, _ right: Problem) -> Bool {
    guard left.place?.path == right.place?.path else {
      guard let rightPath = right.place?.path else { return false }
      guard let leftPath = left.place?.path else { return true }
      return leftPath < rightPath
    }
    let leftKey = (left.place?.line ?? 0, left.place?.column ?? 0, left.code.rawValue, left.message)
    let rightKey = (
      right.place?.line ?? 0, right.place?.column ?? 0, right.code.rawValue, right.message
    )
    return leftKey < rightKey
  }
}
