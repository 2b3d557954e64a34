package import AgentModel
import Git

/// What a plan does to the shape of the library and its outputs, step by step, for people to read.
///
/// Empty where no agent changed its id, its place or its form.
package struct Migration: Sendable {
  /// One step; they are in the order in which they build on each other.
  package struct Step: Hashable, Sendable {
    package enum Kind: String, Sendable {
      /// A library root stands elsewhere, and the configuration names it there.
      case root
      /// An agent has another id, place or form.
      case agent
      /// A new agent holds what stood in another one.
      case split
      /// An output goes where its agent goes.
      case output
      /// References of a document follow.
      case references
    }

    package let kind: Kind
    /// What it was, and what it is.
    package let from: String
    package let to: String
    /// What else there is to say of it; empty where nothing is.
    package let note: String
    /// Why it can't be done; nil where it was tried and holds.
    package let problem: Problem?
  }

  package let steps: [Step]

  /// The evidence for where a document went, by its old path.
  typealias Evidence = [RepoPath: Whereabouts]

  /// Tells the steps of a plan.
  ///
  /// - Parameters:
  ///   - plan: What would be done.
  ///   - basis: What it was made from.
  ///   - roots: The library roots that moved.
  ///   - fixes: The references that are written anew; nil where nobody asked for that.
  ///   - offered: The references that could be.
  ///   - work: How many threads read.
  /// - Throws: `Problem` where the repository can't be read.
  init(
    of plan: Plan,
    _ basis: PlanBasis,
    roots: [MovedRoot],
    fixes: ReferenceFixes?,
    offered: [BrokenReference],
    _ work: Work
  ) throws(Problem) {
    let moved = Migration.movedAgents(basis)
    let history = try RenameHistory(to: basis.snapshot, in: basis.past.repository, work: work)
    let evidence = try history.whereabouts(of: moved.map(\.entry.source))
    var steps = roots.map { root in
      Step(
        kind: .root,
        from: root.old.string,
        to: root.new.string,
        note: "'library.roots' names it",
        problem: nil
      )
    }
    steps += moved.map { entry, agent in
      Step(
        kind: .agent,
        from: entry.id == agent.id ? entry.source.string : entry.id,
        to: entry.id == agent.id ? agent.file.document.string : agent.id,
        note: Migration.note(entry, agent, basis, evidence[entry.source]),
        problem: nil
      )
    }
    steps += try Migration.splits(basis, history)
    guard !steps.isEmpty || plan.rows.contains(where: { $0.formerPath != nil }) else {
      self.steps = []
      return
    }
    steps += plan.rows.filter { $0.formerPath != nil || $0.problem != nil }.map { row in
      Step(
        kind: .output,
        from: (row.formerPath ?? row.path).string,
        to: row.path.string,
        note: row.state == .edited
          ? "with its hand edit" : row.state == .moved ? "" : row.state.rawValue,
        problem: row.problem
      )
    }
    steps += Migration.references(fixes, offered)
    self.steps = steps
  }

  // MARK: - Agents

  private static func movedAgents(_ basis: PlanBasis) -> [(entry: RegistryEntry, agent: Agent)] {
    let oldIDs = Dictionary(
      basis.renames.map { ($0.value, $0.key) },
      uniquingKeysWith: { first, _ in first }
    )
    return basis.model.library.agents.compactMap { agent in
      let entry = basis.registry.entries[oldIDs[agent.id] ?? agent.id]
      guard let entry, entry.id != agent.id || entry.source != agent.file.document else {
        return nil
      }
      return (entry, agent)
    }
  }

  private static func note(
    _ entry: RegistryEntry,
    _ agent: Agent,
    _ basis: PlanBasis,
    _ whereabouts: Whereabouts?
  ) -> String {
    var words: [String] = []
    if entry.id != agent.id, entry.source != agent.file.document {
      words.append("\(entry.source.escaped) -> \(agent.file.document.escaped)")
    }
    if let folder = agent.file.folder, !entry.source.isWithin(folder) {
      let parts = basis.model.files.count {
        $0.path.isWithin(folder) && $0.path != agent.file.document && $0.path.isMarkdown
      }
      if entry.source.name == agent.file.document.name || parts > 0 {
        words.append("in a folder of its own, \(parts) part\(parts == 1 ? "" : "s")")
      }
    }
    if let evidence = whereabouts?.evidence {
      words.append(evidence.words)
    } else if entry.source == agent.file.document {
      words.append("the same document")
    }
    return words.joined(separator: ", ")
  }

  /// New agents most of whose sections stood in another agent that lacks them now.
  private static func splits(
    _ basis: PlanBasis,
    _ history: RenameHistory
  ) throws(Problem) -> [Step] {
    let renamed = Set(basis.renames.values)
    let new = basis.model.library.agents.filter {
      basis.registry.entries[$0.id] == nil && !renamed.contains($0.id)
    }
    guard !new.isEmpty else { return [] }
    var steps: [Step] = []
    let store = DocumentStore()
    let origins = basis.model.library.agents.filter { basis.registry.entries[$0.id] != nil }
    let known = try history.versions(of: origins.map(\.file.document), limit: 8)
    for origin in origins {
      let versions = known[origin.file.document] ?? []
      let kept = sections(of: origin.document)
      var lost: Set<[UInt8]> = []
      for version in versions where version.blobID != origin.blobID {
        let document = try? store.document(
          at: origin.file.document,
          blob: version.blobID,
          from: history.reader
        ).get()
        if let document { lost.formUnion(sections(of: document).subtracting(kept)) }
      }
      guard !lost.isEmpty else { continue }
      for agent in new {
        let own = sections(of: agent.document)
        let shared = own.intersection(lost).count
        guard shared > 0, shared * 2 >= own.count else { continue }
        steps.append(
          Step(
            kind: .split,
            from: origin.id,
            to: agent.id,
            note: "\(shared) of its \(own.count) sections stood there",
            problem: nil
          )
        )
      }
    }
    return steps
  }

  /// The texts of a document's sections that are long enough to tell it from others.
  private static func sections(of document: Document) -> Set<[UInt8]> {
    let tree = SectionTree(document)
    return Set(tree.sections.indices.map { tree.text(of: $0) }.filter { $0.count >= 32 })
  }

  // MARK: - References

  private static func references(
    _ fixes: ReferenceFixes?,
    _ offered: [BrokenReference]
  ) -> [Step] {
    if let fixes {
      return fixes.documents.map { document in
        step(document.path, document.fixes.count, "")
      }
    }
    let byDocument = Dictionary(grouping: offered, by: \.edge.document)
    return byDocument.sorted { $0.key < $1.key }.map { path, references in
      step(path, references.count, "with --fix-references")
    }
  }

  private static func step(_ path: RepoPath, _ count: Int, _ note: String) -> Step {
    Step(
      kind: .references,
      from: path.string,
      to: "\(count) reference\(count == 1 ? "" : "s")",
      note: note,
      problem: nil
    )
  }
}
