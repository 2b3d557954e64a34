import AgentModel

/// The exit codes that say what a plan came to, worst last.
package enum Verdict: Int32, Comparable, Sendable {
  /// Done, or in step.
  case inStep = 0
  /// Something would change.
  case drift = 1
  /// Hand edits, index or work tree stand in the way.
  case conflict = 2
  /// Something is wrong with the files themselves.
  case findings = 3
  /// No judgement was possible.
  case stopped = 128

  package static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }
}

extension Plan {
  /// Whether every output is in step once this plan is carried out.
  var isAllInStep: Bool { syncVerdict == .inStep && rows.allSatisfy { $0.problem == nil } }

  /// What a finished sync of this plan came to: what could not be done.
  package var syncVerdict: Verdict {
    var verdict = Verdict.inStep
    for row in rows {
      switch row.state {
      case .conflict, .foreign, .unknown: verdict = max(verdict, .conflict)
      case .kept where row.problem?.isObstacle == true: verdict = max(verdict, .conflict)
      default: break
      }
    }
    return findings.contains { $0.severity == .error } ? max(verdict, .findings) : verdict
  }
}
