import AgentModel
import Git
import Rules

/// What rules find in one tree, and what a change lets files do.
struct RuleFindings {
  /// Sorted by place.
  let head: [Problem]
  /// What the base had already; empty where there is none.
  let base: [Problem]

  /// Examines the files that VS Code reads.
  ///
  /// Severities, policy and ignores are those of the base: a change can't excuse itself.
  ///
  /// - Parameters:
  ///   - head: The tree that is judged.
  ///   - base: Where the change begins; nil where a tree is judged as it is.
  ///   - isWideningAllowed: Whether a maintainer lets files gain power this once.
  ///   - repository: Where both are.
  /// - Throws: `Problem` where a tree or the configuration of the base can't be read.
  init(
    of head: Snapshot,
    since base: Snapshot?,
    isWideningAllowed: Bool,
    in repository: Repository
  ) throws(Problem) {
    let headFiles = try CustomizationFiles(SnapshotReader(head, in: repository))
    let baseFiles = try base.map { base throws(Problem) in
      try CustomizationFiles(SnapshotReader(base, in: repository))
    }
    let config = try LibraryModel.config(SnapshotReader(base ?? head, in: repository))
    self.head =
      RuleFindings.problems(in: headFiles, config, excusedBy: baseFiles)
      + RuleFindings.gains(
        headFiles,
        baseFiles,
        try base.map { base throws(Problem) in
          try ConfigurationPower.gained(from: base, to: head, in: repository)
        } ?? [],
        config,
        isWideningAllowed
      )
    self.base = baseFiles.map { RuleFindings.problems(in: $0, config, excusedBy: $0) } ?? []
    if let failure = headFiles.failure ?? baseFiles?.failure { throw failure }
  }

  private static func problems(
    in files: CustomizationFiles,
    _ config: Config,
    excusedBy base: CustomizationFiles?
  ) -> [Problem] {
    let unignorable = Set(Rule.all.filter { !$0.isIgnorable }.map(\.code))
    var excuses: [RepoPath: [Ignore]] = [:]
    for file in files.context.files {
      var own = Ignore.all(in: file)
      if let base {
        let former = base.context.files.first { $0.path == file.path }.map(Ignore.all) ?? []
        own.removeAll { ignore in
          !former.contains { $0.code == ignore.code && $0.reason == ignore.reason }
        }
      }
      excuses[file.path] = own
    }
    return (examine(files.context) + files.passedOver)
      .filter { problem in
        unignorable.contains(problem.code)
          || problem.place.flatMap { excuses[$0.path] }?.contains { $0.covers(problem) } != true
      }
      .compactMap { config.judged($0) }
  }

  private static func gains(
    _ head: CustomizationFiles,
    _ base: CustomizationFiles?,
    _ configured: [Problem],
    _ config: Config,
    _ isWideningAllowed: Bool
  ) -> [Problem] {
    guard let base else { return [] }
    let files = powerGained(from: base.context, to: head.context, allowing: config.policy)
    let gains = (configured + files).compactMap { config.judged($0) }
    return isWideningAllowed ? gains.map { $0.with(.info) } : gains
  }
}

extension Config {
  /// A problem with the severity that the configuration gives it; nil where it is off.
  func judged(_ problem: Problem) -> Problem? {
    guard let wanted = severities[problem.code] else { return problem }
    return wanted.severity.map(problem.with)
  }
}

extension Problem {
  /// The same problem, graver or less so.
  func with(_ severity: Severity) -> Problem {
    Problem(code, severity: severity, at: place, message, hint: hint)
  }
}
