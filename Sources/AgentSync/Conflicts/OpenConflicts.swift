package import AgentModel
package import Git

/// The conflicts that a sync put before a person, until they are concluded or put back.
package struct OpenConflicts: Hashable, Sendable {
  /// The commit that they were opened on.
  package let headID: ObjectID
  /// What the sync was limited to; empty is everything.
  package let selection: [String]
  /// Sorted by path; none once all are concluded.
  package let conflicts: [OpenConflict]

  /// The file of the tool's own folder that holds them.
  static let name = "conflicts"

  /// These conflicts without some.
  func without(_ paths: Set<RepoPath>) -> OpenConflicts {
    OpenConflicts(
      headID: headID,
      selection: selection,
      conflicts: conflicts.filter { !paths.contains($0.path) }
    )
  }
}

/// One output in which hand edit and source disagree, as index and work tree have it.
package struct OpenConflict: Hashable, Sendable {
  package let path: RepoPath
  package let agentID: String
  /// The agent's document; nil where it is gone.
  package let source: RepoPath?
  /// The index's versions: 1 what it was made from, 2 the hand edit, 3 what is generated.
  package let versions: [Int: TreeItem]
  /// The file with markers, as git would store it; nil where no file was written.
  package let marked: TreeItem?
  /// The bytes that the file had, where git would not write the same ones for the hand edit.
  let original: [UInt8]?
}

/// The conflicts that are open in this work tree; nil where none are.
///
/// They are read as the log has them; `recover` comes first.
///
/// - Throws: `record.damaged`, `command.io`.
package func openConflicts(in repository: Repository) throws(Problem) -> OpenConflicts? {
  let folder = StateFolder(of: repository.location)
  let bytes = try reading("read the open conflicts") { () throws(GitError) in
    try folder.read(OpenConflicts.name)
  }
  guard let bytes else { return nil }
  guard let known = RecordFile.decode(OpenConflictsRecord.self, from: bytes)?.value else {
    throw Problem(
      .damagedRecord,
      "the list of open conflicts, '\(folder.file(OpenConflicts.name))', is damaged",
      hint: "settle what 'git status' lists as unmerged, commit it, and remove the list"
    )
  }
  return known
}

extension StateFolder {
  /// Writes down which conflicts are open.
  func write(_ open: OpenConflicts) throws(Problem) {
    guard !open.conflicts.isEmpty else {
      return try applying("forget the conflicts") { () throws(GitError) in
        try remove(OpenConflicts.name)
      }
    }
    let bytes = try RecordFile.encode(OpenConflictsRecord(open))
    try applying("write down the conflicts") { () throws(GitError) in
      try write(OpenConflicts.name, bytes)
    }
  }
}
