package import AgentModel
package import Git

/// The history of one output in a repository.
package final class RepositoryHistory: OutputHistory {
  let past: RepositoryPast
  let path: RepoPath
  let pristinePath: RepoPath
  private var generatedTexts: [HistoryPoint: Generated?] = [:]

  package init(_ past: RepositoryPast, path: RepoPath) {
    self.past = past
    self.path = path
    pristinePath = Pristine.path(of: path)
  }

  package func parents(of point: HistoryPoint) throws(Problem) -> [HistoryPoint]? {
    try past.parents(of: point)
  }

  package func mergeBases(
    _ left: HistoryPoint,
    _ right: HistoryPoint
  ) throws(Problem) -> [HistoryPoint] {
    try past.mergeBases(left, right)
  }

  package func output(at point: HistoryPoint) throws(Problem) -> OutputText? {
    try text(at: path, point).map(OutputText.init)
  }

  package func pristine(at point: HistoryPoint) throws(Problem) -> OutputText? {
    try text(at: pristinePath, point).flatMap(Pristine.decode).map(OutputText.init)
  }

  private func text(at path: RepoPath, _ point: HistoryPoint) throws(Problem) -> [UInt8]? {
    try text(at: path, through: past.reader(at: point))
  }

  func text(at path: RepoPath, through reader: SnapshotReader) throws(Problem) -> [UInt8]? {
    guard let item = try reader.item(at: path), item.mode.isPlainFile,
      try reader.size(of: item.objectID) <= Plan.maximumOutputSize
    else { return nil }
    return try reader.bytes(of: item.objectID)
  }

  package func generated(at point: HistoryPoint) throws(Problem) -> OutputText? {
    try made(at: point)?.text
  }

  /// What is generated at a point, with all that it was made from.
  func made(at point: HistoryPoint) throws(Problem) -> Generated? {
    if let known = generatedTexts[point] { return known }
    var made: Generated?
    if let model = try past.model(at: point), let order = model.order(for: path) {
      let reader = try past.reader(at: point)
      made = try generate(order, of: model, through: reader, store: past.store)
    }
    generatedTexts[point] = .some(made)
    return made
  }

  package func isWrittenAlike(
    _ left: HistoryPoint,
    _ right: HistoryPoint
  ) throws(Problem) -> Bool {
    let first = try past.reader(at: left)
    let second = try past.reader(at: right)
    guard try first.item(at: path) == second.item(at: path) else { return false }
    return try first.item(at: pristinePath) == second.item(at: pristinePath)
  }

  package func isUntouched(
    _ point: HistoryPoint,
    since earlier: HistoryPoint
  ) throws(Problem) -> Bool {
    guard try isWrittenAlike(point, earlier), let model = try past.model(at: point) else {
      return false
    }
    let prefixes = model.config.rules.staticPrefixes
    guard !prefixes.isEmpty else { return false }
    let first = try past.reader(at: point)
    let second = try past.reader(at: earlier)
    for place in [Config.path] + prefixes {
      let item = try first.item(at: place)
      // A listing knows no ids of folders.
      guard item?.objectID != .zero, try item == second.item(at: place) else { return false }
    }
    guard let made = try made(at: point) else { return true }
    for (place, item) in made.reads {
      let before = try second.item(at: place)
      guard before?.mode == item?.mode else { return false }
      guard item?.mode == .tree || before?.objectID == item?.objectID else { return false }
    }
    return true
  }
}
