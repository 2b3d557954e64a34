package import AgentModel
package import Git

/// The registry of one tree: which outputs the tool made, for which agents.
package struct Registry: Sendable {
  /// By agent id.
  package let entries: [String: RegistryEntry]
  /// What stands in the registry's folder: entries, damaged ones included.
  package let files: [RepoPath: TreeItem]
  /// Entries that can't be read; they prove nothing and are written anew.
  package let findings: [Problem]

  /// Reads the registry through `reader`.
  package init(reader: SnapshotReader) throws(Problem) {
    guard let folder = RepoPath(RegistryEntry.folder) else {
      preconditionFailure("BUG: the registry's folder is a valid path")
    }
    var entries: [String: RegistryEntry] = [:]
    var files: [RepoPath: TreeItem] = [:]
    var findings: [Problem] = []
    for file in try reader.files(below: [folder]) {
      files[file.path] = TreeItem(mode: file.mode, objectID: file.blobID)
      guard let id = RegistryEntry.id(of: file.path) else { continue }
      guard file.mode.isPlainFile, try reader.size(of: file.blobID) <= 1 << 16,
        let entry = RegistryEntry(parsing: try reader.bytes(of: file.blobID), id: id)
      else {
        findings.append(.damagedEntry(file.path))
        continue
      }
      entries[id] = entry
    }
    self.entries = entries
    self.files = files
    self.findings = findings
  }
}

extension Registry {
  /// By an agent's document, the paths that it stood at before, oldest first.
  var formerSources: [RepoPath: [RepoPath]] {
    Dictionary(
      entries.values.filter { !$0.formerSources.isEmpty }.map { ($0.source, $0.formerSources) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

extension Problem {
  fileprivate static func damagedEntry(_ path: RepoPath) -> Problem {
    Problem(
      .damagedRegistry,
      severity: .warning,
      at: Place(path),
      "registry entry '\(path)' can't be read and is passed over",
      hint: "the next 'git agentsync sync' writes it anew where the output is in step"
    )
  }
}
