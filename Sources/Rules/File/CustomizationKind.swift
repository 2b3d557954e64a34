package import struct Git.RepoPath

/// What VS Code takes a file of a repository for, told by its path alone.
///
/// The places are the defaults of the settings `chat.*FilesLocations`, as of September 2026.
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
  /// JSON that says what runs without being asked, and which servers there are.
  case settings
  /// Made for VS Code by its name or place, and passed over by it.
  case unread

  /// Folders and files in which there can be anything of these kinds, sorted.
  package static let places: [RepoPath] = [
    ".agents/skills", ".claude", ".github/agents", ".github/chatmodes",
    ".github/copilot-instructions.md", ".github/hooks", ".github/instructions", ".github/prompts",
    ".github/skills", ".mcp.json", ".vscode/mcp.json", ".vscode/settings.json", "AGENTS.md",
    "CLAUDE.local.md", "CLAUDE.md",
  ].compactMap { RepoPath($0) }

  /// nil where VS Code doesn't look at the file, and nothing says that it should.
  package init?(_ path: RepoPath) {
    if let kind = CustomizationKind(read: path) {
      self = kind
    } else if UnreadPlace(path) != nil {
      self = .unread
    } else {
      return nil
    }
  }

  private init?(read path: RepoPath) {
    let name = path.name
    let folder = path.parent?.string ?? ""
    let isMarkdown = name.hasSuffix(".md")
    switch folder {
    case "":
      switch name {
      case "AGENTS.md", "CLAUDE.md", "CLAUDE.local.md": self = .guide
      case ".mcp.json": self = .settings
      default: return nil
      }
    case ".github/prompts":
      guard name.hasSuffix(".prompt.md") else { return nil }
      self = .prompt
    case ".github/agents", ".github/chatmodes":
      let isNamed = name.hasSuffix(".agent.md") || name.hasSuffix(".chatmode.md")
      guard isNamed || folder == ".github/agents" && isMarkdown && name != "README.md" else {
        return nil
      }
      self = .agent
    case ".claude/agents":
      guard isMarkdown, name != "README.md" else { return nil }
      self = .claudeAgent
    case ".github" where name.lowercased() == "copilot-instructions.md": self = .guide
    case ".claude" where name == "CLAUDE.md": self = .guide
    case ".claude" where name == "settings.json" || name == "settings.local.json": self = .settings
    case ".vscode" where name == "settings.json" || name == "mcp.json": self = .settings
    case ".github/hooks" where name.hasSuffix(".json"): self = .hooks
    default:
      if folder == ".github/instructions" || folder.hasPrefix(".github/instructions/") {
        guard name.hasSuffix(".instructions.md") else { return nil }
        self = .instructions
      } else if folder == ".claude/rules" || folder.hasPrefix(".claude/rules/") {
        guard isMarkdown, name != "README.md" else { return nil }
        self = .claudeRules
      } else if name.lowercased() == "skill.md",
        let place = path.parent?.parent?.string,
        [".github/skills", ".agents/skills", ".claude/skills"].contains(place)
      {
        self = .skill
      } else {
        return nil
      }
    }
  }

  /// Whether the file is Markdown, with or without a header.
  package var isMarkdown: Bool { self != .hooks && self != .settings && self != .unread }
}
