import AgentModel
import Git

/// What a person made of a sync's conflicts: what is to be committed, and what is to be remembered.
struct Lessons {
  /// By where the output stands.
  let settled: [RepoPath: Settled]
  private let settlements: [Settlement]
  private let problem: Problem?

  /// Reads from the index what was settled.
  ///
  /// - Throws: `merge.unsettled`, `apply.unmerged-index`.
  init(_ open: OpenConflicts, in repository: Repository) throws(Problem) {
    let scan = try reading("read the index") { () throws(GitError) in
      try repository.indexScan(below: open.conflicts.map(\.path))
    }
    let unmerged = Set(scan.entries.filter { $0.stage != 0 }.map(\.path))
    guard unmerged.isEmpty else { throw .unsettled(unmerged.sorted()) }
    guard !scan.hasUnmerged else { throw .unmerged() }
    let staged = Dictionary(
      scan.entries.map { ($0.path, $0.id) },
      uniquingKeysWith: { first, _ in first }
    )
    let (memory, problem) = try Memory.reading(repository)
    var settled: [RepoPath: Settled] = [:]
    var settlements: [Settlement] = []
    for conflict in open.conflicts {
      let output = try staged[conflict.path].map { id throws(Problem) in
        OutputText(try text(id, of: conflict.path, in: repository))
      }
      if let output, let line = firstConflictMarker(in: output.content) {
        throw .markersLeft(conflict.path, line)
      }
      let sides = try ConflictLook(text: nil, repository: repository).sides(of: conflict)
      let base = try conflict.versions[3].map { item throws(Problem) in
        OutputText(try text(item.objectID, of: conflict.path, in: repository))
      }
      let found =
        output.flatMap { output in
          sides?.merged?.settlements(in: output.content, at: RecordFile.now)
        } ?? []
      settlements += found
      let known = Set(memory?.remembered.map(\.settlement.key) ?? [])
      let keys = found.map(\.key).filter { known.contains($0) }
      let names = keys.compactMap { memory?.name(of: $0) }
      settled[conflict.path] = Settled(
        output: output,
        base: base,
        by: names.isEmpty ? .person : .memory(names)
      )
    }
    (self.settled, self.settlements, self.problem) = (settled, settlements, problem)
  }

  /// Keeps in mind how the conflicts were settled, now that it is committed.
  func remember(
    after outcome: SyncOutcome,
    in repository: Repository
  ) throws(Problem) -> SyncOutcome {
    var outcome = outcome
    outcome.memoryProblem = problem
    guard problem == nil else { return outcome }
    do throws(Problem) {
      try AgentSync.remember(settlements, in: repository)
      outcome.remembered = settlements.count
    } catch {
      // The commit is made; what can't be remembered costs a question the next time.
      outcome.memoryProblem = error.asWarning
    }
    return outcome
  }
}

private func text(
  _ id: ObjectID,
  of path: RepoPath,
  in repository: Repository
) throws(Problem) -> [UInt8] {
  try reading("read '\(path)' as it is staged") { () throws(GitError) in
    try repository.readBlob(id, limit: Plan.maximumOutputSize)
  }
}
