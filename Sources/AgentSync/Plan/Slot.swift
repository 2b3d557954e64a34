import AgentModel
import Git
import PromptFiles

/// One output as the registry knows it and as the library wants it, brought together.
struct Slot {
  /// The agent's id now; the old one where the agent is gone.
  let agentID: String
  let target: Target
  /// The agent's document; nil where it is gone.
  let source: RepoPath?
  /// Where the output is to stand; nil where the agent is gone.
  let path: RepoPath?
  /// What would be generated; nil where the agent is gone.
  let generated: Generated?
  /// What the registry of the tree lists.
  let registered: RegistryEntry.Output?
  /// Why the output must stay as it is; nil where it may change.
  let obstacle: Problem?

  /// Where the output stands now, or would.
  var presentPath: RepoPath {
    guard let present = registered?.path ?? path else {
      preconditionFailure("BUG: a slot is wanted or registered")
    }
    return present
  }
}

extension Slot {
  /// What tells the output from all others.
  var key: OutputKey { OutputKey(agentID: agentID, target: target) }
}

/// Brings registry and library together.
struct SlotFinder {
  let model: LibraryModel
  let registry: Registry
  let generated: [Generated]
  /// Old agent id to new one, for agents whose document moved.
  let renames: [String: String]

  /// Every output that is wanted or registered, sorted by where it stands.
  func slots() -> [Slot] {
    let oldIDs = Dictionary(
      renames.map { ($0.value, $0.key) },
      uniquingKeysWith: { first, _ in first }
    )
    var slots: [Slot] = []
    var claimed: Set<OutputKey> = []
    for (order, generated) in zip(model.orders, generated) {
      let key = OutputKey(agentID: order.agentID, target: order.settings.target)
      var registered = output(key)
      claimed.insert(key)
      if registered == nil, let oldID = oldIDs[order.agentID] {
        let oldKey = OutputKey(agentID: oldID, target: order.settings.target)
        registered = output(oldKey)
        claimed.insert(oldKey)
      }
      slots.append(
        Slot(
          agentID: order.agentID,
          target: order.settings.target,
          source: model.library[order.agentID]?.file.document,
          path: order.path,
          generated: generated,
          registered: registered,
          obstacle: order.problem ?? generated.output.findings.first { $0.severity == .error }
        )
      )
    }
    slots += leftovers(claimed)
    return slots.sorted { ($0.presentPath, $0.target) < ($1.presentPath, $1.target) }
  }

  private func output(_ key: OutputKey) -> RegistryEntry.Output? {
    registry.entries[key.agentID]?.outputs.first { $0.target == key.target }
  }

  /// Registered outputs that nothing asks for any more, or nothing that can be read.
  private func leftovers(_ claimed: Set<OutputKey>) -> [Slot] {
    let rejectedIDs = Set(model.library.rejected.compactMap(\.id))
    let rejectedSources = Set(model.library.rejected.map(\.file.document))
    let ordered = Set(model.orders.map(\.path))
    var slots: [Slot] = []
    for entry in registry.entries.values {
      for output in entry.outputs
      where !claimed.contains(OutputKey(agentID: entry.id, target: output.target)) {
        let isRejected = rejectedIDs.contains(entry.id) || rejectedSources.contains(entry.source)
        // Another agent may have taken the path over; the file is then that one's to judge.
        if !isRejected, ordered.contains(output.path) { continue }
        slots.append(
          Slot(
            agentID: entry.id,
            target: output.target,
            source: isRejected ? entry.source : nil,
            path: nil,
            generated: nil,
            registered: output,
            obstacle: isRejected ? .rejectedSource(entry, in: model.library) : nil
          )
        )
      }
    }
    return slots
  }
}

extension Problem {
  /// The finding that keeps an agent from being read, or that there is one.
  fileprivate static func rejectedSource(
    _ entry: RegistryEntry,
    in library: Library
  ) -> Problem {
    let rejected = library.rejected.first {
      $0.file.document == entry.source || $0.id == entry.id
    }
    let place = rejected.map { Place($0.file.document) } ?? Place(entry.source)
    if let finding = library.findings.first(where: {
      $0.severity == .error && $0.place?.path == place.path
    }) {
      return finding
    }
    return Problem(
      .duplicateID,
      at: place,
      "agent '\(entry.id)' can't be read for now",
      hint: "mend what 'git agentsync status' lists for it"
    )
  }
}
