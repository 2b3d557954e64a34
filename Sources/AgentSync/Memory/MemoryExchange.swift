package import AgentModel
package import Git

/// What an exchange with a remote came to.
package struct MemoryExchange: Hashable, Sendable {
  package let remote: String
  /// How many settlements of the remote's memory still count here; nil where it has no memory.
  package let count: Int?
  /// The commit that was pushed; nil where there was nothing to push.
  package let pushed: ObjectID?
  /// What was passed over in it.
  package let problems: [Problem]
}

/// Fetches the memory of a remote into `refs/agentsync/fetched/<remote>/memory`.
///
/// The person's own git does it, on the streams of this process, so that credentials and prompts work.
///
/// - Parameters:
///   - remote: The name of a remote; nil is the one that git would fetch from.
///   - repository: Where it is fetched to.
///   - isQuiet: Whether git is to say no more than what went wrong.
/// - Returns: A remote without a memory is no error.
/// - Throws: `command.unknown-remote`, `record.memory-not-exchanged` where git fails,
///   `record.bad-memory` where what came can't be read at all.
package func fetchMemory(
  from remote: String? = nil,
  in repository: Repository,
  isQuiet: Bool = false
) throws(Problem) -> MemoryExchange {
  let run = try MemoryExchangeRun(remote, isPush: false, isQuiet: isQuiet, in: repository)
  try run.fetch()
  let (_, tree) = try run.fetched()
  return run.outcome(tree, pushed: nil)
}

/// Pushes the union of one's own memory and the remote's, after fetching the latter.
///
/// What is pushed has the remote's commit as its only parent, so that of the memory here nothing goes out
/// but what it holds now. It is never forced; where somebody else was quicker it is done again.
///
/// - Parameters:
///   - remote: The name of a remote; nil is the one that git would push to.
///   - repository: Whose memory is pushed.
///   - isQuiet: Whether git is to say no more than what went wrong.
/// - Returns: What was pushed.
/// - Throws: As `fetchMemory`, and `record.bad-memory` where one's own can't be read.
package func pushMemory(
  to remote: String? = nil,
  in repository: Repository,
  isQuiet: Bool = false
) throws(Problem) -> MemoryExchange {
  let run = try MemoryExchangeRun(remote, isPush: true, isQuiet: isQuiet, in: repository)
  var attempts = 0
  while true {
    try run.fetch()
    let (tip, theirs) = try run.fetched()
    let union = try run.own().union(theirs?.settlements ?? Settlements())
      .expired(at: run.now, limit: MemoryExchangeRun.sharedLimit)
    let draft = try MemoryDraft(
      union,
      after: theirs ?? MemoryTree(),
      parent: tip,
      message: "agentsync: settled conflicts",
      at: run.now,
      in: repository
    )
    guard let draft else { return run.outcome(theirs, pushed: nil) }
    let status = try run.push(draft.commitID)
    guard status != 0 else {
      run.noteAsFetched(draft, from: tip)
      return run.outcome(try run.fetched().tree ?? theirs, pushed: draft.commitID)
    }
    attempts += 1
    try run.fetch()
    guard try run.fetched().tip != tip, attempts < 50 else { throw run.failure("push", status) }
  }
}

/// One remote, and the calls of git that go there.
private struct MemoryExchangeRun {
  let remote: String
  let now = RecordFile.now
  private let isQuiet: Bool
  private let repository: Repository
  private let source: MemorySource

  /// How many settlements a memory that many share may hold.
  static let sharedLimit = 5_000

  init(
    _ name: String?,
    isPush: Bool,
    isQuiet: Bool,
    in repository: Repository
  ) throws(Problem) {
    self.repository = repository
    self.isQuiet = isQuiet
    remote = try RemoteName(
      name,
      isPush: isPush,
      purpose: "to exchange the memory with",
      in: repository
    ).name
    source = .remote(remote)
  }

  // MARK: - Calls of git

  func fetch() throws(Problem) {
    // A pattern, for git calls it an error when a name without one is not there. No tags, no
    // submodules, no other reference moves on the way; a filter of a partial clone would leave the
    // texts behind.
    let refspec = "+\(MemorySource.own.reference)*:\(source.reference)*"
    let status = try run(
      [
        "fetch", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-filter",
        "--no-auto-maintenance", "--refmap=", "--prune", "--no-prune-tags",
      ],
      refspec
    )
    guard status == 0 else { throw failure("fetch", status) }
  }

  func push(_ commitID: ObjectID) throws(Problem) -> Int32 {
    try run(
      ["push", "--no-force", "--no-follow-tags", "--no-recurse-submodules", "--no-set-upstream"],
      "\(commitID):\(MemorySource.own.reference)"
    )
  }

  private func run(_ words: [String], _ refspec: String) throws(Problem) -> Int32 {
    // Where somebody was quicker we push again; git's advice about it would only puzzle.
    let arguments =
      ["-c", "advice.pushUpdateRejected=false"] + words + (isQuiet ? ["--quiet"] : [])
      + ["--end-of-options", remote, refspec]
    return try reading("run git") { () throws(GitError) in try repository.attachedGit(arguments) }
  }

  // MARK: - Memories

  /// What was fetched last.
  func fetched() throws(Problem) -> (tip: ObjectID?, tree: MemoryTree?) {
    let tip = try reading("read the memory") { () throws(GitError) in
      try repository.reference(named: source.reference)
    }
    let tree = try tip.map { id throws(Problem) in
      try MemoryTree(reading: id, source, at: now, in: repository)
    }
    return (tip, tree)
  }

  func own() throws(Problem) -> Settlements {
    let own = MemorySource.own
    let tip = try reading("read the memory") { () throws(GitError) in
      try repository.reference(named: own.reference)
    }
    guard let tip else { return Settlements() }
    return try MemoryTree(reading: tip, own, at: now, in: repository).settlements
  }

  /// What was pushed is what a fetch would bring; if it can't be noted, the next fetch does.
  func noteAsFetched(_ draft: MemoryDraft, from tip: ObjectID?) {
    try? draft.move(source.reference, from: tip, in: repository)
  }

  func outcome(_ tree: MemoryTree?, pushed: ObjectID?) -> MemoryExchange {
    MemoryExchange(
      remote: remote,
      count: tree.map { $0.settlements.living(at: now).count },
      pushed: pushed,
      problems: tree?.problem(of: source).map { [$0] } ?? []
    )
  }

  func failure(_ word: String, _ status: Int32) -> Problem {
    Problem(
      .memoryNotExchanged,
      "cannot \(word) the memory: 'git \(word)' with '\(remote)' ended with status \(status)",
      hint: "see what git said above"
    )
  }
}
