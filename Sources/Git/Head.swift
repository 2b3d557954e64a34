/// What is checked out.
package enum Head: Hashable, Sendable {
  /// A branch by its full name, `refs/heads/main`, and its commit.
  case branch(String, ObjectID)
  /// A branch, by its full name, that has no commit yet.
  case unborn(String)
  /// A commit without a branch.
  case detached(ObjectID)

  /// The commit; nil where there is none yet.
  package var commitID: ObjectID? {
    switch self {
    case .branch(_, let id): id
    case .unborn: nil
    case .detached(let id): id
    }
  }

  /// The full name of the branch; nil where none is checked out.
  package var branch: String? {
    switch self {
    case .branch(let name, _): name
    case .unborn(let name): name
    case .detached: nil
    }
  }
}
