package import struct Git.RepoPath

/// The agents of one tree, and what is wrong with it.
package struct Library: Hashable, Sendable {
  /// Sorted by id; every id once.
  package let agents: [Agent]
  /// Documents that are no agent for now: unreadable, or with an id that another one has too.
  ///
  /// Their outputs stay as they are. Sorted by path.
  package let rejected: [Rejected]
  /// Sorted by place.
  package let findings: [Problem]
  /// Markdown files that were passed over, with the reason, sorted by path (`status -v`).
  package let passedOver: [PassedOver]

  package struct Rejected: Hashable, Sendable {
    package let file: AgentFile
    /// The id, where one could be found.
    package let id: String?

    package init(file: AgentFile, id: String?) {
      self.file = file
      self.id = id
    }
  }

  package struct PassedOver: Hashable, Sendable {
    package let path: RepoPath
    package let reason: String

    package init(path: RepoPath, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  package init(
    agents: [Agent],
    rejected: [Rejected],
    findings: [Problem],
    passedOver: [PassedOver]
  ) {
    self.agents = agents
    self.rejected = rejected
    self.findings = findings
    self.passedOver = passedOver
  }

  /// The agent of an id; nil where there is none.
  package subscript(id: String) -> Agent? {
    // Sorted by id: a binary search.
    var low = 0
    var high = agents.count
    while low < high {
      let middle = (low + high) / 2
      if agents[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < agents.count && agents[low].id == id ? agents[low] : nil
  }
}
