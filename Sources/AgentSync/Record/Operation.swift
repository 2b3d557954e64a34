package import AgentModel

package import struct Git.ObjectID
package import struct Git.RepoPath

/// One run that changed something, with what it saw and did: an entry of the local log.
package struct Operation: Hashable, Sendable {
  /// What a run was.
  package enum Kind: String, Codable, Hashable, Sendable {
    case initialize = "init"
    case sync
    case undo
    /// Conflicts of a sync were put before a person.
    case open
    /// Some of them were settled or put back.
    case resolve
    /// A hook put outputs into a person's commit.
    case hook
    /// That was taken back, since the person gave the commit up.
    case giveUp = "give-up"
  }

  /// What a run did to one path in one place; nil stands for no file.
  package struct Step: Hashable, Sendable {
    package let old: TreeItem?
    package let new: TreeItem?

    package init(old: TreeItem?, new: TreeItem?) {
      self.old = old
      self.new = new
    }
  }

  /// What a run did to one path; a place that it left alone is nil.
  package struct Path: Hashable, Sendable {
    package let path: RepoPath
    package let role: FileChange.Role
    /// The text that was generated for it, where it was to hold that and no line of a person.
    package let generated: ObjectID?
    /// In the commit.
    package let tree: Step?
    package let index: Step?
    /// In the work tree, as git would store the text.
    package let worktree: Step?

    package init(
      path: RepoPath,
      role: FileChange.Role,
      generated: ObjectID? = nil,
      tree: Step?,
      index: Step?,
      worktree: Step?
    ) {
      self.path = path
      self.role = role
      self.generated = generated
      self.tree = tree
      self.index = index
      self.worktree = worktree
    }
  }

  /// 1 for the first, one more for each that follows.
  package let sequence: Int
  /// A random word that tells this run from all others.
  package let token: String
  package let kind: Kind
  package let destination: Destination
  /// Seconds since 1970, UTC.
  package let time: Int64
  /// The first line of its message.
  package let subject: String
  /// The full name of the branch; nil for a detached HEAD.
  package let branch: String?
  package let headBefore: ObjectID?
  package let headAfter: ObjectID?
  /// The number of the operation that this one undid; nil for none.
  package let undoes: Int?
  /// Sorted by path.
  package let paths: [Path]
  /// The conflicts that are open since; nil where the run had nothing to do with any.
  package let openConflicts: OpenConflicts?
}

extension Operation {
  /// The operation with another number and commit.
  func with(sequence: Int, headAfter: ObjectID?) -> Operation {
    Operation(
      sequence: sequence,
      token: token,
      kind: kind,
      destination: destination,
      time: time,
      subject: subject,
      branch: branch,
      headBefore: headBefore,
      headAfter: headAfter,
      undoes: undoes,
      paths: paths,
      openConflicts: openConflicts
    )
  }
}
