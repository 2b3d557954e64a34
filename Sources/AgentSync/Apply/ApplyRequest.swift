package import enum Git.Head
package import struct Git.ObjectID

/// Where changes go.
package enum Destination: String, Codable, Hashable, Sendable {
  /// Into a commit on top of HEAD, and into index and work tree with it.
  case commit
  /// Into the index and the work tree.
  case stage
  /// Into the work tree alone.
  case worktree
}

/// What `apply` is to bring about, and what it rests on.
package struct ApplyRequest: Hashable, Sendable {
  /// Each path once, in any order; `before` is what `baseTree` holds.
  package let changes: [FileChange]
  /// HEAD as it was when the plan was made.
  package let head: Head
  /// The tree of HEAD, or nil on an unborn branch.
  package let baseTree: ObjectID?
  /// The commit's whole message; for the other destinations its first line names the operation.
  package let message: String
  package let destination: Destination
  /// The line of the reflog.
  package let reflogMessage: String
  /// What the operation is called in the log of operations.
  package let kind: Operation.Kind
  /// The number of the operation that this one undoes; nil for none.
  package let undoes: Int?
  /// Whether the index may be unmerged: some of what is written ends that.
  package let mayBeUnmerged: Bool
  /// The conflicts that are open once it is done; nil leaves those that are.
  package let openConflicts: OpenConflicts?
  /// How long to wait for the locks of others; zero inside a hook, where the git that runs it may
  /// hold them itself.
  package let patience: Duration

  package init(
    changes: [FileChange],
    head: Head,
    baseTree: ObjectID?,
    message: String,
    destination: Destination,
    reflogMessage: String,
    kind: Operation.Kind = .sync,
    undoes: Int? = nil,
    mayBeUnmerged: Bool = false,
    openConflicts: OpenConflicts? = nil,
    patience: Duration = .seconds(10)
  ) {
    self.changes = changes
    self.head = head
    self.baseTree = baseTree
    self.message = message
    self.destination = destination
    self.reflogMessage = reflogMessage
    self.kind = kind
    self.undoes = undoes
    self.mayBeUnmerged = mayBeUnmerged
    self.openConflicts = openConflicts
    self.patience = patience
  }
}
