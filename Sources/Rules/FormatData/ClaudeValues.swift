/// The values that VS Code takes for keys of agents in Claude's dialect, as of September 2026.
///
/// Claude Code itself knows more of them; those are in `onlyClaude`.
enum ClaudeValues {
  static let allowed: [String: [String]] = [
    "model": ["sonnet", "opus", "haiku", "inherit"],
    "permissionMode": [
      "default", "acceptEdits", "plan", "delegate", "dontAsk", "bypassPermissions",
    ],
    "memory": ["user", "project", "local"],
  ]
  static let onlyClaude: [String: Set<String>] = [
    "model": ["fable"],
    "permissionMode": ["auto", "manual"],
  ]
}
