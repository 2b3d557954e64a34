import AgentModel
import Git

/// Takes back what a hook put into a commit that never came to be.
///
/// A person may leave the message empty, or another hook may refuse. The outputs are in the work tree then,
/// and with `commit -a` their new text would look like a hand edit, and files that went like a person's
/// deletions. What was changed since stays: it is merged, or left as it is.
///
/// - Returns: What was written; nil where there was nothing to take back.
@discardableResult
func takeBackGivenUpCommit(in repository: Repository) throws(Problem) -> Applied? {
  let head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
  guard let operation = try operationOfGivenUpCommit(on: head, in: repository) else {
    return nil
  }
  var changes: [FileChange] = []
  for path in operation.paths {
    guard let step = path.index ?? path.worktree, step.old != step.new,
      step.old != .unmerged, step.new != .unmerged
    else { continue }
    let after = try step.old.map { item throws(Problem) in
      let bytes = try reading("read object \(item.objectID.short)") { () throws(GitError) in
        try repository.readBlob(item.objectID)
      }
      return FileChange.After(bytes: bytes, mode: item.mode)
    }
    changes.append(FileChange(path: path.path, before: step.new, after: after, role: path.role))
  }
  var found = try survey(changes, in: repository, destination: .stage)
  while !found.obstacles.isEmpty {
    changes.removeAll { found.obstacles[$0.path] != nil }
    found = try survey(changes, in: repository, destination: .stage)
  }
  guard !found.indexTargets.isEmpty || !found.worktreeTargets.isEmpty else { return nil }
  let subject = "agentsync: take back what was for a commit that was given up"
  let applied = try apply(
    ApplyRequest(
      changes: changes,
      head: head,
      baseTree: try repository.headTree,
      message: subject,
      destination: .stage,
      reflogMessage: subject,
      kind: .giveUp,
      undoes: operation.sequence,
      patience: repository.location.hasForeignIndex ? .zero : .seconds(10)
    ),
    survey: found,
    to: repository
  )
  try record(applied, in: repository)
  return applied
}
