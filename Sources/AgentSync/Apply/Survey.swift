package import AgentModel
package import Git

/// What index and work tree hold at the paths of a plan, and what each will hold: nothing is written.
///
/// A path that an obstacle stands at has no target anywhere: it is to be left out as a whole.
package struct Survey: Hashable, Sendable {
  /// What the index is to hold for a path.
  package enum Staging: Hashable, Sendable {
    case absent
    case merged(TreeItem)
    /// The versions 1 (base), 2 (ours) and 3 (theirs), as far as there are any.
    case unmerged([Int: TreeItem])

    package init(_ item: TreeItem?) {
      self = item.map(Staging.merged) ?? .absent
    }

    /// How a record of the operation has it.
    var recorded: TreeItem? {
      switch self {
      case .absent: nil
      case .merged(let item): item
      case .unmerged: .unmerged
      }
    }
  }

  /// What becomes of an entry of the index.
  package struct IndexTarget: Hashable, Sendable {
    /// The entry that must still be there.
    package let seen: IndexDraft.Entry?
    /// Whether the path is unmerged, so that there is no such entry.
    package var wasUnmerged = false
    /// What it becomes.
    package let new: Staging
    /// Whether the file is outside the sparse checkout, so that there is none in the work tree.
    package let isSkipWorktree: Bool
  }

  /// What becomes of a file of the work tree.
  package struct WorktreeTarget: Hashable, Sendable {
    /// What must still be there, byte for byte.
    package let seen: Worktree.Expected
    /// What git would store for it; nil where nothing is there.
    package let old: TreeItem?
    /// What git would store for the new file; nil removes it.
    package let new: TreeItem?
    /// The bytes as they go to the disk, after git's conversion; nil removes the file.
    package let bytes: [UInt8]?
  }

  /// A file that holds already what it should.
  struct Untouched: Hashable, Sendable {
    let file: WorktreeFile
    /// How git would store it.
    let item: TreeItem
  }

  /// Paths whose entry changes.
  package internal(set) var indexTargets: [RepoPath: IndexTarget] = [:]
  /// The same for the index that a running `git commit -- PATH` puts in place; empty for all others.
  package internal(set) var pendingTargets: [RepoPath: IndexTarget] = [:]
  /// Paths whose file changes.
  package internal(set) var worktreeTargets: [RepoPath: WorktreeTarget] = [:]
  /// Files that stay as they are, for the index to know them again.
  var untouched: [RepoPath: Untouched] = [:]
  /// Why a path cannot be written.
  package internal(set) var obstacles: [RepoPath: Problem] = [:]
  /// Texts that are in no commit of HEAD and would go: those of the index, those of the work tree.
  package internal(set) var backups: [Backup.Place: [RepoPath: TreeItem]] = [:]
  /// The objects that index, backup and commit need, merged texts among them.
  var objects = ObjectBatch()
}

extension Survey {
  /// Adds what was found at other paths.
  mutating func add(_ other: Survey) {
    indexTargets.merge(other.indexTargets) { _, new in new }
    pendingTargets.merge(other.pendingTargets) { _, new in new }
    worktreeTargets.merge(other.worktreeTargets) { _, new in new }
    untouched.merge(other.untouched) { _, new in new }
    for (place, items) in other.backups {
      backups[place, default: [:]].merge(items) { _, new in new }
    }
    for object in other.objects.objects { objects.add(object) }
  }
}

/// Looks at index and work tree for every changed path, before anything is written.
///
/// A file that is what the base holds takes the new text; one that differs is merged with it (base:
/// the base's text, ours: what is there, theirs: the new text). What cannot be merged, or is nothing
/// that may be written to, becomes an obstacle.
///
/// - Throws: what keeps the whole repository from being read: `repository.unsupported`,
///   `repository.missing-object`, `command.io`.
package func survey(
  _ changes: [FileChange],
  in repository: Repository,
  destination: Destination
) throws(Problem) -> Survey {
  var surveyor = try Surveyor(changes, in: repository, destination: destination)
  for change in changes.sorted(by: { $0.path < $1.path }) {
    try surveyor.visit(change)
  }
  return surveyor.survey
}
