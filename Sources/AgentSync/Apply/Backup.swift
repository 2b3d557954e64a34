import AgentModel
import Git

/// Texts that no commit of HEAD holds and that a run replaced: a local chain of commits.
package enum Backup {
  /// Where such a text was; the name of a folder in the entry's tree.
  package enum Place: String, Hashable, Sendable, CaseIterable {
    case index
    case worktree
  }

  /// The reference to the newest entry.
  package static let reference = "refs/agentsync/backup"
  /// How long an entry is kept, in seconds: 90 days.
  static let age: Int64 = 90 * 24 * 3600
  /// More entries than these are not kept, so that a chain is always quickly read.
  static let limit = 10_000
}

/// A new entry of the chain, not yet written.
struct BackupEntry {
  let id: ObjectID
  /// What the reference must still be; nil for none.
  let previous: ObjectID?
  let signature: Signature

  /// Computes the entry, and the chain anew where old entries are to be cut off.
  ///
  /// - Parameters:
  ///   - texts: What to keep; nothing gives no entry.
  ///   - subject: The first line of the message of the run.
  ///   - objects: Takes in what is to be written.
  ///   - repository: Whose chain it is.
  /// - Throws: `apply.cannot-write`, `repository.missing-object`.
  init?(
    _ texts: [Backup.Place: [RepoPath: TreeItem]],
    _ subject: String,
    _ objects: inout ObjectBatch,
    in repository: Repository
  ) throws(Problem) {
    var edits: [RepoPath: TreeEdit.Change] = [:]
    for (place, items) in texts {
      for (path, item) in items {
        guard let kept = RepoPath(Array("\(place.rawValue)/".utf8) + path.bytes) else { continue }
        edits[kept] = .put(item.mode, item.objectID)
      }
    }
    guard !edits.isEmpty else { return nil }
    // The chain is nobody's work, and a missing identity must not stand in a backup's way.
    let signature = Signature(
      name: "git-agentsync",
      email: "agentsync@localhost",
      seconds: RecordFile.now,
      offsetMinutes: 0
    )
    self.signature = signature
    var added: [NewObject] = []
    (id, previous) = try applying("keep a backup") {
      () throws(GitError) -> (ObjectID, ObjectID?) in
      let tree = try TreeEdit(edits).applied(to: nil) { _ throws(GitError) in [] }
      added += tree.trees
      let previous = try repository.reference(named: Backup.reference)
      let parent = try BackupEntry.keptChain(
        from: previous,
        since: signature.seconds - Backup.age,
        &added,
        in: repository
      )
      let draft = CommitDraft(
        treeID: tree.root,
        parentIDs: parent.map { [$0] } ?? [],
        author: signature,
        committer: signature,
        message: "agentsync: backup before '\(subject)'"
      )
      let commit = try NewObject(.commit, draft.bytes)
      added.append(commit)
      return (commit.id, previous)
    }
    for object in added { objects.add(object) }
  }

  /// The newest entry that is young enough, its chain cut off where the old ones begin.
  private static func keptChain(
    from tip: ObjectID?,
    since: Int64,
    _ added: inout [NewObject],
    in repository: Repository
  ) throws(GitError) -> ObjectID? {
    var kept: [Commit] = []
    var next = tip
    while let id = next, kept.count < Backup.limit {
      // A chain that is broken somewhere is cut off there.
      guard let commit = try? repository.readCommit(id), commit.committer.seconds >= since else {
        break
      }
      kept.append(commit)
      next = commit.parentIDs.first
    }
    guard next != nil else { return tip }
    var parent: ObjectID?
    for commit in kept.reversed() {
      let draft = CommitDraft(
        treeID: commit.treeID,
        parentIDs: parent.map { [$0] } ?? [],
        author: commit.author,
        committer: commit.committer,
        message: String(decoding: commit.message, as: UTF8.self)
      )
      let object = try NewObject(.commit, draft.bytes)
      added.append(object)
      parent = object.id
    }
    return parent
  }
}
