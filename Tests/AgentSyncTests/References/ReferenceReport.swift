import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// What is known of the references of a repository, before and after they are mended.
struct ReferenceReport {
  let repository: TemporaryRepository
  let before: ReferenceCheck
  /// Every file of the work tree before.
  let files: [String: [UInt8]]

  init(_ repository: TemporaryRepository) throws {
    self.repository = repository
    before = try ReferenceReport.check(.worktree, in: repository)
    files = try ReferenceReport.files(of: repository)
  }

  static func check(
    _ source: SnapshotSource,
    in repository: TemporaryRepository
  ) throws -> ReferenceCheck {
    try checkReferences(of: source, try repository.open(), work: Work())
  }

  /// What `refs fix` does.
  func fix() throws -> SyncOutcome {
    var options = SyncOptions()
    options.mode = .worktree
    options.mendsReferences = true
    options.touchesMendedOnly = true
    return try synchronize(try repository.open(), options)
  }

  static func files(of repository: TemporaryRepository) throws -> [String: [UInt8]] {
    let listed = try repository.git("-c", "core.quotePath=false", "ls-files", "-z", "-co")
    var files: [String: [UInt8]] = [:]
    for path in listed.split(separator: "\0").map(String.init) {
      files[path] = try? repository.readBytes(path)
    }
    return files
  }

  // MARK: - Lines

  /// Where files went since the first commit.
  func map() throws -> [String] {
    let first = try repository.git("rev-list", "--max-parents=0", "HEAD")
    let map = try renameMap(
      from: first,
      to: "HEAD",
      isWhole: true,
      in: try repository.open(),
      work: Work()
    )
    return map.entries.map(\.rename.verdict)
  }

  func works() -> [String] {
    before.scan.graph.edges.compactMap { edge in
      guard let destination = ReferenceReport.text(edge.destination) else { return nil }
      return written(edge) + " -> " + destination
    }
  }

  func broken() -> [String] {
    before.broken.map { written($0.edge) + " -> " + ReferenceReport.text($0) }
  }

  /// The place of a reference, and what stands there.
  func written(_ edge: ReferenceGraph.Edge) -> String {
    let bytes = files[edge.document.string] ?? []
    let range = edge.reference.targetRange
    let text = range.upperBound <= bytes.count ? String(decoding: bytes[range], as: UTF8.self) : "?"
    return "\(edge.document):\(edge.reference.line):\(edge.reference.column) "
      + (text.isEmpty ? "(\(edge.reference.path))" : text)
  }

  static func text(_ destination: ReferenceGraph.Destination) -> String? {
    switch destination {
    case .file(let path): path.string
    case .folder(let path): path.string + "/"
    case .agent(let id, _): "agent \(id)"
    case .outside: "outside"
    case .ownSection: "own section"
    case .broken: nil
    }
  }

  static func text(_ broken: BrokenReference) -> String {
    switch broken.answer {
    case .ambiguous(let paths): return "ambiguous: " + paths.map(\.string).joined(separator: ", ")
    case .none: return "none, " + text(broken.fault)
    case .found(let found):
      let verdict = "[\(found.evidence.word)] \(found.confidence.rawValue)"
      switch found.destination {
      case .agent(let id, let written): return "agent \(id) as '\(written)' \(verdict)"
      case .file(let target):
        let anchor = target.anchor.map { "#" + $0 } ?? ""
        return target.path.string + (target.isFolder ? "/" : "") + anchor + " " + verdict
      }
    }
  }

  private static func text(_ fault: ReferenceGraph.Fault) -> String {
    switch fault {
    case .missing: "missing"
    case .noSection(let path): "no such section in \(path)"
    case .escaping: "leads out"
    case .notPlainFile(let path): "\(path) is no plain file"
    case .unknownAgent: "unknown agent"
    case .ambiguousAgent(let count): "\(count) agents"
    }
  }

  /// Long lists without their middle.
  static func short(_ lines: [String]) -> [String] {
    guard lines.count > 40 else { return lines }
    return lines.prefix(2) + ["and \(lines.count - 4) more"] + lines.suffix(2)
  }

