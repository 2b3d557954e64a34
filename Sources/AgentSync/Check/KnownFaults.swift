import AgentModel
import Git

/// What a base already had wrong, and how often.
struct KnownFaults {
  private struct Fault: Hashable {
    let path: RepoPath
    let state: Plan.State
  }

  private struct Finding: Hashable {
    let code: Problem.Code
    let path: RepoPath?
    let message: String
  }

  private var rows: Set<Fault> = []
  private var findings: [Finding: Set<Problem.Place?>] = [:]
  private var admitted: Set<Problem> = []
  private var heirs: [RepoPath: RepoPath] = [:]
  /// The lines of base and head.
  private let lines: (base: LineTexts, head: LineTexts)?

  init() { lines = nil }

  /// What was wrong, at the places that files have moved to since.
  init(
    _ rows: [Plan.Row],
    _ findings: [Problem],
    movedTo heirs: [RepoPath: RepoPath],
    lines: (base: LineTexts, head: LineTexts)
  ) {
    self.heirs = heirs
    self.lines = lines
    for row in rows where row.isFault {
      self.rows.insert(Fault(path: row.path, state: row.state))
      if let now = heirs[row.path] { self.rows.insert(Fault(path: now, state: row.state)) }
    }
    add(findings)
  }

  /// Adds what the base had.
  mutating func add(_ problems: [Problem]) {
    for problem in problems {
      let path = problem.place?.path
      findings[key(problem, at: path.flatMap { heirs[$0] } ?? path), default: []]
        .insert(problem.place)
    }
  }

  /// Adds what somebody else found to have been there before.
  mutating func admit(_ problems: [Problem]) { admitted.formUnion(problems) }

  func holds(_ row: Plan.Row) -> Bool {
    rows.contains(Fault(path: row.path, state: row.state))
  }

  /// Those of the head's findings that the base had, as often as it had them.
  ///
  /// Where it had fewer, they are those whose line is as it was.
  func held(of problems: [Problem]) -> Set<Problem> {
    var held = admitted
    var groups: [Finding: [Problem]] = [:]
    for problem in Set(problems) where !admitted.contains(problem) {
      groups[key(of: problem), default: []].append(problem)
    }
    for (key, group) in groups {
      guard let known = findings[key] else { continue }
      held.formUnion(self.held(of: group.sorted(by: Problem.isOrdered), at: known))
    }
    return held
  }

  private func held(of problems: [Problem], at places: Set<Problem.Place?>) -> [Problem] {
    var texts: [[UInt8]?: Int] = [:]
    for place in places { texts[lines?.base.text(at: place), default: 0] += 1 }
    var held: [Problem] = []
    var others: [Problem] = []
    // A finding that is told of two outputs of one line is one.
    var seen: [Problem.Place?: Bool] = [:]
    for problem in problems where seen[problem.place] == nil {
      let text = lines?.head.text(at: problem.place)
      let isSame = (texts[text] ?? 0) > 0
      if isSame { texts[text, default: 0] -= 1 }
      seen[problem.place] = isSame
      if !isSame { others.append(problem) }
    }
    // The line may have changed about a finding; where the line is what was found, it may not.
    var left = texts.values.reduce(0, +)
    for problem in others where left > 0 && !problem.code.isOfText {
      left -= 1
      seen[problem.place] = true
    }
    held += problems.filter { seen[$0.place] == true }
    return held
  }

  private func key(of problem: Problem) -> Finding {
    let path = problem.place?.path
    let own = key(problem, at: path)
    // What is still told of a place that a file has left.
    guard findings[own] == nil, let now = path.flatMap({ heirs[$0] }) else { return own }
    return key(problem, at: now)
  }

  // A line that moved is the same finding.
  private func key(_ problem: Problem, at path: RepoPath?) -> Finding {
    Finding(code: problem.code, path: path, message: problem.message)
  }
}

/// The lines of a tree's files, read where they are asked for.
final class LineTexts {
  private let reader: SnapshotReader
  private let known: (RepoPath) -> [UInt8]?
  private var files: [RepoPath: (bytes: [UInt8], lines: LineIndex)?] = [:]

  /// `known` are the bytes of files that were read already.
  init(_ reader: SnapshotReader, known: @escaping (RepoPath) -> [UInt8]?) {
    self.reader = reader
    self.known = known
  }

  /// The line of a place without its end; nil where no line is meant or can be read.
  func text(at place: Problem.Place?) -> [UInt8]? {
    guard let place, let line = place.line, let file = file(at: place.path) else { return nil }
    let start = file.lines.start(ofLine: line)
    let rest = file.bytes[min(start, file.bytes.count)...]
    return Array(rest.prefix { $0 != 0x0A && $0 != 0x0D })
  }

  private func file(at path: RepoPath) -> (bytes: [UInt8], lines: LineIndex)? {
    if let file = files[path] { return file }
    // A line that can't be read is like no other; why it can't be has been told.
    let bytes = known(path) ?? (try? read(path))
    let file = bytes.map { ($0, LineIndex($0)) }
    files[path] = .some(file)
    return file
  }

  private func read(_ path: RepoPath) throws(Problem) -> [UInt8]? {
    guard let item = try reader.item(at: path), item.mode.isPlainFile,
      try reader.size(of: item.objectID) <= Plan.maximumOutputSize
    else { return nil }
    return try reader.bytes(of: item.objectID)
  }
}

extension Problem.Code {
  /// Whether a finding is about the very text of its line: another text there is another finding.
  fileprivate var isOfText: Bool {
    ["hidden.", "credential.", "hook.dangerous", "server.dangerous"].contains {
      rawValue.hasPrefix($0)
    }
  }
}

extension Plan.Row {
  /// Whether the output is not what a sync would leave.
  var isFault: Bool { verdict != .inStep }

  var verdict: Verdict {
    switch state {
    case .conflict, .foreign: .conflict
    case .unknown: .drift
    default: isChanging ? .drift : .inStep
    }
  }
}
