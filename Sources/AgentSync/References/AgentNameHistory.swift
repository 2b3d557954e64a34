import AgentModel
import Git
import PromptFiles

/// Tells which agent of today an id or a name of the past belongs to.
final class AgentNameHistory {
  private let history: RenameHistory
  private let model: LibraryModel
  /// Ids and names of the past in lower case, with the document that bore them; nil until it is asked for.
  private var bearers: [String: [Bearer]]?

  /// How many commits that changed the library are looked at.
  private static let maximumCommits = 2_000

  private struct Bearer: Hashable {
    let document: RepoPath
    /// The commit that took the name away; nil where it is not committed yet.
    let commitID: ObjectID?
    /// As the document had it.
    let name: String
    let isID: Bool
  }

  init(_ history: RenameHistory, _ model: LibraryModel) {
    self.history = history
    self.model = model
  }

  /// The agent that a reference meant by an id or name that nobody bears any more.
  ///
  /// Where several agents of today bore it, whoever was last, the writer may have meant any of them.
  func answer(to edge: ReferenceGraph.Edge) throws(Problem) -> BrokenReference.Answer {
    let written = edge.reference.path
    if bearers == nil { bearers = try allBearers() }
    var found: [RepoPath: BrokenReference.Found] = [:]
    let named = bearers?[written.lowercased()] ?? []
    // Where id and name differ in case alone, the spelling says which of them is meant.
    for bearer in named.filter({ $0.name == written }) + named.filter({ $0.name != written }) {
      let whereabouts = try history.whereabouts(of: bearer.document)
      guard let place = whereabouts.now, found[place] == nil,
        let agent = model.library.agents.first(where: { $0.file.document == place }),
        let name = model.names.name(of: agent.id)
      else { continue }
      found[place] = BrokenReference.Found(
        destination: .agent(id: agent.id, written: bearer.isID ? agent.id : name),
        evidence: .agentRenamed(commit: bearer.commitID ?? whereabouts.lostIn),
        confidence: whereabouts.confidence
      )
    }
    guard found.count < 2 else { return .ambiguous(Array(found.keys.sorted().prefix(10))) }
    return found.values.first.map { .found($0) } ?? .none
  }

  /// What every document of the library was called, newest first.
  private func allBearers() throws(Problem) -> [String: [Bearer]] {
    var bearers: [String: [Bearer]] = [:]
    let store = DocumentStore()
    let repository = history.repository
    let prefixes = model.config.rules.staticPrefixes
    func note(_ path: RepoPath, _ blob: ObjectID, _ commit: ObjectID?) {
      guard path.isMarkdown,
        let document = try? store.document(at: path, blob: blob, from: history.reader).get()
      else { return }
      for (name, isID) in AgentNameHistory.names(of: document, at: path) {
        let bearer = Bearer(document: path, commitID: commit, name: name, isID: isID)
        let key = name.lowercased()
        if !(bearers[key]?.contains { $0.document == path && $0.name == name } ?? false) {
          bearers[key, default: []].append(bearer)
        }
      }
    }
    if let base = history.uncommittedBase {
      // What the last commit has and the present does not.
      for file in try reading(
        "read HEAD",
        { () throws(GitError) in
          try repository.walk(tree: base, below: prefixes.isEmpty ? nil : prefixes)
        }
      ) where try history.reader.item(at: file.path)?.objectID != file.id {
        note(file.path, file.id, nil)
      }
    }
    var count = 0
    try history.eachCommit { (changes) throws(Problem) in
      let files = changes.sides[0].files.filter { file in
        prefixes.isEmpty || prefixes.contains { file.path.isWithin($0) }
      }
      for file in files {
        if let old = file.old, old.mode.isPlainFile { note(file.path, old.id, changes.commit.id) }
      }
      if !files.isEmpty { count += 1 }
      return count < AgentNameHistory.maximumCommits
    }
    return bearers
  }

  /// What a document may be called, and whether that is its id.
  private static func names(
    of document: Document,
    at path: RepoPath
  ) -> [(name: String, isID: Bool)] {
    var names: [(name: String, isID: Bool)] = []
    if let id = document.frontMatter?["id"]?.value.text { names.append((id, true)) }
    var stem = path.name
    for ending in [".md", ".markdown", ".agent", ".prompt", ".chatmode"]
    where stem.lowercased().hasSuffix(ending) {
      stem.removeLast(ending.count)
    }
    names.append((stem.lowercased(), true))
    for key in ["name", "title"] {
      if let name = document.frontMatter?[key]?.value.text { names.append((name, false)) }
    }
    if let title = document.headings.first?.text { names.append((title, false)) }
    return names
  }
}
