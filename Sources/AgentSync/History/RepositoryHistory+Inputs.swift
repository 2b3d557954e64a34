package import AgentModel
import Git

/// What the output is made from.
extension RepositoryHistory {
  /// The files that the generated text at a point was made from; those that were missed, too.
  func inputs(at point: HistoryPoint) throws(Problem) -> Set<RepoPath> {
    guard let model = try past.model(at: point) else { return [Config.path] }
    return inputs(of: model, try made(at: point))
  }

  func inputs(of model: LibraryModel, _ made: Generated?) -> Set<RepoPath> {
    var paths: Set<RepoPath> = [Config.path]
    if let order = model.order(for: path), let agent = model.library[order.agentID] {
      paths.insert(agent.file.document)
    }
    for (place, item) in made?.reads ?? [:] where item?.mode != .tree { paths.insert(place) }
    return paths
  }

  package func changesInputs(
    _ point: HistoryPoint,
    since earlier: HistoryPoint
  ) throws(Problem) -> Bool {
    try !changedInputs(point, since: earlier).isEmpty
  }

  /// The inputs that are others than at an earlier point.
  func changedInputs(
    _ point: HistoryPoint,
    since earlier: HistoryPoint
  ) throws(Problem) -> Set<RepoPath> {
    var changed: Set<RepoPath> = []
    for place in try inputs(at: point).union(inputs(at: earlier)) {
      let old = try past.item(at: place, in: earlier)
      if try !ItemMerge.areAlike(old, past.item(at: place, in: point)) { changed.insert(place) }
    }
    return changed
  }

  /// What differs between two points in the library, its configuration, and the output.
  ///
  /// nil where there is too much of it, or a library's place is unknown.
  func inputChanges(
    from earlier: HistoryPoint,
    to point: HistoryPoint
  ) throws(Problem) -> [RepoPath: RepositoryPast.ItemChange]? {
    var places: Set<RepoPath> = [Config.path, path]
    for point in [earlier, point] {
      places.formUnion(try inputs(at: point))
      guard let model = try past.model(at: point) else { continue }
      let prefixes = model.config.rules.staticPrefixes
      guard !prefixes.isEmpty else { return nil }
      places.formUnion(prefixes)
    }
    return try past.changes(from: earlier, to: point, below: places.sorted())
  }
}
