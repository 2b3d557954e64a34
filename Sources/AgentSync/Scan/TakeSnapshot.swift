package import AgentModel
package import Git

/// Which tree a command reads.
package enum SnapshotSource: Hashable, Sendable {
  /// HEAD; on an unborn branch the index.
  case head
  /// The commit that a person named.
  case revision(String)
  case index
  case worktree
}

/// Takes a snapshot of one tree.
///
/// - Throws: `Problem` with `repository.unknown-revision`, `repository.unsupported` or what the
///   repository refused.
package func scan(_ source: SnapshotSource, in repository: Repository) throws(Problem) -> Snapshot {
  switch source {
  case .head:
    let head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
    guard let id = head.commitID else { return try scan(.index, in: repository) }
    return try commitSnapshot(id, in: repository)
  case .revision(let name):
    let id: ObjectID
    do throws(GitError) {
      id = try repository.resolve(name)
    } catch {
      throw .unknownRevision(name, error)
    }
    return try commitSnapshot(id, in: repository)
  case .index:
    let index = try reading("read the index") { () throws(GitError) in
      try repository.indexScan(below: nil)
    }
    return Snapshot(
      kind: .index,
      content: .listing(files(of: index)),
      commitID: nil,
      parentIDs: try standingOn(repository)
    )
  case .worktree: return try worktreeSnapshot(repository)
  }
}

private func commitSnapshot(
  _ id: ObjectID,
  in repository: Repository
) throws(Problem) -> Snapshot {
  let commit = try reading("read commit \(id.short)") { () throws(GitError) in
    try repository.readCommit(id)
  }
  return Snapshot(
    kind: .commit,
    content: .tree(commit.treeID),
    commitID: id,
    parentIDs: commit.parentIDs
  )
}

/// The commits that index and work tree stand on: HEAD, and what is being merged into it.
private func standingOn(_ repository: Repository) throws(Problem) -> [ObjectID] {
  try reading("read HEAD") { () throws(GitError) in
    let head = try repository.head().commitID
    let merged = try repository.state() == .merge ? repository.mergeHeads : []
    return (head.map { [$0] } ?? []) + merged
  }
}

/// The files of an index: what is merged, and not only announced by `git add --intent-to-add`.
private func files(of index: IndexScan) -> [LibraryFile] {
  index.entries.lazy
    .filter { $0.stage == 0 && !$0.isIntentToAdd }
    .map { LibraryFile(path: $0.path, mode: $0.mode, blobID: $0.id) }
}

/// The work tree: the index, with the files that git finds changed, removed or untracked in their place.
private func worktreeSnapshot(_ repository: Repository) throws(Problem) -> Snapshot {
  guard repository.location.workTree != nil else { throw .bare(repository) }
  let index = try reading("read the index") { () throws(GitError) in
    try repository.indexScan(below: nil)
  }
  let listed = try reading("list the work tree's changes") { () throws(GitError) in
    // git would ask the monitor of the file system, and filters whether a file has changed.
    try repository.inertGit([
      "ls-files", "-z", "--modified", "--deleted", "--others", "--exclude-standard",
    ])
  }
  guard listed.status == 0 else { throw .cannotList(listed) }
  var files = Dictionary(
    files(of: index).map { ($0.path, $0) },
    uniquingKeysWith: { first, _ in first }
  )
  var unstored: [ObjectID: [UInt8]] = [:]
  let worktree = try reading("open the work tree") { () throws(GitError) in
    try Worktree(of: repository)
  }
  for name in listed.output.split(separator: 0) {
    guard let path = RepoPath(name) else { continue }
    let found = try reading("read '\(path)'") { () throws(GitError) in
      try worktree.statusIfReachable(of: path)
    }
    guard let found, found.kind == .file || found.kind == .symlink else {
      files[path] = nil
      continue
    }
    guard found.kind == .file, found.size <= Int64(Plan.maximumOutputSize), isRead(path) else {
      // Seen, never read: its id says nothing.
      let mode: FileMode = found.kind == .symlink ? .symlink : .file
      files[path] = LibraryFile(path: path, mode: mode, blobID: .zero)
      continue
    }
    let bytes = try reading("read '\(path)'") { () throws(GitError) in
      try worktree.readNormalised(path)
    }
    let id = try reading("hash '\(path)'") { () throws(GitError) in
      try hashBlob(bytes)
    }
    unstored[id] = bytes
    let mode: FileMode = found.isExecutable ? .executable : .file
    files[path] = LibraryFile(path: path, mode: mode, blobID: id)
  }
  return Snapshot(
    kind: .worktree,
    content: .listing(files.values.sorted { $0.path < $1.path }),
    commitID: nil,
    parentIDs: try standingOn(repository),
    unstored: unstored
  )
}

/// Whether anybody may ask for the bytes of a file; of all others only the presence counts.
///
/// A work tree may hold gigabytes that nobody has told git about.
private func isRead(_ path: RepoPath) -> Bool {
  let name = path.name.lowercased()
  return path == Config.path || path.bytes.starts(with: ".agentsync/".utf8)
    || name.hasSuffix(".md") || name.hasSuffix(".markdown")
}

extension Worktree {
  /// What stands at a path; nil also where a link or a file stands in the place of a folder above it.
  ///
  /// For git the path is gone then, whatever may lie behind the link.
  func statusIfReachable(of path: RepoPath) throws(GitError) -> WorktreeFile? {
    do throws(GitError) {
      return try status(of: path)
    } catch {
      guard error.code == .notPlainFile else { throw error }
      return nil
    }
  }
}

extension Problem {
  fileprivate static func unknownRevision(_ name: String, _ error: GitError) -> Problem {
    Problem(
      .unknownRevision,
      "cannot find commit '\(name)': \(error.message)",
      hint: error.hint ?? "'git log' lists commits, 'git branch -a' branches; "
        + "a shallow clone has only some: 'git fetch --unshallow' brings the rest"
    )
  }

  fileprivate static func cannotList(_ result: GitProcess.Result) -> Problem {
    let words = String(decoding: result.errorOutput, as: UTF8.self)
      .split(separator: "\n").first.map(String.init)
    return Problem(
      .ioFailure,
      "cannot list the work tree's changes: \(words ?? "git exited with \(result.status)")",
      hint: "'git ls-files --modified' shows what git says"
    )
  }
}
