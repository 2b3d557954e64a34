import AgentModel
import Git

/// Ends the conflicts that a merge left in outputs, once its sources are settled.
///
/// Outputs that the merge's sources touch are brought in step with them, the hand edits of both sides kept,
/// and staged; concluding the merge stays with git. Records that are unmerged are written anew.
///
/// - Throws: `merge.unsettled` while a source is unmerged or holds markers, and what `apply` throws.
func conclude(
  _ merge: MergeInProgress,
  in repository: Repository,
  work: Work
) throws(Problem) -> SyncOutcome {
  let basis = try PlanBasis(
    try scan(.index, in: repository),
    in: repository,
    work: work,
    store: DocumentStore()
  )
  var concluding = try ConcludedMerge(merge, basis, in: repository)
  try concluding.confirmSources()
  try concluding.settle()
  var options = PlanOptions()
  options.work = work
  options.settled = concluding.settled
  options.selection = try concluding.touchedAgents()
  options.obstacles = concluding.left
  guard !options.selection.isEmpty || !concluding.settled.isEmpty else { throw .noConflictOpen }
  // No agent is not every agent.
  let isPlanned = !options.selection.isEmpty
  let valid = try validate(try plan(basis, options: options), allowsRemovals: true)
  let applied = try concluding.stage(isPlanned ? valid.plan.changes : [])
  let rows = isPlanned ? valid.plan.rows.map(\.path) : []
  return SyncOutcome(
    plan: valid.plan,
    applied: applied,
    beyond: [],
    unsettled: concluding.left.filter { !rows.contains($0.key) }.map(\.value)
  )
}

/// The outputs of a merge in the index, on their way to being settled.
private struct ConcludedMerge {
  private let merge: MergeInProgress
  private let basis: PlanBasis
  private let repository: Repository
  /// By path, the index's versions of what is unmerged.
  private let unmerged: [RepoPath: [Int: TreeItem]]
  private(set) var settled: [RepoPath: Settled] = [:]
  /// Outputs that a person must see to.
  private(set) var left: [RepoPath: Problem] = [:]

  init(
    _ merge: MergeInProgress,
    _ basis: PlanBasis,
    in repository: Repository
  ) throws(Problem) {
    self.merge = merge
    self.basis = basis
    self.repository = repository
    let index = try reading("read the index") { () throws(GitError) in
      try repository.indexScan(below: nil)
    }
    unmerged = Dictionary(grouping: index.entries.filter { $0.stage != 0 }, by: \.path)
      .mapValues { entries in
        Dictionary(
          entries.map { ($0.stage, TreeItem($0)) },
          uniquingKeysWith: { first, _ in first }
        )
      }
  }

  /// Refuses while something that outputs are made from is not settled.
  func confirmSources() throws(Problem) {
    let roots = basis.model.config.rules.staticPrefixes
    let generatedPaths = Set(basis.slots.compactMap(\.path))
    let sources = unmerged.keys.filter { path in
      path == Config.path
        || !isOwn(path) && !generatedPaths.contains(path)
          && (roots.isEmpty || roots.contains { path.isWithin($0) })
    }
    guard sources.isEmpty else { throw .sourcesUnsettled(sources.sorted()) }
    for finding in basis.model.library.findings where finding.code == .conflictMarkers {
      throw finding
    }
  }

  /// Whether a path is a record or a pristine file: those are written, never settled.
  private func isOwn(_ path: RepoPath) -> Bool {
    Pristine.output(of: path) != nil || RegistryEntry.id(of: path) != nil
  }

  /// Finds what each unmerged output becomes.
  mutating func settle() throws(Problem) {
    let edits = RebasedEdits(merge: merge, past: basis.past)
    let worktree = try Restaging(Array(unmerged.keys), in: repository)
    for (path, items) in unmerged.sorted(by: { $0.key < $1.key }) where try isOutput(path) {
      var versions: [Int: OutputText] = [:]
      for (stage, item) in items where item.mode.isPlainFile {
        versions[stage] = OutputText(try basis.reader.bytes(of: item.objectID))
      }
      if let text = try worktree.look(at: path).stored.map(OutputText.init),
        text != versions[2], text != versions[3]
      {
        let isWhole = firstConflictMarker(in: text.content) == nil
        if isWhole || text.holdsLines(beyond: versions) {
          left[path] = .handSettled(path, isWhole: isWhole)
          continue
        }
      }
      let slots = basis.slots.filter { $0.path == path || $0.registered?.path == path }
      if let obstacle = slots.compactMap(\.obstacle).first {
        left[path] = obstacle
        continue
      }
      let generated = slots.first { $0.path == path }?.generated?.text
      switch try edits.outcome(of: versions, at: path, over: generated) {
      case .settled(let text):
        settled[path] = Settled(output: text, base: generated, by: .person)
      case .left(let why):
        left[path] = .cannotResolve(path, why, "edit it and 'git add' it")
      }
    }
  }

