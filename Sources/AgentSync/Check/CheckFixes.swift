package import AgentModel
package import Git
import Rules

/// What the program itself would write to settle what a check found, as far as it is sure.
package struct CheckFixes: Sendable {
  private var ofProblems: [Problem: TextFix] = [:]
  private var ofOutputs: [RepoPath: TextFix] = [:]

  /// No fix for anything.
  package init() {}

  /// Looks for fixes of what counts in an outcome; nothing is written.
  ///
  /// - Parameters:
  ///   - outcome: What was found.
  ///   - repository: Where it was found.
  ///   - work: How many threads read.
  /// - Throws: `Problem` where the tree can't be read.
  package init(
    of outcome: CheckOutcome,
    in repository: Repository,
    work: Work
  ) throws(Problem) {
    let reader = SnapshotReader(outcome.plan.snapshot, in: repository)
    try addOutputs(outcome, reader)
    let findings = outcome.brought.findings
    try addHidden(findings.filter { CheckFixes.deletable[$0.code] != nil }, reader)
    try addReferences(findings.filter(\.isMissingReference), outcome, repository, work)
  }

  /// The fix of a finding; nil where none is sure.
  package subscript(problem: Problem) -> TextFix? { ofProblems[problem] }

  /// The fix of an output that is out of step; nil where a sync would not write it.
  package subscript(row: Plan.Row) -> TextFix? { ofOutputs[row.path] }

  /// Characters that are of no use where they stand, by the code that tells of them.
  private static let deletable: [Problem.Code: HiddenCharacter.Kind] = [
    .hiddenInvisible: .invisible, .hiddenDirection: .direction, .hiddenTag: .tag,
    .hiddenVariation: .variation, .hiddenControl: .control,
  ]

  private mutating func addOutputs(
    _ outcome: CheckOutcome,
    _ reader: SnapshotReader
  ) throws(Problem) {
    let outputs = Set(outcome.brought.rows.filter(\.isChanging).map(\.path))
    for change in outcome.plan.changes where change.role == .output && outputs.contains(change.path)
    {
      guard let before = change.before, before.mode.isPlainFile, let after = change.after else {
        continue
      }
      ofOutputs[change.path] = TextFix(
        change.path,
        from: try reader.bytes(of: before.objectID),
        to: after.bytes,
        "write what a sync would leave there"
      )
    }
  }

  private mutating func addHidden(
    _ problems: [Problem],
    _ reader: SnapshotReader
  ) throws(Problem) {
    for (path, problems) in CheckFixes.byPath(problems) {
      guard let bytes = try CheckFixes.text(at: path, reader) else { continue }
      let lines = LineIndex(bytes)
      let runs = Dictionary(
        hiddenRuns(of: hiddenCharacters(in: bytes)).map {
          (lines.place(of: $0.range.lowerBound, in: path), $0)
        },
        uniquingKeysWith: { first, _ in first }
      )
      for problem in problems {
        guard let place = problem.place, let run = runs[place],
          run.kind == CheckFixes.deletable[problem.code]
        else { continue }
        ofProblems[problem] = TextFix(
          path,
          run.range,
          in: lines,
          replacement: "",
          "delete what nobody sees"
        )
      }
    }
  }

  private mutating func addReferences(
    _ problems: [Problem],
    _ outcome: CheckOutcome,
    _ repository: Repository,
    _ work: Work
  ) throws(Problem) {
    guard !problems.isEmpty else { return }
    let snapshot = outcome.plan.snapshot
    let scan = try ReferenceScan(snapshot, in: repository, work: work)
    var answers = ReferenceAnswers(
      scan,
      history: try RenameHistory(to: snapshot, in: repository, work: work)
    )
    let paths = Set(problems.compactMap { $0.place?.path })
    let documents = try ReferenceFixes(
      of: try answers.brokenReferences(in: paths.sorted()),
      in: scan,
      where: { paths.contains($0) && !scan.outputs.contains($0) },
      repository
    ).documents
    let reader = SnapshotReader(snapshot, in: repository)
    for document in documents {
      guard let bytes = try CheckFixes.text(at: document.path, reader) else { continue }
      let lines = LineIndex(bytes)
      for fix in document.fixes {
        let reference = fix.broken.edge.reference
        let place = Problem.Place(document.path, line: reference.line, column: reference.column)
        for problem in problems where problem.place == place {
          ofProblems[problem] = TextFix(
            document.path,
            reference.targetRange,
            in: lines,
            replacement: fix.written,
            "let the reference lead where its target went"
          )
        }
      }
    }
  }

  private static func byPath(_ problems: [Problem]) -> [RepoPath: [Problem]] {
    var groups: [RepoPath: [Problem]] = [:]
    for problem in problems {
      if let path = problem.place?.path { groups[path, default: []].append(problem) }
    }
    return groups
  }

  /// The bytes of a plain file of the tree that are UTF-8; nil for all else.
  private static func text(
    at path: RepoPath,
    _ reader: SnapshotReader
  ) throws(Problem) -> [UInt8]? {
    guard let item = try reader.item(at: path), item.mode.isPlainFile else { return nil }
    let bytes = try reader.bytes(of: item.objectID)
    return String(validating: bytes, as: UTF8.self) == nil ? nil : bytes
  }
}

extension Problem {
  fileprivate var isMissingReference: Bool { code == .missingReference && place?.line != nil }
}
