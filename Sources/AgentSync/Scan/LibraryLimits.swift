package import Git

/// How much a library may hold: less where strangers may have written it.
package struct LibraryLimits: Hashable, Sendable {
  /// Files and folders in roots that are no patterns.
  package let entries: Int
  package let agents: Int
  /// Bytes of all documents together, and of all files that VS Code reads.
  package let text = LibraryLimits.text
  /// What to do about a library that holds more.
  package let cure: String

  static let text = 64 << 20

  /// The limits that hold for a repository.
  package init(for location: RepositoryLocation) {
    if location.isUntrusted {
      entries = 10_000
      agents = 2_000
      cure =
        "with --no-untrusted more is read, if you trust who wrote it; or narrow 'library.roots' "
        + "in .agentsync.yml"
    } else {
      entries = SnapshotReader.limit.entries
      agents = 20_000
      cure = "narrow 'library.roots' in .agentsync.yml"
    }
  }
}
