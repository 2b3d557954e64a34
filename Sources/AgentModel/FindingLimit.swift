import struct Git.RepoPath

/// How many findings of one kind are listed: whoever writes a file decides how often something is wrong in it.
///
/// What is found beyond is counted and said; nothing is left out in silence.
package enum FindingLimit {
  /// Of one code in one file.
  package static let ofFile = 50
  /// Of one code in one run.
  package static let ofRun = 1_000
}

extension [Problem] {
  /// The problems in their order, of each code and severity in a file no more than `limit`, and one that says how
  /// many there are beside them.
  ///
  /// Problems without a place count as those of one file.
  package func limited(toEachFile limit: Int = FindingLimit.ofFile) -> [Problem] {
    guard count > limit else { return self }
    return limited(to: limit, where: "in this file", by: \.place?.path)
  }

  /// The problems in their order, of each code and severity no more than `limit`, and one that says how many there
  /// are beside them.
  package func limited(toRun limit: Int = FindingLimit.ofRun) -> [Problem] {
    guard count > limit else { return self }
    return limited(to: limit, where: "in this run", by: { _ in nil })
  }

  private struct Kind: Hashable {
    let code: Problem.Code
    let severity: Problem.Severity
    let path: RepoPath?
  }

  private func limited(
    to limit: Int,
    where place: String,
    by path: (Problem) -> RepoPath?
  ) -> [Problem] {
    func kind(of problem: Problem) -> Kind {
      Kind(code: problem.code, severity: problem.severity, path: path(problem))
    }
    var entries: [Kind: Int] = [:]
    for problem in self { entries[kind(of: problem), default: 0] += 1 }
    guard entries.values.contains(where: { $0 > limit }) else { return self }
    var kept: [Problem] = []
    var seen: [Kind: Int] = [:]
    // Where the first that is left out would stand, and how many are.
    var cuts: [Kind: (index: Int, first: Problem, count: Int)] = [:]
    for problem in self {
      let kind = kind(of: problem)
      if let cut = cuts[kind] {
        cuts[kind] = (cut.index, cut.first, cut.count + (problem.unlisted ?? 1))
      } else if seen[kind, default: 0] < limit || problem.unlisted != nil {
        // What says how many there are beside others takes no room from them.
        seen[kind, default: 0] += 1
        kept.append(problem)
      } else {
        cuts[kind] = (kept.count, problem, 1)
        kept.append(problem)
      }
    }
    for cut in cuts.values { kept[cut.index] = .more(than: cut.first, cut.count, place) }
    return kept
  }
}

extension Problem {
  /// What is said in place of a problem and all that come behind it; it stands where the first of them would.
  package static func more(than first: Problem, _ count: Int, _ place: String) -> Problem {
    Problem(
      first.code,
      severity: first.severity,
      at: first.place,
      "\(count)\(rest)\(place) \(count == 1 ? "is" : "are") not listed",
      hint: "mend those that are, and run it again"
    )
  }

  private static let rest = " more of this kind from here on "

  /// How many findings it stands for that are not listed; nil where it is a finding itself.
  fileprivate var unlisted: Int? {
    guard let mark = message.firstRange(of: Problem.rest) else { return nil }
    return Int(message[..<mark.lowerBound])
  }
}
