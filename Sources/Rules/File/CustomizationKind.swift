package import struct Git.RepoPath

/// What VS Code takes a file of a repository for, told by its path alone.
///
/// Case counts for nothing in ASCII letters: it doesn't on the disks of macOS and Windows.
///
/// The places are the defaults of the settings `chat.*FilesLocations`, as of September 2026, and those that a
/// repository names beside them (`CustomizationPlaces`).
package enum CustomizationKind: String, CaseIterable, Sendable {
  /// `.github/prompts/*.prompt.md`
  case prompt
  /// `*.agent.md`, `*.chatmode.md`, and any Markdown file directly in `.github/agents`.
  case agent
  /// Any Markdown file directly in `.claude/agents`: an agent in Claude's dialect.
  case claudeAgent = "claude-agent"
  /// `*.instructions.md`
  case instructions
  /// Any Markdown file below `.claude/rules`: instructions in Claude's dialect.
  case claudeRules = "claude-rules"
  /// Always read as a whole: `copilot-instructions.md`, `AGENTS.md`, `CLAUDE.md`.
  case guide
  /// `SKILL.md`, one level below a folder of skills.
  case skill
  /// JSON that names programs to run: `.github/hooks/*.json`.
  case hooks
  /// JSON that says what runs without being asked, and which servers there are: settings, servers, tasks,
  /// workspaces, development containers.
  case settings
  /// Made for VS Code by its name or place, and passed over by it.
  case unread

  /// Folders and files in which there can be anything of these kinds, sorted.
  package static let places: [RepoPath] = [
    ".agents/skills", ".claude", ".devcontainer", ".devcontainer.json", ".github/agents",
    ".github/chatmodes", ".github/copilot-instructions.md", ".github/hooks",
    ".github/instructions", ".github/prompts", ".github/skills", ".mcp.json", ".vscode/mcp.json",
    ".vscode/settings.json", ".vscode/tasks.json", "AGENTS.md", "CLAUDE.local.md", "CLAUDE.md",
  ].compactMap { RepoPath($0) }

  /// Those of the places in which settings stand that name other places; workspaces do so, too.
  package static let placesOfSettings: [RepoPath] = [
    ".devcontainer", ".devcontainer.json", ".vscode/settings.json",
  ].compactMap { RepoPath($0) }

  /// How the names of workspaces end, which are read at the top.
  package static let workspaceEnding = ".code-workspace"

  /// nil where VS Code doesn't look at the file, and nothing says that it should.
  package init?(_ path: RepoPath, in places: CustomizationPlaces = .defaults) {
    if let kind = CustomizationKind(read: path) ?? places.kind(of: path) {
      self = kind
    } else if UnreadPlace(path) != nil {
      self = .unread
    } else {
      return nil
    }
  }

  private init?(read path: RepoPath) {
    let folded = path.folded
    let slash = folded.lastIndex(of: "/")
    let name = String(slash.map { folded[folded.index(after: $0)...] } ?? folded[...])
    let folder = String(slash.map { folded[..<$0] } ?? "")
    let isReadme = path.name == "README.md"
    let isMarkdown = name.hasSuffix(".md")
    switch folder {
    case "":
      switch name {
      case "agents.md", "claude.md", "claude.local.md": self = .guide
      case ".mcp.json", ".devcontainer.json": self = .settings
      default:
        guard name.hasSuffix(Self.workspaceEnding) else { return nil }
        self = .settings
      }
    case ".github/prompts":
      guard name.hasSuffix(".prompt.md") else { return nil }
      self = .prompt
    case ".github/agents", ".github/chatmodes":
      let isNamed = name.hasSuffix(".agent.md") || name.hasSuffix(".chatmode.md")
      guard isNamed || folder == ".github/agents" && isMarkdown && !isReadme else {
        return nil
      }
      self = .agent
    case ".claude/agents":
      guard isMarkdown, !isReadme else { return nil }
      self = .claudeAgent
    case ".github" where name == "copilot-instructions.md": self = .guide
    case ".claude" where name == "claude.md": self = .guide
    case ".claude" where name == "settings.json" || name == "settings.local.json": self = .settings
    case ".vscode" where ["settings.json", "mcp.json", "tasks.json"].contains(name):
      self = .settings
    case ".devcontainer" where name == "devcontainer.json": self = .settings
    case ".github/hooks" where name.hasSuffix(".json"): self = .hooks
    default:
      if folder == ".github/instructions" || folder.hasPrefix(".github/instructions/") {
        guard name.hasSuffix(".instructions.md") else { return nil }
        self = .instructions
      } else if folder == ".claude/rules" || folder.hasPrefix(".claude/rules/") {
        guard isMarkdown, !isReadme else { return nil }
        self = .claudeRules
      } else if name == "skill.md", let end = folder.lastIndex(of: "/"),
        [".github/skills", ".agents/skills", ".claude/skills"].contains(folder[..<end])
      {
        self = .skill
      } else if name == "devcontainer.json", folder.hasPrefix(".devcontainer/"),
        !folder.dropFirst(".devcontainer/".count).contains("/")
      {
        self = .settings
      } else {
        return nil
      }
    }
  }

  /// Whether a file that VS Code reads can stand somewhere below a path, were it a folder.
  package static func mayHold(_ path: RepoPath) -> Bool {
    samples.contains { sample in
      path.appending(sample).map { CustomizationKind(read: $0) != nil } ?? false
    }
  }

  /// Files of which one is read below every folder that matters.
  private static let samples = [
    "a.prompt.md", "a.agent.md", "a.md", "a.instructions.md", "a.chatmode.md", "a.json",
    "settings.json", "copilot-instructions.md", "SKILL.md", "a/SKILL.md", "skills/a/SKILL.md",
    "devcontainer.json",
  ]

  /// Whether the file is Markdown, with or without a header.
  package var isMarkdown: Bool { self != .hooks && self != .settings && self != .unread }
}

extension RepoPath {
  /// The path with ASCII letters in lower case: what a place is told by.
  package var folded: String {
    String(
      decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 },
      as: UTF8.self
    )
  }
}
