package import AgentModel
package import Git

/// What came of putting conflicts back.
package struct PutBack: Sendable {
  /// The outputs that are again what they were, sorted.
  package let restored: [RepoPath]
  /// Outputs that HEAD holds in another version now: they stay as they are.
  package let left: [RepoPath]
  /// What went on once nothing was unmerged any more; nil where nothing did.
  package let continued: SyncOutcome?
}

/// Puts every output in conflict back as it was, byte for byte; what the sync committed stays.
///
/// What a person made of them meanwhile is kept as a backup.
///
/// - Throws: `merge.no-conflict-open`, and what `apply` throws; all is as before then.
package func abortConflicts(_ repository: Repository) throws(Problem) -> PutBack {
  try recover(in: repository)
  guard let open = try openConflicts(in: repository) else { throw .noConflictOpen }
  let (restored, left) = try putBack(open.conflicts, of: open, "abort", in: repository)
  return PutBack(restored: restored, left: left, continued: nil)
}

/// Puts outputs in conflict back as they were, and concludes the others once all are settled.
///
/// - Parameters:
///   - paths: The outputs; none is all that are unmerged.
///   - repository: Where a sync opened them.
///   - work: How many threads read and render.
/// - Returns: What was put back, and what went on.
/// - Throws: `merge.no-conflict-open`, `command.unknown-output`, and what `apply` throws.
package func skip(
  _ paths: [String],
  in repository: Repository,
  work: Work
) throws(Problem) -> PutBack {
  try recover(in: repository)
  guard let open = try openConflicts(in: repository) else { throw .noConflictOpen }
  let unmerged = try unmergedPaths(of: open, in: repository)
  let chosen =
    paths.isEmpty
    ? open.conflicts.filter { unmerged.contains($0.path) } : try open.conflicts(named: paths)
  let (restored, left) = try putBack(chosen, of: open, "skip", in: repository)
  let isSettled = unmerged.subtracting(chosen.map(\.path)).isEmpty
  let rest = open.without(Set(chosen.map(\.path)))
  let continued =
    isSettled ? try conclude(rest, in: repository, work: work) : nil
  return PutBack(restored: restored, left: left, continued: continued)
}

private func putBack(
  _ chosen: [OpenConflict],
  of open: OpenConflicts,
  _ verb: String,
  in repository: Repository
) throws(Problem) -> (restored: [RepoPath], left: [RepoPath]) {
  var staging = try Restaging(chosen.map(\.path), in: repository)
  var restored: [RepoPath] = []
  var left: [RepoPath] = []
  for conflict in chosen {
    let ours = conflict.versions[2]
    guard try staging.headItem(conflict.path) == ours else {
      left.append(conflict.path)
      continue
    }
    var file = Restaging.File.absent
    if let ours {
      let bytes = try reading("read the hand edit of '\(conflict.path)'") { () throws(GitError) in
        try repository.readBlob(ours.objectID)
      }
      file = .text(Version(item: ours, bytes: bytes), original: conflict.original)
    }
    try staging.put(
      conflict.path,
      Restaging.Target(index: Survey.Staging(ours), file: file),
      knowing: conflict.knownVersions
    )
    restored.append(conflict.path)
  }
  try staging.apply(
    "agentsync: \(verb) \(chosen.count) conflict\(chosen.count == 1 ? "" : "s")",
    kind: .resolve,
    open: open.without(Set(chosen.map(\.path)))
  )
  return (restored, left)
}

/// The outputs of which the index still has several versions.
func unmergedPaths(
  of open: OpenConflicts,
  in repository: Repository
) throws(Problem) -> Set<RepoPath> {
  let scan = try reading("read the index") { () throws(GitError) in
    try repository.indexScan(below: open.conflicts.map(\.path))
  }
  return Set(scan.entries.filter { $0.stage != 0 }.map(\.path))
}

extension OpenConflicts {
  /// The conflicts at these paths.
  func conflicts(named names: [String]) throws(Problem) -> [OpenConflict] {
    var found: [OpenConflict] = []
    for name in names {
      let matches = conflicts.filter { $0.path.string == name || $0.agentID == name }
      guard !matches.isEmpty else {
        let near = nearest(to: name, among: conflicts.map(\.path.string))
        throw Problem(
          .unknownOutput,
          "'\(name)' is no output in conflict",
          hint: near.map { "did you mean '\($0)'?" } ?? "'git status' lists those that are"
        )
      }
      found += matches.filter { !found.contains($0) }
    }
    return found
  }
}

extension OpenConflict {
  /// The versions that index or work tree were given, and that can be had again.
  var knownVersions: Set<TreeItem> {
    Set(versions.values).union(marked.map { [$0] } ?? [])
  }
}
