import AgentModel
import AgentSync
import Git
import PromptFiles

/// What `check` answers in JSON.
struct CheckRecord: Encodable {
  let version = recordVersion
  let command = "check"
  let verdict: String
  let exitCode: Int32
  let outputs: [RowRecord]
  let findings: [ProblemRecord]
  let before: Before
  let bookkeeping: [String]
  let change: Change?

  struct Before: Encodable {
    let outputs: [RowRecord]
    let findings: [ProblemRecord]
  }

  init(_ report: CheckReport) {
    let outcome = report.outcome
    verdict = outcome.verdict.word
    exitCode = outcome.verdict.rawValue
    outputs = outcome.brought.rows.map(RowRecord.init)
    findings = report.problemsThatCount.map(ProblemRecord.init)
    before = Before(
      outputs: outcome.before.rows.map(RowRecord.init),
      findings: outcome.before.findings.map(ProblemRecord.init)
    )
    bookkeeping = outcome.bookkeeping.map(\.string)
    change = outcome.change.map(Change.init)
  }

  /// What the change means.
  struct Change: Encodable {
    let base: DiffAnswer.SideRecord
    let start: DiffAnswer.SideRecord
    let configurationChanged: Bool
    let agents: [AgentChangeRecord]
    let reach: [ReachedRecord]
    let handEdits: [Edit]
    let merge: Merge
    let unplanned: Unplanned?

    init(_ change: BroughtChange) {
      base = DiffAnswer.SideRecord(change.base)
      start = DiffAnswer.SideRecord(change.start)
      configurationChanged = change.isConfigurationChanged
      agents = change.changes.agents.map(AgentChangeRecord.init)
      reach = change.impact.outputs.map(ReachedRecord.init)
      handEdits = change.handEdits.map(Edit.init)
      merge = Merge(change.merge)
      unplanned = change.unplanned.map(Unplanned.init)
    }
  }

  /// What is said of a change whose start can't be planned from.
  struct Unplanned: Encodable {
    let problem: ProblemRecord
    let files: [File]

    init(_ unplanned: BroughtChange.Unplanned) {
      problem = ProblemRecord(unplanned.problem)
      files = unplanned.files.map { file in
        File(
          path: file.path.string,
          change: file.kind.rawValue,
          formerPath: file.formerPath?.string
        )
      }
    }
  }

  struct File: Encodable {
    let path: String
    let change: String
    let formerPath: String?
  }

  struct Edit: Encodable {
    let path: String
    let agent: String
    let target: String
    let added: Int
    let removed: Int
    let firstLine: Int

    init(_ edit: HandEdit) {
      path = edit.path.string
      agent = edit.agentID
      target = edit.target.rawValue
      added = edit.added
      removed = edit.removed
      firstLine = edit.firstLine
    }
  }

  struct Merge: Encodable {
    let result: String
    let clashes: [Clash]
    let problem: ProblemRecord?

    init(_ merge: MergePreview) {
      clashes = merge.clashes.map(Clash.init)
      switch merge {
      case .fastForward: (result, problem) = ("fast-forward", nil)
      case .unknown(let found): (result, problem) = ("unknown", ProblemRecord(found))
      case .merged(let clashes):
        (result, problem) = (clashes.isEmpty ? "clean" : "clashes", nil)
      }
    }
  }

  struct Clash: Encodable {
    let path: String
    let line: Int?
    let reason: String
    let agent: String?

    init(_ clash: MergePreview.Clash) {
      path = clash.path.string
      line = clash.line
      reason = clash.word
      if case .handEdit(let id) = clash.reason { agent = id } else { agent = nil }
    }
  }
}

extension CheckReport {
  /// The findings that count, and what is unfinished.
  var problemsThatCount: [Problem] {
    outcome.brought.findings + (outcome.unfinished.map { [$0] } ?? [])
  }

  /// What goes to standard error beside the text: findings, then what outputs have to say.
  var problems: [Problem] {
    let counted = problemsThatCount
    let told = Set(counted)
    return counted + outcome.brought.rows.compactMap(\.problem).filter { !told.contains($0) }
  }
}
