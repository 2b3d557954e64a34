import AgentModel
import AgentSync
import Git

/// What `refs list` answers.
struct RefsListAnswer: Answer {
  let edges: [ReferenceGraph.Edge]
  let unread: [Problem]

  struct Record: Encodable {
    let version = recordVersion
    let command = "refs list"
    let references: [ReferenceRecord]
    let findings: [ProblemRecord]
  }

  var record: Record {
    Record(
      references: edges.map(ReferenceRecord.init),
      findings: unread.map(ProblemRecord.init)
    )
  }

  var problems: [Problem] { unread }

  func text(_ style: Style, isVerbose: Bool) -> String {
    let shown = edges.filter { edge in isVerbose || edge.destination != .outside }
    return shown.map { edge in
      "\(edge.place.text): \(ReferenceText.written(edge)) -> "
        + "\(ReferenceText.destination(edge, style))\n"
    }.joined()
  }
}

/// What `refs check` answers.
struct RefsCheckAnswer: Answer {
  let check: ReferenceCheck

  struct Record: Encodable {
    let version = recordVersion
    let command = "refs check"
    let documents: Int
    let references: Int
    let broken: [BrokenReferenceRecord]
    let historyCut: Bool
    let findings: [ProblemRecord]
  }

  var record: Record {
    Record(
      documents: check.scan.graph.documents.count,
      references: check.scan.graph.edges.count,
      broken: check.broken.map {
        BrokenReferenceRecord($0, isInOutput: check.scan.outputs.contains($0.edge.document))
      },
      historyCut: check.isCutShort,
      findings: problems.map(ProblemRecord.init)
    )
  }

  var problems: [Problem] { check.scan.unread }

  func text(_ style: Style, isVerbose: Bool) -> String {
    var text = ""
    // What is generated in outputs follows its sources, and a sync sees to hand edits.
    let following = check.broken.filter { check.isFollowing($0) }
    for broken in check.broken where isVerbose || !check.isFollowing(broken) {
      text += ReferenceText.lines(broken, style)
    }
    let documents = check.scan.graph.documents.count
    let sure = check.mendable.count
    let place = "\(documents) document\(documents == 1 ? "" : "s")"
    if check.broken.isEmpty {
      text += style.paint("no broken reference", .green) + " in \(place)\n"
    } else {
      let count = check.broken.count
      text += "\(count) broken reference\(count == 1 ? "" : "s") in \(place)\n"
      if sure > 0 {
        text += "  ('git agentsync refs fix' mends the \(sure) whose answer is sure)\n"
      }
      if !following.isEmpty {
        text += "  (\(following.count) of them in outputs, which follow their sources)\n"
      }
    }
    if check.isCutShort {
      text += "  (only the last \(RenameHistory.maximumCommits) commits were looked at)\n"
    }
    return text
  }
}

/// How references read on a terminal.
enum ReferenceText {
  /// A reference as it is written, in quotes.
  static func written(_ edge: ReferenceGraph.Edge) -> String {
    let anchor = edge.reference.anchor.map { "#\($0)" } ?? ""
    return "'\(edge.reference.path.escapedForTerminal)\(anchor.escapedForTerminal)'"
  }

  static func destination(_ edge: ReferenceGraph.Edge, _ style: Style) -> String {
    switch edge.destination {
    case .file(let path): path.string.escapedForTerminal
    case .folder(let path): path.string.escapedForTerminal + "/"
    case .agent(let id, let path): "agent \(id) (\(path.string.escapedForTerminal))"
    case .outside: "outside"
    case .ownSection: "this document"
    case .broken(let fault): style.paint(words(fault), .red)
    }
  }

  /// Why a reference leads nowhere, in words.
  static func words(_ fault: ReferenceGraph.Fault) -> String {
    switch fault {
    case .missing: "no such file"
    case .noSection(let path): "no such section in \(path.string.escapedForTerminal)"
    case .escaping: "leads out of the repository"
    case .notPlainFile: "no plain file"
    case .unknownAgent: "no such agent"
    case .ambiguousAgent(let count): "\(count) agents of that name"
    }
  }

  /// A broken reference with its answer.
  static func lines(_ broken: BrokenReference, _ style: Style) -> String {
    let edge = broken.edge
    var text = "\(edge.place.text): \(written(edge)): \(style.paint(words(broken.fault), .red))\n"
    switch broken.answer {
    case .found(let found):
      let sure = found.confidence == .sure ? "" : " (\(found.confidence.rawValue))"
      let words = found.evidence.text.escapedForTerminal
      text += "  -> \(style.paint(name(found.destination), .green))\(sure): \(words)\n"
    case .ambiguous(let paths):
      let names = paths.map { $0.string.escapedForTerminal }
      text += "  may be any of \(names.joined(separator: ", "))\n"
    case .none: text += style.paint("  nothing tells where it went\n", .faint)
    }
    return text
  }

  /// The references that are written anew, a line each.
  static func mended(_ fixes: [ReferenceFixes.Fix], _ style: Style) -> String {
    fixes.map { fix in
      let evidence = fix.broken.sureAnswer?.evidence.text ?? ""
      return "\(fix.broken.edge.place.text): \(written(fix.broken.edge)) -> "
        + "\(style.paint("'\(fix.written.escapedForTerminal)'", .green)): "
        + "\(evidence.escapedForTerminal)\n"
    }.joined()
  }

  /// The references that could be written anew, at most ten, and how to have that done.
  static func offered(_ references: [BrokenReference], _ style: Style) -> String {
    guard !references.isEmpty else { return "" }
    let count = references.count
    let shown = references.prefix(10).map { lines($0, style) }.joined()
    let more = count > 10 ? "  and \(count - 10) more\n" : ""
    return "\(count) reference\(count == 1 ? "" : "s") could follow what moved "
      + "('git agentsync sync --fix-references', or 'refs fix' in the work tree):\n\(shown)\(more)"
  }

  static func name(_ destination: BrokenReference.Destination) -> String {
    switch destination {
    case .file(let target):
      let anchor = target.anchor.map { "#\($0)" } ?? ""
      return (target.path.string + (target.isFolder ? "/" : "") + anchor).escapedForTerminal
    case .agent(let id, let written): return "agent \(id) ('\(written.escapedForTerminal)')"
    }
  }
}
