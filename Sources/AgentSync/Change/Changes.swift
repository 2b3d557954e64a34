package import AgentModel

/// What a comparison knows of one tree's library.
package struct LibrarySide: Sendable {
  package let library: Library
  /// The files below the library's roots, sorted by path.
  package let files: [LibraryFile]

  package init(library: Library, files: [LibraryFile]) {
    self.library = library
    self.files = files
  }
}

/// Compares two libraries, agent by agent.
///
/// A pure function: the order of the agents and what is said of each depends on the two sides alone.
///
/// - Parameters:
///   - old: the library before.
///   - new: the library now.
///   - renames: old agent id to new one, for agents that went on under another id.
/// - Returns: every agent that changed.
package func changes(
  from old: LibrarySide,
  to new: LibrarySide,
  renames: [String: String]
) -> ChangeSet {
  let comparison = LibraryComparison(old: old, new: new)
  let formerIDs = Dictionary(
    renames.map { ($0.value, $0.key) },
    uniquingKeysWith: { first, second in min(first, second) }
  )
  var changes: [AgentChange] = []
  var continued: Set<String> = []
  for agent in new.library.agents {
    let formerID = old.library[agent.id] == nil ? formerIDs[agent.id] : agent.id
    guard let formerID, let before = old.library[formerID] else {
      changes.append(comparison.arrival(of: agent))
      continue
    }
    continued.insert(formerID)
    if let change = comparison.change(from: before, to: agent) { changes.append(change) }
  }
  for agent in old.library.agents where !continued.contains(agent.id) {
    changes.append(comparison.departure(of: agent))
  }
  return ChangeSet(
    agents: changes.sorted {
      ($0.id, $0.source, $0.kind.rawValue) < ($1.id, $1.source, $1.kind.rawValue)
    }
  )
}

private struct LibraryComparison {
  let old: LibrarySide
  let new: LibrarySide
  private let unusableBefore: RejectedDocuments
  private let unusableNow: RejectedDocuments

  init(old: LibrarySide, new: LibrarySide) {
    self.old = old
    self.new = new
    unusableBefore = RejectedDocuments(of: old.library)
    unusableNow = RejectedDocuments(of: new.library)
  }

  func arrival(of agent: Agent) -> AgentChange {
    AgentChange(unusableBefore.contains(agent) ? .readmitted : .added, agent)
  }

  func departure(of agent: Agent) -> AgentChange {
    AgentChange(unusableNow.contains(agent) ? .rejected : .removed, agent)
  }

  // What changed in an agent that is there on both sides; nil where nothing did.
  func change(from before: Agent, to after: Agent) -> AgentChange? {
    let isSameText = before.blobID == after.blobID
    let fields = isSameText ? [] : fieldChanges(from: before, to: after)
    let sections = isSameText ? [] : sectionChanges(from: before.document, to: after.document)
    let parts = partChanges(from: old.parts(of: before), to: new.parts(of: after))
    let isMoved = before.file.document != after.file.document
    guard !isSameText || isMoved || before.id != after.id || !parts.isEmpty else { return nil }
    return AgentChange(
      kind: .changed,
      id: after.id,
      formerID: before.id == after.id ? nil : before.id,
      source: after.file.document,
      formerSource: isMoved ? before.file.document : nil,
      formerCategory: before.file.category == after.file.category ? nil : before.file.category,
      fields: fields,
      sections: sections,
      parts: parts,
      isLayoutChanged: !isSameText && fields.isEmpty && sections.isEmpty
    )
  }
}

extension AgentChange {
  /// An agent that came or went as a whole.
  fileprivate init(_ kind: Kind, _ agent: Agent) {
    self.init(
      kind: kind,
      id: agent.id,
      formerID: nil,
      source: agent.file.document,
      formerSource: nil,
      formerCategory: nil,
      fields: [],
      sections: [],
      parts: [],
      isLayoutChanged: false
    )
  }
}
