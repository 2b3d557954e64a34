package import AgentModel
package import Git

/// One call of a hook by git.
package struct HookCall: Sendable {
  package let name: HookName
  /// What git gave the hook.
  package let arguments: [String]
  /// What git wrote to the hook's standard input; empty where it writes nothing.
  package let input: [UInt8]
  /// Whether the pre-commit framework runs it, which loses edits when a hook writes: nothing is written then.
  package let isManaged: Bool
  package var work = Work()

  package init(
    _ name: HookName,
    arguments: [String] = [],
    input: [UInt8] = [],
    isManaged: Bool = false
  ) {
    self.name = name
    self.arguments = arguments
    self.input = input
    self.isManaged = isManaged
  }
}

/// What a hook did, or what it has to say.
package struct HookOutcome: Sendable {
  /// Whether git is to stop.
  package var isRefused = false
  /// What was written; nil where nothing was.
  package var applied: Applied?
  /// Outputs that this change reaches: brought in step, or what keeps them from it; sorted by path.
  package var rows: [Plan.Row] = []
  /// Outputs that were out of step before and that this change doesn't reach, sorted by path.
  package var before: [Plan.Row] = []
  /// References that were written anew, since the change would have broken them.
  package var mended: [ReferenceFixes.Fix] = []
  /// References that could have been, but for edits of their documents that this commit leaves out.
  package var unmended: [BrokenReference] = []
  /// What is wrong with the files, and what stood in the way.
  package var problems: [Problem] = []
  /// What else there is to say, one line; nil for nothing.
  package var note: String?
  /// The command that puts right what is named; nil where nothing is to be put right.
  package var cure: String?

  /// The outputs that stay out of step.
  package var left: [Plan.Row] {
    rows.filter { $0.staysOut || applied == nil && $0.verdict != .inStep }
  }
}

/// Does what a hook is for.
///
/// - Returns: What was done; for a hook that can't refuse, never a refusal.
/// - Throws: `Problem` where nothing could be done; nothing was written then.
package func run(_ call: HookCall, in repository: Repository) throws(Problem) -> HookOutcome {
  switch call.name {
  case .preCommit: try PreCommit(call, in: repository).run()
  case .postCommit: try PostCommit(call, in: repository).run()
  case .preMergeCommit: try PreMergeCommit(call, in: repository).run()
  case .postMerge, .postRewrite: try AfterMerge(call, in: repository).run()
  case .postCheckout: try PostCheckout(call, in: repository).run()
  case .prePush: try PrePush(call, in: repository).run()
  }
}

extension Plan.Row {
  /// Whether a sync can't bring the output in step.
  var staysOut: Bool {
    switch state {
    case .conflict, .foreign, .unknown: true
    case .kept: problem?.isObstacle == true
    default: false
    }
  }
}
