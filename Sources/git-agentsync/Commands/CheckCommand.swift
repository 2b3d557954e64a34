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
      owns it, and what lets a model do more than it could at the base is an error. With --fix the \
      sync commit that is missing is pushed, where drift is all that is wrong; docs/ci.md tells more.

      Forms of the answer: 'text'; 'json' (docs/output.schema.json); 'sarif', SARIF 2.1.0; \
      'github', annotations and the summary of a step; 'gitlab', a code quality report; \
      'markdown', a comment of a pull request, whose first line marks it.
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

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "The form of the answer, and the file that it goes to; may be given several times.",
      discussion:
        "Without a file: to standard output, which takes one. --json is short for 'json'.",
      valueName: "format[=file]"
    )
  )
  var formats: [ReportRequest] = []

  @Flag(name: .long, help: "Judge the index.")
  var staged = false

  @Flag(name: .long, help: "Judge the work tree.")
  var worktree = false

  @OptionGroup
  var fixing: FixOptions

  @Argument(
    help: ArgumentHelp("Outputs, folders or agents to limit it to.", valueName: "path")
  )
  var paths: [String] = []

  func validate() throws {
    let chosen = [head != nil, staged, worktree].filter(\.self).count
    if allowWidening, base == nil { throw ValidationError("--allow-widening needs --base") }
    let shown = formats.filter { $0.file == nil && !(common.json && $0.format == .json) }.count
    if shown + (common.json ? 1 : 0) > 1 {
      throw ValidationError("one form at most goes to standard output: give the others a file")
    }
    if chosen > 1 { throw ValidationError("--head, --staged and --worktree exclude each other") }
    if fixing.fix, staged || worktree || !paths.isEmpty {
      throw ValidationError("--fix needs a commit, and all of it")
    }
    if fixing.fix, !formats.isEmpty { throw ValidationError("--fix answers in text or --json") }
  }

  func run() throws {
    let repository = try common.repository(isUntrusted: trust.isUntrusted)
    var options = CheckOptions()
    options.head =
      head.map(SnapshotSource.revision) ?? (staged ? .index : worktree ? .worktree : .head)
    options.base = base
    options.selection = paths
    options.allowsWidening = allowWidening
    if fixing.fix { throw try fixing.run(options, common) }
    let report: CheckReport
    do throws(Problem) {
      report = try judge(options, in: repository)
    } catch {
      try tell(error)
      throw error
    }
    try write(report)
    throw ExitCode(report.outcome.verdict.rawValue)
  }

  private func judge(
    _ options: CheckOptions,
    in repository: Repository
  ) throws(Problem) -> CheckReport {
    var options = options
    let requests = self.requests
    return try withProgress(common) { (work) throws(Problem) in
      options.work = work
      let outcome = try check(repository, options)
      let isMending = requests.contains { $0.format == .sarif }
      return try CheckReport(
        outcome,
        hasBase: base != nil,
        isPassing: repository.location.hasForeignIndex,
        fixes: isMending ? CheckFixes(of: outcome, in: repository, work: work) : CheckFixes()
      )
    }
  }

  /// Writes what stopped the run in every form that was asked for.
  ///
  /// Without it a reader keeps the report of another run. Text on standard output is left out: it is said as
  /// any failure is.
  private func tell(_ problem: Problem) throws(Problem) {
    guard problem.code != .wrongUsage else { return }
    let isNamed = formats.contains { $0.file != nil || $0.format != .text } || common.json
    guard isNamed else { return }
    try write(CheckReport(CheckOutcome(stoppedBy: problem), hasBase: base != nil), isStopped: true)
  }

  private func write(_ report: CheckReport, isStopped: Bool = false) throws(Problem) {
    for request in requests {
      guard let file = request.file else { continue }
      try writeReport(text(of: report, as: request.format), to: file, in: common.directory)
    }
    for request in requests where request.file == nil && !(isStopped && request.format == .text) {
      print(report, as: request.format)
    }
    if requests.contains(where: { $0.format == .github }) {
      GitHubAnnotations(report: report).addSummary()
    }
  }

  /// The reports to make; where none goes to standard output, the text does.
  private var requests: [ReportRequest] {
    let isNamed = formats.contains { $0.format == .json && $0.file == nil }
    let named = formats + (common.json && !isNamed ? [ReportRequest(.json)] : [])
    return named.contains { $0.file == nil } ? named : named + [ReportRequest(.text)]
  }

  private func print(_ report: CheckReport, as format: ReportRequest.Format) {
    let answer = CheckAnswer(report: report)
    switch format {
    case .text: common.report.print(answer)
    case .json, .sarif, .github, .gitlab, .markdown:
      Terminal.standardOutput.write(text(of: report, as: format))
    }
  }

  /// A report as it goes into a file.
  private func text(of report: CheckReport, as format: ReportRequest.Format) -> String {
    switch format {
    case .text:
      let plain = Style(isColoured: false)
      let problems = report.problems.filter { $0.severity > .info || common.verbose }
      let text = CheckText(report: report, style: plain).text
      return (text + TextReport.lines(problems, style: plain)).withoutRunnerCommands
    case .json: return Report.json(CheckRecord(report))
    case .sarif: return SarifReport(report).json
    case .github: return GitHubAnnotations(report: report).commands
    case .gitlab: return GitLabReport(report).json
    case .markdown: return CheckMarkdown(report).text
    }
  }
}

/// What `check` answers.
struct CheckAnswer: Answer {
  let report: CheckReport

  var record: CheckRecord { CheckRecord(report) }
  var problems: [Problem] { report.problems }

  func text(_ style: Style, isVerbose: Bool) -> String {
    CheckText(report: report, style: style).text
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
    case .stopped: "stopped"
    }
  }
}
