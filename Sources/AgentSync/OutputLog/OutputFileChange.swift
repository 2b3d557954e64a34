package import struct Git.ObjectID
package import struct Git.RepoPath
package import struct Git.TreeChange

/// What a commit did to one file.
package struct OutputFileChange: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case added
    case modified
    case deleted
    case renamed

    /// As `git log --name-status` has it.
    package var letter: String {
      switch self {
      case .added: "A"
      case .modified: "M"
      case .deleted: "D"
      case .renamed: "R"
      }
    }
  }

  package let kind: Kind
  package let path: RepoPath
  /// Where a renamed file stood.
  package let formerPath: RepoPath?
  /// The agent that the file belongs to, as far as the trees at hand tell.
  package let agentID: String?
}

/// Says what a commit did, with a file that only went elsewhere taken for one.
///
/// - Parameters:
///   - changes: what differs from the commit's first parent.
///   - signs: what a path is known to stand for; a file that is gone and a new one that share a sign, or
///     else their bytes, are one.
///   - agentID: whose file it is.
/// - Returns: sorted by path.
func fileChanges(
  _ changes: [TreeChange],
  signs: (RepoPath) -> [String],
  agentID: (RepoPath) -> String?
) -> [OutputFileChange] {
  let gone = changes.filter { $0.new == nil }
  var bySign: [String: [RepoPath]] = [:]
  for change in gone.reversed() {
    for sign in signs(change.path) { bySign[sign, default: []].append(change.path) }
  }
  var byBlob = Dictionary(grouping: gone.reversed()) { $0.old?.id }.mapValues { $0.map(\.path) }
  var taken: Set<RepoPath> = []
  func next(_ candidates: inout [RepoPath]?) -> RepoPath? {
    while let path = candidates?.popLast() {
      if taken.insert(path).inserted { return path }
    }
    return nil
  }
  var answer: [OutputFileChange] = []
  for change in changes where change.new != nil {
    guard change.old == nil else {
      answer.append(OutputFileChange(.modified, change.path, agentID(change.path)))
      continue
    }
    var former: RepoPath?
    for sign in signs(change.path) where former == nil { former = next(&bySign[sign]) }
    former = former ?? next(&byBlob[change.new?.id])
    answer.append(
      OutputFileChange(
        kind: former == nil ? .added : .renamed,
        path: change.path,
        formerPath: former,
        agentID: agentID(change.path)
      )
    )
  }
  answer += gone.filter { !taken.contains($0.path) }.map {
    OutputFileChange(.deleted, $0.path, agentID($0.path))
  }
  return answer.sorted { $0.path < $1.path }
}

extension OutputFileChange {
  fileprivate init(_ kind: Kind, _ path: RepoPath, _ agentID: String?) {
    self.init(kind: kind, path: path, formerPath: nil, agentID: agentID)
  }
}
