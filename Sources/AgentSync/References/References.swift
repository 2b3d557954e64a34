package import AgentModel
package import Git

/// What `refs check` found.
package struct ReferenceCheck: Sendable {
  package let scan: ReferenceScan
  package let broken: [BrokenReference]
  /// Whether some answers may be missing because the history is longer than what was looked at.
  package let isCutShort: Bool
  /// Those that `refs fix` writes anew: sure, not in an output, and the form can say it.
  package let mendable: Set<BrokenReference>

  /// Whether a broken reference stands in an output and the next sync mends it.
  package func isFollowing(_ reference: BrokenReference) -> Bool {
    reference.sureAnswer != nil && scan.outputs.contains(reference.edge.document)
  }
}

/// Lists the references of one tree; nothing is written.
///
/// - Throws: `Problem` where configuration, library or repository can't be read.
package func listReferences(
  of source: SnapshotSource,
  in repository: Repository,
  work: Work
) throws(Problem) -> ReferenceScan {
  try ReferenceScan(try scan(source, in: repository), in: repository, work: work)
}

/// Finds the references of one tree that lead nowhere, and where they were to lead; nothing is written.
///
/// - Parameters:
///   - source: The tree.
///   - paths: Folders or files that it is limited to; none is all.
///   - repository: Where the tree is.
///   - work: How many threads read.
/// - Returns: The broken references, sorted by place, each with its answer.
/// - Throws: `Problem` where configuration, library or repository can't be read.
package func checkReferences(
  of source: SnapshotSource,
  in paths: [RepoPath] = [],
  _ repository: Repository,
  work: Work
) throws(Problem) -> ReferenceCheck {
  let snapshot = try AgentSync.scan(source, in: repository)
  let scan = try ReferenceScan(snapshot, in: repository, work: work)
  var answers = ReferenceAnswers(
    scan,
    history: try RenameHistory(to: snapshot, in: repository, work: work)
  )
  let broken = try answers.brokenReferences(in: paths)
  let fixes = try ReferenceFixes(
    of: broken,
    in: scan,
    where: { !scan.outputs.contains($0) },
    repository
  )
  return ReferenceCheck(
    scan: scan,
    broken: broken,
    isCutShort: answers.isCutShort,
    mendable: Set(fixes.documents.flatMap(\.fixes).map(\.broken))
  )
}

extension ReferenceScan {
  /// The references of a document or folder, to a file, folder or agent.
  ///
  /// - Parameters:
  ///   - from: A document or a folder of documents; nil is all.
  ///   - to: A file, a folder (which counts with all in it) or an agent's id; nil is all.
  /// - Returns: The references, sorted by document, then by place.
  /// - Throws: `Problem` with `command.unknown-output` where a name is no path and no agent.
  package func references(
    from: String?,
    to: String?
  ) throws(Problem) -> [ReferenceGraph.Edge] {
    let origin = try from.map { (name) throws(Problem) in try place(name) }
    let target = try to.map { (name) throws(Problem) in try place(name) }
    return graph.edges.filter { edge in
      if let origin, !edge.document.isWithin(origin) { return false }
      guard let target else { return true }
      return edge.destination.path?.isWithin(target) ?? edge.missingCandidates.contains(target)
    }
  }

  /// The path that a person names: an agent's id stands for its document.
  private func place(_ name: String) throws(Problem) -> RepoPath {
    if let agent = model.library[name] { return agent.file.document }
    var text = name[...]
    while text.hasPrefix("./") { text.removeFirst(2) }
    while text.hasSuffix("/") { text.removeLast() }
    guard let path = RepoPath(String(text)) else {
      throw Problem(
        .wrongUsage,
        "'\(name)' is no path within the repository",
        hint: "write it from the top of the repository, or name an agent by its id"
      )
    }
    return path
  }
}

extension ReferenceGraph.Edge {
  /// The paths that a broken reference may mean.
  fileprivate var missingCandidates: [RepoPath] {
    guard case .broken(.missing(let candidates)) = destination else { return [] }
    return candidates
  }
}
