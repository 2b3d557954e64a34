import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Shows which outputs a change reaches.
struct ImpactCommand: ParsableCommand, StrangersReader {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Show every output that a change reaches, with the chain that leads there.",
    discussion: """
      impact PATH...  what a change of these could reach, in HEAD
      impact A..B     what the change between two commits does reach

      A path is a file, a folder with all below it, an agent by its id, or an output, which stands \
      for its agent. 'text' means that the output's own text changes (of paths: that it can), \
      'link' that the output only leads there: its file stays, and what a model reads behind its \
      links does not. Texts come first, then what is nearest, then what has the highest priority.
      """
  )

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case mermaid
    case dot
  }

  @OptionGroup
  var common: RepositoryOptions

  @OptionGroup
  var trust: TrustOptions

  @Flag(name: .long, help: "Look at the index instead of HEAD.")
  var staged = false

  @Flag(name: .long, help: "Look at the work tree instead of HEAD.")
  var worktree = false

  @Option(name: .long, help: "The form of the answer; --json is short for 'json'.")
  var format: Format?

  @Argument(
    help: ArgumentHelp("Files, folders, agents or outputs, or one A..B.", valueName: "path")
  )
  var paths: [String] = []

  func validate() throws {
    if common.json, let format, format != .json {
      throw ValidationError("--json and --format \(format.rawValue) exclude each other")
    }
    if staged, worktree { throw ValidationError("--staged and --worktree exclude each other") }
    if paths.isEmpty {
      throw ValidationError("name files, folders, agents or outputs, or one A..B")
    }
    guard paths.contains(where: { $0.contains("..") }) else { return }
    if paths.count > 1 || paths[0].contains("...") {
      throw ValidationError("impact takes paths, or one A..B")
    }
    if staged || worktree {
      throw ValidationError("A..B names two commits: neither --staged nor --worktree is of use")
    }
  }

  func run() throws {
    let repository = try common.repository(isUntrusted: trust.isUntrusted)
    let answer = try withProgress(common) { (work) throws(Problem) -> ImpactAnswer in
      if let ends {
        let found = try impact(from: ends.old, to: ends.new, in: repository, work: work)
        return ImpactAnswer(
          impact: found.impact,
          question: .range(found.old, found.new),
          format: format ?? .text
        )
      }
      let source: SnapshotSource = staged ? .index : worktree ? .worktree : .head
      let found = try impact(of: paths, in: source, of: repository, work: work)
      return ImpactAnswer(impact: found, question: .paths(paths), format: format ?? .text)
    }
    let report = common.report
    Report(
      format: common.json || format == .json ? .json : .text,
      style: report.style,
      isQuiet: report.isQuiet,
      isVerbose: report.isVerbose
    ).print(answer)
  }

  /// The two commits; nil where paths were named.
  private var ends: (old: SnapshotSource, new: SnapshotSource)? {
    guard let words = paths.first, let range = words.firstRange(of: "..") else { return nil }
    // An end that is left out is HEAD, as in git.
    func source(_ name: Substring) -> SnapshotSource {
      .revision(name.isEmpty ? "HEAD" : String(name))
    }
    return (source(words[..<range.lowerBound]), source(words[range.upperBound...]))
  }
}
