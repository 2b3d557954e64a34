package import AgentModel
package import Git

/// Remembers how conflicts were settled.
///
/// The memory is a chain of commits that neither index nor work tree know of; what another run writes at
/// the same time is kept. Of settlements older than a year, or beyond 1,000, the oldest are forgotten.
///
/// - Parameters:
///   - settlements: What to remember; nothing writes nothing.
///   - repository: Whose memory it is; it may be bare, and all its work trees share it.
/// - Throws: `record.bad-memory` where the memory can't be read, `apply.locked`, `apply.stale-base`,
///   `apply.cannot-write`.
package func remember(
  _ settlements: [Settlement],
  in repository: Repository
) throws(Problem) {
  guard !settlements.isEmpty else { return }
  try changeMemory(of: repository, "remember") { memory, _ in
    for settlement in settlements {
      let forgotten = memory.forgotten[settlement.key]
      // What is settled anew after it was forgotten must be seen to be later, also in the same second.
      let settled = max(settlement.settled, forgotten.map { $0 + 1 } ?? 0)
      memory.add(settlement.settled(at: settled))
    }
  }
}

/// Forgets settlements, one's own and fetched ones.
///
/// - Parameters:
///   - settlements: What to forget; a mark of each stays, which is pushed along.
///   - repository: Whose memory it is.
/// - Throws: What `remember` throws.
package func forget(
  _ settlements: [Settlement],
  in repository: Repository
) throws(Problem) {
  guard !settlements.isEmpty else { return }
  try changeMemory(of: repository, "forget") { memory, now in
    for settlement in settlements {
      memory.forget(settlement.key, at: max(now, settlement.settled))
    }
  }
}

/// Writes the memory anew, as often as another run was quicker.
private func changeMemory(
  of repository: Repository,
  _ word: String,
  _ change: (inout Settlements, Int64) -> Void
) throws(Problem) {
  let reference = MemorySource.own.reference
  let lock = try lockMemory(of: repository)
  defer { withExtendedLifetime(lock) {} }
  var attempts = 0
  while true {
    let now = RecordFile.now
    let tip = try reading("read the memory") { () throws(GitError) in
      try repository.reference(named: reference)
    }
    let tree = try tip.map { id throws(Problem) in
      try MemoryTree(reading: id, .own, at: now, in: repository)
    }
    var settlements = tree?.settlements ?? Settlements()
    change(&settlements, now)
    guard
      let draft = try MemoryDraft(
        settlements.expired(at: now),
        after: tree ?? MemoryTree(),
        parent: tip,
        message: "agentsync: \(word)",
        at: now,
        in: repository
      )
    else { return }
    do throws(GitError) {
      try draft.move(reference, from: tip, in: repository)
      return
    } catch {
      attempts += 1
      // Each time it fails so, another run has written: somebody gets on.
      guard error.code == .modified, attempts < 100 else {
        return try applying("\(word)") { () throws(GitError) in throw error }
      }
    }
  }
}

/// Takes the lock that lets one run at a time write the memory, whichever work tree it is in.
///
/// A run that was killed while it held git's lock of the reference is known by it to have ended.
private func lockMemory(of repository: Repository) throws(Problem) -> RunLock {
  try applying("write the memory") { () throws(GitError) in
    let folder = StateFolder(sharedBy: repository.location)
    try folder.create()
    let file = folder.file("memory-lock")
    let lock = try RunLock(file, waiting: .seconds(10), access: folder.access)
    if lock.isEnforced {
      let held = repository.lockPath(of: MemorySource.own.reference)
      _ = StaleLock.remove(held, youngerThan: file) { bytes in
        guard let id = ObjectID(hex: String(decoding: bytes, as: UTF8.self).dropLast()),
          let commit = try? repository.readCommit(id)
        else { return false }
        return commit.committer.email == "agentsync@localhost"
      }
    }
    return lock
  }
}

extension MemoryTree {
  /// Reads a memory, and says in a person's words where it can't be read.
  init(
    reading id: ObjectID,
    _ source: MemorySource,
    at now: Int64,
    in repository: Repository
  ) throws(Problem) {
    do throws(GitError) {
      try self.init(of: id, at: now, in: repository)
    } catch {
      throw Problem(
        .badMemory,
        "cannot read '\(source.reference)': \(error.message)",
        hint: "to begin a new memory: git update-ref -d \(source.reference)"
      )
    }
  }
}

/// A new commit of a memory, written but not yet referred to.
struct MemoryDraft {
  let commitID: ObjectID
  private let signature: Signature
  private let message: String

  /// Writes a commit; nil where the memory is what it was.
  ///
  /// - Parameters:
  ///   - settlements: What the memory is to hold.
  ///   - tree: What it holds now; files of newer versions are kept.
  ///   - parent: The commit that holds `tree`; nil for none.
  ///   - message: The first line of the commit's message, also for the reflog.
  ///   - now: The commit's date.
  ///   - repository: Where it is written.
  /// - Throws: `apply.cannot-write`.
  init?(
    _ settlements: Settlements,
    after tree: MemoryTree,
    parent: ObjectID?,
    message: String,
    at now: Int64,
    in repository: Repository
  ) throws(Problem) {
    var objects = ObjectBatch()
    let edits = try tree.edits(for: settlements, &objects)
    // Nobody's name: a memory that is pushed tells what was settled, not by whom.
    let signature = Signature(
      name: "git-agentsync",
      email: "agentsync@localhost",
      seconds: now,
      offsetMinutes: 0
    )
    let commitID = try applying("write the memory") { () throws(GitError) -> ObjectID? in
      let edited = try TreeEdit(edits).applied(to: nil) { _ throws(GitError) in [] }
      if let parent, try repository.readCommit(parent).treeID == edited.root { return nil }
      if parent == nil, edits.isEmpty { return nil }
      for object in edited.trees { objects.add(object) }
      let draft = CommitDraft(
        treeID: edited.root,
        parentIDs: parent.map { [$0] } ?? [],
        author: signature,
        committer: signature,
        message: message
      )
      let id = try objects.add(.commit, draft.bytes)
      try objects.write(to: repository)
      return id
    }
    guard let commitID else { return nil }
    self.commitID = commitID
    self.signature = signature
    self.message = message
  }

  /// Moves a reference to the commit.
  ///
  /// - Throws: `.modified` where the reference is no longer at `tip`, and what else moving throws.
  func move(
    _ reference: String,
    from tip: ObjectID?,
    in repository: Repository
  ) throws(GitError) {
    let move = try ReferenceMove(
      of: reference,
      from: tip,
      to: commitID,
      by: signature,
      message: message,
      in: repository,
      waiting: .seconds(5)
    )
    try move.commit()
  }
}
