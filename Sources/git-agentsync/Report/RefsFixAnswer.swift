import AgentModel
import AgentSync
import Git

/// What `refs fix` answers.
struct RefsFixAnswer: Answer {
  let outcome: SyncOutcome
  let isDryRun: Bool

  struct Record: Encodable {
    let version = recordVersion
    let command = "refs fix"
    let dryRun: Bool
    let fixed: [MendedReferenceRecord]
    let left: [BrokenReferenceRecord]
    let outputs: [RowRecord]
    let files: [SyncAnswer.FileRecord]
    let findings: [ProblemRecord]
  }

  private var fixes: ReferenceFixes? { outcome.references }
  private var changedRows: [Plan.Row] { outcome.plan.rows.filter { !$0.isQuiet } }

  /// 1 where broken references are left, more where an output could not follow.
  var verdict: Verdict {
    let left = fixes?.left.isEmpty ?? true ? Verdict.inStep : .drift
    return max(left, outcome.verdict(isDryRun: isDryRun))
  }

  var record: Record {
    Record(
      dryRun: isDryRun,
      fixed: outcome.mendedReferences.map(MendedReferenceRecord.init),
      left: fixes?.left.map { BrokenReferenceRecord($0) } ?? [],
      outputs: changedRows.map(RowRecord.init),
      files: outcome.plan.changes.map(SyncAnswer.FileRecord.init),
      findings: problems.map(ProblemRecord.init)
    )
  }

  var problems: [Problem] { outcome.plan.rows.compactMap(\.problem) }

  func text(_ style: Style, isVerbose: Bool) -> String {
    var text = ReferenceText.mended(outcome.mendedReferences, style)
    for row in changedRows { text += RowText.line(row, style) }
    let left = fixes?.left ?? []
    if isVerbose { for broken in left { text += ReferenceText.lines(broken, style) } }
    let count = outcome.mendedReferences.count
    let files = Set(outcome.mendedReferences.map(\.broken.edge.document)).count
    let verb = isDryRun ? "would mend" : "mended"
    text +=
      count == 0
      ? "nothing to mend\n"
      : "\(verb) \(count) reference\(count == 1 ? "" : "s") in \(files) "
        + "document\(files == 1 ? "" : "s")\n"
    if !left.isEmpty {
      text += "\(left.count) left: 'git agentsync refs check' lists them\n"
    }
    return text
  }
}
