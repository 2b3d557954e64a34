package import AgentModel
package import Git

/// What the change between two trees reaches.
package struct RangeImpact: Sendable {
  package let old: Snapshot
  package let new: Snapshot
  package let impact: Impact
}

/// Finds every output that the change from one commit to another reaches.
///
/// The outputs whose text changes are those that a sync of the new commit would change where the old one
/// was in step; both sides are generated and compared, so they are exact. What only leads to something
/// that changed comes after.
///
/// - Throws: `Problem` where one of the trees or its configuration can't be read.
package func impact(
  from old: SnapshotSource,
  to new: SnapshotSource,
  in repository: Repository,
  work: Work
) throws(Problem) -> RangeImpact {
  let store = DocumentStore()
  let before = try ImpactSide(old, in: repository, work: work, store: store)
  let after = try ImpactSide(new, in: repository, work: work, store: store)
  for side in [before, after] {
    guard case .tree = side.snapshot.content else { throw .noCommitToCompare() }
  }
  let reach = try RangeReach(from: before, to: after, in: repository, work: work)
  return RangeImpact(old: before.snapshot, new: after.snapshot, impact: reach.impact)
}

/// What lies between two sides: the agents that changed, and the outputs that are reached.
struct RangeReach {
  let changes: ChangeSet
  let impact: Impact
  /// What refers to what on the new side.
  let references: ReferenceScan

  init(
    from before: ImpactSide,
    to after: ImpactSide,
    in repository: Repository,
    work: Work
  ) throws(Problem) {
    let changed = try changedFiles(from: before.snapshot, to: after.snapshot, in: repository)
    let difference = try RangeDifference(before, after, changed: Set(changed.map(\.path))) {
      () throws(Problem) in
      try heirs(from: before.snapshot, to: after.snapshot, in: repository, work)
    }
    let texts = try difference.texts()
    references = try after.references(in: repository, work: work)
    let linked = linkedOutputs(of: after, references, from: difference.seeds(without: texts), texts)
    changes = difference.changes
    impact = Impact(texts + linked, findings: references.documentFindings)
  }
}

extension Problem {
  fileprivate static func noCommitToCompare() -> Problem {
    Problem(
      .unknownRevision,
      "cannot compare: there is no commit yet",
      hint: "name files instead: 'git agentsync impact --staged PATH'"
    )
  }
}

/// Two trees, and which outputs come out otherwise.
private struct RangeDifference {
  typealias MadeOutput = ImpactSide.MadeOutput
  typealias Key = ImpactSide.Key

  let before: ImpactSide
  let after: ImpactSide
  let changed: Set<RepoPath>
  let changes: ChangeSet
  private let sorted: [RepoPath]
  private let touched: [TouchedOutput]
  private let formerOutputs: [Key: MadeOutput]
  /// New agent id to old one.
  private let formerIDs: [String: String]

