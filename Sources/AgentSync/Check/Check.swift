package import AgentModel
package import Git

/// What `check` may be asked.
package struct CheckOptions: Sendable {
  /// The tree that is judged.
  package var head: SnapshotSource = .head
  /// The commit whose own faults don't count; nil judges everything.
  package var base: String?
  /// Outputs or agents that the judgement is limited to; empty is all.
  package var selection: [String] = []
  /// Whether a maintainer lets files gain power this once.
  package var allowsWidening = false
  package var work = Work()

  package init() {}
}

/// What `check` found.
package struct CheckOutcome: Sendable {
  package let plan: Plan
  /// Rows that are not in step, and findings, that the base already had; they do not count.
  package let before: Faults
  /// Those that count.
  package let brought: Faults
  /// What the change means; nil where no base was named.
  package let change: BroughtChange?
  /// Something unfinished that makes the answer at least a conflict; nil where nothing is.
  package let unfinished: Problem?
  package let verdict: Verdict

  /// What is wrong: outputs that a sync would change or can't, and findings.
  package struct Faults: Sendable {
    package let rows: [Plan.Row]
    package let findings: [Problem]

    /// The same, with as many findings as are listed.
    fileprivate var limited: Faults {
      Faults(
        rows: rows,
        findings: findings.limited(toEachFile: FindingLimit.ofFile).limited(
          toRun: FindingLimit.ofRun
        )
      )
    }
  }
}

/// Makes the plan that a sync would make and judges it; nothing is written.
///
/// - Throws: `Problem` where no judgement is possible.
package func check(
  _ repository: Repository,
  _ options: CheckOptions
) throws(Problem) -> CheckOutcome {
  let snapshot = try scan(options.head, in: repository)
  guard let name = options.base else { return try judge(snapshot, in: repository, options) }
  let range = try ChangeRange(to: snapshot, from: name, in: repository)
  return try judge(range, in: repository, options)
}

/// Judges a tree as it is.
private func judge(
  _ snapshot: Snapshot,
  in repository: Repository,
  _ options: CheckOptions
) throws(Problem) -> CheckOutcome {
  let plan = try recallOrPlan(snapshot, in: repository, work: options.work)
  let rules = try RuleFindings(of: snapshot, in: repository, work: options.work)
  return CheckOutcome(
    plan: plan,
    findings: plan.findings + plan.withoutEchoes(rules.head),
    known: KnownFaults(),
    change: nil,
    unfinished: try options.head.unfinished(in: repository),
    options
  )
}

/// Judges what a change brings.
private func judge(
  _ range: ChangeRange,
  in repository: Repository,
  _ options: CheckOptions
) throws(Problem) -> CheckOutcome {
  let store = DocumentStore()
  let sides = try CheckSides(range, in: repository, work: options.work, store: store)
  let rules = try RuleFindings(
    of: range,
    formerPaths: sides.formerPaths,
    agentIDs: sides.agentIDs,
    isWideningAllowed: options.allowsWidening,
    in: repository,
    work: options.work
  )
  var known = KnownFaults(
    sides.rowsBefore,
    sides.findingsBefore,
    movedTo: sides.heirs,
    lines: rules.lines
  )
  known.add(rules.base)
  var findings = sides.plan.findings + sides.plan.withoutEchoes(rules.head)
  if let gap = range.gap { findings.append(gap) }
  var reach: RangeReach?
  if let start = sides.start {
    let found = try RangeReach(
      from: ImpactSide(start, store: store),
      to: ImpactSide(sides.head, store: store),
      in: repository,
      work: options.work
    )
    let broken = try BrokenByChange(
      found.references,
      since: start,
      formerPaths: sides.formerPaths,
      in: repository,
      work: options.work,
      store: store
    )
    let versions = VersionFindings(demand: rules.config.versions, library: sides.head.model.library)
    let own = (broken.brought + broken.before + versions.problems(of: found.changes))
      .compactMap { rules.config.judged($0) }
    let places = Set(own.map(\.place))
    findings.removeAll { $0.code.isOfReference && places.contains($0.place) }
    findings += own
    known.admit(broken.before)
    reach = found
  }
  let change = try BroughtChange(
    range,
    sides,
    reach,
    in: repository,
    work: options.work,
    store: store
  )
  if let unplanned = change.unplanned { findings.append(unplanned.problem) }
  return CheckOutcome(
    plan: sides.plan,
    findings: findings,
    known: known,
    change: change,
    unfinished: try options.head.unfinished(in: repository),
    options
  )
}

