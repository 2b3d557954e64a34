import AgentModel
import Git

/// Which text an output was made from.
extension Planner {
  func base(of slot: Slot, at path: RepoPath, _ output: OutputText?) throws(Problem) -> Base {
    if let base = options.settled[path]?.base { return .text(base) }
    if let base = basis.past.provedBases[path] { return base }
    if let output, try isLeftover(slot, at: path) { return .text(output) }
    let base = try BaseFinder(RepositoryHistory(basis.past, path: path)).base(of: start)
    guard case .text(let text) = base else {
      return try baseWhereItStood(slot, before: path) ?? base
    }
    guard let output, output != text, let other = try uncommittedBase(at: path) else { return base }
    // A person may have put the output back since, and left the other file.
    let isNearer = output.lineDistance(to: other) < output.lineDistance(to: text)
    return isNearer ? .text(other) : base
  }

  /// Whether an output is what a run here generated for another state of its source, which was not committed
  /// or taken back since.
  ///
  /// Where the source is what it was, a person may have fetched an older text on purpose.
  private func isLeftover(_ slot: Slot, at path: RepoPath) throws(Problem) -> Bool {
    let past = basis.past
    let history = RepositoryHistory(past, path: path)
    guard let item = try reader.item(at: path), try reader.item(at: history.pristinePath) == nil,
      let parents = try past.parents(of: start), !parents.isEmpty,
      try past.written.hold(item.objectID, at: path)
    else { return false }
    for parent in parents {
      guard try past.item(at: path, in: parent) != item,
        try history.generated(at: parent) != slot.generated?.text
      else { return false }
    }
    return true
  }

  /// The text that a staged output was generated from in the work tree, where a run wrote both and the person
  /// staged the output alone.
  private func uncommittedBase(at path: RepoPath) throws(Problem) -> OutputText? {
    guard basis.snapshot.kind == .index, try reader.item(at: Pristine.path(of: path)) == nil
    else { return nil }
    return try worktreePristine(of: path, in: basis.past.repository)
  }

  /// The base of an output that a person, or git in a rebase, moved along with its source: where it stood.
  ///
  /// - Returns: nil where no commit knew it by another path right before it came to stand here.
  private func baseWhereItStood(_ slot: Slot, before path: RepoPath) throws(Problem) -> Base? {
    let past = basis.past
    guard try past.item(at: path, in: start) != nil else { return nil }
    var point = start
    for _ in 0..<Self.maximumCommits where try past.item(at: path, in: point) != nil {
      guard let parent = try past.parents(of: point)?.first else { return nil }
      point = parent
    }
    guard let former = try formerPath(of: slot, at: point) else { return nil }
    return try BaseFinder(RepositoryHistory(past, path: former)).base(of: point)
  }

  /// How far back a commit is looked for that moved an output.
  private static let maximumCommits = 1_000

  /// Where the agent's output stood at a point: by its id now or before, or by where its document was.
  private func formerPath(of slot: Slot, at point: HistoryPoint) throws(Problem) -> RepoPath? {
    let oldID = basis.renames.first { $0.value == slot.agentID }?.key
    let ids = [slot.agentID, oldID].compactMap(\.self)
    let entries = ids.compactMap { basis.registry.entries[$0] }
    let sources = Set(entries.flatMap { $0.formerSources + [$0.source] })
    let before = try Registry(reader: basis.past.reader(at: point))
    for entry in before.entries.values.sorted(by: { $0.id < $1.id })
    where ids.contains(entry.id) || sources.contains(entry.source) {
      for output in entry.outputs where output.target == slot.target {
        if try basis.past.item(at: output.path, in: point) != nil { return output.path }
      }
    }
    return nil
  }
}
