import AgentModel
import Git

extension Problem {
  /// A sync's conflicts stand in the way of a command.
  static func conflictsOpen(_ open: OpenConflicts) -> Problem {
    let names = open.conflicts.prefix(3).map { "'\($0.path)'" }.joined(separator: ", ")
    let more = open.conflicts.count > 3 ? " and \(open.conflicts.count - 3) more" : ""
    let count = open.conflicts.count
    return Problem(
      .conflictsOpen,
      "a sync has \(count) conflict\(count == 1 ? "" : "s") open: \(names)\(more)",
      hint: "settle the files, 'git add' them, then 'git agentsync continue'; "
        + "'git agentsync abort' puts them back"
    )
  }

  static let noConflictOpen = Problem(
    .noConflictOpen,
    "no sync has a conflict open here",
    hint: "'git agentsync status' lists outputs in conflict, "
      + "'git agentsync sync --conflicts=open' opens them"
  )

  /// A path that is still to be settled.
  static func unsettled(_ paths: [RepoPath]) -> Problem {
    let names = paths.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
    return Problem(
      .unsettled,
      at: paths.first.map { Place($0) },
      "not settled yet: \(names)\(more)",
      hint: "edit them and 'git add' them, or 'git agentsync resolve --ours|--theirs PATH'; "
        + "'git agentsync skip' leaves them as they were"
    )
  }

  /// A path that was staged with its markers.
  static func markersLeft(_ path: RepoPath, _ line: Int) -> Problem {
    Problem(
      .unsettled,
      at: Place(path, line: line),
      "'\(path)' is staged with conflict markers in it",
      hint: "remove them and 'git add' it again"
    )
  }

  static func cannotResolve(_ path: RepoPath, _ why: String, _ cure: String) -> Problem {
    Problem(.cannotResolve, at: Place(path), "cannot settle '\(path)': \(why)", hint: cure)
  }

  /// HEAD went elsewhere while conflicts were open.
  static func conflictsOfAnotherHistory(_ open: OpenConflicts) -> Problem {
    Problem(
      .staleBase,
      "the conflicts were opened on \(open.headID.short), which HEAD does not contain any more",
      hint: "'git agentsync abort' forgets them; then 'git agentsync sync'"
    )
  }
}
