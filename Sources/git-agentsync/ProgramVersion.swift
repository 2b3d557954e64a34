import AgentSync
import Git

/// What the program calls itself.
enum ProgramVersion {
  static let number = agentSyncVersion
  /// As `git version` prints its own.
  static let line = "git-agentsync version \(number)"
}
