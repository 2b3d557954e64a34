// Invariants of the log of operations; the tests cite the numbers.
//
// 1. An operation has one file, `operations/<sequence>.json`, whole or not there.
// 2. Numbers only grow; the highest is the last operation.
// 3. The log is local and may be lost: `undo` rests on it, and what is known of text that was generated
//    and not committed.
// 4. What a file of the log claims is checked against objects, index and work tree before it is used.

package import AgentModel
package import Git

/// The folder of the log in the tool's own folder.
private let operations = "operations"
/// More operations than these are not kept.
private let limit = 1000
/// So many operations other runs may have recorded between the end of a run and its record.
private let searchLimit = 50

/// Records what was applied, so that `undo` can take it back.
///
/// - Returns: The operation with its number.
/// - Throws: `apply.locked`, `apply.cannot-write`; the next run records it then.
@discardableResult
package func record(_ applied: Applied, in repository: Repository) throws(Problem) -> Operation {
  Interrupts.hold()
  defer { Interrupts.release() }
  let lock = try lockRuns(StateFolder(of: repository.location), .seconds(10))
  return try record(applied.operation, in: repository, holding: lock)
}

/// Records an operation once, however often it is asked to.
@discardableResult
func record(
  _ operation: Operation,
  in repository: Repository,
  holding lock: RunLock
) throws(Problem) -> Operation {
  let folder = StateFolder(of: repository.location)
  let numbers = try numbers(in: folder)
  // Whoever was killed after writing it down and before removing the journal comes here again. And
  // where the journal is gone, another run found it first, recorded it, and may have gone on since.
  let isPending = try Journal.read(Journal.doneName, in: folder)?.operation.token == operation.token
  for number in numbers.reversed().prefix(isPending ? 1 : searchLimit) {
    guard let known = try read(number, in: folder), known.token == operation.token else { continue }
    try removeJournal(of: operation, in: folder)
    return known
  }
  // Before the operation counts as recorded: whoever is killed in between comes here again.
  if let open = operation.openConflicts { try folder.write(open) }
  let numbered = operation.with(sequence: (numbers.last ?? 0) + 1, headAfter: operation.headAfter)
  let bytes = try RecordFile.encode(OperationRecord(numbered))
  try applying("record the operation") { () throws(GitError) in
    try folder.create(operations)
    try folder.write(file(numbered.sequence), bytes, isNew: true)
    for number in numbers.dropLast(limit - 1) { try folder.remove(file(number)) }
  }
  try removeJournal(of: operation, in: folder)
  return numbered
}

/// The last operation in this work tree that can be undone; nil where there is none.
///
/// Conflicts that were opened and put back again are not: `abort` and `continue` end them. What a hook put
/// into a commit of a person is there as long as that commit is in the history of HEAD; the person takes it
/// back with that commit.
///
/// - Throws: `record.damaged`, `command.io`.
package func lastOperation(in repository: Repository) throws(Problem) -> Operation? {
  let folder = StateFolder(of: repository.location)
  var givenUp: Set<Int> = []
  for number in try numbers(in: folder).reversed() {
    guard let operation = try read(number, in: folder), operation.sequence == number else {
      throw Problem(
        .damagedRecord,
        "the record of the last operation, '\(folder.file(file(number)))', is damaged",
        hint: "undo it by hand: 'git log' and 'git diff' show what it did"
      )
    }
    switch operation.kind {
    case .open, .resolve: continue
    case .giveUp: if let undone = operation.undoes { givenUp.insert(undone) }
    case .hook:
      guard !givenUp.contains(number) else { continue }
      if try commit(of: operation, in: repository) != nil { return operation }
    case .initialize, .sync, .undo: return operation
    }
  }
  return nil
}

/// The last operations, newest first; damaged ones are passed over.
///
/// - Throws: `command.io`.
func lastOperations(_ count: Int, in repository: Repository) throws(Problem) -> [Operation] {
  let folder = StateFolder(of: repository.location)
  var operations: [Operation] = []
  for number in try numbers(in: folder).suffix(count).reversed() {
    if let operation = try read(number, in: folder) { operations.append(operation) }
  }
  return operations
}

/// The newest operation of all, if it is what a hook put into a commit on top of `head`.
///
/// As long as HEAD is still there, whatever it is called by now, that commit was given up: by an empty
/// message, another hook, a signal, or a reset.
///
/// - Throws: `command.io`.
func operationOfGivenUpCommit(
  on head: Head,
  in repository: Repository
) throws(Problem) -> Operation? {
  let folder = StateFolder(of: repository.location)
  guard let number = try numbers(in: folder).last, let operation = try read(number, in: folder),
    operation.kind == .hook, operation.destination == .stage,
    operation.headBefore == head.commitID
  else { return nil }
  return operation
}

/// The commit of a person that holds what a hook put into it; nil where it is not in HEAD's history.
///
/// It is the newest on the way of first parents that has all of these files and whose parent hasn't:
/// a commit may have been amended or picked since, and its message is not known to the hook.
///
/// - Throws: `command.io`.
func commit(of operation: Operation, in repository: Repository) throws(Problem) -> ObjectID? {
  var wanted: [RepoPath: TreeItem?] = [:]
  for path in operation.paths {
    guard let step = path.index ?? path.worktree, step.old != step.new else { continue }
    wanted.updateValue(step.new, forKey: path.path)
  }
  guard !wanted.isEmpty else { return nil }
  return try reading("look for the commit of a hook") { () throws(GitError) in
    var next = try repository.head().commitID
    var child: ObjectID?
    for _ in 0..<limit {
      guard let id = next else { return child }
      let commit = try repository.readCommit(id)
      var holds = true
      for (path, item) in wanted where holds {
        let entry = try repository.entry(at: path, in: commit.treeID)
        holds = entry.map { TreeItem(mode: $0.mode, objectID: $0.id) } == item
      }
      if holds { child = id } else if let child { return child }
      next = commit.parentIDs.first
    }
    return child
  }
}

private func file(_ number: Int) -> String { "\(operations)/\(number).json" }

/// The numbers of all operations, sorted.
private func numbers(in folder: StateFolder) throws(Problem) -> [Int] {
  let names = try reading("read the log of operations") { () throws(GitError) in
    try folder.names(in: operations)
  }
  return names.compactMap { name in
    // A number near the end of all numbers is no operation's, and none could follow it.
    guard name.hasSuffix(".json"), let number = Int(name.dropLast(5)),
      (1..<1 << 32).contains(number), "\(number).json" == name
    else { return nil }
    return number
  }.sorted()
}

/// An operation; nil where the file is damaged.
private func read(_ number: Int, in folder: StateFolder) throws(Problem) -> Operation? {
  let bytes = try reading("read the log of operations") { () throws(GitError) in
    try folder.read(file(number))
  }
  return bytes.flatMap { RecordFile.decode(OperationRecord.self, from: $0)?.operation }
}

private func removeJournal(of operation: Operation, in folder: StateFolder) throws(Problem) {
  guard try Journal.read(Journal.doneName, in: folder)?.operation.token == operation.token else {
    return
  }
  try applying("close the journal") { () throws(GitError) in
    try folder.remove(Journal.doneName)
  }
}
