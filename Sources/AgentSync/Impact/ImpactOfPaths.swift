package import AgentModel
package import Git
import PromptFiles

/// Finds every output that a change of some files could reach, in one tree.
///
/// `names` are files, folders (all below them), agents by id, and outputs (their agents), with paths from
/// the top of the repository; `source` is the tree that is asked.
///
/// - Throws: `Problem` with `command.unknown-path`, or where the tree or its configuration can't be read.
package func impact(
  of names: [String],
  in source: SnapshotSource,
  of repository: Repository,
  work: Work
) throws(Problem) -> Impact {
  let side = try ImpactSide(source, in: repository, work: work, store: DocumentStore())
  let references = try side.references(in: repository, work: work)
  let changed = try ImpactSelection(side, references.graph).files(named: names)
  let possible = PossibleChange(side: side, changed: changed)
  let texts = try possible.texts()
  let linked = linkedOutputs(of: side, references, from: changed.subtracting([Config.path]), texts)
  return Impact(texts + linked, findings: references.documentFindings)
}

extension ReferenceScan {
  /// What keeps documents from being read, each once.
  var documentFindings: [Problem] {
    let own = model.library.findings.filter { $0.severity == .error }
    return own + unread.filter { !own.contains($0) }
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

  // MARK: - Agents that are gone or can't be used

  /// The outputs that the next sync takes away, or makes as soon as their agents can be used again.
  private func waiting() throws(Problem) -> [ReachedOutput] {
    let made = Set(side.outputs.map(\.path))
    var waiting: [RepoPath: ReachedOutput] = [:]
    for entry in side.registry.entries.values where side.library[entry.id] == nil {
      for output in entry.outputs where !made.contains(output.path) {
        guard let cause = cause(of: entry.id, entry.source),
          try side.reader.item(at: output.path) != nil
        else { continue }
        waiting[output.path] = reached(output.path, entry.id, output.target, cause)
      }
    }
    for rejected in side.library.rejected {
      guard let id = rejected.id, let cause = cause(of: id, rejected.file.document) else {
        continue
      }
      for settings in side.model.config.targets {
        guard let path = rejected.file.outputPath(id: id, for: settings), !made.contains(path),
          waiting[path] == nil
        else { continue }
        waiting[path] = reached(path, id, settings.target, cause)
      }
    }
    return Array(waiting.values)
  }

  /// What changed of an agent's document, the others that have its id, and the configuration.
  private func cause(of id: String, _ document: RepoPath) -> ImpactStep? {
    if changed.contains(document) { return ImpactStep(document, .generated) }
    let double = side.library.rejected.first { rejected in
      rejected.id == id && changed.contains(rejected.file.document)
    }
    if let double { return ImpactStep(double.file.document, .library) }
    return changed.contains(Config.path) ? ImpactStep(Config.path, .configuration) : nil
  }

  private func reached(
    _ path: RepoPath,
    _ id: String,
    _ target: Target,
    _ cause: ImpactStep
  ) -> ReachedOutput {
    ReachedOutput(
      path: path,
      agent: nil,
      id: id,
      target: target,
      effect: .text,
      chain: [ImpactStep(cause.path, .changed), ImpactStep(path, cause.reason)]
    )
  }
}

extension AgentFile {
  /// Where an output would stand if the document could be used.
  fileprivate func outputPath(id: String, for settings: TargetSettings) -> RepoPath? {
    guard let document = try? Document(parsing: Array("#\n".utf8), at: document) else { return nil }
    let agent = Agent(
      id: id,
      file: self,
      blobID: .zero,
      document: document,
      metadata: Metadata(of: document)
    )
    return try? PromptFiles.outputPath(of: agent, for: settings)
  }
}
