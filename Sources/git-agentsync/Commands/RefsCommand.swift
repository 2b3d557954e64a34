import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Shows and mends what documents refer to.
struct RefsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refs",
    abstract: "List references, find and mend broken ones, and tell where renamed files went.",
    discussion: """
      A reference is a pointer from a document to a file, a section, an agent or a tool: @path, \
      links of Markdown, root paths in code, #file:path, and agents in front matter. \
      docs/renames.md tells how renamed files are found.
      """,
    subcommands: [List.self, Check.self, Fix.self, Map.self],
    defaultSubcommand: Check.self
  )

  /// Which tree a subcommand reads.
  struct TreeOptions: ParsableArguments {
    @Option(
      name: .long,
      help: ArgumentHelp("Read this commit instead of the work tree.", valueName: "commit")
    )
    var head: String?

    @Flag(name: .long, help: "Read the index.")
    var staged = false

    func validate() throws {
      if head != nil, staged { throw ValidationError("--head and --staged exclude each other") }
    }

    /// The tree; in a bare repository HEAD's.
    func source(in repository: Repository) -> SnapshotSource {
      if let head { return .revision(head) }
      if staged { return .index }
      return repository.location.workTree == nil ? .head : .worktree
    }
  }

  /// `refs list`.
  struct List: ParsableCommand, StrangersReader {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List references: all, those of a document, or those to a file."
    )

    @OptionGroup
    var common: RepositoryOptions

    @OptionGroup
    var trust: TrustOptions

    @OptionGroup
    var tree: TreeOptions

    @Option(
      name: .long,
      help: ArgumentHelp("Only those to this file, folder or agent.", valueName: "path")
    )
    var to: String?

    @Option(
      name: .long,
      help: ArgumentHelp("Only those of this document or folder.", valueName: "path")
    )
    var from: String?

    func run() throws {
      let repository = try common.repository(isUntrusted: trust.isUntrusted)
      let scan = try withProgress(common) { (work) throws(Problem) in
        try listReferences(of: tree.source(in: repository), in: repository, work: work)
      }
      let edges = try scan.references(from: from, to: to)
      common.report.print(RefsListAnswer(edges: edges, unread: scan.unread))
    }
  }

  /// `refs check`.
  struct Check: ParsableCommand, StrangersReader {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "List references that lead nowhere, and where they were to lead.",
      discussion: "Exits with 1 where there are any."
    )

    @OptionGroup
    var common: RepositoryOptions

    @OptionGroup
    var trust: TrustOptions

    @OptionGroup
    var tree: TreeOptions

    @Argument(help: ArgumentHelp("Documents or folders to limit it to.", valueName: "path"))
    var paths: [String] = []

    func run() throws {
      let repository = try common.repository(isUntrusted: trust.isUntrusted)
      let places = try paths.map { try RefsCommand.place($0) }
      let found = try withProgress(common) { (work) throws(Problem) in
        try checkReferences(of: tree.source(in: repository), in: places, repository, work: work)
      }
      common.report.print(RefsCheckAnswer(check: found))
      throw ExitCode((found.broken.isEmpty ? Verdict.inStep : .drift).rawValue)
    }
  }

  /// `refs fix`.
  struct Fix: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fix",
      abstract:
        "Write references anew that lead nowhere, in the work tree, where the answer is sure.",
      discussion: """
        Only targets change: what is relative stays relative, titles and anchors stay. The outputs \
        of these agents follow. Nothing is staged or committed; 'git agentsync undo' takes it back. \
        'sync --fix-references' does the same in a sync commit. Exits with 1 where broken \
        references are left.
        """
    )

    @OptionGroup
    var common: RepositoryOptions

    @Flag(name: .long, help: "Show what would be done and write nothing.")
    var dryRun = false

    @Argument(help: ArgumentHelp("Documents or folders to limit it to.", valueName: "path"))
    var paths: [String] = []

    func run() throws {
      let repository = try common.repository()
      var options = SyncOptions()
      options.mode = .worktree
      options.isDryRun = dryRun
      options.mendsReferences = true
      options.touchesMendedOnly = true
      options.mendedPaths = try paths.map { try RefsCommand.place($0) }
      let outcome = try withProgress(common) { (work) throws(Problem) in
        options.plan.work = work
        return try synchronize(repository, options)
      }
      let answer = RefsFixAnswer(outcome: outcome, isDryRun: dryRun)
      common.report.print(answer)
      throw ExitCode(answer.verdict.rawValue)
    }
  }

  /// `refs map`.
  struct Map: ParsableCommand, StrangersReader {
    static let configuration = CommandConfiguration(
      commandName: "map",
      abstract: "Show where the files of one commit are in another, or where a file is now.",
      discussion: """
        map A B            files of the library, and those it refers to
        map A B --all      every file
        map --since PATH   where a file of the past is in the work tree, move by move
        """
    )

    @OptionGroup
    var common: RepositoryOptions

    @OptionGroup
    var trust: TrustOptions

    @OptionGroup
    var tree: TreeOptions

    @Flag(name: .long, help: "Show every path, not the library's alone.")
    var all = false

    @Option(name: .long, help: ArgumentHelp("Tell where this file is now.", valueName: "path"))
    var since: String?

    @Argument(help: ArgumentHelp("Two commits, or A..B.", valueName: "commit"))
    var commits: [String] = []

    func validate() throws {
      guard since == nil else {
        if !commits.isEmpty { throw ValidationError("--since and commits exclude each other") }
        return
      }
      if ends == nil { throw ValidationError("map takes two commits, or one A..B, or --since") }
    }

    func run() throws {
      let repository = try common.repository(isUntrusted: trust.isUntrusted)
      if let since {
        let path = try RefsCommand.place(since)
        let found = try withProgress(common) { (work) throws(Problem) in
          try whereabouts(of: path, in: tree.source(in: repository), repository, work: work)
        }
        common.report.print(WhereaboutsAnswer(whereabouts: found))
      } else if let ends {
        let map = try withProgress(common) { (work) throws(Problem) in
          try renameMap(from: ends.old, to: ends.new, isWhole: all, in: repository, work: work)
        }
        common.report.print(RefsMapAnswer(map: map))
      }
    }

    private var ends: (old: String, new: String)? {
      var names = commits
      if names.count == 1, !names[0].contains("..."), let range = names[0].firstRange(of: "..") {
        names = [names[0][..<range.lowerBound], names[0][range.upperBound...]]
          .map { $0.isEmpty ? "HEAD" : String($0) }
      }
      return names.count == 2 ? (names[0], names[1]) : nil
    }
  }

  /// A path as a person names it: from the top of the repository, `./` and a slash at the end left out.
  static func place(_ name: String) throws -> RepoPath {
    var text = name[...]
    while text.hasPrefix("./") { text.removeFirst(2) }
    while text.hasSuffix("/") { text.removeLast() }
    guard let path = RepoPath(String(text)) else {
      throw ValidationError("'\(name)' is no path within the repository")
    }
    return path
  }
}
