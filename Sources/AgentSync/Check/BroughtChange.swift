package import AgentModel
package import Git
package import PromptFiles

/// What a change means, from where it left the base to the head.
package struct BroughtChange: Sendable {
  /// The commit that the head is to be merged into.
  package let base: Snapshot
  /// Where the change begins: the last commit that base and head have in common; the base itself where they
  /// have none, or where a shallow clone ends before it.
  package let start: Snapshot
  /// What changed in the agents, by section and field.
  package let changes: ChangeSet
  /// Whether `.agentsync.yml` differs.
  package let isConfigurationChanged: Bool
  /// The outputs that the change reaches, and by which way.
  package let impact: Impact
  /// What people changed in outputs themselves; sorted by path.
  package let handEdits: [HandEdit]
  /// What merging the head into the base would do.
  package let merge: MergePreview
}

/// Lines of an output that a change edits by hand.
package struct HandEdit: Hashable, Sendable {
  package let path: RepoPath
  package let agentID: String
  package let target: Target
  /// Lines that stand in the output at the head, and neither in the text that is generated there nor at the
  /// start of the change.
  package let added: Int
  package let removed: Int
  /// 1-based, the first line of the output that differs.
  package let firstLine: Int
}

/// What merging a head into a base would do.
package enum MergePreview: Sendable {
  /// Nothing: the head has all that the base has.
  case fastForward
  /// The two have nothing in common, or a shallow clone ends before what they have in common.
  case unknown(Problem)
  /// They are merged, with these places left to a person; sorted by path, none where it merges clean.
  case merged([Clash])

  /// A file that merging would leave to a person.
  package struct Clash: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
      /// Both sides changed the same lines.
      case lines
      /// One side took the file away, and the other changed it.
      case removedAndChanged
      /// Both sides added the file, with other texts.
      case addedTwice
      /// A folder on one side and a file on the other, a link, or bytes that are no text.
      case notMergeable
      /// A hand edit of the output, and what the merged source generates, want something else.
      case handEdit(agentID: String)
    }

    package let path: RepoPath
    /// 1-based line in the file as the head has it; nil where the whole file is meant.
    package let line: Int?
    package let reason: Reason
  }
}
