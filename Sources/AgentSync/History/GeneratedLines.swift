import AgentModel
import Git

/// Finds the commits whose sync generated what stands in a hand edit now.
///
/// Text that came back from an older state looks like an edit. Only commits that changed the output
/// are looked at, and few of them; all searches of one plan share how many commits they may walk over.
final class GeneratedLines {
  /// How many states of one output are looked at.
  static let maximumStates = 30
  private static let maximumCommits = 10_000

  private let past: RepositoryPast
  private var commitsLeft = GeneratedLines.maximumCommits

  init(_ past: RepositoryPast) {
    self.past = past
  }

  /// The newest commit with an output that was generated with all of the lines; nil where there is none.
  ///
  /// Only where the registry of that time listed one of the agents was the file an output at all.
  func origin(
    of lines: Set<[UInt8]>,
    at path: RepoPath,
    agentIDs: [String]
  ) throws(Problem) -> Plan.TakenUpEdit.Origin? {
    guard !lines.isEmpty, commitsLeft > 0 else { return nil }
    let history = RepositoryHistory(past, path: path)
    var statesLeft = GeneratedLines.maximumStates
    for start in try starts() {
      guard
        let steps = try? past.repository.historyAlong(
          paths: [path],
          from: start,
          limit: commitsLeft
        )
      else { continue }
      defer { commitsLeft = steps.commitsLeft }
      // Where the history has a hole, what lies beyond it names nothing; the edit is kept all the same.
      while statesLeft > 0, let step = try? steps.next() {
        statesLeft -= 1
        let point = HistoryPoint.commit(step.commit.id)
        guard let output = try history.output(at: point), output.wordedLines.isSuperset(of: lines),
          try isListed(agentIDs, at: point), let generated = try history.generated(at: point),
          generated.wordedLines.isSuperset(of: lines)
        else { continue }
        return Plan.TakenUpEdit.Origin(commitID: step.commit.id, subject: step.commit.subject)
      }
    }
    return nil
  }

  private func isListed(_ agentIDs: [String], at point: HistoryPoint) throws(Problem) -> Bool {
    for id in agentIDs where try past.item(at: RegistryEntry.path(of: id), in: point) != nil {
      return true
    }
    return false
  }

  /// The commits that the history begins at: the head, or what index or work tree stand on.
  private func starts() throws(Problem) -> [ObjectID] {
    let points = past.start == .snapshot ? try past.parents(of: past.start) ?? [] : [past.start]
    return points.compactMap { point in
      guard case .commit(let id) = point else { return nil }
      return id
    }
  }
}
