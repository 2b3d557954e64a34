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
    for operation in try lastOperations(Self.maximumOperations, in: repository)
    where operation.kind.generates {
      let edited = Set(
        operation.paths.filter { $0.role == .pristine && $0.item != nil }.map(\.path)
      )
      for written in operation.paths where written.role == .output {
        guard let item = written.item, !edited.contains(Pristine.path(of: written.path)) else {
          continue
        }
        found[written.path, default: []].insert(item.objectID)
      }
    }
    known = found
    return found[path]?.contains(blobID) ?? false
  }
}

extension Operation.Kind {
  /// Whether runs of this kind write what is generated; the others put back what stood there, edits included.
  fileprivate var generates: Bool {
    switch self {
    case .initialize, .sync, .hook: true
    case .open, .resolve, .undo, .giveUp: false
    }
  }
}

extension Operation.Path {
  /// What the run generated: what it committed or staged; the work tree's file may hold a person's lines besides.
  fileprivate var item: TreeItem? { (tree ?? index ?? worktree)?.new }
}
