import AgentModel
import AgentSync
import Git

/// A reference, in JSON.
struct ReferenceRecord: Encodable {
  let path: String
  let line: Int
  let column: Int
  let form: String
  /// As written, without the anchor.
  let target: String
  let anchor: String?
  /// `file`, `folder`, `agent`, `outside`, `section` or `broken`.
  let leadsTo: String
  /// The file, folder or agent's document that it leads to.
  let destination: String?
  let agent: String?
  /// Why it leads nowhere.
  let fault: String?

  init(_ edge: ReferenceGraph.Edge) {
    path = edge.document.string
    line = edge.reference.line
    column = edge.reference.column
    form = edge.reference.form.rawValue
    target = edge.reference.path
    anchor = edge.reference.anchor
    destination = edge.destination.path?.string
    if case .agent(let id, _) = edge.destination { agent = id } else { agent = nil }
    switch edge.destination {
    case .file: (leadsTo, fault) = ("file", nil)
    case .folder: (leadsTo, fault) = ("folder", nil)
    case .agent: (leadsTo, fault) = ("agent", nil)
    case .outside: (leadsTo, fault) = ("outside", nil)
    case .ownSection: (leadsTo, fault) = ("section", nil)
    case .broken(let why): (leadsTo, fault) = ("broken", why.word)
    }
  }
}

/// A reference that leads nowhere, in JSON.
struct BrokenReferenceRecord: Encodable {
  struct AnswerRecord: Encodable {
    let path: String?
    let agent: String?
    let section: String?
    let evidence: String
    let confidence: String
    let commit: String?
  }

  let reference: ReferenceRecord
  /// Whether the document is an output.
  let output: Bool
  let answer: AnswerRecord?
  /// Several files that it may mean.
  let candidates: [String]

  init(_ broken: BrokenReference, isInOutput: Bool = false) {
    output = isInOutput
    reference = ReferenceRecord(broken.edge)
    switch broken.answer {
    case .found(let found):
      answer = AnswerRecord(found)
      candidates = []
    case .ambiguous(let paths):
      answer = nil
      candidates = paths.map(\.string)
    case .none:
      answer = nil
      candidates = []
    }
  }
}

extension BrokenReferenceRecord.AnswerRecord {
  fileprivate init(_ found: BrokenReference.Found) {
    switch found.destination {
    case .file(let target):
      path = target.path.string
      agent = nil
      section = target.anchor
    case .agent(let id, _):
      path = nil
      agent = id
      section = nil
    }
    evidence = found.evidence.word
    confidence = found.confidence.rawValue
    commit = found.evidence.commitID?.hex
  }
}

/// A reference that is written anew, in JSON.
struct MendedReferenceRecord: Encodable {
  let path: String
  let line: Int
  let column: Int
  let old: String
  let new: String
  let evidence: String

  init(_ fix: ReferenceFixes.Fix) {
    let edge = fix.broken.edge
    path = edge.document.string
    line = edge.reference.line
    column = edge.reference.column
    old = edge.reference.path + (edge.reference.anchor.map { "#\($0)" } ?? "")
    new = fix.written
    evidence = fix.broken.sureAnswer?.evidence.word ?? ""
  }
}

extension ReferenceGraph.Fault {
  /// Why a reference leads nowhere, in one word.
  var word: String {
    switch self {
    case .missing: "missing"
    case .noSection: "no-section"
    case .escaping: "escaping"
    case .notPlainFile: "not-plain-file"
    case .unknownAgent: "unknown-agent"
    case .ambiguousAgent: "ambiguous-agent"
    }
  }
}
