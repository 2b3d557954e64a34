import AgentModel
import Git
import PromptFiles

/// One tree, with all that is made from it and all that refers to something in it.
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
  let references: ReferenceScan
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
    snapshot = try scan(source, in: repository)
    reader = SnapshotReader(snapshot, in: repository)
    self.store = store
    references = try ReferenceScan(snapshot, in: repository, work: work, store: store)
    registry = try Registry(reader: reader)
    let model = references.model
    let generated = try generate(
      model.orders,
      of: model,
      from: snapshot,
      location: repository.location,
      store: store,
      work: work
    )
    var outputs: [MadeOutput] = []
    for (order, generated) in zip(model.orders, generated) {
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

  var library: Library { references.model.library }

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
    let model = references.model
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
