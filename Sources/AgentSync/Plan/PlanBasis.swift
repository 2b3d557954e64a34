package import AgentModel
package import Git

/// What a plan is made from: everything that one snapshot says, before anything is decided.
package struct PlanBasis {
  let snapshot: Snapshot
  let reader: SnapshotReader
  let past: RepositoryPast
  let registry: Registry
  /// Old agent id to new one.
  let renames: [String: String]
  let slots: [Slot]
  package let model: LibraryModel
  package let generated: [Generated]
  let handReferences: HandReferences

  /// Reads configuration, library and registry of a snapshot and generates its outputs.
  ///
  /// `known` are outputs of another tree, which are taken over where they are made of the very same.
  ///
  /// - Throws: `Problem` where the configuration, the library's limits or the repository stop
  ///   everything; what is wrong with single agents and outputs stands in the plan.
  package init(
    _ snapshot: Snapshot,
    in repository: Repository,
    work: Work,
    store: DocumentStore,
    reusing known: MadeOutputs? = nil
  ) throws(Problem) {
    self.snapshot = snapshot
    reader = SnapshotReader(snapshot, in: repository)
    model = try LibraryModel(
      reader: reader,
      location: repository.location,
      store: store,
      work: work
    )
    generated = try generate(
      model.orders,
      of: model,
      from: snapshot,
      location: repository.location,
      store: store,
      work: work,
      reusing: known
    )
    registry = try Registry(reader: reader)
    past = RepositoryPast(
      repository: repository,
      snapshot: snapshot,
      model: model,
      store: store
    )
    handReferences = HandReferences(snapshot, model, in: repository, work: work)
    renames = try findRenames(from: registry, to: model, past: past, work: work)
    slots = SlotFinder(
      model: model,
      registry: registry,
      generated: generated,
      renames: renames
    ).slots()
  }

  /// What was read of some outputs alone, in a library that is otherwise known to be in step.
  init(
    narrow snapshot: Snapshot,
    reader: SnapshotReader,
    past: RepositoryPast,
    registry: Registry,
    model: LibraryModel,
    generated: [Generated],
    handReferences: HandReferences
  ) {
    self.snapshot = snapshot
    self.reader = reader
    self.past = past
    self.registry = registry
    self.model = model
    self.generated = generated
    self.handReferences = handReferences
    renames = [:]
    slots = SlotFinder(model: model, registry: registry, generated: generated, renames: [:]).slots()
  }
}
