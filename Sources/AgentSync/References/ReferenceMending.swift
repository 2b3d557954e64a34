import AgentModel
import Git
import PromptFiles

/// Writes references of one document anew, where it is sure what they meant.
///
/// What is written is read again: each of these references must lead where it is to lead, and every other one
/// stay what it is.
struct ReferenceMending {
  let path: RepoPath
  let bytes: [UInt8]
  let context: AgentContext
  let names: AgentNames
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
    if isRight(likeliest, before) { return likeliest.map { ReferenceMending.made($0.1, $0.2) } }
    var chosen: [(index: Int, edit: ReferenceEdit, broken: BrokenReference)] = []
    for choice in choices {
      let fitting = choice.edits.first { edit in
        isRight(chosen + [(choice.index, edit, choice.broken)], before)
      }
      if let fitting { chosen.append((choice.index, fitting, choice.broken)) }
    }
    return chosen.map { ReferenceMending.made($0.edit, $0.broken) }
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
        agent: context.agent(of: path),
        root: context.root(of: path)
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
    switch (destination, context.resolve(reference, from: path, in: tree)) {
    case (.file(let target), .file(let path, _)):
      return path == target.path && !target.isFolder
        && (target.anchor == nil || target.anchor == reference.anchor)
    case (.file(let target), .anchorOnly):
      return target.path == path && target.anchor == reference.anchor
    case (.file(let target), .folder(let path)): return path == target.path && target.isFolder
    case (.agent(let id, _), .agentName(let written)):
      return names.ids(of: written) == [id]
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
