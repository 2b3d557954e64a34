import AgentModel
import Git
import TestSupport

@testable import AgentSync

/// Syncs, and what must hold after them.
extension HistoryRun {
  /// Syncs HEAD and holds the result against every law.
  func syncAndJudge() throws {
    let before = try main.outputs()
    let outcome = try synchronised(in: main)
    note("sync: \(outcome.summary)")
    try judge(outcome, in: main, from: before)
  }

  /// Edits a source, syncs index or work tree over it, and commits both together.
  func syncByHand(_ mode: SyncOptions.Mode, _ mark: String, _ random: inout SeededRandom) throws {
    let isInStep = try check(try main.open(), CheckOptions()).verdict == .inStep
    try editSource(mark, &random, commits: false)
    if mode == .staged { try main.git("add", "--all") }
    let before = try main.outputs()
    let outcome = try synchronised(in: main) { $0.mode = mode }
    note("sync, \(mode.rawValue): \(outcome.summary)")
    try judgeWords(outcome, in: main, from: before)
    try main.commit("source and outputs")
    if isInStep { wholeCommits.insert(try main.head()) }
    try judgeQuiet(after: outcome, in: main)
  }

  /// Adopts or replaces one output that the tool refuses to write.
  func settle(_ random: inout SeededRandom) throws {
    let refused = try check(try main.open(), CheckOptions()).plan.rows.filter(\.isRefused)
    guard let row = refused.randomElement(using: &random) else { return note("finds no conflict") }
    let replaces = random.chance(40)
    let before = try main.outputs()
    let outcome = try synchronised(in: main) { options in
      options.plan.selection = [row.path.string]
      options.plan.adopts = !replaces
      options.plan.replaces = replaces
    }
    note("\(replaces ? "replaces" : "adopts") \(row.path): \(outcome.summary)")
    let settled = outcome.plan.rows.first { $0.path == row.path }
    guard settled?.isRefused != true else {
      throw HistoryFailure(
        law: .answers,
        text: "'\(row.path)' can't be settled: \(outcome.summary)"
      )
    }
    if replaces { replaced.formUnion([row.path.string, settled?.path.string ?? row.path.string]) }
    if !replaces { try bringBack(since: [:], at: [row.path.string]) }
    let named = [row.path, settled?.path, settled?.formerPath].compactMap { $0?.string }
    try judgeWords(outcome, in: main, from: before, givenUp: replaces ? Set(named) : [])
    // Everything else was left alone; a sync of all must still find its way.
    try syncAndJudge()
  }

  /// Takes the last operation back; nothing that was typed since goes with it.
  func undoLast() throws {
    let before = try main.outputs()
    do {
      let outcome = try AgentSync.undo(in: try main.open())
      note("takes back '\(outcome.undone)': \(outcome.restored.map(\.string))")
    } catch let problem as Problem {
      return note("can't take back: \(problem.message)")
    }
    try bringBack(since: before)
    let after = try main.outputs()
    let all = after.values.reduce(into: Set<String>()) { $0.formUnion($1.typedMarks) }
    for (path, text) in before where !replaced.contains(path) {
      let lost = text.typedMarks.subtracting(all).subtracting(takenOver)
      guard !lost.isEmpty else { continue }
      throw HistoryFailure(
        law: .keepsWords,
        text: "\(lost.sorted()) of '\(path)' was taken back"
      )
    }
    let status = try main.git("status", "--porcelain")
    guard status.isEmpty else {
      try main.commit("what was taken back")
      return
    }
  }

  func synchronised(
    in checkout: Checkout,
    _ change: (inout SyncOptions) -> Void = { _ in }
  ) throws -> SyncOutcome {
    var options = SyncOptions()
    options.plan.work.workers = 1
    change(&options)
    do {
      return try synchronize(try checkout.open(), options)
    } catch let problem as Problem where problem.code == .massRemoval {
      options.allowsRemovals = true
      return try synchronize(try checkout.open(), options)
    }
  }

  // MARK: - Laws

