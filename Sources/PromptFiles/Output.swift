package import AgentModel

package import struct Git.RepoPath

/// One file that the tool would write for one agent and one target.
package struct Output: Hashable, Sendable {
  package let agentID: String
  package let target: Target
  package let path: RepoPath
  /// UTF-8, LF, no byte order mark, one final newline.
  package let text: [UInt8]
  /// What a rule has to say of it; with an error among them the output is not written.
  package let findings: [Problem]

  package init(
    agentID: String,
    target: Target,
    path: RepoPath,
    text: [UInt8],
    findings: [Problem]
  ) {
    self.agentID = agentID
    self.target = target
    self.path = path
    self.text = text
    self.findings = findings
  }
}
