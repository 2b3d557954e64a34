import AgentModel
import Git

/// What a commit's own change reaches, told from what was out of step before it.
///
/// A commit must take along what follows from it and nothing else, so that a revert or a cherry-pick takes
/// sources and outputs together.
struct OwnChange {
  /// The outputs that the change reaches; nil is all, nothing having been out of step before.
  let outputs: Set<OutputKey>?
  /// Outputs that were out of step before and that the change doesn't reach, sorted by path.
  let before: [Plan.Row]

  /// Compares a tree with the one that it was made from.
  ///
  /// - Parameters:
  ///   - former: The tree before the change; nil where there is none.
  ///   - basis: The tree with the change.
  ///   - isInStep: Whether the tree before the change is known to have been in step.
  ///   - repository: Where both are.
  ///   - work: How much is done at once, and whether it goes on.
  /// - Throws: What keeps the repository from being read; a tree that can't be planned from counts as one
  ///   in which nothing was out of step.
  init(
    from former: Snapshot?,
    to basis: PlanBasis,
    isInStep: Bool,
    in repository: Repository,
    work: Work
  ) throws(Problem) {
    guard let former else {
      (outputs, before) = (nil, [])
      return
    }
    if isInStep {
      (outputs, before) = (nil, [])
      return
    }
    let plan: Plan
    do throws(Problem) {
      plan = try recallOrPlan(former, in: repository, work: work)
    } catch {
      // A tree whose configuration or library can't be read had no outputs in step to tell apart.
      guard error.isOfTree else { throw error }
      (outputs, before) = (nil, [])
      return
    }
    guard !plan.isEmpty || plan.rows.contains(where: { $0.verdict != .inStep }) else {
      (outputs, before) = (nil, [])
      return
    }
    let old = try PlanBasis(former, in: repository, work: work, store: DocumentStore())
    let reached = try OwnChange.reached(from: old, to: basis)
    outputs = reached
    before = plan.rows.filter { row in
      row.verdict != .inStep
        && !reached.contains(OutputKey(agentID: row.agentID, target: row.target))
    }
  }

  /// The outputs whose text, file or record the change touches.
  static func reached(
    from old: PlanBasis,
    to new: PlanBasis
  ) throws(Problem) -> Set<OutputKey> {
    var former: [OutputKey: Slot] = [:]
    for slot in old.slots { former[slot.key] = slot }
    var reached: Set<OutputKey> = []
    for slot in new.slots {
      guard let known = former[slot.key], slot.isLike(known),
        try new.reader.item(at: slot.presentPath) == old.reader.item(at: slot.presentPath)
      else {
        reached.insert(slot.key)
        continue
      }
    }
    return reached
  }
}

extension Slot {
  /// Whether the same is wanted in the same place, and the same is known of it.
  fileprivate func isLike(_ other: Slot) -> Bool {
    source == other.source && path == other.path && registered == other.registered
      && generated?.text == other.generated?.text && obstacle == other.obstacle
  }
}

extension Problem {
  /// Whether the problem is one of the tree that was read, and not of the repository.
  var isOfTree: Bool {
    ["config", "scan", "generate"].contains(code.rawValue.prefix { $0 != "." })
  }
}
