import AgentModel
import Git
import PromptFiles

/// Tells which lines of an output a merge by git took out of another one.
///
/// git's merge pairs files that look alike as renames: where one branch removed an output and made
/// another, what the other branch changed in the removed one lands in the new one.
final class MovedLines {
  /// Where lines stood before the merge.
  struct Origin {
    let path: RepoPath
    let parentID: ObjectID
    let lines: Set<[UInt8]>
  }

  /// What a parent changed in one of its outputs, and the other parent has not alike.
  private struct Change {
    let path: RepoPath
    let target: Target
    let entry: RegistryEntry
    let parentID: ObjectID
    let lines: Set<[UInt8]>
  }

  private let past: RepositoryPast
  private var known: [Change]?

  init(_ past: RepositoryPast) {
    self.past = past
  }

  /// Where those lines come from that no parent has at `path`; nil where that is no other output.
  ///
  /// `entry` is the record of the output's agent: its own output under a former name is no other one.
  func origin(
    of lines: Set<[UInt8]>,
    at path: RepoPath,
    _ target: Target,
    of entry: RegistryEntry?
  ) throws(Problem) -> Origin? {
    let parents = try past.parents(of: past.start) ?? []
    guard parents.count > 1 else { return nil }
    var strange = lines
    for parent in parents { strange.subtract(try wordedLines(at: path, in: parent)) }
    guard !strange.isEmpty else { return nil }
    let change = try changes(of: parents).first { change in
      change.path != path && change.lines.isSuperset(of: strange)
        && !(change.target == target && entry?.isOfSameAgent(as: change.entry) == true)
    }
    return change.map { Origin(path: $0.path, parentID: $0.parentID, lines: strange) }
  }

  private func changes(of parents: [HistoryPoint]) throws(Problem) -> [Change] {
    if let known { return known }
    var changes: [Change] = []
    for (index, parent) in parents.enumerated() {
      guard case .commit(let parentID) = parent else { continue }
      let other = parents[index == 0 ? 1 : 0]
      let base = try past.mergeBases(parent, other).first
      for entry in try Registry(reader: past.reader(at: parent)).entries.values {
        for output in entry.outputs {
          let item = try past.item(at: output.path, in: parent)
          guard item != nil, try item != past.item(at: output.path, in: other) else { continue }
          var lines = try wordedLines(at: output.path, in: parent)
          if let base { lines.subtract(try wordedLines(at: output.path, in: base)) }
          guard !lines.isEmpty else { continue }
          changes.append(
            Change(
              path: output.path,
              target: output.target,
              entry: entry,
              parentID: parentID,
              lines: lines
            )
          )
        }
      }
    }
    changes.sort { ($0.path, $0.parentID.hex) < ($1.path, $1.parentID.hex) }
    known = changes
    return changes
  }

  private func wordedLines(
    at path: RepoPath,
    in point: HistoryPoint
  ) throws(Problem) -> Set<[UInt8]> {
    try RepositoryHistory(past, path: path).output(at: point)?.wordedLines ?? []
  }
}

extension RegistryEntry {
  /// Whether both are records of one agent, which may have moved in between.
  fileprivate func isOfSameAgent(as other: RegistryEntry) -> Bool {
    id == other.id || source == other.source || formerSources.contains(other.source)
      || other.formerSources.contains(source)
  }
}