extension CheckOutcome {
  /// Divides what is wrong with a tree into what counts and what was there before.
  fileprivate init(
    plan: Plan,
    findings: [Problem],
    known: KnownFaults,
    change: BroughtChange?,
    unfinished: Problem?,
    _ options: CheckOptions
  ) {
    let chosen = plan.rows.filter { options.covers($0) }
    let faulty = chosen.filter(\.isFault)
    let places = Set(chosen.map(\.path))
    let findings = findings.sorted(by: Problem.isOrdered).filter {
      options.selection.isEmpty || options.covers($0, in: places)
    }
    let held = known.held(of: findings)
    let brought = Faults(
      rows: faulty.filter { !known.holds($0) },
      findings: findings.filter { !held.contains($0) }
    )
    var verdict = brought.rows.map(\.verdict).max() ?? .inStep
    if brought.findings.contains(where: { $0.severity == .error }) { verdict = .findings }
    let isUnread = brought.findings.contains { $0.code == .conflictMarkers }
    let meetsEdits = change?.merge.clashes.contains(where: \.isOfHandEdit) ?? false
    if unfinished != nil || isUnread || meetsEdits { verdict = max(verdict, .conflict) }
    self.init(
      plan: plan,
      before: Faults(
        rows: faulty.filter { known.holds($0) },
        findings: findings.filter { held.contains($0) }
      ).limited,
      brought: brought.limited,
      change: change,
      unfinished: unfinished,
      verdict: verdict
    )
  }
}

extension SnapshotSource {
  /// What is unfinished where the tree is one that a person works on.
  fileprivate func unfinished(in repository: Repository) throws(Problem) -> Problem? {
    switch self {
    case .revision: nil
    case .head, .index, .worktree: try AgentSync.unfinished(in: repository)
    }
  }
}

extension MergePreview.Clash {
  fileprivate var isOfHandEdit: Bool {
    if case .handEdit = reason { true } else { false }
  }
}

extension Plan {
  /// Outputs in which nobody wrote anything.
  fileprivate var generatedOutputs: Set<RepoPath> {
    Set(rows.lazy.filter { $0.state != .edited && $0.state != .foreign }.map(\.path))
  }

  /// The findings of rules without those that are told of an output's source already.
  fileprivate func withoutEchoes(_ findings: [Problem]) -> [Problem] {
    let generated = generatedOutputs
    let told = Set(self.findings.map { Echo(code: $0.code, message: $0.message) })
    return findings.filter { problem in
      guard let path = problem.place?.path, generated.contains(path) else { return true }
      return problem.code != .bodyMissingFile
        && !told.contains(Echo(code: problem.code, message: problem.message))
    }
  }
}

/// What is the same of a finding in a source and in an output that was made from it.
private struct Echo: Hashable {
  let code: Problem.Code
  let message: String
}

extension Problem.Code {
  /// Whether a problem of this code is told of a reference.
  fileprivate var isOfReference: Bool {
    [
      .missingReference, .escapingReference, .uninlinableReference, .missingSection,
      .unknownHandoff,
    ]
    .contains(self)
  }
}

extension CheckOptions {
  fileprivate func covers(_ row: Plan.Row) -> Bool {
    selection.isEmpty
      || selection.contains { name in
        row.agentID == name || RepoPath(name).map { row.path.isWithin($0) } == true
      }
  }

  fileprivate func covers(_ problem: Problem, in outputs: Set<RepoPath>) -> Bool {
    guard let path = problem.place?.path else { return true }
    return outputs.contains(path)
      || selection.contains { RepoPath($0).map { path.isWithin($0) } == true }
  }
}
