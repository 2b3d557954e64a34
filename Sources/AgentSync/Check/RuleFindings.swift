import AgentModel
import Git
import Rules

/// What rules find in one tree, and what a change lets files do.
struct RuleFindings {
  /// In the order of the files.
  let head: [Problem]
  /// What was there already where the change begins; empty where there is no change.
  let base: [Problem]
  /// The configuration that severities, policy and demands were taken from.
  let config: Config
  /// The lines of base and head, for telling one finding from another.
  let lines: (base: LineTexts, head: LineTexts)

  /// Examines the files of a tree that VS Code reads.
  ///
  /// - Throws: `Problem` where the tree or its configuration can't be read.
  init(of head: Snapshot, in repository: Repository, work: Work) throws(Problem) {
    let places = try CustomizationPlaces(namedIn: head, of: repository)
    let files = try CustomizationFiles(head, in: repository, at: places, work: work)
    let reader = SnapshotReader(head, in: repository)
    config = try LibraryModel.config(reader)
    self.head = RuleFindings.problems(in: files, config, work) { Excuses(all: $0) }
    base = []
    let texts = files.lines(reader)
    lines = (texts, texts)
    if let failure = files.failure { throw failure }
  }

  /// Examines what a change does to the files that VS Code reads, and what it lets them do.
  ///
  /// Severities, policy and ignores are those of the base: a change can't excuse itself.
  ///
  /// - Parameters:
  ///   - range: The change.
  ///   - formerPaths: Where files of the head were at its start, where they moved.
  ///   - agentIDs: The agents that outputs of the head are made from, by path.
  ///   - isWideningAllowed: Whether a maintainer lets files gain power this once.
  ///   - repository: Where all are.
  ///   - work: The threads that read and look.
  /// - Throws: `Problem` where a tree or the configuration of the base can't be read.
  init(
    of range: ChangeRange,
    formerPaths: [RepoPath: RepoPath],
    agentIDs: [RepoPath: String],
    isWideningAllowed: Bool,
    in repository: Repository,
    work: Work
  ) throws(Problem) {
    let places = try PlacesOfChange(range, in: repository)
    let head = try CustomizationFiles(range.head, in: repository, at: places.head, work: work)
    let start = try CustomizationFiles(
      range.start,
      in: repository,
      at: places.start,
      like: head,
      work: work
    )
    lines = (
      start.lines(SnapshotReader(range.start, in: repository)),
      head.lines(SnapshotReader(range.head, in: repository))
    )
    config = try LibraryModel.config(SnapshotReader(range.base, in: repository))
    let configured = try ConfigurationPower.gained(
      from: range.start,
      mergedInto: range.base,
      to: range.head,
      in: repository
    )
    let files = powerGained(
      from: start.context,
      to: head.context,
      formerPaths: formerPaths,
      agentIDs: agentIDs,
      allowing: config.policy
    )
    let gains = (configured + files).compactMap { [config] in config.judged($0) }
    let excuses = try BaseExcuses(
      of: range,
      head: head,
      start: start,
      formerPaths: formerPaths,
      in: repository,
      work: work
    )
    let former = Examination(start.context)
    let found = RuleFindings.problems(
      in: head,
      config,
      work,
      room: { file in
        // What was there before takes no room from what is new.
        let counts = start.file(at: formerPaths[file.path] ?? file.path).map(former.counts) ?? [:]
        return { FindingLimit.ofFile + counts[$0, default: 0] }
      },
      excusedBy: excuses.excuses
    )
    // What the head has not can't have been there before.
    let told = Set(found.compactMap(\.place?.path).map { formerPaths[$0] ?? $0 })
    base = RuleFindings.problems(
      in: start,
      at: told,
      config,
      work,
      room: { _ in { _ in .max } },
      excusedBy: excuses.formerExcuses
    )
    let known = Set(base.map(HiddenText.init))
    let judged = found.map { [config] problem in
      let now = HiddenText(problem)
      let isKnown = known.contains(now) || known.contains(now.at(formerPaths))
      return isKnown || config.severities[problem.code] != nil ? problem : problem.asBrought
    }
    self.head = judged + (isWideningAllowed ? gains.map { $0.with(.info) } : gains)
    if let failure = head.failure ?? start.failure { throw failure }
  }

  /// What rules find, without what is ignored and off.
  ///
  /// `room` is how much is listed of a file in which there is too much of something, `excuses` what it may ignore.
  private static func problems(
    in files: CustomizationFiles,
    at paths: Set<RepoPath>? = nil,
    _ config: Config,
    _ work: Work,
    room: @Sendable (RuleFile) -> (Problem.Code) -> Int = { _ in { _ in FindingLimit.ofFile } },
    excusedBy excuses: @Sendable (RuleFile) -> Excuses
  ) -> [Problem] {
    let looked = files.context.files.filter { paths?.contains($0.path) ?? true }
    let examination = Examination(files.context)
    let found = parallelMap(
      looked,
      work,
      makeWorker: {},
      transform: { _, file in
        let excuses = excuses(file)
        func isExcused(_ problem: Problem) -> Bool {
          !unignorable.contains(problem.code) && excuses.cover(problem)
        }
        let few = examination.problems(of: file, excusing: isExcused)
        guard few.count > FindingLimit.ofFile else { return few }
        return examination.problems(of: file, excusing: isExcused, room: room(file))
      }
    )
    let passedOver = files.passedOver.filter { problem in
      problem.place.map { paths?.contains($0.path) ?? true } ?? true
    }
    return (Examination.sorted(found.flatMap { $0 }) + passedOver).compactMap { config.judged($0) }
  }

  private static let unignorable = Set(Rule.all.filter { !$0.isIgnorable }.map(\.code))
}

/// What tells a finding about text that nobody here can see from another.
private struct HiddenText: Hashable {
  let code: Problem.Code
  let message: String
  var path: RepoPath?

  init(_ problem: Problem) {
    (code, message, path) = (problem.code, problem.message, problem.place?.path)
  }

  /// The same one where its file was before.
  func at(_ formerPaths: [RepoPath: RepoPath]) -> HiddenText {
    var former = self
    former.path = path.flatMap { formerPaths[$0] } ?? path
    return former
  }
}

extension Problem {
  /// The problem where a change brings it: what keeps text from being judged is an error then.
  fileprivate var asBrought: Problem {
    [.symbolicLink, .fileLFSPointer].contains(code) ? with(.error) : self
  }
}

extension CustomizationFiles {
  /// The lines of the tree that the files were read from.
  fileprivate func lines(_ reader: SnapshotReader) -> LineTexts {
    LineTexts(reader) { path in file(at: path)?.bytes }
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
