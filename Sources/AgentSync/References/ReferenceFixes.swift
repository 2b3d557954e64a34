package import AgentModel
package import Git
import PromptFiles

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

  /// How many references are written anew.
  package var count: Int { documents.reduce(0) { $0 + $1.fixes.count } }

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
      let mending = Mending(path: path, bytes: bytes, scan: scan, tree: tree)
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

/// Writes references of one document anew.
private struct Mending {
  let path: RepoPath
  let bytes: [UInt8]
  let scan: ReferenceScan
  let tree: RecordingTree

  typealias Made = (fix: ReferenceFixes.Fix, edit: ReferenceEdit)

  /// The fixes that hold when the document is read again.
  func fixes(_ sure: [BrokenReference]) -> [Made] {
    guard let before = references(of: bytes) else { return [] }
    let places = Dictionary(
      before.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    typealias Choice = (index: Int, edits: [ReferenceEdit], broken: BrokenReference)
    let choices = sure.compactMap { broken -> Choice? in
      let edits = edits(for: broken)
      guard let index = places[broken.edge.reference], !edits.isEmpty else { return nil }
      return (index, edits, broken)
    }
    // The likeliest of all together are nearly always right, and then it is one reading for all.
    let likeliest = choices.map { ($0.index, $0.edits[0], $0.broken) }
    if isRight(likeliest, before) { return likeliest.map { Mending.made($0.1, $0.2) } }
    var chosen: [(index: Int, edit: ReferenceEdit, broken: BrokenReference)] = []
    for choice in choices {
      let fitting = choice.edits.first { edit in
        isRight(chosen + [(choice.index, edit, choice.broken)], before)
      }
      if let fitting { chosen.append((choice.index, fitting, choice.broken)) }
    }
    return chosen.map { Mending.made($0.edit, $0.broken) }
  }

  private static func made(_ edit: ReferenceEdit, _ broken: BrokenReference) -> Made {
    let written = String(decoding: edit.bytes, as: UTF8.self)
    return (ReferenceFixes.Fix(broken: broken, written: written), edit)
  }

  /// The ways to write a reference anew, the likeliest first.
  private func edits(for broken: BrokenReference) -> [ReferenceEdit] {
    guard let found = broken.sureAnswer else { return [] }
    let reference = broken.edge.reference
    guard !reference.targetRange.isEmpty else { return [] }
    let texts: [[UInt8]]
    switch found.destination {
    case .file(let target):
      texts = ReferenceRewriting(
        reference,
        in: bytes,
        of: path,
        agent: scan.context.agent(of: path),
        root: scan.context.root(of: path)
      ).targets(to: target, former: broken.formerTarget)
    case .agent(_, let written):
      let before = reference.targetRange.lowerBound - 1
      let quote = before >= 0 && [0x22, 0x27].contains(bytes[before]) ? bytes[before] : nil
      texts = [ReferenceRewriting.agentName(written, isQuoted: quote)]
    }
    return texts.map { ReferenceEdit(range: reference.targetRange, bytes: $0) }
  }

  /// Whether the document, read again, differs in these references alone, and they lead where they are to.
  private func isRight(
    _ edits: [(index: Int, edit: ReferenceEdit, broken: BrokenReference)],
    _ before: [Reference]
  ) -> Bool {
    let text = edits.map(\.edit).applied(to: bytes)
    guard let after = references(of: text), after.count == before.count else { return false }
    let edited = Dictionary(
      edits.map { ($0.index, $0.broken) },
      uniquingKeysWith: { first, _ in first }
    )
    for (index, reference) in after.enumerated() {
      if let broken = edited[index] {
        guard reference.form == before[index].form, leads(reference, to: broken) else {
          return false
        }
      } else {
        guard reference.form == before[index].form, reference.path == before[index].path,
          reference.anchor == before[index].anchor
        else { return false }
      }
    }
    return true
  }

  private func leads(_ reference: Reference, to broken: BrokenReference) -> Bool {
    guard let destination = broken.sureAnswer?.destination else { return false }
    switch (destination, scan.context.resolve(reference, from: path, in: tree)) {
    case (.file(let target), .file(let path, _)):
      return path == target.path && !target.isFolder
        && (target.anchor == nil || target.anchor == reference.anchor)
    case (.file(let target), .anchorOnly):
      return target.path == path && target.anchor == reference.anchor
    case (.file(let target), .folder(let path)): return path == target.path && target.isFolder
    case (.agent(let id, _), .agentName(let written)):
      return scan.model.names.ids(of: written) == [id]
    default: return false
    }
  }

  private func references(of bytes: [UInt8]) -> [Reference]? {
    guard let document = try? Document(parsing: bytes, at: path) else { return nil }
    return DocumentDigest(document).references
  }
}

extension BrokenReference {
  /// The path at which the file stood that the reference meant; nil where history doesn't say.
  fileprivate var formerTarget: RepoPath? {
    guard case .missing(let candidates) = fault, case .found(let found) = answer else { return nil }
    switch found.evidence {
    case .renamed(let whereabouts), .folderMoved(let whereabouts):
      return candidates.first { $0.isWithin(whereabouts.path) }
    default: return nil
    }
  }
}
