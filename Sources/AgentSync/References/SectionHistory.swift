import AgentModel
import Git

/// Tells what became of a section that a document does not have any more.
final class SectionHistory {
  private let history: RenameHistory
  private let store = DocumentStore()
  /// What was read of the history, by path.
  private var versions: [RepoPath: [RenameHistory.Version]] = [:]
  private var formerPlaces: [RepoPath: [RepoPath]] = [:]

  /// How many versions of a document are looked at.
  private static let maximumVersions = 200

  init(_ history: RenameHistory) {
    self.history = history
  }

  /// Reads what the history has of some documents, all at once.
  func prepare(_ paths: some Collection<RepoPath>) throws(Problem) {
    let new = Set(paths).subtracting(formerPlaces.keys)
    guard !new.isEmpty else { return }
    let origins = try history.origins(of: new)
    for path in new { formerPlaces[path] = origins[path]?.map(\.path) ?? [] }
    try read(new.union(new.flatMap { formerPlaces[$0] ?? [] }))
  }

  private func read(_ paths: Set<RepoPath>) throws(Problem) {
    let new = paths.subtracting(versions.keys)
    let found = try history.versions(of: new, limit: SectionHistory.maximumVersions)
    for path in new { versions[path] = found[path] ?? [] }
  }

  /// The heading that took a section's place.
  struct Heir {
    let slug: String
    /// The first commit that has the new heading; nil where it is not committed yet.
    let commitID: ObjectID?
    let confidence: Rename.Confidence
  }

  /// Whether a document of the present has a section.
  func hasSection(_ anchor: String, at path: RepoPath) throws(Problem) -> Bool {
    guard let document = try present(path) else { return false }
    return DocumentDigest(document).hasSection(anchor)
  }

  /// Whether some version of a document, here or at a former place, had a section.
  func wasThere(_ anchor: String, in path: RepoPath, since former: RepoPath?) throws(Problem)
    -> Bool
  {
    for place in [path, former].compactMap(\.self)
    where try lastVersion(of: place, with: anchor) != nil {
      return true
    }
    return false
  }

  /// The heading that stands for one that is gone: the section is the same, by text and neighbours.
  func heir(of anchor: String, in path: RepoPath) throws(Problem) -> Heir? {
    guard let now = try present(path) else { return nil }
    try prepare([path])
    for place in [path] + (formerPlaces[path] ?? []) {
      guard let (before, commitID) = try lastVersion(of: place, with: anchor),
        let index = before.headings.firstIndex(where: { $0.slug == anchor.lowercased() })
      else { continue }
      let matching = SectionMatching(SectionTree(before), SectionTree(now))
      // The root comes before the first heading's section.
      guard let new = matching.newIndex[index + 1], new > 0 else { return nil }
      let isSameText = matching.old.text(of: index + 1) == matching.new.text(of: new)
      return Heir(
        slug: now.headings[new - 1].slug,
        commitID: commitID,
        confidence: isSameText ? .sure : .likely
      )
    }
    return nil
  }

  private func present(_ path: RepoPath) throws(Problem) -> Document? {
    guard let item = try history.reader.item(at: path), item.mode.isPlainFile else { return nil }
    return try? store.document(at: path, blob: item.objectID, from: history.reader).get()
  }

  /// The newest version of a file that has a section, and the commit that replaced it.
  private func lastVersion(
    of path: RepoPath,
    with anchor: String
  ) throws(Problem) -> (Document, ObjectID?)? {
    var next: ObjectID?
    if versions[path] == nil { try read([path]) }
    for version in versions[path] ?? [] {
      let document = try? store.document(at: path, blob: version.blobID, from: history.reader).get()
      if let document, document.headings.contains(where: { $0.slug == anchor.lowercased() }) {
        return (document, next)
      }
      next = version.commitID
    }
    return nil
  }
}