  /// Whether a path is an output now, or was one on either side.
  private func isOutput(_ path: RepoPath) throws(Problem) -> Bool {
    if basis.slots.contains(where: { $0.path == path || $0.registered?.path == path }) {
      return true
    }
    for commit in [merge.oursID, merge.theirsID]
    where try basis.past.registeredPaths(at: .commit(commit)).contains(path) {
      return true
    }
    return false
  }

  /// The agents that the merge has anything to do with.
  func touchedAgents() throws(Problem) -> [String] {
    var agents: Set<String> = []
    for slot in basis.slots {
      let record = RegistryEntry.path(of: slot.agentID)
      let paths = [slot.path, slot.registered?.path].compactMap(\.self)
      var isTouched = unmerged[record] != nil
      for path in paths where !isTouched {
        isTouched = unmerged[path] != nil || unmerged[Pristine.path(of: path)] != nil
        if !isTouched {
          let history = RepositoryHistory(basis.past, path: path)
          isTouched = try history.generated(at: .commit(merge.oursID)) != slot.generated?.text
        }
      }
      if isTouched { agents.insert(slot.agentID) }
    }
    return agents.sorted()
  }

  /// Stages what a plan changes, in the place of what is unmerged.
  func stage(_ changes: [FileChange]) throws(Problem) -> Applied? {
    var staging = try Restaging(Array(unmerged.keys), in: repository)
    var done: Set<RepoPath> = []
    for change in changes where unmerged[change.path] != nil {
      done.insert(change.path)
      try put(change.path, change.after, &staging)
    }
    // What the plan has no text for goes: a record or output of an agent that is gone.
    for path in unmerged.keys where !done.contains(path) && left[path] == nil {
      guard isOwn(path) || settled[path] != nil else { continue }
      try put(path, nil, &staging)
    }
    let others = changes.filter { unmerged[$0.path] == nil }
    let survey = try survey(others, in: repository, destination: .stage)
    if let obstacle = survey.obstacles.sorted(by: { $0.key < $1.key }).first {
      throw obstacle.value
    }
    staging.add(survey, others)
    guard !staging.changes.isEmpty else { return nil }
    return try staging.apply(
      "agentsync: settle the outputs of a \(merge.kind.rawValue)",
      kind: .resolve,
      open: nil
    )
  }

  private func put(
    _ path: RepoPath,
    _ after: FileChange.After?,
    _ staging: inout Restaging
  ) throws(Problem) {
    let known = Set((unmerged[path] ?? [:]).values)
    guard let after else {
      let target = Restaging.Target(index: .absent, file: .absent)
      return try staging.put(path, target, knowing: known)
    }
    let version = try Version(after.bytes, mode: after.mode)
    _ = try staging.store(version.bytes)
    let target = Restaging.Target(
      index: .merged(version.item),
      file: .text(version, original: nil)
    )
    try staging.put(path, target, knowing: known)
  }
}

extension Problem {
  fileprivate static func sourcesUnsettled(_ paths: [RepoPath]) -> Problem {
    let names = paths.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
    return Problem(
      .unsettled,
      at: paths.first.map { Place($0) },
      "sources are still unmerged: \(names)\(more)",
      hint: "settle them and 'git add' them; the outputs follow from them"
    )
  }

  fileprivate static func handSettled(_ path: RepoPath, isWhole: Bool) -> Problem {
    Problem(
      .cannotResolve,
      at: Place(path),
      isWhole
        ? "'\(path)' was settled by hand and is not staged"
        : "'\(path)' was settled by hand in part, and has markers left",
      hint: (isWhole ? "'git add' it" : "settle the rest and 'git add' it")
        + ", or 'git checkout --merge' brings its conflict back, without your lines"
    )
  }
}

extension OutputText {
  /// Whether a conflicted text has lines that are in no version of the file, nor in what a merge makes of them: a
  /// person typed those.
  ///
  /// `versions` are by stage.
  fileprivate func holdsLines(beyond versions: [Int: OutputText]) -> Bool {
    let merged = MergeDriver.merge(
      base: versions[1]?.content ?? [],
      ours: versions[2]?.content ?? [],
      theirs: versions[3]?.content ?? [],
      markers: MarkerStyle(ours: "", base: "", theirs: "")
    )
    var known = OutputText(merged.bytes).wordedLines
    for version in versions.values { known.formUnion(version.wordedLines) }
    return wordedLines.contains { !known.contains($0) && !isConflictMarker($0) }
  }
}

/// Whether a line is one of those that git puts around the sides of a conflict.
private func isConflictMarker(_ line: [UInt8]) -> Bool {
  guard let first = line.first, "<|=>".utf8.contains(first) else { return false }
  return line.prefix { $0 == first }.count >= 7
}
