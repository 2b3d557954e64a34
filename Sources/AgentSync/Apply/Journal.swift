import AgentModel
import Git
import SystemPackage

/// What a run is about to do, on the disk before it does any of it.
///
/// With it the next run finishes or takes back what a killed one left, and knows which locks and
/// temporary files were that run's.
struct Journal {
  /// The process that writes it.
  let process: ProcessIdentity
  /// What will be recorded once it is done.
  let operation: Operation
  /// The tree that the commit will have; nil where there is none.
  let tree: ObjectID?
  /// The references that are locked.
  let references: [String]
  /// The index files that are written; none where the index is left alone.
  let indexes: [Index]
  /// Files of the work tree, as they are on the disk.
  let traces: [Worktree.Trace]
  /// Folders that are made for new files.
  let createdFolders: [RepoPath]

  /// What the run does to the entries of one index file.
  struct Index {
    let file: FilePath
    let steps: [RepoPath: Operation.Step]
  }

  /// The file's name while the run is under way.
  static let name = "journal"
  /// Its name when all is done and only the record is missing.
  static let doneName = "applied"

  /// Whether a file of that name is a journal that was begun and never came to be one.
  static func isDraft(_ name: String) -> Bool { name.hasPrefix(Journal.name + ".") }

  /// The name of a run's temporary files.
  static func temporary(_ token: String, _ number: Int, _ process: ProcessIdentity) -> String {
    ".agentsync-tmp-\(process.number)-\(token)-\(number)"
  }

  /// The bytes of the journal.
  func encoded() throws(Problem) -> [UInt8] {
    try RecordFile.encode(JournalRecord(self))
  }

  /// Reads a journal.
  ///
  /// - Returns: nil where there is none.
  /// - Throws: `record.damaged`, `command.io`.
  static func read(_ name: String, in folder: StateFolder) throws(Problem) -> Journal? {
    let bytes = try reading("read the journal") { () throws(GitError) in try folder.read(name) }
    guard let bytes else { return nil }
    guard let journal = RecordFile.decode(JournalRecord.self, from: bytes)?.journal else {
      throw Problem(
        .damagedRecord,
        "the journal of an earlier run, '\(folder.file(name))', is damaged",
        hint: "look at 'git status'; when all is well there, remove the journal"
      )
    }
    return journal
  }
}

private struct JournalRecord: Codable {
  struct Process: Codable {
    let number: Int32
    let startTime: UInt64
    let boot: String
    let namespace: String
    let host: String
  }

  struct Trace: Codable {
    let path: String
    let temporary: String
    let old: String?
    let new: String?
  }

  struct Index: Codable {
    struct Step: Codable {
      let path: String
      let step: OperationRecord.Step
    }

    let file: String
    let steps: [Step]
  }

  let process: Process
  let operation: OperationRecord
  let tree: String?
  let references: [String]
  let indexes: [Index]
  let traces: [Trace]
  let createdFolders: [String]

  init(_ journal: Journal) {
    let process = journal.process
    self.process = Process(
      number: process.number,
      startTime: process.startTime,
      boot: process.boot,
      namespace: process.namespace,
      host: process.host
    )
    operation = OperationRecord(journal.operation)
    tree = journal.tree?.hex
    references = journal.references
    indexes = journal.indexes.map { index in
      Index(
        file: index.file.string,
        steps: index.steps.sorted { $0.key < $1.key }.map { path, step in
          Index.Step(path: path.recorded, step: OperationRecord.Step(step))
        }
      )
    }
    traces = journal.traces.map { trace in
      Trace(
        path: trace.path.recorded,
        temporary: trace.temporary,
        old: trace.old?.item.recorded,
        new: trace.new?.item.recorded
      )
    }
    createdFolders = journal.createdFolders.map(\.recorded)
  }

  var journal: Journal? {
    // What follows a name is the name of a file that may be removed.
    guard let operation = operation.operation, references.allSatisfy(isValidReferenceName) else {
      return nil
    }
    var known: [Journal.Index] = []
    for index in indexes {
      var steps: [RepoPath: Operation.Step] = [:]
      for step in index.steps {
        guard let path = RepoPath(recorded: step.path), let value = step.step.value else {
          return nil
        }
        steps[path] = value
      }
      known.append(Journal.Index(file: FilePath(index.file), steps: steps))
    }
    var traces: [Worktree.Trace] = []
    for trace in self.traces {
      guard let path = RepoPath(recorded: trace.path), !trace.temporary.contains("/"),
        trace.temporary.hasPrefix(".agentsync-tmp-")
      else { return nil }
      let old = trace.old.map { TreeItem(recorded: $0) }
      let new = trace.new.map { TreeItem(recorded: $0) }
      if case .some(nil) = old { return nil }
      if case .some(nil) = new { return nil }
      traces.append(
        Worktree.Trace(
          path: path,
          temporary: trace.temporary,
          old: (old ?? nil).map(Worktree.Content.init),
          new: (new ?? nil).map(Worktree.Content.init)
        )
      )
    }
    return Journal(
      process: ProcessIdentity(
        number: process.number,
        startTime: process.startTime,
        boot: process.boot,
        namespace: process.namespace,
        host: process.host
      ),
      operation: operation,
      tree: tree.flatMap { ObjectID(hex: $0) },
      references: references,
      indexes: known,
      traces: traces,
      createdFolders: createdFolders.compactMap { RepoPath(recorded: $0) }
    )
  }
}

extension Worktree.Content {
  fileprivate var item: TreeItem {
    TreeItem(mode: isExecutable ? .executable : .file, objectID: id)
  }

  fileprivate init(_ item: TreeItem) {
    self.init(id: item.objectID, isExecutable: item.mode == .executable)
  }
}

extension Journal {
  /// The journal with the commit that the branch is at now.
  func with(headAfter: ObjectID?) -> Journal {
    Journal(
      process: process,
      operation: operation.with(sequence: operation.sequence, headAfter: headAfter),
      tree: tree,
      references: references,
      indexes: indexes,
      traces: traces,
      createdFolders: createdFolders
    )
  }
}
