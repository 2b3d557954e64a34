package import AgentModel
package import Git

/// The documents in which broken references are written anew, and what is left to people.
package struct ReferenceFixes: Sendable {
  /// A document with new targets.
  package struct Document: Hashable, Sendable {
    package let path: RepoPath
    /// The whole file with nothing but targets changed.
    package let bytes: [UInt8]
    /// In the order of the text.
    package let fixes: [Fix]
  }

  /// A reference that was written anew.
  package struct Fix: Hashable, Sendable {
    package let broken: BrokenReference
    /// The target's bytes as they stand now.
    package let written: String
  }

  /// Sorted by path.
  package let documents: [Document]
  /// What is not sure, or can't be written in the form that the reference has; sorted by place.
  package let left: [BrokenReference]

  /// The new bytes by path.
  package var files: [RepoPath: [UInt8]] {
    Dictionary(documents.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  init(documents: [Document], left: [BrokenReference]) {
    self.documents = documents
    self.left = left
  }

  /// Writes the references whose answer is sure anew.
  ///
  /// A document is taken only if, read again, each of these references leads where it is to lead and
  /// every other one where it led before.
  ///
  /// - Parameters:
  ///   - broken: The broken references with their answers.
  ///   - scan: The tree they are of.
  ///   - isIncluded: Which documents may be written.
  ///   - repository: Where the tree is.
  /// - Throws: `Problem` where the repository can't be read.
  package init(
    of broken: [BrokenReference],
    in scan: ReferenceScan,
    where isIncluded: (RepoPath) -> Bool,
    _ repository: Repository
  ) throws(Problem) {
    var documents: [Document] = []
    var left: [BrokenReference] = []
    let tree = RecordingTree(SnapshotReader(scan.snapshot, in: repository), store: DocumentStore())
    let byDocument = Dictionary(grouping: broken, by: \.edge.document)
    for (path, references) in byDocument {
      let sure = references.filter { $0.sureAnswer != nil }
      guard isIncluded(path), !sure.isEmpty, let item = tree.entry(at: path) else {
        left += references
        continue
      }
      let bytes = try tree.reader.bytes(of: item.objectID)
      let mending = ReferenceMending(
        path: path,
        bytes: bytes,
        context: scan.context,
        names: scan.model.names,
        tree: tree
      )
      let made = mending.fixes(sure)
      let fixed = Set(made.map(\.fix.broken))
      left += references.filter { !fixed.contains($0) }
      guard !made.isEmpty else { continue }
      documents.append(
        Document(
          path: path,
          bytes: made.map(\.edit).applied(to: bytes),
          fixes: made.map(\.fix)
        )
      )
    }
    if let failure = tree.failure { throw failure }
    self.documents = documents.sorted { $0.path < $1.path }
    self.left = left.sorted {
      ($0.edge.document, $0.edge.reference.targetRange.lowerBound)
        < ($1.edge.document, $1.edge.reference.targetRange.lowerBound)
    }
  }
}
