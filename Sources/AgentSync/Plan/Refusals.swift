import AgentModel
import Git

extension Problem {
  /// The problem of an output that stays as it is, placed at the output.
  static func refusal(
    _ refusal: Decision.Refusal,
    _ agentID: String,
    at path: RepoPath,
    _ source: RepoPath?,
    isCutOff: Bool
  ) -> Problem {
    let from = source.map { "'\($0)'" } ?? "agent '\(agentID)'"
    let choice =
      "'git agentsync sync --adopt \(path)' keeps it as a hand edit, "
      + "'git agentsync sync --replace \(path)' writes what is generated"
    switch refusal {
    case .conflict(let sides): return disagreement(sides, agentID, at: path, from, choice)
    case .foreign:
      return foreign(path, agentID)
    case .unknownBase:
      return Problem(
        .unknownBase,
        at: Place(path),
        isCutOff
          ? "the history that tells whether '\(path)' was edited by hand is not here"
          : "no commit tells which text '\(path)' was made from",
        hint: isCutOff ? "'git fetch --unshallow' brings it; or: \(choice)" : choice
      )
    }
  }

  private static func disagreement(
    _ sides: ConflictSides,
    _ agentID: String,
    at path: RepoPath,
    _ from: String,
    _ choice: String
  ) -> Problem {
    switch sides.kind {
    case .text:
      let conflicts = sides.merged?.conflicts ?? []
      if conflicts.contains(where: { $0.kind == .tooBig }) {
        return Problem(
          .mergeTooBig,
          at: Place(path),
          "hand edit of '\(path)' can't be merged: more than \(LineMerge.maximumLines) lines",
          hint: choice
        )
      }
      let count = conflicts.count == 1 ? "one place" : "\(conflicts.count) places"
      return Problem(
        .mergeConflict,
        at: Place(path),
        "hand edit of '\(path)' and a change of \(from) meet in \(count)",
        hint:
          "'git agentsync sync --conflicts=open' puts both into the file to settle; or: \(choice)"
      )
    case .deletedByHand:
      return Problem(
        .deletedAndChanged,
        at: Place(path),
        "'\(path)' was deleted by hand while \(from) changed",
        hint: "'git agentsync sync --adopt \(path)' lets it stay deleted, "
          + "'git agentsync sync --replace \(path)' writes it again"
      )
    case .goneAgent:
      return Problem(
        .goneButEdited,
        at: Place(path),
        "agent '\(agentID)' is gone, but its output '\(path)' was edited by hand",
        hint: "'git agentsync sync --adopt \(path)' leaves the file to you, "
          + "'git agentsync sync --replace \(path)' removes it"
      )
    }
  }

  static func foreign(_ path: RepoPath, _ agentID: String) -> Problem {
    Problem(
      .foreignOutput,
      at: Place(path),
      "'\(path)' stands where the output of agent '\(agentID)' belongs, and is not ours",
      hint: "'git agentsync sync --adopt \(path)' keeps it as a hand edit over what is generated, "
        + "'git agentsync sync --replace \(path)' writes what is generated"
    )
  }

  static func conflictMarkers(_ path: RepoPath, _ line: Int) -> Problem {
    Problem(
      .conflictMarkers,
      at: Place(path, line: line),
      "'\(path)' holds the markers of an unfinished merge",
      hint: "settle the conflict, remove the markers, and commit"
    )
  }

  static func notAFolder(_ parent: RepoPath, below path: RepoPath, _ mode: FileMode) -> Problem {
    Problem(
      .symbolicLink,
      at: Place(path),
      "'\(path)' can't be written: '\(parent)' is \(mode.name), not a folder",
      hint: "replace it by a folder, or give the target another path in .agentsync.yml"
    )
  }

  static func notAFile(_ path: RepoPath, _ mode: FileMode) -> Problem {
    Problem(
      .symbolicLink,
      at: Place(path),
      "'\(path)' can't be written: it is \(mode.name), not a plain file",
      hint: "remove it, or give the target another path in .agentsync.yml"
    )
  }

  static func outputTooBig(_ path: RepoPath) -> Problem {
    Problem(
      .outputTooBig,
      at: Place(path),
      "'\(path)' is bigger than the \(Plan.maximumOutputSize) bytes an output may have",
      hint: "make it smaller, or remove it"
    )
  }

  static func unknownSelection(_ name: String, among slots: [Slot]) -> Problem {
    let known = slots.flatMap { [$0.agentID, $0.presentPath.string] }
    let near = nearest(to: name, among: known)
    return Problem(
      .unknownAgent,
      "no agent and no output is named '\(name)'",
      hint: near.map { "did you mean '\($0)'?" } ?? "'git agentsync status' lists them"
    )
  }

  /// The order in which problems are listed: by place, then by code and message.
  static func isOrdered(_ left: Problem, _ right: Problem) -> Bool {
    // Most differ in their place, and are compared some twenty times each.
    switch (left.place?.path, right.place?.path) {
    case (let one?, let two?) where one != two: return one < two
    case (nil, _?): return true
    case (_?, nil): return false
    default: break
    }
    let one = (left.place?.line ?? 0, left.place?.column ?? 0)
    let two = (right.place?.line ?? 0, right.place?.column ?? 0)
    if one != two { return one < two }
    guard left.code == right.code else { return left.code.rawValue < right.code.rawValue }
    return left.message < right.message
  }
}

extension FileMode {
  /// The kind of an entry, in words.
  var name: String {
    switch self {
    case .symlink: "a symbolic link"
    case .gitlink: "a submodule"
    case .tree: "a folder"
    case .file, .executable: "a file"
    default: "an entry of mode \(octal)"
    }
  }
}
