/// What hooks in an agent's header may hold, as of September 2026.
enum HookFormat {
  private static let shared: Set = [
    "PostToolUse", "PreCompact", "PreToolUse", "SessionStart", "Stop", "SubagentStart",
    "SubagentStop", "UserPromptSubmit",
  ]
  private static let gitHub: Set = [
    "agentStop", "errorOccurred", "postToolUse", "preToolUse", "sessionEnd", "sessionStart",
    "subagentStop", "userPromptSubmitted",
  ]
  /// Agents for both have VS Code's names.
  private static let both = shared.union(["ErrorOccurred", "SessionEnd"])

  /// The events that an agent's hooks may wait for.
  static func events(for audience: RuleFile.Audience) -> Set<String> {
    switch audience {
    case .all: both
    case .vscode, .claude: shared
    case .github: gitHub
    }
  }

  /// The keys of a map that says which tools its hooks are for.
  static let matcherKeys: Set = ["hooks", "matcher"]

  /// The keys of which a command needs one: what to run, here or on one system.
  static func commandKeys(for audience: RuleFile.Audience) -> [String] {
    audience == .github
      ? ["bash", "powershell"] : ["command", "windows", "linux", "osx", "bash", "powershell"]
  }

  /// The key with the seconds after which a command is ended.
  static func timeoutKeys(for audience: RuleFile.Audience) -> [String] {
    switch audience {
    case .all: ["timeout", "timeoutSec"]
    case .github: ["timeoutSec"]
    case .vscode, .claude: ["timeout"]
    }
  }

  /// All keys of a command.
  static func keys(for audience: RuleFile.Audience) -> Set<String> {
    Set(["type", "cwd", "env"] + commandKeys(for: audience) + timeoutKeys(for: audience))
  }
}
