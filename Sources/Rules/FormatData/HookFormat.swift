/// What hooks in an agent's header may hold, and those in files of their own, as of November 2026.
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

  /// GitHub's command line has these beyond the events that agents may name.
  private static let commandLine: Set = [
    "notification", "permissionRequest", "postToolUseFailure", "preCompact", "subagentStart",
    "userPromptTransformed",
  ]

  /// The events that hooks of a file may wait for; files of hooks have the names of both.
  static func events(of file: RuleFile) -> Set<String> {
    if file.kind == .hooks { return both.union(gitHub).union(commandLine) }
    return switch file.audience {
    case .all: both
    case .vscode, .claude: shared
    case .github: gitHub
    }
  }

  /// The keys of a map that says which tools its hooks are for.
  static let matcherKeys: Set = ["hooks", "matcher"]

  /// What a hook may be; GitHub's command line has more in files of hooks than VS Code.
  static func types(of file: RuleFile) -> [String] {
    file.kind == .hooks ? ["command", "http", "prompt"] : ["command"]
  }

  /// The keys of which a command needs one: what to run, here or on one system.
  static func commandKeys(of file: RuleFile) -> [String] {
    file.audience == .github
      ? ["bash", "powershell"] : ["command", "windows", "linux", "osx", "bash", "powershell"]
  }

  /// The key with the seconds after which a command is ended.
  static func timeoutKeys(of file: RuleFile) -> [String] {
    switch file.audience {
    case .all: ["timeout", "timeoutSec"]
    case .github: ["timeoutSec"]
    case .vscode, .claude: ["timeout"]
    }
  }

  /// All keys of a command.
  static func keys(of file: RuleFile) -> Set<String> {
    let own = ["type", "cwd", "env"] + commandKeys(of: file) + timeoutKeys(of: file)
    return Set(file.kind == .hooks ? own + ["matcher", "comment", "description"] : own)
  }
}
