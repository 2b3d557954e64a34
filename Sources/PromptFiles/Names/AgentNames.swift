package import AgentModel

/// What VS Code shows and matches as the name of each agent of a library.
///
/// Handoffs, `agents` lists and a prompt's `agent` name an agent by the `name` of its front matter, not by
/// its file. Two values are equal where every such name comes out the same.
package struct AgentNames: Hashable, Sendable {
  /// An agent with the name its output of target `agent` carries.
  package struct Entry: Hashable, Sendable {
    package let id: String
    package let name: String

    package init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// Sorted by id.
  package let entries: [Entry]

  private let nameByID: [String: String]
  private let countByName: [String: Int]
  /// Ids and names in lower case; nil where two names share one.
  private let nameByLowered: [String: String?]
  private let idsByName: [String: [String]]
  private let idsByLowered: [String: [String]]

  package init(_ library: Library) {
    self.init(library.agents.map { Entry(id: $0.id, name: displayName(of: $0)) })
  }

  /// The names as they are known already; the entries are sorted by id.
  package init(_ entries: [Entry]) {
    self.entries = entries
    var nameByID: [String: String] = [:]
    var countByName: [String: Int] = [:]
    var nameByLowered: [String: String?] = [:]
    for entry in entries {
      nameByID[entry.id] = entry.name
      countByName[entry.name, default: 0] += 1
      for key in [entry.id.lowercased(), entry.name.lowercased()] {
        if let known = nameByLowered[key], known != entry.name {
          nameByLowered[key] = .some(nil)
        } else {
          nameByLowered[key] = entry.name
        }
      }
    }
    self.nameByID = nameByID
    self.countByName = countByName
    self.nameByLowered = nameByLowered
    idsByName = Dictionary(grouping: entries, by: \.name).mapValues { $0.map(\.id) }
    var idsByLowered: [String: [String]] = [:]
    for entry in entries {
      for key in Set([entry.id.lowercased(), entry.name.lowercased()]) {
        idsByLowered[key, default: []].append(entry.id)
      }
    }
    self.idsByLowered = idsByLowered
  }

  /// The agents that a written name may stand for, by id: one, several, or none.
  ///
  /// Found by display name, then by id, then by either without regard to case.
  package func ids(of written: String) -> [String] {
    if let ids = idsByName[written] { return ids }
    if nameByID[written] != nil { return [written] }
    return idsByLowered[written.lowercased()] ?? []
  }

  /// The same names, but that one agent has a name that no other has and nobody wrote.
  package func renaming(_ id: String) -> AgentNames {
    AgentNames(
      entries.map { entry in
        guard entry.id == id else { return entry }
        var name = entry.name
        repeat { name += " (renamed)" } while !ids(of: name).isEmpty
        return Entry(id: id, name: name)
      }
    )
  }

  /// The display name of an agent; nil where there is no such agent.
  package func name(of id: String) -> String? { nameByID[id] }

  /// What a written name stands for.
  enum Match: Hashable {
    /// The display name to write.
    case agent(String)
    /// A name that several agents bear: VS Code takes any of them.
    case several(Int)
    case unknown
  }

  /// Finds an agent by display name, then by id, then by either without regard to case.
  func match(_ written: String) -> Match {
    if let count = countByName[written] {
      return count == 1 ? .agent(written) : .several(count)
    }
    if let name = nameByID[written] { return .agent(name) }
    switch nameByLowered[written.lowercased()] {
    case .some(.some(let name)): return .agent(name)
    case .some(.none): return .several(2)
    case .none: return .unknown
    }
  }
}

/// The name an agent's output of target `agent` carries.
///
/// An override's `name`, else the front matter's, else the title, else the file's name; on one line. Where
/// an override takes the name away, VS Code goes by the file, which is named after the id.
func displayName(of agent: Agent) -> String {
  let override = agent.document.frontMatter?["targets"]?.value["agent"]?.value["name"]
  if let override, isNothing(override.value) { return agent.id }
  let own = [agent.metadata.name?.value, agent.metadata.title?.value]
  for candidate in [override?.value.text] + own {
    let name = singleLine(candidate ?? "")
    if !name.isEmpty { return name }
  }
  return agent.file.name
}

/// The agents VS Code brings along; `edit` was retired, and `agent` took its place.
package let builtInAgents: Set<String> = ["agent", "ask", "edit", "plan"]
