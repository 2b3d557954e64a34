import AgentModel
import Git
import Rules

/// The comments that excuse findings of one file: a change can't bring any.
struct Excuses: Sendable {
  /// Comments that the file has.
  private let own: [Ignore]
  /// Lines that the base excuses since the change began, by code; blanks around them don't count.
  private let lines: [String: Set<[UInt8]>]
  private let file: RuleFile

  /// Takes all comments of a file, as where no base was named.
  init(all file: RuleFile) {
    (own, lines, self.file) = (Ignore.all(in: file), [:], file)
  }

  /// Takes those comments of a file that the base has, as often as it has them, and those that the base won since.
  ///
  /// - Parameters:
  ///   - file: The file, as the change has it.
  ///   - base: The same file at the tip of the base; nil where it is gone there.
  ///   - start: What it had where the change begins.
  init(of file: RuleFile, base: [UInt8]?, start: [Ignore]) {
    let there = base.map { Ignore.all(in: $0) } ?? []
    var allowed: [Excuse: Int] = [:]
    for ignore in there { allowed[Excuse(ignore), default: 0] += 1 }
    var own: [Ignore] = []
    for ignore in there.isEmpty ? [] : Ignore.all(in: file) {
      let left = allowed[Excuse(ignore), default: 0]
      guard left > 0 else { continue }
      allowed[Excuse(ignore)] = left - 1
      own.append(ignore)
    }
    var old: [Excuse: Int] = [:]
    for ignore in start { old[Excuse(ignore), default: 0] += 1 }
    var lines: [String: Set<[UInt8]>] = [:]
    let texts = base.map { $0.split(separator: 0x0A, omittingEmptySubsequences: false) } ?? []
    for ignore in there {
      let excuse = Excuse(ignore)
      let known = old[excuse, default: 0]
      guard known == 0 else {
        old[excuse] = known - 1
        continue
      }
      // The change has the comment too, or hasn't seen it yet.
      guard allowed[excuse, default: 0] > 0 else { continue }
      for number in [ignore.line, ignore.line + 1] where number <= texts.count {
        let text = Excuses.withoutComment(texts[number - 1])
        if !text.isEmpty { lines[ignore.code, default: []].insert(text) }
      }
    }
    (self.own, self.lines, self.file) = (own, lines, file)
  }

  /// Whether a finding of the file is one that doesn't count.
  func cover(_ problem: Problem) -> Bool {
    if own.contains(where: { $0.covers(problem) }) { return true }
    guard let excused = lines[problem.code.rawValue], let line = problem.place?.line else {
      return false
    }
    let rest = file.bytes[min(file.lines.start(ofLine: line), file.bytes.count)...]
    return excused.contains(Excuses.withoutComment(rest.prefix { $0 != 0x0A }))
  }

  /// A line without the comment that excuses it, and without blanks around it.
  private static func withoutComment(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var text = line
    if let mark = text.firstRange(of: "<!-- agentsync: ignore ".utf8) {
      text = text[..<mark.lowerBound]
    }
    let blanks: [UInt8] = [0x20, 0x09, 0x0D]
    text = text.drop { blanks.contains($0) }
    while let last = text.last, blanks.contains(last) { text = text.dropLast() }
    return Array(text)
  }

  /// What makes two comments the same one, wherever they stand.
  private struct Excuse: Hashable {
    let code: String
    let reason: String

    init(_ ignore: Ignore) { (code, reason) = (ignore.code, ignore.reason) }
  }
}

/// What the base lets the files of a change excuse.
struct BaseExcuses: Sendable {
  private let start: CustomizationFiles
  private let formerPaths: [RepoPath: RepoPath]
  /// The files of the start that the base changed since, by their path at the start; nil where they are gone.
  private let changed: [RepoPath: [UInt8]?]

  /// - Throws: `Problem` where the base can't be read.
  init(
    of range: ChangeRange,
    head: CustomizationFiles,
    start: CustomizationFiles,
    formerPaths: [RepoPath: RepoPath],
    in repository: Repository,
    work: Work
  ) throws(Problem) {
    (self.start, self.formerPaths) = (start, formerPaths)
    guard range.start.commitID != range.base.commitID else {
      changed = [:]
      return
    }
    let former = Set(head.context.files.map { formerPaths[$0.path] ?? $0.path })
      .union(start.context.files.map(\.path))
    let changes = try changedFiles(from: range.start, to: range.base, in: repository)
      .filter { former.contains($0.path) }
    let reader = SnapshotReader(range.base, in: repository)
    var heirs: [RepoPath: RepoPath] = [:]
    if changes.contains(where: { $0.new == nil }) {
      heirs = try AgentSync.heirs(from: range.start, to: range.base, in: repository, work)
    }
    var changed: [RepoPath: [UInt8]?] = [:]
    for change in changes {
      let place = change.new == nil ? heirs[change.path] : change.path
      changed[change.path] = .some(
        try place.flatMap { (path) throws(Problem) in
          try reader.customization(at: path)
        }
      )
    }
    self.changed = changed
  }

  /// What a file of the head may excuse.
  func excuses(of file: RuleFile) -> Excuses {
    excuses(of: file, at: formerPaths[file.path] ?? file.path)
  }

  /// What a file of the start may excuse.
  func formerExcuses(of file: RuleFile) -> Excuses { excuses(of: file, at: file.path) }

  private func excuses(of file: RuleFile, at path: RepoPath) -> Excuses {
    let former = start.file(at: path)
    let base = changed[path] ?? former?.bytes
    return Excuses(of: file, base: base, start: former.map { Ignore.all(in: $0) } ?? [])
  }
}

extension SnapshotReader {
  /// The bytes of a file that may have excuses; nil where there is none that is read.
  fileprivate func customization(at path: RepoPath) throws(Problem) -> [UInt8]? {
    guard let item = try item(at: path), item.mode.isPlainFile,
      try size(of: item.objectID) <= Plan.maximumOutputSize
    else { return nil }
    return try bytes(of: item.objectID)
  }
}
