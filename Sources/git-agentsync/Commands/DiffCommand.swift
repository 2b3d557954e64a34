import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Compares the agents of two trees.
struct DiffCommand: ParsableCommand, StrangersReader {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed in the agents, by section and field, and the outputs it touches.",
    discussion: """
      diff             HEAD with the work tree
      diff A           the commit A with the work tree
      diff --staged    HEAD with the index
      diff --staged A  the commit A with the index
      diff A B, A..B   two commits

      Outputs are compared as they would be generated from either side; what people edited by \
      hand plays no part. With -v, outputs whose text stays the same are named too.
      """
  )

  @OptionGroup
  var common: RepositoryOptions

  @OptionGroup
  var trust: TrustOptions

  @Flag(name: [.long, .customLong("cached")], help: "Compare with the index.")
  var staged = false

  @Flag(name: .long, help: "Exit with 1 where something differs.")
  var exitCode = false

  @Argument(help: ArgumentHelp("One or two commits, or A..B.", valueName: "commit"))
  var commits: [String] = []

  func validate() throws {
    if sides == nil {
      throw ValidationError(
        staged ? "--staged takes one commit at most" : "diff takes two commits at most, or one A..B"
      )
    }
  }

  func run() throws {
    let repository = try common.repository(isUntrusted: trust.isUntrusted)
    guard let sides else { preconditionFailure("BUG: validate() let the commits pass") }
    let found = try withProgress(common) { (work) throws(Problem) in
      try diff(from: sides.old, to: sides.new, in: repository, work: work)
    }
    common.report.print(DiffAnswer(diff: found))
    throw ExitCode((exitCode && !found.isEmpty ? Verdict.drift : .inStep).rawValue)
  }

  /// What is compared; nil where the words say nothing.
  private var sides: (old: SnapshotSource, new: SnapshotSource)? {
    var names = commits
    guard !names.contains(where: { $0.contains("...") }) else { return nil }
    if names.count == 1, let range = names[0].firstRange(of: "..") {
      // An end that is left out is HEAD, as in git.
      let ends = [names[0][..<range.lowerBound], names[0][range.upperBound...]]
      names = ends.map { $0.isEmpty ? "HEAD" : String($0) }
    }
    let here: SnapshotSource = staged ? .index : .worktree
    return switch names.count {
    case 0: (.head, here)
    case 1: (.revision(names[0]), here)
    case 2 where !staged: (.revision(names[0]), .revision(names[1]))
    default: nil
    }
  }
}
