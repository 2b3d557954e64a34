import AgentModel
import Git
import PromptFiles

/// What a plan is made from, of those outputs alone that a commit reaches.
///
/// A commit of few agents of many concerns few outputs. Where HEAD is a state that is known in step, and
/// the commit does nothing but edit documents, all others stay what they are and need not be read: neither
/// ids nor names nor places have changed. Whatever is not as plain as that is left to a plan of the whole
/// library, which comes to the same.
struct NarrowBasis {
  let basis: PlanBasis
  let known: KnownLibrary

  /// The outputs that the plan is about.
  var outputs: Set<OutputKey> { Set(basis.slots.map(\.key)) }

  /// More agents than this are no few.
  private static let maximumAgents = 200
  /// How far back the commit is looked for that wrote an output.
  private static let maximumSteps = 1_000

  /// The basis for a plan of the index; nil where it takes the whole library.
  ///
  /// - Parameters:
  ///   - head: What the commit is made on.
  ///   - known: What the outputs in a state in step were made from.
  ///   - repository: Where both are.
  ///   - work: How much is done at once.
  /// - Throws: What keeps the repository from being read.
  init?(
    on head: Head,
    knowing known: KnownLibrary,
    in repository: Repository,
    work: Work
  ) throws(Problem) {
    guard let change = try PlainChange(on: head, knowing: known, in: repository) else { return nil }
    let agents = known.agents.filter(change.reaches)
    guard agents.count <= NarrowBasis.maximumAgents else { return nil }
    let reader = SnapshotReader(change.snapshot, in: repository)
    let store = DocumentStore()
    guard let model = try LibraryModel(of: agents, among: known, reader: reader, store: store)
    else { return nil }
    var generated: [Generated] = []
    let places = PathFilter(known.places)
    for order in model.orders {
      let made = try generate(order, of: model, through: reader, store: store)
      guard made.reads.keys.allSatisfy(places.covers),
        !made.output.findings.contains(where: { $0.severity == .error })
      else { return nil }
      generated.append(made)
    }
    guard let registry = try Registry(of: agents, reader: reader) else { return nil }
    let past = RepositoryPast(
      repository: repository,
      snapshot: change.snapshot,
      model: model,
      store: store
    )
    self.known = known
    basis = PlanBasis(
      narrow: change.snapshot,
      reader: reader,
      past: past,
      registry: registry,
      model: model,
      generated: generated,
      handReferences: HandReferences(change.snapshot, model, in: repository, work: work)
    )
    guard try knowsBases(of: agents) else { return nil }
  }

  /// Whether every output that is to change was generated, and by what it is made from now; their bases are
  /// noted.
  private func knowsBases(of agents: [KnownLibrary.KnownAgent]) throws(Problem) -> Bool {
    var outputs: [OutputKey: (RepoPath, KnownLibrary.KnownOutput)] = [:]
    for agent in agents {
      for output in agent.outputs {
        outputs[OutputKey(agentID: agent.id, target: output.target)] = (agent.document, output)
      }
    }
    for slot in basis.slots {
      guard let (document, output) = outputs[slot.key], output.isGenerated,
        let item = try basis.reader.item(at: output.path), item.mode.isPlainFile
      else { return false }
      let present = OutputText(try basis.reader.bytes(of: item.objectID))
      guard present != slot.generated?.text else { continue }
      let premises = [Config.path, document] + output.reads
      guard try isWritten(output.path, from: premises) else { return false }
      basis.past.provedBases[output.path] = .text(present)
    }
    return true
  }

