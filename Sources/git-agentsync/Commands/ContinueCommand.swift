import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Concludes conflicts that were settled.
struct ContinueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "continue",
    abstract: "Conclude the conflicts of a sync, or of a merge's outputs.",
    discussion: """
      After a sync that opened conflicts: takes what is staged for what was settled and commits it. \
      In a merge, rebase, cherry-pick or revert whose sources are settled: brings the outputs in \
      step with them, keeps the hand edits of both sides, and stages them.
      """
  )

  @OptionGroup
  var common: RepositoryOptions

  func run() throws {
    let repository = try common.repository()
    let outcome = try withProgress(common) { (work) throws(Problem) in
      try conclude(repository, work: work)
    }
    common.report.print(SyncAnswer(command: "continue", outcome: outcome, isDryRun: false))
    throw ExitCode(outcome.verdict(isDryRun: false).rawValue)
  }
}
