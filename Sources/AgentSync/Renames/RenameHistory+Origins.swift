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
}