  /// The lines that are new, with their numbers.
  static func changedLines(_ old: [String: [UInt8]], _ new: [String: [UInt8]]) -> [String] {
    var lines: [String] = []
    for path in Set(old.keys).union(new.keys).sorted() where old[path] != new[path] {
      guard let before = old[path], let after = new[path] else {
        lines.append("\(path): \(old[path] == nil ? "new" : "gone")")
        continue
      }
      let left = before.split(separator: 10, omittingEmptySubsequences: false)
      let right = after.split(separator: 10, omittingEmptySubsequences: false)
      if left.count != right.count {
        lines.append("\(path): \(right.count) lines for \(left.count)")
      }
      for (number, pair) in zip(left, right).enumerated() where pair.0 != pair.1 {
        let text = String(decoding: pair.1, as: UTF8.self).replacing("\r", with: "\\r")
          .replacing("\u{FEFF}", with: "\\u{FEFF}")
        lines.append("\(path):\(number + 1): \(text)")
      }
    }
    return lines
  }
}

/// What must hold of every fix, whatever the case.
struct ReferenceFixLaws {
  let report: ReferenceReport
  let outcome: SyncOutcome
  let after: ReferenceCheck
  let files: [String: [UInt8]]

  init(_ report: ReferenceReport) throws {
    self.report = report
    outcome = try report.fix()
    after = try ReferenceReport.check(.worktree, in: report.repository)
    files = try ReferenceReport.files(of: report.repository)
  }

  /// The documents whose references were written anew.
  private var mended: [ReferenceFixes.Document] { outcome.references?.documents ?? [] }

  func expectAll(_ location: SourceLocation = #_sourceLocation) throws {
    try expectNothingButTargets(location)
    expectRightDestinations(location)
    let again = try report.fix()
    #expect(again.applied == nil, "a second fix writes", sourceLocation: location)
    #expect(
      again.references?.documents.isEmpty == true,
      "a second fix mends",
      sourceLocation: location
    )
  }

  /// Bytes outside of the targets, and all other sources, are as they were.
  private func expectNothingButTargets(_ location: SourceLocation) throws {
    var expected = report.files
    for document in mended {
      let old = try #require(report.files[document.path.string])
      let edits = document.fixes.map { fix in
        ReferenceEdit(range: fix.broken.edge.reference.targetRange, bytes: Array(fix.written.utf8))
      }
      expected[document.path.string] = edits.applied(to: old)
    }
    let outputs = Set(report.before.scan.outputs.map(\.string))
    for path in Set(expected.keys).union(files.keys)
    where !outputs.contains(path) && !path.hasPrefix(".agentsync/") && !path.hasPrefix(".github/") {
      #expect(expected[path] == files[path], "'\(path)'", sourceLocation: location)
    }
  }

  /// What was sure leads where it was said; everything else leads where it led.
  private func expectRightDestinations(_ location: SourceLocation) {
    let fixed = Dictionary(
      mended.flatMap(\.fixes).map { ($0.broken.edge, $0.broken) },
      uniquingKeysWith: { first, _ in first }
    )
    let outputs = report.before.scan.outputs
    for document in report.before.scan.graph.documents where !outputs.contains(document) {
      let old = report.before.scan.graph.edges(from: document)
      let new = after.scan.graph.edges(from: document)
      guard old.count == new.count else {
        Issue.record(
          "'\(document)' has \(new.count) references for \(old.count)",
          sourceLocation: location
        )
        continue
      }
      for (before, after) in zip(old, new) {
        guard let broken = fixed[before] else {
          #expect(before.destination == after.destination, sourceLocation: location)
          continue
        }
        expect(after, toBe: broken, location)
      }
    }
  }

  private func expect(
    _ edge: ReferenceGraph.Edge,
    toBe broken: BrokenReference,
    _ location: SourceLocation
  ) {
    let wanted: RepoPath?
    switch broken.sureAnswer?.destination {
    case .agent(let id, _): wanted = report.before.scan.model.library[id]?.file.document
    case .file(let target): wanted = target.path
    case nil: wanted = nil
    }
    // A section that never was is still missing, but in the right file.
    let found = edge.destination == .ownSection ? edge.document : edge.destination.path
    #expect(found == wanted, "\(report.written(edge)) leads elsewhere", sourceLocation: location)
  }
}
