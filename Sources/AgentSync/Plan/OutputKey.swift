package import PromptFiles

/// What tells one output from all others, wherever it stands: whose it is, and for which target.
package struct OutputKey: Hashable, Sendable {
  package let agentID: String
  package let target: Target
}
