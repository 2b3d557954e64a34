package import AgentModel
import Git

/// What a change makes of other states.
extension RepositoryHistory {
  /// How many states are tried, and how many commits are walked over for them.
  private static let maximumStates = 30
  private static let maximumCommits = 1_000

  package func states(
    before start: HistoryPoint,
    changedBy point: HistoryPoint
  ) throws(Problem) -> [HistoryPoint] {
    guard case .commit(let startID) = start, past.commitsLeft > 0 else { return [] }
    let inputs = try inputs(at: start).union(inputs(at: point))
    let limit = min(past.commitsLeft, RepositoryHistory.maximumCommits)
    let steps = try reading("walk over the commits that changed '\(path)'") {
      () throws(GitError) in
      try past.repository.historyAlong(
        paths: inputs.union([path, pristinePath]).sorted(),
        from: startID,
        limit: limit
      )
    }
    defer { past.commitsLeft -= limit - steps.commitsLeft }
    var states: [HistoryPoint] = []
    var seen: Set<[TreeEntry?]> = []
    while states.count < RepositoryHistory.maximumStates {
      let step = try reading("walk over the commits that changed '\(path)'") {
        () throws(GitError) in try steps.next()
      }
      guard let step else { break }
      if seen.insert(step.entries).inserted { states.append(.commit(step.commit.id)) }
    }
    return states
  }

  package func replay(
    from start: HistoryPoint,
    to point: HistoryPoint,
    onto state: HistoryPoint
  ) throws(Problem) -> HistoryTree? {
    guard case .commit(let id) = state, let change = try inputChanges(from: start, to: point)
    else { return nil }
    var places = Array(change.keys)
    let pristine = try past.item(at: pristinePath, in: start)
    if try !ItemMerge.areAlike(pristine, past.item(at: pristinePath, in: point)) {
      places.append(pristinePath)
    }
    var patch = Patch()
    for place in places.sorted() {
      let merge = ItemMerge(
        base: try side(place, start),
        ours: try side(place, state),
        theirs: try side(place, point)
      )
      try patch.add(merge.results().first ?? .conflict, at: place, over: merge.ours.item)
    }
    guard !patch.conflicts.contains(path) else { return nil }
    // What only the work tree holds is in no object yet.
    let unstored = try past.reader(at: point).snapshot.unstored
    for item in patch.items.values.compactMap(\.self) {
      if let bytes = unstored[item.objectID] { patch.unstored[item.objectID] = bytes }
    }
    let snapshot = Snapshot(
      kind: .commit,
      content: .changed(try past.commit(id).treeID, patch.items),
      commitID: nil,
      parentIDs: [],
      unstored: patch.unstored
    )
    return try tree(SnapshotReader(snapshot, in: past.repository), patch, of: state)
  }

  private func tree(
    _ reader: SnapshotReader,
    _ patch: Patch,
    of state: HistoryPoint
  ) throws(Problem) -> HistoryTree? {
    guard let model = try past.model(of: reader, changing: state, by: patch.items) else {
      return nil
    }
    var made: Generated?
    if let order = model.order(for: path) {
      made = try generate(order, of: model, through: reader, store: past.store)
    }
    let inputs = inputs(of: model, made)
    guard inputs.isDisjoint(with: patch.conflicts) else { return nil }
    return HistoryTree(
      output: try text(at: path, through: reader).map(OutputText.init),
      generated: made?.text,
      pristine: try text(at: pristinePath, through: reader).flatMap(Pristine.decode)
        .map(OutputText.init),
      reader: reader,
      inputs: inputs
    )
  }

  package func sameState(
    as tree: HistoryTree,
    among points: [HistoryPoint]
  ) throws(Problem) -> HistoryPoint? {
    let places = tree.inputs.union([path]).sorted()
    for point in points {
      var isSame = true
      for place in places where isSame {
        let item = try past.item(at: place, in: point)
        isSame = try ItemMerge.areAlike(item, tree.reader.item(at: place))
      }
      if isSame { return point }
    }
    return nil
  }
}

/// A commit's tree with a change put on it that was made elsewhere.
package struct HistoryTree: ReplayedTree {
  package let output: OutputText?
  package let generated: OutputText?
  package let pristine: OutputText?
  let reader: SnapshotReader
  let inputs: Set<RepoPath>
}

/// What is other than in a commit's tree.
private struct Patch {
  var items: [RepoPath: TreeItem?] = [:]
  var unstored: [ObjectID: [UInt8]] = [:]
  var conflicts: Set<RepoPath> = []

  mutating func add(
    _ result: ItemMerge.Result,
    at path: RepoPath,
    over present: TreeItem?
  ) throws(Problem) {
    switch result {
    case .conflict: conflicts.insert(path)
    case .item(let item):
      if !ItemMerge.areAlike(item, present) { items[path] = .some(item) }
    case .text(let bytes, let mode):
      let id = try reading("hash a merged text") { () throws(GitError) in try hashBlob(bytes) }
      unstored[id] = bytes
      items[path] = .some(TreeItem(mode: mode, objectID: id))
    }
  }
}
