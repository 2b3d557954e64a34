package import AgentModel
package import Git

/// Finds every output that a change of some files could reach, in one tree.
///
/// - Parameters:
///   - names: files, folders (all below them), agents by id, and outputs (their agents); paths begin at
///     the top of the repository.
///   - source: the tree that is asked.
/// - Throws: `Problem` with `command.unknown-path`, or where the tree or its configuration can't be read.
package func impact(
  of names: [String],
  in source: SnapshotSource,
  of repository: Repository,
  work: Work
) throws(Problem) -> Impact {
  let side = try ImpactSide(source, in: repository, work: work, store: DocumentStore())
  let changed = try ImpactSelection(side).files(named: names)
  let possible = PossibleChange(side: side, changed: changed)
  let texts = try possible.texts()
  let linked = linkedOutputs(of: side, from: changed.subtracting([Config.path]), texts)
  return Impact(texts + linked, findings: side.findings)
}

extension ImpactSide {
  /// What keeps documents from being read, each once.
  var findings: [Problem] {
    let own = library.findings.filter { $0.severity == .error }
    return own + references.unread.filter { !own.contains($0) }
  }
}

/// Files that may change in any way: edited, moved or taken away.
private struct PossibleChange {
  let side: ImpactSide
  let changed: Set<RepoPath>

  /// The outputs whose own text can change.
  func texts() throws(Problem) -> [ReachedOutput] {
    var texts: [ReachedOutput] = []
    for output in side.outputs where output.isKept {
      guard let chain = try chain(to: output) else { continue }
      texts.append(
        ReachedOutput(
          path: output.path,
          agent: output.agent,
          id: output.agent.id,
          target: output.target,
          effect: .text,
          chain: chain
        )
      )
    }
    return try texts + waiting()
  }

  private func chain(to output: ImpactSide.MadeOutput) throws(Problem) -> [ImpactStep]? {
    let way = TextChain(output, of: side)
    if let chain = way.ofSource(in: changed) { return chain }
    if changed.contains(Config.path) {
      return [ImpactStep(Config.path, .changed), ImpactStep(output.path, .configuration)]
    }
    let isRead = try way.ofReads { (path) throws(Problem) in
      guard changed.contains(path) else { return nil }
      // Of what a link only leads to, the text says no more than that it is there.
      let isThere = try side.reader.item(at: path) != nil
      return !isThere || output.generated.documents.contains(path) ? path : nil
    }
    if let isRead { return isRead }
    return try way.ofNames(in: changed) { (id) throws(Problem) in
      try side.names(id, in: output)
    }
  }

  /// Outputs of agents that are gone or can't be used: the next sync takes them away, or makes them again.
  private func waiting() throws(Problem) -> [ReachedOutput] {
    let made = Set(side.outputs.map(\.path))
    var doubles: [String: RepoPath] = [:]
    for rejected in side.library.rejected where changed.contains(rejected.file.document) {
      if let id = rejected.id { doubles[id] = rejected.file.document }
    }
    var waiting: [ReachedOutput] = []
    for entry in side.registry.entries.values where side.library[entry.id] == nil {
      let document = changed.contains(entry.source) ? entry.source : doubles[entry.id]
      let cause = document ?? (changed.contains(Config.path) ? Config.path : nil)
      guard let cause else { continue }
      let reason: ImpactStep.Reason = cause == entry.source ? .generated : .library
      for output in entry.outputs where !made.contains(output.path) {
        guard try side.reader.item(at: output.path) != nil else { continue }
        waiting.append(
          ReachedOutput(
            path: output.path,
            agent: nil,
            id: entry.id,
            target: output.target,
            effect: .text,
            chain: [ImpactStep(cause, .changed), ImpactStep(output.path, reason)]
          )
        )
      }
    }
    return waiting
  }
}
