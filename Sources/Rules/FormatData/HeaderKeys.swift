/// The keys that each kind of file may have in its header, as of September 2026.
enum HeaderKeys {
  static let prompt: Set = [
    "agent", "argument-hint", "description", "mode", "model", "name", "tools",
  ]
  static let instructions: Set = ["applyTo", "description", "excludeAgent", "name"]
  static let claudeRules: Set = ["description", "paths"]
  static let skill: Set = [
    "argument-hint", "compatibility", "context", "description", "disable-model-invocation",
    "license", "metadata", "name", "user-invocable",
  ]
  /// Agents that VS Code runs.
  static let agent: Set = [
    "advancedOptions", "agents", "argument-hint", "description", "disable-model-invocation",
    "github", "handoffs", "hooks", "infer", "mcp-servers", "model", "name", "target", "tools",
    "user-invocable",
  ]
  /// Agents of target `github-copilot`: what VS Code lists, and what GitHub's own page has beyond it.
  static let gitHubAgent: Set = [
    "description", "disable-model-invocation", "github", "hooks", "infer", "mcp-servers",
    "metadata", "model", "name", "target", "tools", "user-invocable",
  ]
  /// Keys of agents that GitHub alone reads.
  static let gitHubOnly: Set = ["mcp-servers"]

  /// What may stand in the header of a file; nil where nobody keeps a list.
  static func known(in file: RuleFile) -> Set<String>? {
    switch (file.kind, file.audience) {
    case (.prompt, _): prompt
    case (.instructions, _): instructions
    case (.claudeRules, _): claudeRules
    case (.skill, _): skill
    case (.agent, .github): gitHubAgent
    case (.agent, _): agent
    case (.claudeAgent, _), (.guide, _), (.hooks, _), (.settings, _), (.unread, _): nil
    }
  }
}