  /// Whether an output was written from what stands at these places at HEAD.
  ///
  /// In HEAD the output is what is generated. So it was in the commit that wrote it, where that holds the
  /// same; and then nobody typed it by hand before the sources said so.
  private func isWritten(_ path: RepoPath, from premises: [RepoPath]) throws(Problem) -> Bool {
    let past = basis.past
    let history = RepositoryHistory(past, path: path)
    guard try past.item(at: history.pristinePath, in: past.start) == nil,
      let head = try past.parents(of: past.start)?.first
    else { return false }
    var point = head
    var steps = 0
    while let parents = try past.parents(of: point), parents.count == 1,
      try history.isWrittenAlike(point, parents[0])
    {
      point = parents[0]
      steps += 1
      guard steps < NarrowBasis.maximumSteps else { return false }
    }
    guard point != head else { return true }
    for premise in premises {
      let then = try past.item(at: premise, in: point)
      let now = try past.item(at: premise, in: head)
      guard then == now || then?.mode == .tree && now?.mode == .tree else { return false }
    }
    return true
  }
}

/// A commit on a known state that edits plain files and neither adds, removes nor configures anything.
private struct PlainChange {
  /// The index, as far as it has a say.
  let snapshot: Snapshot
  private let paths: Set<RepoPath>

  /// nil where the commit does more, or HEAD is in another state.
  init?(
    on head: Head,
    knowing known: KnownLibrary,
    in repository: Repository
  ) throws(Problem) {
    guard let commitID = head.commitID, let tree = try repository.headTree else { return nil }
    let (state, index, changes) = try reading("compare HEAD with the index") {
      () throws(GitError) in
      let index = try repository.indexScan(below: known.places)
      let limit = SnapshotReader.limit
      return (
        try repository.state(), index,
        try repository.changes(from: tree, toIndex: index, limit: limit)
      )
    }
    guard !changes.isEmpty, state == .none, !index.hasUnmerged,
      index.entries.count <= SnapshotReader.limit.entries
    else { return nil }
    var former: [RepoPath: ObjectID] = [:]
    for change in changes {
      guard let old = change.old, let new = change.new, old.mode == new.mode, old.mode.isPlainFile
      else { return nil }
      former[change.path] = old.id
    }
    let files = index.entries.filter { !$0.isIntentToAdd }.map {
      LibraryFile(path: $0.path, mode: $0.mode, blobID: $0.id)
    }
    let before = FolderState(
      of: known.places,
      holding: files.lazy.map { ($0.path, $0.mode, former[$0.path] ?? $0.blobID) }
    )
    let outputs = Set(known.agents.lazy.flatMap(\.outputs).map(\.path))
    guard before == known.state, former[Config.path] == nil,
      !former.keys.contains(where: { PlainChange.isRecord($0) || outputs.contains($0) })
    else { return nil }
    paths = Set(former.keys)
    snapshot = Snapshot(
      kind: .index,
      content: .listing(files),
      commitID: nil,
      parentIDs: [commitID]
    )
  }

  private static func isRecord(_ path: RepoPath) -> Bool {
    path.bytes.starts(with: ".agentsync/".utf8)
  }

  /// Whether anything that an agent's outputs are made of is another.
  func reaches(_ agent: KnownLibrary.KnownAgent) -> Bool {
    paths.contains(agent.document)
      || agent.outputs.contains { output in output.reads.contains(where: paths.contains) }
  }
}

extension Registry {
  /// The records of some agents; nil where one lists other outputs than are known.
  fileprivate init?(
    of agents: [KnownLibrary.KnownAgent],
    reader: SnapshotReader
  ) throws(Problem) {
    var entries: [String: RegistryEntry] = [:]
    for agent in agents {
      guard let item = try reader.item(at: RegistryEntry.path(of: agent.id)),
        let entry = RegistryEntry(parsing: try reader.bytes(of: item.objectID), id: agent.id)
      else { return nil }
      let listed = entry.outputs.filter { !$0.isSuppressed }.map(\.path)
      guard entry.outputs.count == listed.count,
        Set(listed) == Set(agent.outputs.map(\.path))
      else { return nil }
      entries[agent.id] = entry
    }
    self.entries = entries
    files = [:]
    findings = []
  }
}
