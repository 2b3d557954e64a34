import AgentModel
import Git

/// What the last runs in this clone generated and put into outputs, as the log of operations has it.
///
/// `git reset`, a switch of branches with changes, a squash that is staged and not yet committed: each leaves
/// text of ours in index or work tree that no commit below it explains. The history would take it for a
/// hand edit; the log knows who wrote it.
final class WrittenOutputs {
  private static let maximumOperations = 100

  private let repository: Repository
  private var known: [RepoPath: Set<ObjectID>]?

  init(_ repository: Repository) {
    self.repository = repository
  }

  /// Whether a blob was generated for an output, and held no hand edit.
  ///
  /// - Throws: `command.io`; a log that is damaged knows nothing.
  func hold(_ blobID: ObjectID, at path: RepoPath) throws(Problem) -> Bool {
    if let known { return known[path]?.contains(blobID) ?? false }
    var found: [RepoPath: Set<ObjectID>] = [:]
    for operation in try lastOperations(Self.maximumOperations, in: repository) {
      for path in operation.paths {
        if let generated = path.generated { found[path.path, default: []].insert(generated) }
      }
    }
    known = found
    return found[path]?.contains(blobID) ?? false
  }
}
