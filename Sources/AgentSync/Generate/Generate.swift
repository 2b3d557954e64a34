package import AgentModel
package import Git
package import PromptFiles

/// An output with what it was made from.
package struct Generated: Sendable {
  package let output: Output
  /// The output's text, normalised.
  package let text: OutputText
  /// What the rendering asked of the tree, with the answers; nil is “nothing there”.
  package let reads: [RepoPath: TreeItem?]
  /// Those of them whose text was read: parts put in place, and headings that links name.
  package let documents: Set<RepoPath>
}

/// Makes the outputs of `orders` from one tree, in their order, on the threads that `work` allows.
///
/// An output with an error among its findings is returned too: its text is what would be written, and
/// it is for the plan to leave it out. One that another tree made of the very same is not made again.
package func generate(
  _ orders: [LibraryModel.Order],
  of model: LibraryModel,
  from snapshot: Snapshot,
  location: RepositoryLocation,
  store: DocumentStore,
  work: Work,
  reusing known: MadeOutputs? = nil
) throws(Problem) -> [Generated] {
  let known = known?.names == model.names ? known : nil
  return try parallelMap(
    orders,
    work,
    makeWorker: { () throws(Problem) in
      SnapshotReader(snapshot, in: try reading("open the repository", location.open))
    },
    transform: { (reader, order) throws(Problem) in
      if let made = try known?.output(for: order, of: model, through: reader) { return made }
      return try generate(order, of: model, through: reader, store: store)
    }
  )
}

/// Outputs that were made from one tree, for another one that is much like it.
package struct MadeOutputs: Sendable {
  fileprivate let names: AgentNames
  private let outputs: [LibraryModel.Order: (document: RepoPath, blob: ObjectID, made: Generated)]

  init(_ basis: PlanBasis) {
    names = basis.model.names
    var outputs: [LibraryModel.Order: (document: RepoPath, blob: ObjectID, made: Generated)] = [:]
    for (order, made) in zip(basis.model.orders, basis.generated) {
      guard let agent = basis.model.library[order.agentID] else { continue }
      outputs[order] = (agent.file.document, agent.blobID, made)
    }
    self.outputs = outputs
  }

  /// The output of an order where all that its rendering asked for is the same here; nil else.
  fileprivate func output(
    for order: LibraryModel.Order,
    of model: LibraryModel,
    through reader: SnapshotReader
  ) throws(Problem) -> Generated? {
    guard let known = outputs[order], let agent = model.library[order.agentID],
      agent.file.document == known.document, agent.blobID == known.blob
    else { return nil }
    for (path, item) in known.made.reads where try reader.item(at: path) != item { return nil }
    return known.made
  }
}

/// Makes one output.
///
/// `names` is what agents are called; nil is what they are called in the library.
package func generate(
  _ order: LibraryModel.Order,
  of model: LibraryModel,
  names: AgentNames? = nil,
  through reader: SnapshotReader,
  store: DocumentStore
) throws(Problem) -> Generated {
  guard let agent = model.library[order.agentID] else {
    preconditionFailure("BUG: an output is ordered for an agent of the library")
  }
  let tree = RecordingTree(reader, store: store)
  let output = render(
    agent,
    as: order.settings,
    names: names ?? model.names,
    tree: tree,
    nearest: { model.nearestPath.value }
  )
  if let failure = tree.failure { throw failure }
  return Generated(
    output: output,
    text: OutputText(output.text),
    reads: tree.reads,
    documents: tree.documents
  )
}
