import AgentModel
package import Git

/// A point of a repository's history: the snapshot a plan is made from, or a commit before it.
package enum HistoryPoint: Hashable, Sendable {
  case snapshot
  case commit(ObjectID)
}

/// What all outputs of one plan share when they look into the past: commits, models, texts.
package final class RepositoryPast {
  let repository: Repository
  let snapshot: Snapshot
  let store: DocumentStore
  private let head: SnapshotReader
  private let headModel: LibraryModel
  private var readers: [ObjectID: SnapshotReader] = [:]
  private var commits: [ObjectID: Commit] = [:]
  private var models: [ModelKey: LibraryModel?] = [:]
  private var configPrefixes: [TreeItem?: [RepoPath]?] = [:]
  private var registered: [HistoryPoint: Set<RepoPath>] = [:]
  private var shallowBoundary: Set<ObjectID>?
  /// Whether anything before the snapshot was looked at.
  private(set) var wasAsked = false
  private var bases: [MergeKey: [ObjectID]] = [:]
  /// The bases of outputs, by where they stand, that were found before a plan was made.
  var provedBases: [RepoPath: Base] = [:]
  /// What was generated here and need not be in any commit.
  let written: WrittenOutputs
  /// How many commits may still be walked over in search of what others take back or repeat.
  var commitsLeft = 20_000

  // What a library and its configuration rest on; equal keys, equal models.
  private struct ModelKey: Hashable {
    let config: TreeItem?
    let roots: [TreeItem?]
    /// Files of the library that are others than the roots hold.
    var changes: [RepoPath: TreeItem?] = [:]
  }

  private struct MergeKey: Hashable {
    let left: ObjectID
    let right: ObjectID
  }

  package init(
    repository: Repository,
    snapshot: Snapshot,
    model: LibraryModel,
    store: DocumentStore
  ) {
    self.repository = repository
    self.snapshot = snapshot
    self.store = store
    head = SnapshotReader(snapshot, in: repository)
    headModel = model
    written = WrittenOutputs(repository)
  }

  /// Where the history begins that the plan looks into.
  ///
  /// A commit to which files are added is none any more; it is what the snapshot stands on.
  var start: HistoryPoint { ownCommitID.map(HistoryPoint.commit) ?? .snapshot }

  /// The commit that the snapshot is, file for file; nil where it is none.
  private var ownCommitID: ObjectID? { snapshot.additions.isEmpty ? snapshot.commitID : nil }

  func reader(at point: HistoryPoint) throws(Problem) -> SnapshotReader {
    guard case .commit(let id) = point, id != ownCommitID else { return head }
    if let known = readers[id] { return known }
    let tree = try commit(id).treeID
    let reader = SnapshotReader(
      Snapshot(kind: .commit, content: .tree(tree), commitID: id, parentIDs: []),
      in: repository
    )
    readers[id] = reader
    return reader
  }

  func commit(_ id: ObjectID) throws(Problem) -> Commit {
    if let known = commits[id] { return known }
    let commit = try reading("read commit \(id.short)") { () throws(GitError) in
      try repository.readCommit(id)
    }
    commits[id] = commit
    return commit
  }

  func parents(of point: HistoryPoint) throws(Problem) -> [HistoryPoint]? {
    wasAsked = true
    guard case .commit(let id) = point else {
      return (snapshot.commitID.map { [$0] } ?? snapshot.parentIDs).map(HistoryPoint.commit)
    }
    // A snapshot of a commit knows its parents too, but not whether they are here.
    return try boundary().contains(id) ? nil : commit(id).parentIDs.map(HistoryPoint.commit)
  }

  /// Whether the clone is shallow, so that the past ends before it began.
  var isCutOff: Bool { get throws(Problem) { try !boundary().isEmpty } }

  private func boundary() throws(Problem) -> Set<ObjectID> {
    if let known = shallowBoundary { return known }
    let boundary = try reading("read the shallow boundary") { () throws(GitError) in
      try repository.shallowBoundary
    }
    shallowBoundary = boundary
    return boundary
  }

  func mergeBases(
    _ left: HistoryPoint,
    _ right: HistoryPoint
  ) throws(Problem) -> [HistoryPoint] {
    guard case .commit(let first) = left, case .commit(let second) = right else { return [] }
    let key =
      first < second
      ? MergeKey(left: first, right: second) : MergeKey(left: second, right: first)
    if let known = bases[key] { return known.map(HistoryPoint.commit) }
    let found = try reading("find where two branches parted") { () throws(GitError) in
      try repository.mergeBases(key.left, key.right)
    }
    bases[key] = found
    return found.map(HistoryPoint.commit)
  }

  /// The library at a point; nil where its configuration or library can't be read there.
  func model(at point: HistoryPoint) throws(Problem) -> LibraryModel? {
    guard case .commit(let id) = point, id != ownCommitID else { return headModel }
    return try model(of: reader(at: point))
  }

  private func model(of reader: SnapshotReader) throws(Problem) -> LibraryModel? {
    let configItem = try reader.item(at: Config.path)
    guard let prefixes = try prefixes(of: configItem, reader) else { return nil }
    guard !prefixes.isEmpty else { return try makeModel(reader) }
    var roots: [TreeItem?] = []
    for prefix in prefixes { roots.append(try reader.item(at: prefix)) }
    let key = ModelKey(config: configItem, roots: roots)
    if let known = models[key] { return known }
    let model = try makeModel(reader)
    models[key] = .some(model)
    return model
  }

  /// The library of a commit's tree some of whose files are others; nil where it can't be read.
  func model(
    of reader: SnapshotReader,
    changing point: HistoryPoint,
    by changes: [RepoPath: TreeItem?]
  ) throws(Problem) -> LibraryModel? {
    let configItem = try reader.item(at: Config.path)
    guard let prefixes = try prefixes(of: configItem, reader) else { return nil }
    guard !prefixes.isEmpty else { return try makeModel(reader) }
    let original = try self.reader(at: point)
    var roots: [TreeItem?] = []
    for prefix in prefixes { roots.append(try original.item(at: prefix)) }
    let inside = changes.filter { change in prefixes.contains { change.key.isWithin($0) } }
    let key = ModelKey(config: configItem, roots: roots, changes: inside)
    if let known = models[key] { return known }
    let model = try makeModel(reader)
    models[key] = .some(model)
    return model
  }

  /// The folders that a configuration's library lies in; nil where the configuration is damaged.
  private func prefixes(
    of configItem: TreeItem?,
    _ reader: SnapshotReader
  ) throws(Problem) -> [RepoPath]? {
    if let known = configPrefixes[configItem] { return known }
    var prefixes: [RepoPath]? = Config.defaults.rules.staticPrefixes
    if let item = configItem {
      let bytes = try reader.bytes(of: item.objectID)
      prefixes = (try? Config(parsing: bytes))?.rules.staticPrefixes
    }
    configPrefixes[configItem] = .some(prefixes)
    return prefixes
  }

  /// The paths of the outputs that the registry lists at a point.
  func registeredPaths(at point: HistoryPoint) throws(Problem) -> Set<RepoPath> {
    if let known = registered[point] { return known }
    let registry = try Registry(reader: reader(at: point))
    let paths = Set(registry.entries.values.flatMap(\.outputs).map(\.path))
    registered[point] = paths
    return paths
  }

  /// What stands at a path in a point's tree.
  func item(at path: RepoPath, in point: HistoryPoint) throws(Problem) -> TreeItem? {
    try reader(at: point).item(at: path)
  }

  /// A file that is gone, as it stood right before a point that is without it.
  struct Presence {
    let item: TreeItem
    /// The point that took it away, right after the one that holds it.
    let nextPoint: HistoryPoint
  }

  /// Finds what an agent's document was wherever it was taken away, on every line of the history.
  ///
  /// Two lines may have taken away different texts, and which of them is walked first must not matter.
  /// Points that know neither the document nor the agent's registry entry end the search: it is older
  /// than the agent there.
  func lastPresences(of entry: RegistryEntry) throws(Problem) -> [Presence] {
    let record = RegistryEntry.path(of: entry.id)
    var queue = [start]
    var seen: Set<HistoryPoint> = [start]
    var found: [Presence] = []
    var position = 0
    while position < queue.count, position < RepositoryPast.searchLimit {
      let point = queue[position]
      position += 1
      for parent in try parents(of: point) ?? [] {
        if let item = try item(at: entry.source, in: parent) {
          found.append(Presence(item: item, nextPoint: point))
        } else if try item(at: record, in: parent) != nil, seen.insert(parent).inserted {
          queue.append(parent)
        }
      }
    }
    return found
  }

  /// How many points are searched for a file that is gone.
  private static let searchLimit = 10_000

  private func makeModel(_ reader: SnapshotReader) throws(Problem) -> LibraryModel? {
    do throws(Problem) {
      return try LibraryModel(
        reader: reader,
        location: repository.location,
        store: store,
        work: Work(workers: 1)
      )
    } catch {
      // A state that could not be synced then has no generated text; one that can't be read now ends
      // the run.
      if error.code == .missingObject || error.code == .ioFailure { throw error }
      return nil
    }
  }
}
