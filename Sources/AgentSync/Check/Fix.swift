package import AgentModel
package import Git

/// A sync commit that a remote's branch has now.
package struct Fix: Hashable, Sendable {
  package let target: FixTarget
  /// The commit that the branch is at.
  package let commitID: ObjectID
  /// Whether it came from somewhere else: another run was quicker, with the very same files.
  package let wasThere: Bool
}

extension CheckOutcome {
  /// Whether drift is all that is wrong, and a sync would end it.
  package var canBeFixed: Bool {
    verdict == .drift && brought.rows.allSatisfy { !$0.isLeftAlone }
  }

  /// Whether outputs can't be told from edited ones because the history ends too early.
  package var needsHistory: Bool { plan.rows.contains { $0.state == .unknown } }
}

extension Plan.Row {
  /// Whether a sync leaves the output as it is.
  fileprivate var isLeftAlone: Bool {
    switch state {
    case .conflict, .foreign, .unknown, .kept: true
    default: false
    }
  }
}

/// A sync commit that stands in the repository, and that no reference leads to yet.
package struct FixCommit: Hashable, Sendable {
  package let id: ObjectID
  let treeID: ObjectID
  /// The commit that it stands on, and was made for.
  let tip: ObjectID
}

/// Makes the sync commit of a commit that was judged.
///
/// Branches, index and work tree stay as they are.
///
/// - Parameters:
///   - outcome: What `check` found; `canBeFixed` holds.
///   - repository: Where the commit is made; it may be bare, detached, or shallow.
/// - Returns: The commit, unreachable as yet.
/// - Throws: `command.usage` where there is no commit yet, `validate.mass-removal`, `apply.no-identity`,
///   `apply.cannot-commit`, `apply.cannot-sign`, `apply.cannot-write`.
package func makeFix(
  for outcome: CheckOutcome,
  in repository: Repository
) throws(Problem) -> FixCommit {
  precondition(outcome.canBeFixed, "BUG: what can't be fixed was to be fixed")
  let plan = try validate(outcome.plan, allowsRemovals: false).plan
  guard let tip = plan.snapshot.commitID else {
    throw Problem(.wrongUsage, "there is no commit yet that --fix could stand on")
  }
  let (tree, isSigned) = try reading("read \(tip.short)") { () throws(GitError) in
    (try repository.readCommit(tip).treeID, try repository.signsCommits)
  }
  let request = ApplyRequest(
    changes: plan.changes,
    head: .detached(tip),
    baseTree: tree,
    message: plan.commitMessage,
    destination: .commit,
    reflogMessage: ""
  )
  var objects = ObjectBatch()
  guard let draft = try ApplyRun.commit(request, &objects, in: repository) else {
    preconditionFailure("BUG: a request for a commit makes one")
  }
  let unsigned = try applying("write objects") { () throws(GitError) -> ObjectID? in
    let id = isSigned ? nil : try objects.add(.commit, draft.bytes)
    try objects.write(to: repository)
    return id
  }
  let id: ObjectID
  if let unsigned { id = unsigned } else { id = try signed(draft, in: repository) }
  return FixCommit(id: id, treeID: draft.treeID, tip: tip)
}

/// Pushes a sync commit to the branch that has the commit as its tip that it was made for.
///
/// The remote's branch moves from that very commit, or not at all.
///
/// - Parameters:
///   - fix: The commit.
///   - target: The branch.
///   - repository: Where the commit is.
///   - isQuiet: Whether git is to say no more than what went wrong.
/// - Returns: The commit that the branch is at now. Where the answer of the remote was lost, or another
///   run was quicker with the same files, that is success as well.
/// - Throws: `apply.remote-moved`, `apply.cannot-push`; nothing was pushed then, as far as the remote could
///   be asked.
package func pushFix(
  _ fix: FixCommit,
  to target: FixTarget,
  in repository: Repository,
  isQuiet: Bool = false
) throws(Problem) -> Fix {
  // A run before this one may have pushed the very same commit, and this clone not know of it.
  if case .at(fix.id) = try target.place(in: repository) {
    return Fix(target: target, commitID: fix.id, wasThere: true)
  }
  let status = try target.push(fix.id, over: fix.tip, in: repository, isQuiet: isQuiet)
  if status == 0 { return Fix(target: target, commitID: fix.id, wasThere: false) }

  // The answer may be what got lost: the remote alone knows.
  let name = "'\(target.branch)' of '\(target.remote)'"
  switch try target.place(in: repository) {
  case .at(fix.id): return Fix(target: target, commitID: fix.id, wasThere: false)
  case .at(fix.tip):
    throw Problem(
      .cannotPush,
      "cannot push to \(name): 'git push' ended with status \(status)",
      hint: "see what git said above; nothing was pushed"
    )
  case .at(let other):
    if try target.tree(of: other, in: repository) == fix.treeID {
      return Fix(target: target, commitID: other, wasThere: true)
    }
    throw Problem(
      .remoteMoved,
      "\(name) is at \(other.short), and not at \(fix.tip.short) that was judged: nothing was pushed",
      hint: "what is there now needs a run of its own; --fix needs the branch's own tip checked out"
    )
  case .nowhere:
    throw Problem(
      .remoteMoved,
      "'\(target.remote)' has no branch '\(target.branch)': nothing was pushed",
      hint: "name the branch whose tip is checked out, with --branch"
    )
  case .unknown:
    throw Problem(
      .cannotPush,
      "cannot push to \(name), and it doesn't say where it is now",
      hint: "run it again: what has arrived is not pushed twice"
    )
  }
}
