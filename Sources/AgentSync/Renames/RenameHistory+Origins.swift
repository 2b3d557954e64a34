import AgentModel
import Git

extension RenameHistory {
  /// A path at which a file stood before.
  struct Origin: Hashable {
    let path: RepoPath
    /// How the weakest move since was found.
    let evidence: Rename.Evidence
    let similarity: Int
    let confidence: Rename.Confidence
  }

  /// A text that a file had.
  struct Version {
    let commitID: ObjectID
    let blobID: ObjectID
  }

  /// Where files of the present stood before, the latest place first; nothing for those that never moved.
  func origins(of paths: some Collection<RepoPath>) throws(Problem) -> [RepoPath: [Origin]] {
    var origins: [RepoPath: [Origin]] = [:]
    // What is looked for now, and the files of the present that it was once.
    var open: [RepoPath: [(heir: RepoPath, confidence: Rename.Confidence)]] = [:]
    for path in paths {
      for former in formerPaths[path]?.reversed() ?? [] {
        origins[path, default: []].append(
          Origin(path: former, evidence: .registry, similarity: 0, confidence: .sure)
        )
      }
      open[path] = [(path, .sure)]
    }
    var round = 0
    while !open.isEmpty, round < RenameHistory.maximumSteps {
      round += 1
      let arrivals = try arrivals(at: Array(open.keys).sorted())
      var next: [RepoPath: [(heir: RepoPath, confidence: Rename.Confidence)]] = [:]
      for rename in arrivals {
        for (heir, confidence) in open[rename.to] ?? [] {
          let origin = Origin(
            path: rename.from,
            evidence: rename.evidence,
            similarity: rename.similarity,
            confidence: min(confidence, rename.confidence)
          )
          let isKnown = origins[heir]?.contains { $0.path == origin.path } ?? false
          guard !isKnown, origin.path != heir else { continue }
          origins[heir, default: []].append(origin)
          next[origin.path, default: []].append((heir, origin.confidence))
        }
      }
      open = next
    }
    return origins
  }

  /// The renames that brought files to some paths, newest first.
  private func arrivals(at paths: [RepoPath]) throws(Problem) -> [Rename] {
    var arrivals: [Rename] = []
    let wanted = Set(paths)
    arrivals += try uncommittedRenames().filter { wanted.contains($0.to) }
    guard let start else { return arrivals }
    let history = try reading("walk the history") { () throws(GitError) in
      try repository.historyAlong(paths: paths, from: start, limit: RenameHistory.maximumCommits)
    }
    while let step = try reading("walk the history", history.next) {
      guard step.entries.contains(where: { $0 != nil }) else { continue }
      for parentID in step.commit.parentIDs {
        guard let parent = try? repository.readCommit(parentID) else { continue }
        var isArrival = false
        for (path, entry) in zip(paths, step.entries) where entry != nil && !isArrival {
          isArrival = try self.entry(at: path, of: parent.treeID) == nil
        }
        guard isArrival else { continue }
        arrivals += try renames(from: parent.treeID, to: step.commit.treeID)
          .filter { wanted.contains($0.to) }
      }
    }
    return arrivals
  }

  /// The texts that a file had at a path, newest first.
  func versions(of path: RepoPath, limit: Int) throws(Problem) -> [Version] {
    guard let start else { return [] }
    var versions: [Version] = []
    let history = try reading("walk the history of '\(path)'") { () throws(GitError) in
      try repository.historyAlong(paths: [path], from: start, limit: RenameHistory.maximumCommits)
    }
    while versions.count < limit, let step = try reading("walk the history", history.next) {
      guard let entry = step.entries[0], entry.mode.isPlainFile else { continue }
      versions.append(Version(commitID: step.commit.id, blobID: entry.id))
    }
    return versions
  }
}
