/// The values of an agent's `target`, as of September 2026.
enum AgentTargets {
  static let known = ["vscode", "github-copilot"]
}
