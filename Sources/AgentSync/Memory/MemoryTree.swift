import AgentModel
import Git

/// The tree of a memory as it was read: what it holds, and what is to be kept as it is.
struct MemoryTree {
  private(set) var settlements = Settlements()
  /// The files that hold what `settlements` does, by path.
  private(set) var files: [RepoPath: ObjectID] = [:]
  /// Files of a newer version of the tool.
  private(set) var newer: [RepoPath: ObjectID] = [:]
  /// The paths of files that were passed over, the first few of them.
  private(set) var refused: [String] = []
  private(set) var refusedCount = 0

  /// More files than these are not looked at.
  static let fileLimit = 20_000
  /// After so many files that are not the tool's own the rest is not looked at.
  static let refusalLimit = 1_000
  /// More bytes than these are not read.
  static let byteLimit = 64 << 20

  private var looked = 0
  private var bytesRead = 0
  private let latest: Int64

  /// An empty memory.
  init() {
    latest = .max
  }

  /// Reads the memory that a commit holds.
  ///
  /// Whatever is not as the tool writes it is passed over and counted, for a memory that was fetched may
  /// hold anything; so are settlements from more than a day ahead of now, which would outlast all others.
  ///
  /// - Throws: Where the commit or its tree can't be read at all.
  init(of commitID: ObjectID, at now: Int64, in repository: Repository) throws(GitError) {
    latest = now + 24 * 3600
    let commit = try repository.readCommit(commitID)
    for entry in try repository.readTree(commit.treeID) {
      let name = String(decoding: entry.name, as: UTF8.self)
      guard let folder = Folder(rawValue: name), entry.mode.isTree else {
        refuse(name)
        continue
      }
      read(folder, entry.id, in: repository)
    }
  }

  /// The two folders of a memory.
  enum Folder: String {
    case entries
    case forgotten

    func path(_ key: SettlementKey) -> RepoPath? { RepoPath("\(rawValue)/\(key)") }
  }

  /// What is to stand in the tree for other settlements; the objects that this takes go into `objects`.
  func edits(
    for settlements: Settlements,
    _ objects: inout ObjectBatch
  ) throws(Problem) -> [RepoPath: TreeEdit.Change] {
    var edits = newer.mapValues { TreeEdit.Change.put(.file, $0) }
    func put(_ path: RepoPath?, _ bytes: () throws(Problem) -> [UInt8]) throws(Problem) {
      guard let path else { return }
      let bytes = try bytes()
      let id = try applying("remember") { () throws(GitError) in
        try files[path] == hashBlob(bytes) ? files[path] : objects.add(.blob, bytes)
      }
      edits[path] = id.map { .put(.file, $0) }
    }
    for (key, settlement) in settlements.entries {
      try put(Folder.entries.path(key)) { () throws(Problem) in
        try SettlementFile.encode(settlement)
      }
    }
    for (key, seconds) in settlements.forgotten {
      try put(Folder.forgotten.path(key)) { () throws(Problem) in
        try SettlementFile.encode(forgotten: seconds)
      }
    }
    return edits
  }

  // MARK: - Reading

  private mutating func read(_ folder: Folder, _ id: ObjectID, in repository: Repository) {
    guard let entries = try? repository.readTree(id) else { return refuse(folder.rawValue) }
    for entry in entries {
      let name = "\(folder.rawValue)/\(String(decoding: entry.name, as: UTF8.self))"
      guard let disagreement = MemoryTree.id(entry.name), entry.mode.isTree, hasRoom,
        let files = try? repository.readTree(entry.id)
      else {
        refuse(name)
        continue
      }
      for file in files {
        guard let resolution = MemoryTree.id(file.name), file.mode == .file, hasRoom else {
          refuse("\(name)/\(String(decoding: file.name, as: UTF8.self))")
          continue
        }
        let key = SettlementKey(disagreement: disagreement, resolution: resolution)
        read(folder, key, file.id, in: repository)
      }
    }
  }

  private mutating func read(
    _ folder: Folder,
    _ key: SettlementKey,
    _ id: ObjectID,
    in repository: Repository
  ) {
    looked += 1
    guard let path = folder.path(key),
      let bytes = try? repository.readBlob(id, limit: SettlementFile.sizeLimit)
    else { return refuse("\(folder.rawValue)/\(key)") }
    bytesRead += bytes.count
    switch (folder, SettlementFile.decode(bytes)) {
    case (.entries, .settlement(let settlement)) where settlement.key == key:
      guard settlement.settled <= latest else { return refuse(path.string) }
      settlements.add(settlement)
      files[path] = id
    case (.forgotten, .forgotten(let seconds)) where seconds <= latest:
      settlements.forget(key, at: seconds)
      files[path] = id
    case (_, .newer): newer[path] = id
    default: refuse(path.string)
    }
  }

  private var hasRoom: Bool {
    looked < MemoryTree.fileLimit && bytesRead < MemoryTree.byteLimit
      && refusedCount < MemoryTree.refusalLimit
  }

  private mutating func refuse(_ path: String) {
    refusedCount += 1
    if refused.count < 3 { refused.append(path) }
  }

  private static func id(_ name: [UInt8]) -> ObjectID? {
    let text = String(decoding: name, as: UTF8.self)
    // One spelling only: the tree is found by it.
    return ObjectID(hex: text).flatMap { $0.hex == text ? $0 : nil }
  }
}

extension MemoryTree {
  /// What is said of files that were passed over; nil where there are none.
  func problem(of source: MemorySource) -> Problem? {
    guard let first = refused.first else { return nil }
    let whose =
      switch source {
      case .own: "in the memory"
      case .remote(let name): "in the memory of '\(name)'"
      }
    let files = refusedCount == 1 ? "1 file" : "\(refusedCount) files"
    let are = refusedCount == 1 ? "is" : "are"
    return Problem(
      .badMemory,
      severity: .warning,
      "\(files) \(whose) \(are) not as the tool writes them and \(are) passed over: '\(first)'",
      hint: "nothing of it is used; 'git log -p \(source.reference)' shows who put it there"
    )
  }
}

extension MemorySource {
  /// The reference that leads to the newest commit of the memory.
  package var reference: String {
    switch self {
    case .own: "refs/agentsync/memory"
    case .remote(let name): "refs/agentsync/fetched/\(name)/memory"
    }
  }
}
