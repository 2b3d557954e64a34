package import AgentModel
package import Git

/// An immutable view of one tree: a commit's, the index's or the work tree's.
///
/// A snapshot is a value and travels between threads; a `SnapshotReader` with a repository handle of its
/// own reads through it.
package struct Snapshot: Sendable {
  /// Where the files of a snapshot are listed.
  package enum Content: Sendable {
    /// A git tree; nil is the empty one (unborn branch).
    case tree(ObjectID?)
    /// Every file, sorted by path: the index, or the work tree.
    case listing([LibraryFile])
    /// A git tree some of whose files are others; nil takes one away.
    case changed(ObjectID, [RepoPath: TreeItem?])
  }

  /// Which of the three places a snapshot shows.
  package enum Kind: String, Sendable {
    case commit
    case index
    case worktree
  }

  package let kind: Kind
  package let content: Content
  /// The commit itself for a commit's tree; nil for index and work tree.
  package let commitID: ObjectID?
  /// The commits that the view stands on: a commit's parents; for index and work tree HEAD, and what is
  /// being merged into it.
  package let parentIDs: [ObjectID]
  /// The bytes that no object holds yet, by the id they would have; a work tree's changed files.
  package let unstored: [ObjectID: [UInt8]]
  /// Files that are looked at as if they stood in the tree; they win over what does.
  package let additions: [RepoPath: TreeItem]

  package init(
    kind: Kind,
    content: Content,
    commitID: ObjectID?,
    parentIDs: [ObjectID],
    unstored: [ObjectID: [UInt8]] = [:],
    additions: [RepoPath: TreeItem] = [:]
  ) {
    self.kind = kind
    self.content = content
    self.commitID = commitID
    self.parentIDs = parentIDs
    self.unstored = unstored
    self.additions = additions
  }

  /// The snapshot with plain files added, or put in the place of those it has.
  package func adding(_ files: [RepoPath: [UInt8]]) throws(GitError) -> Snapshot {
    var unstored = unstored
    var additions = additions
    for (path, bytes) in files {
      let id = try hashBlob(bytes)
      unstored[id] = bytes
      additions[path] = TreeItem(mode: .file, objectID: id)
    }
    return Snapshot(
      kind: kind,
      content: content,
      commitID: commitID,
      parentIDs: parentIDs,
      unstored: unstored,
      additions: additions
    )
  }
}
