import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Whether `check` brings in step what isn't, and on which branch of which remote.
struct FixOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: "Push the sync commit that is missing, if the remote's branch is at what was judged."
  )
  var fix = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The remote for --fix. Unless given, the one that git would push to.",
      valueName: "name"
    )
  )
  var remote: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The branch for --fix. Unless given, the one that is checked out.",
      valueName: "name"
    )
  )
  var branch: String?

  func validate() throws {
    if !fix, remote != nil || branch != nil {
      throw ValidationError("--remote and --branch need --fix")
    }
  }

  /// Judges, and pushes what is missing; a shallow clone gets more of its history where that is needed.
  ///
  /// The sync commit is judged as well before it goes out: outputs may bring what nobody sees in a source.
  ///
  /// - Returns: 0 where all is in step now, else the verdict.
  func run(_ options: CheckOptions, _ common: RepositoryOptions) throws -> ExitCode {
    var repository = try common.repository()
    let target = try FixTarget(remote: remote, branch: branch, in: repository)
    var outcome = try judge(options, common, in: repository)
    for depth in [100, 1_000, 10_000, nil] where outcome.needsHistory {
      guard try target.deepen(by: depth, in: repository, isQuiet: common.quiet) else { break }
      repository = try common.repository()
      outcome = try judge(options, common, in: repository)
    }
    var fix: Fix?
    if outcome.canBeFixed {
      let commit = try makeFix(for: outcome, in: repository)
      var after = options
      after.head = .revision(commit.id.hex)
      let result = try judge(after, common, in: repository)
      if result.verdict == .inStep {
        fix = try pushFix(commit, to: target, in: repository, isQuiet: common.quiet)
      } else {
        outcome = result
      }
    }
    let report = try CheckReport(
      outcome,
      hasBase: options.base != nil,
      isPassing: repository.location.hasForeignIndex
    )
    common.report.print(FixAnswer(check: CheckAnswer(report: report), fix: fix))
    return ExitCode(fix == nil ? outcome.verdict.rawValue : 0)
  }

  private func judge(
    _ options: CheckOptions,
    _ common: RepositoryOptions,
    in repository: Repository
  ) throws -> CheckOutcome {
    try withProgress(common) { (work) throws(Problem) in
      var options = options
      options.work = work
      return try check(repository, options)
    }
  }
}
