/// The hooks of git in which agentsync has something to do.
package enum HookName: String, CaseIterable, Sendable {
  case preCommit = "pre-commit"
  case postCommit = "post-commit"
  case preMergeCommit = "pre-merge-commit"
  case postMerge = "post-merge"
  case postCheckout = "post-checkout"
  case postRewrite = "post-rewrite"
  case prePush = "pre-push"

  /// Whether git takes a failure of the hook for a reason to stop.
  package var canRefuse: Bool {
    switch self {
    case .preCommit, .preMergeCommit, .prePush: true
    // After a checkout it would become git's own exit code, although all is done.
    case .postCommit, .postMerge, .postCheckout, .postRewrite: false
    }
  }

  /// Whether it brings outputs in step, where the configuration doesn't say otherwise.
  package var writes: Bool {
    switch self {
    case .preCommit, .postCommit, .postMerge, .postRewrite: true
    case .preMergeCommit, .postCheckout, .prePush: false
    }
  }

  /// Whether git writes what it is about to the hook's standard input.
  package var takesInput: Bool { self == .prePush || self == .postRewrite }
}
