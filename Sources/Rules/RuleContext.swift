import PromptFiles

package import struct Git.RepoPath

/// What stands at a path of a tree, by its name alone.
package struct TreeContent: Hashable, Sendable {
  /// The same for the same bytes.
  package let name: String
  package let isFolder: Bool
  package let isExecutable: Bool

  package init(name: String, isFolder: Bool = false, isExecutable: Bool = false) {
    (self.name, self.isFolder, self.isExecutable) = (name, isFolder, isExecutable)
  }
}

/// A file in the folder of a skill, beside the one that says what the skill is.
package struct SkillPart: Hashable, Sendable {
  /// From the skill's folder.
  package let path: String
  package let content: TreeContent

  package init(path: String, content: TreeContent) {
    (self.path, self.content) = (path, content)
  }
}

/// What rules may know beside the file in hand: the other files that VS Code reads, and what there is in the tree.
///
/// Rules ask it from many threads at once.
package struct RuleContext: Sendable {
  /// Sorted by path.
  package let files: [RuleFile]
  /// The MCP servers that the repository configures, by name.
  let servers: Set<String>
  /// Whether the repository's settings let a skill have a context of its own.
  let canForkSkills: Bool
  private let agents: [String: [RuleFile]]
  private let agentNames: [String: [String]]
  private let skills: [String: [RuleFile]]
  private let existence: @Sendable (RepoPath) -> Bool
  private let content: @Sendable (RepoPath) -> TreeContent?
  private let parts: [RepoPath: [SkillPart]]

  /// - Parameters:
  ///   - files: Every file that VS Code reads.
  ///   - existence: Whether a file or folder stands at a path.
  ///   - content: What stands at a path, links followed; asked of scripts alone.
  ///   - parts: What stands in the folders of skills, by the path of the skill's file.
  package init(
    files: [RuleFile],
    existence: @escaping @Sendable (RepoPath) -> Bool,
    content: @escaping @Sendable (RepoPath) -> TreeContent? = { _ in nil },
    parts: [RepoPath: [SkillPart]] = [:]
  ) {
    self.files = files.sorted { $0.path < $1.path }
    (self.existence, self.content, self.parts) = (existence, content, parts)
    servers = configuredServers(in: files)
    canForkSkills = letsSkillsFork(files)
    agents = Dictionary(
      grouping: self.files.filter { $0.kind == .agent || $0.kind == .claudeAgent },
      by: \.displayName
    )
    agentNames = Dictionary(grouping: agents.keys.sorted()) { $0.lowercased() }
    skills = Dictionary(grouping: self.files.filter { $0.kind == .skill }, by: \.stem)
  }

  /// Whether VS Code would find an agent by this name: letter by letter.
  package func hasAgent(_ name: String) -> Bool {
    builtInAgents.contains(name) || agents[name] != nil
  }

  /// The agents of this name, without regard to case; for hints.
  package func agents(like name: String) -> [String] {
    agentNames[name.lowercased()] ?? []
  }

  /// The files of all agents that VS Code shows under a name, sorted by path.
  package func agentFiles(named name: String) -> [RuleFile] { agents[name] ?? [] }

  /// The files of all skills of a name, which is that of the folder, sorted by path.
  package func skillFiles(named name: String) -> [RuleFile] { skills[name] ?? [] }

  /// Whether a file or folder stands at a path of the tree.
  package func exists(_ path: RepoPath) -> Bool { existence(path) }

  /// What stands at a path of the tree on a disk; nil where nothing does.
  func content(at path: RepoPath) -> TreeContent? { content(path) }

  /// What stands in the folder of a skill beside its own file.
  func parts(of skill: RuleFile) -> [SkillPart] { parts[skill.path] ?? [] }
}
