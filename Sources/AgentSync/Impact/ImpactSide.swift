import AgentModel
import Git
import PromptFiles

/// One tree, with all that is made from it.
struct ImpactSide {
  /// An output with what it was made from.
  struct MadeOutput {
    let agent: Agent
    let order: LibraryModel.Order
    let generated: Generated
    /// Whether it can be made: it has no error, and no twin.
    let isMade: Bool
    /// Whether a sync would write it: it can be made, and no person deleted it or put something else there.
    let isKept: Bool

    var path: RepoPath { order.path }
    var target: Target { order.settings.target }
    var key: Key { Key(agentID: order.agentID, target: target) }
  }

  typealias Key = OutputKey

  let snapshot: Snapshot
  let reader: SnapshotReader
  let model: LibraryModel
  let registry: Registry
  /// Sorted by path.
  let outputs: [MadeOutput]
  private let store: DocumentStore

  init(
    _ source: SnapshotSource,
    in repository: Repository,
    work: Work,
    store: DocumentStore
  ) throws(Problem) {
    let snapshot = try scan(source, in: repository)
    try self.init(
      PlanBasis(snapshot, in: repository, work: work, store: store),
      store: store
    )
  }

  /// The side of a tree that was read for a plan.
  init(_ basis: PlanBasis, store: DocumentStore) throws(Problem) {
    (snapshot, reader, model, registry) = (
      basis.snapshot, basis.reader, basis.model, basis.registry
    )
    self.store = store
    var outputs: [MadeOutput] = []
    for (order, generated) in zip(model.orders, basis.generated) {
      guard let agent = model.library[order.agentID] else { continue }
      let key = Key(agentID: order.agentID, target: order.settings.target)
      let isMade =
        order.problem == nil && !generated.output.findings.contains { $0.severity == .error }
      var isKept = isMade
      if try ImpactSide.isDeleted(key, registry, reader) { isKept = false }
      if let item = try reader.item(at: order.path) {
        isKept = isKept && item.mode.isPlainFile
      }
      outputs.append(
        MadeOutput(agent: agent, order: order, generated: generated, isMade: isMade, isKept: isKept)
      )
    }
    self.outputs = outputs
  }

  var library: Library { model.library }

  /// All that refers to something in the tree.
  func references(in repository: Repository, work: Work) throws(Problem) -> ReferenceScan {
    try ReferenceScan(snapshot, model, registry, in: repository, work: work, store: store)
  }

  /// Whether the registry lists an output whose file a person deleted.
  func isDeleted(_ key: Key) throws(Problem) -> Bool {
    try ImpactSide.isDeleted(key, registry, reader)
  }

  private static func isDeleted(
    _ key: Key,
    _ registry: Registry,
    _ reader: SnapshotReader
  ) throws(Problem) -> Bool {
    guard let listed = registry.output(key) else { return false }
    return try reader.item(at: listed.path) == nil
  }

  /// The text of a file; nil where no plain file stands there.
  func text(at path: RepoPath) throws(Problem) -> OutputText? {
    guard let item = try reader.item(at: path), item.mode.isPlainFile else { return nil }
    return OutputText(try reader.bytes(of: item.objectID))
  }

  /// A document that a rendering read.
  func document(at path: RepoPath, of output: MadeOutput) -> Document? {
    if path == output.agent.file.document { return output.agent.document }
    guard let item = output.generated.reads[path] ?? nil else { return nil }
    return try? store.document(at: path, blob: item.objectID, from: reader).get()
  }

  /// Whether an output's text says another thing as soon as an agent has another display name.
  func names(_ agentID: String, in output: MadeOutput) throws(Problem) -> Bool {
    let other = try generate(
      output.order,
      of: model,
      names: model.names.renaming(agentID),
      through: reader,
      store: store
    )
    return other.text != output.generated.text
  }
}

extension Registry {
  func output(_ key: ImpactSide.Key) -> RegistryEntry.Output? {
    entries[key.agentID]?.outputs.first { $0.target == key.target }
  }

  /// Whether a path is that of an output, whoever's.
  func lists(_ path: RepoPath) -> Bool {
    entries.values.contains { $0.outputs.contains { $0.path == path } }
  }
}
