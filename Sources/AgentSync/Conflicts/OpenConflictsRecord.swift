import AgentModel
import Git

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Open conflicts as they are written down.
struct OpenConflictsRecord: Codable {
  struct Conflict: Codable {
    let path: String
    let agent: String
    let source: String?
    let base: String?
    let ours: String?
    let theirs: String?
    let marked: String?
    let original: Data?
  }

  let head: String
  let selection: [String]
  let conflicts: [Conflict]

  init(_ open: OpenConflicts) {
    head = open.headID.hex
    selection = open.selection
    conflicts = open.conflicts.map { conflict in
      Conflict(
        path: conflict.path.recorded,
        agent: conflict.agentID,
        source: conflict.source?.recorded,
        base: conflict.versions[1]?.recorded,
        ours: conflict.versions[2]?.recorded,
        theirs: conflict.versions[3]?.recorded,
        marked: conflict.marked?.recorded,
        original: conflict.original.map { Data($0) }
      )
    }
  }

  /// The conflicts; nil where the record is not what `init` makes.
  var value: OpenConflicts? {
    guard let headID = ObjectID(hex: head) else { return nil }
    var known: [OpenConflict] = []
    for conflict in conflicts {
      guard let conflict = conflict.value else { return nil }
      known.append(conflict)
    }
    return OpenConflicts(headID: headID, selection: selection, conflicts: known)
  }
}

extension OpenConflictsRecord.Conflict {
  fileprivate var value: OpenConflict? {
    guard let path = RepoPath(recorded: path) else { return nil }
    var versions: [Int: TreeItem] = [:]
    for (stage, text) in zip(1..., [base, ours, theirs]) {
      guard let text else { continue }
      guard let item = TreeItem(recorded: text), item.mode.isPlainFile else { return nil }
      versions[stage] = item
    }
    let marked = marked.map { TreeItem(recorded: $0) }
    if case .some(nil) = marked { return nil }
    return OpenConflict(
      path: path,
      agentID: agent,
      source: source.flatMap { RepoPath(recorded: $0) },
      versions: versions,
      marked: marked ?? nil,
      original: original.map(Array.init)
    )
  }
}
