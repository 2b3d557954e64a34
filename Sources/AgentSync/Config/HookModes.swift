/// What each hook does, as `hooks` of the configuration says.
package struct HookModes: Hashable, Sendable {
  /// What `pre-commit` does with the outputs that a commit reaches.
  package enum PreCommit: String, CaseIterable, Sendable {
    /// They go into the same commit.
    case stage
    /// They go into a sync commit after it (`post-commit`).
    case separate
    /// The commit is refused while they are out of step.
    case check
    case off
  }

  /// What happens after a merge or a rebase that was made here (`post-merge`, `post-rewrite`).
  package enum PostMerge: String, CaseIterable, Sendable {
    /// A sync commit on top.
    case sync
    /// Outputs that are out of step are named.
    case report
    case off
  }

  /// What hooks do that can only refuse.
  package enum Gate: String, CaseIterable, Sendable {
    case check
    case off
  }

  /// What `post-checkout` does.
  package enum Report: String, CaseIterable, Sendable {
    case report
    case off
  }

  package var preCommit = PreCommit.stage
  package var postMerge = PostMerge.sync
  package var prePush = Gate.check
  package var preMergeCommit = Gate.off
  package var postCheckout = Report.report

  package init() {}

  /// The words that each key may have, the first being what it is without one.
  package static let words: [String: [String]] = [
    "pre-commit": PreCommit.allCases.map(\.rawValue),
    "post-merge": PostMerge.allCases.map(\.rawValue),
    "pre-push": Gate.allCases.map(\.rawValue),
    "pre-merge-commit": Gate.allCases.reversed().map(\.rawValue),
    "post-checkout": Report.allCases.map(\.rawValue),
  ]

  /// Sets what a key says.
  ///
  /// - Returns: Whether there is such a key and it may have this word.
  mutating func set(_ key: String, to word: String) -> Bool {
    switch key {
    case "pre-commit": set(\.preCommit, to: word)
    case "post-merge": set(\.postMerge, to: word)
    case "pre-push": set(\.prePush, to: word)
    case "pre-merge-commit": set(\.preMergeCommit, to: word)
    case "post-checkout": set(\.postCheckout, to: word)
    default: false
    }
  }

  private mutating func set<Mode: RawRepresentable<String>>(
    _ key: WritableKeyPath<HookModes, Mode>,
    to word: String
  ) -> Bool {
    guard let mode = Mode(rawValue: word) else { return false }
    self[keyPath: key] = mode
    return true
  }
}
