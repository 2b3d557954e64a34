import AgentModel
import Git

/// A library root of the configuration that stands elsewhere now.
struct MovedRoot: Hashable {
  let old: RepoPath
  let new: RepoPath
  let whereabouts: Whereabouts

  /// What happened, for a message.
  var words: String {
    let commits = whereabouts.steps.compactMap(\.commitID?.short)
    let place = commits.isEmpty ? "" : " in \(commits.joined(separator: ", "))"
    return "the library moved from '\(old)' to '\(new)'\(place)"
  }
}

/// Finds the library roots that are gone and whose folder went elsewhere as a whole.
///
/// Only roots without wildcards are looked for, and only where the registry knows agents of theirs.
///
/// - Throws: `Problem` where the configuration or the repository can't be read.
func movedRoots(
  of snapshot: Snapshot,
  in repository: Repository,
  work: Work
) throws(Problem) -> [MovedRoot] {
  let reader = SnapshotReader(snapshot, in: repository)
  let rules = try LibraryModel.config(reader).rules
  var lost: [RepoPath] = []
  for root in rules.roots {
    guard let path = RepoPath(root), rules.staticPrefixes.contains(path) else { continue }
    if try reader.item(at: path) == nil { lost.append(path) }
  }
  guard !lost.isEmpty else { return [] }
  let sources = try Registry(reader: reader).entries.values.map(\.source)
  lost.removeAll { root in !sources.contains { $0.isWithin(root) } }
  guard !lost.isEmpty else { return [] }
  let history = try RenameHistory(to: snapshot, in: repository, work: work)
  let found = try history.whereabouts(of: lost)
  return lost.compactMap { root in
    guard let whereabouts = found[root], let now = whereabouts.now, whereabouts.confidence == .sure
    else { return nil }
    return MovedRoot(old: root, new: now, whereabouts: whereabouts)
  }
}

/// The configuration with the new places of its roots, and nothing else changed.
///
/// - Returns: nil where it can't be written without taking the file apart: the roots are given by default
///   beside other settings of the library.
func configuration(_ bytes: [UInt8]?, following moves: [MovedRoot]) -> [UInt8]? {
  guard let bytes else {
    let roots = moves.map(\.new.string).joined(separator: ", ")
    let text = Array("library:\n  roots: [\(roots)]\n".utf8)
    return leads(text, to: moves) ? text : nil
  }
  guard let pairs = try? YAMLReader.parse(bytes[...], at: Config.path, firstLine: 1) else {
    return nil
  }
  let library = pairs.first { $0.key == "library" }?.item.value
  let lines = LineIndex(bytes)
  let text: [UInt8]
  if let roots = library?["roots"] {
    let edits = (roots.value.items ?? [roots]).compactMap { item -> ReferenceEdit? in
      guard let written = item.value.text,
        let move = moves.first(where: { $0.old == RepoPath(withoutSlashes(written)) })
      else { return nil }
      let range = item.textRange(in: bytes, lines)
      guard !range.isEmpty else { return nil }
      return ReferenceEdit(range: range, bytes: move.new.bytes)
    }
    guard !edits.isEmpty else { return nil }
    text = edits.applied(to: bytes)
  } else if library == nil {
    let roots = moves.map(\.new.string).joined(separator: ", ")
    let isEnded = bytes.last.map { $0 == UInt8(ascii: "\n") } ?? true
    text = bytes + Array("\(isEnded ? "" : "\n")library:\n  roots: [\(roots)]\n".utf8)
  } else {
    return nil
  }
  return leads(text, to: moves) ? text : nil
}

private func withoutSlashes(_ text: String) -> String {
  var text = text
  while text.hasSuffix("/") { text.removeLast() }
  return text
}

/// Whether a configuration, read again, has the new roots and none of the old ones.
private func leads(_ text: [UInt8], to moves: [MovedRoot]) -> Bool {
  guard let config = try? Config(parsing: text) else { return false }
  let roots = Set(config.rules.roots)
  return moves.allSatisfy { roots.contains($0.new.string) && !roots.contains($0.old.string) }
}
