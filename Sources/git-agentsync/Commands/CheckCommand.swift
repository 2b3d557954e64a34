import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Judges whether outputs are in step; the gate.
struct CheckCommand: ParsableCommand, StrangersReader {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judge whether outputs are in step, and write nothing; the gate of pull requests.",
    discussion: """
      With --base, only what the change from there to the head brings is judged; what the base \
      already had is listed and does not count. Every file that VS Code reads is examined, whoever \
      owns it, and what lets a model do more than it could at the base is an error.
      """
  )

  @OptionGroup
  var common: RepositoryOptions

  @OptionGroup
  var trust: TrustOptions

  @Option(name: .long, help: ArgumentHelp("Judge only what changed since.", valueName: "commit"))
  var base: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Judge this commit instead of HEAD.", valueName: "commit")
  )
  var head: String?

  @Flag(name: .long, help: "Let files gain power this once; the gains are listed all the same.")
  var allowWidening = false

  @Flag(name: .long, help: "Judge the index.")
  var staged = false

  @Flag(name: .long, help: "Judge the work tree.")
  var worktree = false

  @Argument(
    help: ArgumentHelp("Outputs, folders or agents to limit it to.", valueName: "path")
  )
  var paths: [String] = []

  func validate() throws {
    let chosen = [head != nil, staged, worktree].filter(\.self).count
    if allowWidening, base == nil { throw ValidationError("--allow-widening needs --base") }
    if chosen > 1 { throw ValidationError("--head, --staged and --worktree exclude each other") }
  }

  func run() throws {
    let repository = try common.repository(isUntrusted: trust.isUntrusted)
    var options = CheckOptions()
    options.head =
      head.map(SnapshotSource.revision) ?? (staged ? .index : worktree ? .worktree : .head)
    options.base = base
    options.selection = paths
    options.allowsWidening = allowWidening
    let outcome = try withProgress(common) { (work) throws(Problem) in
      options.work = work
      return try check(repository, options)
    }
    common.report.print(
      CheckAnswer(outcome: outcome, isPassing: repository.location.hasForeignIndex)
    )
    throw ExitCode(outcome.verdict.rawValue)
  }
}

/// What `check` answers.
struct CheckAnswer: Answer {
  let outcome: CheckOutcome
  /// Whether the index is that of a single commit; see `RemedyText`.
  let isPassing: Bool

  struct Record: Encodable {
    let version = recordVersion
    let command = "check"
    let verdict: String
    let exitCode: Int32
    let outputs: [RowRecord]
    let findings: [ProblemRecord]
    let before: BeforeRecord
    let bookkeeping: [String]
  }

  struct BeforeRecord: Encodable {
    let outputs: [RowRecord]
    let findings: [ProblemRecord]
  }

  var record: Record {
    Record(
      verdict: outcome.verdict.word,
      exitCode: outcome.verdict.rawValue,
      outputs: outcome.brought.rows.map(RowRecord.init),
      findings: problemsThatCount.map(ProblemRecord.init),
      before: BeforeRecord(
        outputs: outcome.before.rows.map(RowRecord.init),
        findings: outcome.before.findings.map(ProblemRecord.init)
      ),
      bookkeeping: outcome.bookkeeping.map(\.string)
    )
  }

  private var problemsThatCount: [Problem] {
    outcome.brought.findings + (outcome.unfinished.map { [$0] } ?? [])
  }

  var problems: [Problem] {
    let rows = outcome.brought.rows.compactMap(\.problem)
    return problemsThatCount + rows.filter { !problemsThatCount.contains($0) }
  }

  func text(_ style: Style, isVerbose: Bool) -> String {
    var text = ""
    for row in outcome.brought.rows { text += RowText.line(row, style) }
    let before = outcome.before
    if !before.rows.isEmpty || !before.findings.isEmpty {
      text += "There before, not counted:\n"
      for row in before.rows { text += RowText.line(row, style) }
      for finding in before.findings where finding.severity > .info {
        text += "  \(finding.place.map { "\($0.text): " } ?? "")\(finding.message)\n"
      }
    }
    switch outcome.verdict {
    case .inStep:
      let count = outcome.plan.rows.count
      text += style.paint("in step: \(count) output\(count == 1 ? "" : "s")", .green) + "\n"
      if !outcome.bookkeeping.isEmpty {
        text +=
          "  (the next sync puts \(outcome.bookkeeping.count) records right; that is no drift)\n"
      }
    case .drift:
      let remedy = RemedyText.line(
        outcome.brought.rows,
        of: outcome.plan.snapshot.kind,
        isPassing: isPassing
      )
      text += style.paint("out of step", .yellow) + ": \(remedy)\n"
    case .conflict: text += style.paint("conflicts", .red) + "\n"
    case .findings: text += style.paint("findings of error severity", .red) + "\n"
    }
    return text
  }
}

extension CheckOutcome {
  /// Registry and pristine files that the next sync puts right, where nothing else changes.
  var bookkeeping: [RepoPath] {
    plan.changesOutputs ? [] : plan.changes.map(\.path)
  }
}

extension Verdict {
  /// The verdict in one word, as JSON has it.
  var word: String {
    switch self {
    case .inStep: "in-step"
    case .drift: "drift"
    case .conflict: "conflict"
    case .findings: "findings"
    }
  }
}