  func judge(
    _ outcome: SyncOutcome,
    in checkout: Checkout,
    from before: [String: String]
  ) throws {
    try judgeWords(outcome, in: checkout, from: before)
    let status = try checkout.git("status", "--porcelain")
    guard status.isEmpty else {
      throw HistoryFailure(law: .leavesSoundRepository, text: "git status says:\n\(status)")
    }
    try judgeDeletions(outcome, in: checkout, from: before)
    try judgeStaleLines(outcome, in: checkout)
    try judgeQuiet(after: outcome, in: checkout)
    if outcome.plan.rows.contains(where: isMixture) { isUntouched = false }
    if isUntouched { try judgeTexts(outcome, in: checkout) }
  }

  /// No typed line may be lost, and what the tool refuses to write stays as it is.
  func judgeWords(
    _ outcome: SyncOutcome,
    in checkout: Checkout,
    from before: [String: String],
    givenUp: Set<String> = []
  ) throws {
    let after = try checkout.outputs()
    let moves = Dictionary(
      outcome.plan.rows.compactMap { row in row.formerPath.map { ($0.string, row.path.string) } },
      uniquingKeysWith: { first, _ in first }
    )
    for (path, text) in before where !givenUp.contains(path) {
      let there = after[moves[path] ?? path] ?? ""
      let lost = text.typedMarks.subtracting(there.typedMarks).subtracting(takenOver)
      guard !lost.isEmpty else { continue }
      if try isSaved(lost, in: checkout) { continue }
      throw HistoryFailure(
        law: .keepsWords,
        text: "\(lost.sorted()) of '\(path)' is gone; it held\n\(text)\nand now\n\(there)"
      )
    }
    for (path, lines) in fresh.cut {
      let there = Set((after[path] ?? "").split(separator: "\n").map(String.init))
      let were = Set((before[path] ?? "").split(separator: "\n").map(String.init))
      guard let line = lines.intersection(there).subtracting(were).first else { continue }
      throw HistoryFailure(
        law: .keepsWords,
        text: "'\(path)' holds again what was taken out of it: \(line)\n\(after[path] ?? "")"
      )
    }
    try judgeSources(outcome, in: checkout, after)
    for row in outcome.plan.rows where row.isRefused || row.state == .kept {
      let path = row.path.string
      guard before[path] != after[path] else { continue }
      throw HistoryFailure(
        law: .keepsWords,
        text:
          "'\(path)' is \(row.state.rawValue) and was changed from\n\(before[path] ?? "nothing")"
          + "\nto\n\(after[path] ?? "nothing")"
      )
    }
  }

  /// A line that was written into a document since is in every output that was not refused.
  private func judgeSources(
    _ outcome: SyncOutcome,
    in checkout: Checkout,
    _ after: [String: String]
  ) throws {
    for (path, marks) in fresh.written {
      for row in outcome.plan.rows where !row.isRefused {
        let record = RegistryEntry.path(of: row.agentID).string
        guard let text = after[row.path.string], row.state != .kept, checkout.exists(record),
          try isRecord(record, of: path, in: checkout)
        else { continue }
        let lacking = marks.intersection(try checkout.words(path)).subtracting(text.words)
        guard !lacking.isEmpty else { continue }
        throw HistoryFailure(
          law: .keepsWords,
          text: "\(lacking.sorted()) of '\(path)' is not in '\(row.path)', \(row.state.rawValue)"
        )
      }
    }
  }

  // A record knows where the document stood before, too, where another agent's may stand now.
  private func isRecord(_ record: String, of path: String, in checkout: Checkout) throws -> Bool {
    let bytes = Array(try checkout.read(record).utf8)
    let name = record.split(separator: "/").last?.dropLast(".json".count) ?? ""
    return RegistryEntry(parsing: bytes, id: String(name))?.source.string == path
  }

  private func isSaved(_ marks: Set<String>, in checkout: Checkout) throws -> Bool {
    let saved = try checkout.attempt("log", "--format=", "-p", "refs/agentsync/backup")
    guard saved.status == 0 else { return false }
    return marks.isSubset(of: saved.text.replacing("+", with: " ").typedMarks)
  }

