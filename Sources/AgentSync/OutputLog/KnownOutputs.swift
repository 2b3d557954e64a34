import AgentModel
import Git
import PromptFiles

/// The paths that are or were outputs, each with the agents whose output it was.
///
/// Agents are told apart by their lineage: entries of the registry that share an id or a source, former
/// ones included, speak of one agent.
struct KnownOutputs {
  /// An agent's output for a target, wherever it stands.
  struct Use: Hashable {
    let agentID: String
    let target: Target
  }

  private var lineages = Lineages()
  private var uses: [RepoPath: Set<Use>] = [:]

  /// Every path that is or was an output.
  var paths: Set<RepoPath> { Set(uses.keys) }

  /// Whose output a path is or was; of several agents the first by id.
  func use(of path: RepoPath) -> Use? {
    uses[path]?.min { ($0.agentID, $0.target) < ($1.agentID, $1.target) }
  }

  /// What tells whose output a path is or was, whatever ids the agent had; equal for one output.
  func signs(of path: RepoPath) -> [String] {
    (uses[path] ?? []).map { "\($0.target.rawValue) \(lineages.first(of: .id($0.agentID)))" }
      .sorted()
  }

  // MARK: - Learning

  mutating func learn(_ entry: RegistryEntry) {
    for source in [entry.source] + entry.formerSources {
      lineages.unite(.id(entry.id), .source(source))
    }
    for output in entry.outputs {
      uses[output.path, default: []].insert(Use(agentID: entry.id, target: output.target))
    }
  }

  mutating func learn(_ registry: Registry) {
    for entry in registry.entries.values { learn(entry) }
  }

  /// Takes in what a library asks for, whether it was made yet or not.
  mutating func learn(_ model: LibraryModel) {
    for agent in model.library.agents {
      lineages.unite(.id(agent.id), .source(agent.file.document))
    }
    for order in model.orders {
      let use = Use(agentID: order.agentID, target: order.settings.target)
      uses[order.path, default: []].insert(use)
    }
  }

  /// Takes in every entry that the registry ever held, from a commit back to the beginning.
  mutating func learnHistory(
    from commitID: ObjectID,
    in repository: Repository
  ) throws(Problem) {
    guard let folder = RepoPath(RegistryEntry.folder) else {
      preconditionFailure("BUG: the registry's folder is a valid path")
    }
    var seen: Set<TreeEntry> = []
    var entries: [RegistryEntry] = []
    try reading("read the registry's history") { () throws(GitError) in
      let history = try repository.historyAlong(paths: [folder], from: commitID)
      while let step = try history.next() {
        guard let tree = step.entries[0], tree.mode == .tree else { continue }
        for file in try repository.readTree(tree.id) where seen.insert(file).inserted {
          guard file.mode.isPlainFile, let path = folder.appending(bytes: file.name),
            let id = RegistryEntry.id(of: path), try repository.blobSize(file.id) <= 1 << 16
          else { continue }
          // A damaged entry says nothing, then as now.
          if let entry = RegistryEntry(parsing: try repository.readBlob(file.id), id: id) {
            entries.append(entry)
          }
        }
      }
    }
    for entry in entries { learn(entry) }
  }

  // MARK: - Choosing

  /// The paths that a person means: an agent by id or source, an output, or a folder of outputs.
  ///
  /// - Throws: `Problem` with `command.unknown-output`.
  func paths(named names: [String]) throws(Problem) -> Set<RepoPath> {
    guard !names.isEmpty else { return paths }
    var chosen: Set<RepoPath> = []
    for name in names {
      let found = paths(named: name)
      guard !found.isEmpty else { throw .unknownOutput(name, among: self) }
      chosen.formUnion(found)
    }
    return chosen
  }

  private func paths(named name: String) -> Set<RepoPath> {
    let path = RepoPath(name.hasSuffix("/") ? String(name.dropLast()) : name)
    let agents = [.id(name), path.map(Lineages.Mark.source)].compactMap(\.self)
      .filter(lineages.knows).map(lineages.first(of:))
    return Set(
      uses.filter { place, uses in
        if let path, place.isWithin(path) { return true }
        return uses.contains { agents.contains(lineages.first(of: .id($0.agentID))) }
      }.keys
    )
  }

  /// What a person may name.
  fileprivate var names: [String] {
    uses.flatMap { path, uses in [path.string] + uses.map(\.agentID) }
  }
}

/// Which ids and sources speak of one agent (a union-find over their marks).
private struct Lineages {
  enum Mark: Hashable {
    case id(String)
    case source(RepoPath)
  }

  private var parents: [Mark: Mark] = [:]

  func knows(_ mark: Mark) -> Bool { parents[mark] != nil }

  /// The name of a mark's lineage: the same for all its marks.
  func first(of mark: Mark) -> String {
    switch root(of: mark) {
    case .id(let id): "id \(id)"
    case .source(let source): "source \(source)"
    }
  }

  private func root(of mark: Mark) -> Mark {
    var mark = mark
    while let parent = parents[mark], parent != mark { mark = parent }
    return mark
  }

  mutating func unite(_ left: Mark, _ right: Mark) {
    for mark in [left, right] where parents[mark] == nil { parents[mark] = mark }
    let (leftRoot, rightRoot) = (root(of: left), root(of: right))
    guard leftRoot != rightRoot else { return }
    parents[rightRoot] = leftRoot
    // Short ways: the next question finds the root at once.
    parents[left] = leftRoot
    parents[right] = leftRoot
  }
}

extension RepoPath {
  fileprivate func appending(bytes name: [UInt8]) -> RepoPath? {
    RepoPath(bytes + [UInt8(ascii: "/")] + name)
  }
}

extension Problem {
  fileprivate static func unknownOutput(_ name: String, among known: KnownOutputs) -> Problem {
    let near = nearest(to: name, among: known.names)
    return Problem(
      .unknownOutput,
      "no output and no agent was ever named '\(name)'",
      hint: near.map { "did you mean '\($0)'?" }
        ?? "'git agentsync status' lists the outputs; paths begin at the top of the repository"
    )
  }
}
