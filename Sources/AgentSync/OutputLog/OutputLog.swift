package import AgentModel
package import Git

/// What `log` may be asked.
package struct OutputLogOptions: Sendable {
  /// Agents (ids or sources), outputs or folders of outputs; empty is all.
  package var selection: [String] = []
  /// How many commits to list at most; nil is all.
  package var maximumCount: Int?
  package var work = Work()

  package init() {}
}

/// A commit that changed outputs.
package struct OutputLogEntry: Sendable {
  package let commit: Commit
  /// Sorted by path; empty never.
  package let outputs: [OutputFileChange]
}

/// Lists the commits that changed an output, newest first.
///
/// Outputs are found by path: what the library at HEAD asks for, and what the registry lists or ever
/// listed. What a commit says of itself counts for nothing. A merge is listed where an output of it is
/// like in none of its parents.
///
/// - Throws: `Problem` with `command.unknown-output`, or what the repository refused.
package func readOutputLog(
  of repository: Repository,
  _ options: OutputLogOptions
) throws(Problem) -> [OutputLogEntry] {
  let head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
  guard let headID = head.commitID else { return [] }
  var known = KnownOutputs()
  try known.learnHistory(from: headID, in: repository)
  if let model = try readableModel(at: headID, in: repository, options.work) { known.learn(model) }
  let chosen = try known.paths(named: options.selection)
  guard !chosen.isEmpty else { return [] }
  return try reading("read the history") { () throws(GitError) in
    let reader = OutputCommitReader(repository: repository, known: known, chosen: chosen)
    let history = try repository.historyAlong(paths: reader.places.paths, from: headID)
    var entries: [OutputLogEntry] = []
    while entries.count < options.maximumCount ?? .max, let step = try history.next() {
      let outputs = try reader.outputs(changedBy: step.commit)
      if !outputs.isEmpty { entries.append(OutputLogEntry(commit: step.commit, outputs: outputs)) }
    }
    return entries
  }
}

/// Finds what single commits did to outputs.
struct OutputCommitReader {
  let repository: Repository
  let known: KnownOutputs
  let chosen: Set<RepoPath>
  let places: OutputPlaces

  init(repository: Repository, known: KnownOutputs, chosen: Set<RepoPath>) {
    self.repository = repository
    self.known = known
    self.chosen = chosen
    places = OutputPlaces(of: chosen)
  }

  /// What a commit did to the outputs; a merge only where they are like in none of its parents.
  func outputs(changedBy commit: Commit) throws(GitError) -> [OutputFileChange] {
    let parentIDs = try repository.knownParents(of: commit)
    var found = try changes(from: parentIDs.first, to: commit)
    for parentID in parentIDs.dropFirst() where !found.isEmpty {
      let others = Set(try changes(from: parentID, to: commit).map(\.path))
      found.removeAll { !others.contains($0.path) }
    }
    return fileChanges(
      found,
      signs: known.signs,
      agentID: { known.use(of: $0)?.agentID }
    )
  }

  private func changes(
    from parentID: ObjectID?,
    to commit: Commit
  ) throws(GitError) -> [TreeChange] {
    let before = try parentID.map { id throws(GitError) in try repository.readCommit(id).treeID }
    return try repository.changes(from: before, to: commit.treeID, below: places.paths)
      .filter { chosen.contains($0.path) }
  }
}

/// The few folders that many outputs stand in.
struct OutputPlaces {
  /// Folders and files that hold all outputs between them, sorted.
  let paths: [RepoPath]

  // Each is looked up in every commit; above this number a folder higher up costs less.
  private static let limit = 32

  init(of outputs: Set<RepoPath>) {
    var places = outputs
    while places.count > OutputPlaces.limit {
      let higher = Set(places.map { $0.parent ?? $0 })
      // Files at the top of the repository have no folder to stand for them.
      guard higher != places else { break }
      places = higher
    }
    paths = places.sorted()
  }
}

extension Repository {
  /// The parents of a commit that this clone has; none at the border of a shallow one.
  func knownParents(of commit: Commit) throws(GitError) -> [ObjectID] {
    try shallowBoundary.contains(commit.id) ? [] : commit.parentIDs
  }
}

/// The library of a commit; nil where its configuration or library can't be read there.
func readableModel(
  at commitID: ObjectID,
  in repository: Repository,
  _ work: Work
) throws(Problem) -> LibraryModel? {
  let snapshot = try scan(.revision(commitID.hex), in: repository)
  do throws(Problem) {
    return try LibraryModel(
      reader: SnapshotReader(snapshot, in: repository),
      location: repository.location,
      store: DocumentStore(),
      work: work
    )
  } catch {
    if error.code == .missingObject || error.code == .ioFailure { throw error }
    return nil
  }
}