  init(
    _ before: ImpactSide,
    _ after: ImpactSide,
    changed: Set<RepoPath>,
    heirs: () throws(Problem) -> [RepoPath: RepoPath]
  ) throws(Problem) {
    self.before = before
    self.after = after
    self.changed = changed
    sorted = changed.sorted()
    let renames = try pairRenamedAgents(
      from: before.library,
      to: after.library,
      formerSources: after.registry.entries.mapValues(\.formerSources),
      heirs: heirs
    )
    formerIDs = Dictionary(
      renames.map { ($0.value, $0.key) },
      uniquingKeysWith: { first, second in min(first, second) }
    )
    changes = AgentSync.changes(from: before.side, to: after.side, renames: renames)
    touched = touchedOutputs(
      from: before.outputs.map(\.generated),
      to: after.outputs.map(\.generated),
      renames: renames,
      changes: changes
    )
    formerOutputs = Dictionary(
      before.outputs.map { ($0.key, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// What changed and is not an output that follows from it.
  func seeds(without texts: [ReachedOutput]) -> Set<RepoPath> {
    let outputs = Set(texts.flatMap { [$0.path, $0.formerPath ?? $0.path] })
    let records = RepoPath(".agentsync")
    return changed.filter { path in
      path != Config.path && !outputs.contains(path)
        && !(records.map(path.isWithin) ?? false)
    }
  }

  // MARK: - Texts that change

  func texts() throws(Problem) -> [ReachedOutput] {
    let kinds = Dictionary(
      touched.filter { $0.kind != .removed && $0.kind != .kept }.map {
        (Key(agentID: $0.agentID, target: $0.target), $0)
      },
      uniquingKeysWith: { first, _ in first }
    )
    var texts: [ReachedOutput] = []
    for output in after.outputs {
      let touch = kinds[output.key]
      let former = formerKey(output.key)
      guard try isChanging(output, touch?.kind ?? .same, formerOutputs[former]) else { continue }
      texts.append(
        ReachedOutput(
          path: output.path,
          formerPath: touch?.formerPath,
          agent: output.agent,
          id: output.agent.id,
          target: output.target,
          effect: .text,
          chain: try chain(to: output, from: formerOutputs[former])
        )
      )
    }
    return try texts + removed(besides: Set(after.outputs.map(\.path)))
  }

  private func formerKey(_ key: Key) -> Key {
    guard before.library[key.agentID] == nil, let id = formerIDs[key.agentID] else { return key }
    return Key(agentID: id, target: key.target)
  }

  private func isChanging(
    _ output: MadeOutput,
    _ kind: TouchedOutput.Kind,
    _ former: MadeOutput?
  ) throws(Problem) -> Bool {
    guard output.isKept, try !after.isDeleted(formerKey(output.key)) else { return false }
    // What could not be made before tells nothing: its file does.
    if kind == .resumed || former.map({ !$0.isMade }) ?? false {
      return try before.text(at: former?.path ?? output.path) != output.generated.text
    }
    // A file that the tool doesn't own stays.
    if kind == .added, !after.registry.lists(output.path) {
      return try after.text(at: output.path) == nil
    }
    return kind != .same
  }

  /// Registered outputs that something asked for before, or might have, and nothing does any more.
  private func removed(besides made: Set<RepoPath>) throws(Problem) -> [ReachedOutput] {
    var removed: [ReachedOutput] = []
    let claimed = Set(after.outputs.flatMap { [$0.key, formerKey($0.key)] })
    let entries = before.registry.entries.merging(after.registry.entries) { _, now in now }
    for entry in entries.values where !after.isUnusable(entry) {
      for output in entry.outputs {
        let key = Key(agentID: entry.id, target: output.target)
        let former = formerOutputs[key]
        guard !claimed.contains(key), !made.contains(output.path),
          former != nil || before.isUnusable(entry), try isWritten(key)
        else { continue }
        removed.append(
          ReachedOutput(
            path: output.path,
            agent: former?.agent,
            id: entry.id,
            target: output.target,
            effect: .text,
            chain: removalChain(entry.source, output.path, id: entry.id)
          )
        )
      }
    }
    return removed
  }

  /// Whether a registered output stands there as the tool's own; a sync in between took it away.
  private func isWritten(_ key: Key) throws(Problem) -> Bool {
    let side = after.registry.output(key) == nil ? before : after
    return try !side.isDeleted(key)
  }

  // MARK: - Chains

  /// How the change gets into an output; the text is known to change.
  private func chain(
    to output: MadeOutput,
    from former: MadeOutput?
  ) throws(Problem) -> [ImpactStep] {
    let way = TextChain(output, of: after)
    if let chain = way.ofSource(in: changed) { return chain }
    guard let former else { return presenceChain(to: output) }
    let formerWay = TextChain(former, of: before)
    var chain = try way.ofReads { (path) throws(Problem) in try cause(path, of: output) }
    if chain == nil {
      chain = try formerWay.ofReads { (path) throws(Problem) in try cause(path, of: former) }
    }
    if chain == nil { chain = try way.ofNames(in: changed) { _ in true } }
    if chain == nil { chain = try formerWay.ofNames(in: changed) { _ in true } }
    guard let chain else { return presenceChain(to: output) }
    return chain.dropLast() + [ImpactStep(output.path, .generated)]
  }

  /// What changed at a path, or below it, that a rendering noticed; nil where it noticed nothing.
  private func cause(_ path: RepoPath, of output: MadeOutput) throws(Problem) -> RepoPath? {
    if changed.contains(path), output.generated.documents.contains(path) { return path }
    let (old, new) = try (before.reader.item(at: path), after.reader.item(at: path))
    guard old?.mode.canonicalKind != new?.mode.canonicalKind else { return nil }
    if changed.contains(path) { return path }
    let start = sorted.partitioningIndex { $0 >= path }
    return sorted[start...].first { $0.isWithin(path) }
  }

  private func removalChain(_ source: RepoPath, _ path: RepoPath, id: String) -> [ImpactStep] {
    if changed.contains(source) {
      return [ImpactStep(source, .changed), ImpactStep(path, .generated)]
    }
    return presenceChain(from: source, to: path, id: id)
  }

  private func presenceChain(to output: MadeOutput) -> [ImpactStep] {
    presenceChain(from: output.agent.file.document, to: output.path, id: output.agent.id)
  }

  /// Where no reference tells why an output comes, goes or changes: the configuration, else the changed
  /// file that is nearest to the agent's document, which made it another agent or none.
  private func presenceChain(
    from source: RepoPath,
    to path: RepoPath,
    id: String
  ) -> [ImpactStep] {
    if changed.contains(Config.path) {
      return [ImpactStep(Config.path, .changed), ImpactStep(path, .configuration)]
    }
    let components = source.components
    func shared(_ path: RepoPath) -> Int {
      zip(path.components, components).prefix { $0 == $1 }.count
    }
    let named = Set(
      (before.library.rejected + after.library.rejected).filter { rejected in
        rejected.id == id
      }.map(\.file.document)
    )
    let nearest = sorted.max { left, right in
      let leftRank = (named.contains(left) ? 1 : 0, shared(left))
      let rightRank = (named.contains(right) ? 1 : 0, shared(right))
      return leftRank == rightRank ? left > right : leftRank < rightRank
    }
    return [ImpactStep(nearest ?? source, .changed), ImpactStep(path, .library)]
  }
}

extension ImpactSide {
  /// Whether an agent's document is there and can't be used, so that its outputs stay as they are.
  fileprivate func isUnusable(_ entry: RegistryEntry) -> Bool {
    library.rejected.contains { $0.id == entry.id || $0.file.document == entry.source }
  }

  fileprivate var side: LibrarySide {
    LibrarySide(library: library, files: model.files)
  }
}

extension FileMode {
  /// What a rendering sees of a mode.
  fileprivate var canonicalKind: Int {
    isPlainFile ? 0 : self == .tree ? 1 : 2
  }
}