  /// Check agrees, a second sync does nothing, and no record is left without its output.
  func judgeQuiet(after outcome: SyncOutcome, in checkout: Checkout) throws {
    let head = try checkout.head()
    let judged = try check(try checkout.open(), CheckOptions())
    let reported = Set(outcome.plan.rows.filter(\.isRefused).map(\.path))
    let faulty = Set(judged.brought.rows.map(\.path))
    let expected = outcome.plan.syncVerdict
    let isAsReported =
      reported.isEmpty ? judged.verdict == expected : judged.verdict >= .drift && faulty == reported
    guard isAsReported else {
      throw HistoryFailure(
        law: .staysQuiet,
        text: "the sync came to \(expected), and check says \(judged.verdict): "
          + judged.brought.rows.map { "\($0.path) \($0.state.rawValue)" }.joined(separator: ", ")
          + judged.brought.findings.map { "\n\($0.message)" }.joined()
      )
    }
    let again = try synchronised(in: checkout)
    let now = try checkout.head()
    guard again.applied == nil, now == head else {
      throw HistoryFailure(
        law: .staysQuiet,
        text: "a second sync was made: \(again.summary)\n"
          + (try checkout.git("show", "--stat", "--format=%s%n%b", now))
      )
    }
    let outputs = Set(judged.plan.rows.map(\.path.string))
    let prefix = Pristine.folder + "/"
    for path in checkout.files(below: Pristine.folder)
    where !outputs.contains(String(path.dropFirst(prefix.count))) {
      throw HistoryFailure(law: .staysQuiet, text: "'\(path)' is left of an output nobody knows")
    }
  }

  /// Whether an output can't go with its agent for what git alone put into it from another output.
  private func isMixture(_ row: Plan.Row) -> Bool {
    row.problem?.code == .goneButEdited && mixedOutputs.contains(row.path.string)
  }

  /// Every output is what its source says, and there is no other.
  private func judgeTexts(_ outcome: SyncOutcome, in checkout: Checkout) throws {
    if let row = outcome.plan.rows.first(where: { $0.isRefused || $0.state == .suppressed }) {
      throw HistoryFailure(
        law: .followsSources,
        text: "'\(row.path)' is \(row.state.rawValue): \(row.problem?.message ?? "")"
      )
    }
    let repository = try checkout.open()
    let basis = try PlanBasis(
      try scan(.head, in: repository),
      in: repository,
      work: Work(workers: 1),
      store: DocumentStore()
    )
    var texts = try checkout.outputs()
    for made in basis.generated {
      let path = made.output.path.string
      guard outcome.plan.rows.first(where: { $0.path.string == path })?.state != .kept else {
        continue
      }
      let text = texts.removeValue(forKey: path)
      guard let text, OutputText(Array(text.utf8)) == made.text else {
        throw HistoryFailure(
          law: .followsSources,
          text: "'\(path)' should be\n\(String(decoding: made.output.text, as: UTF8.self))"
            + "\nand is\n\(text ?? "not there")"
        )
      }
    }
    let kept = outcome.plan.rows.filter { $0.state == .kept }.map(\.path.string)
    guard let stray = texts.keys.sorted().first(where: { !kept.contains($0) }) else { return }
    throw HistoryFailure(law: .followsSources, text: "no agent asks for '\(stray)'")
  }
}

extension SyncOutcome {
  /// What a trace says of a sync: every output with its state, a star where it is written.
  var summary: String {
    let rows = plan.rows.map { row in
      let former = row.formerPath.map { " from \($0)" } ?? ""
      let problem = row.problem.map { " (\($0.code.rawValue))" } ?? ""
      return "\(row.path)\(former) \(row.state.rawValue)\(row.isChanging ? "*" : "")\(problem)"
    }
    let findings = plan.findings.filter { $0.severity == .error }.map { "\n    ! \($0.message)" }
    let made = applied == nil ? "nothing to do" : "\(plan.changes.count) files"
    return "\(made); \(rows.joined(separator: ", "))\(findings.joined())"
  }
}

extension Plan.Row {
  /// Whether the tool says that it can't decide, and leaves the output to a person.
  var isRefused: Bool {
    switch state {
    case .conflict, .foreign, .unknown: true
    default: false
    }
  }
}
