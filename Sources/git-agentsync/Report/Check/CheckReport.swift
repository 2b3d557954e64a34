import AgentModel
import AgentSync
import Git
import Rules

/// What all forms of the answer of `check` are made from.
struct CheckReport {
  /// One thing to say of one place, whatever found it.
  struct Item {
    let problem: Problem
    /// The same for the same thing wherever it stands in its file.
    let fingerprint: String
    /// Whether the base had it already, so that it does not count.
    let isBefore: Bool
    /// What the program would write itself; nil where it isn't sure.
    let fix: TextFix?
  }

  let outcome: CheckOutcome
  /// Whether what was there before is told from what the change brings.
  let hasBase: Bool
  /// Whether the index is that of a single commit; see `RemedyText`.
  let isPassing: Bool
  /// What counts, then what was there before; each in the order in which it was found.
  let items: [Item]

  /// - Parameters:
  ///   - outcome: What was found.
  ///   - hasBase: Whether a base was named.
  ///   - isPassing: Whether the index is that of a single commit.
  ///   - fixes: What the program would write itself.
  /// - Throws: `Problem` with `command.io` where no fingerprint can be made.
  init(
    _ outcome: CheckOutcome,
    hasBase: Bool,
    isPassing: Bool = false,
    fixes: CheckFixes = CheckFixes()
  ) throws(Problem) {
    self.outcome = outcome
    self.hasBase = hasBase
    self.isPassing = isPassing
    var fingerprints = Fingerprints()
    var items: [Item] = []
    for (faults, isBefore) in [(outcome.brought, false), (outcome.before, true)] {
      var told: Set<Problem> = []
      let unfinished = isBefore ? nil : outcome.unfinished
      for problem in faults.findings + (unfinished.map { [$0] } ?? [])
      where told.insert(problem).inserted {
        let fingerprint = try fingerprints.next(problem)
        items.append(Item(problem, fingerprint, isBefore, fixes[problem]))
      }
      for row in faults.rows {
        let problem = row.problem ?? .outOfStep(row, fixes[row])
        guard told.insert(problem).inserted else { continue }
        let fingerprint = try fingerprints.next(problem)
        items.append(Item(problem, fingerprint, isBefore, isBefore ? nil : fixes[row]))
      }
    }
    self.items = items
  }

  var brought: [Item] { items.filter { !$0.isBefore } }
  var before: [Item] { items.filter(\.isBefore) }

  /// Findings that let a file do more than it could.
  var gains: [Problem] {
    outcome.brought.findings.filter { Problem.Code.powerCodes.contains($0.code) }
  }
}

extension CheckReport.Item {
  fileprivate init(_ problem: Problem, _ fingerprint: String, _ isBefore: Bool, _ fix: TextFix?) {
    self.problem = problem
    self.fingerprint = fingerprint
    self.isBefore = isBefore
    self.fix = fix
  }
}

/// Makes the fingerprints of problems in their order.
private struct Fingerprints {
  private var counts: [String: Int] = [:]

  /// A hash of code, path and message: a line that moved is the same thing.
  ///
  /// The second of its kind is another than the first.
  mutating func next(_ problem: Problem) throws(Problem) -> String {
    let path = problem.place?.path.bytes ?? []
    let words = [Array(problem.code.rawValue.utf8), path, Array(problem.message.utf8)]
    let text = Array(words.joined(separator: [0]))
    let first = try reading("make a fingerprint") { () throws(GitError) in try hashBlob(text).hex }
    let count = counts[first, default: 0] + 1
    counts[first] = count
    guard count > 1 else { return first }
    let number = text + [0] + Array(String(count).utf8)
    return try reading("make a fingerprint") { () throws(GitError) in try hashBlob(number).hex }
  }
}

extension Problem {
  /// What forms that know nothing but problems say of an output that is out of step.
  fileprivate static func outOfStep(_ row: Plan.Row, _ fix: TextFix?) -> Problem {
    let what =
      switch row.state {
      case .new: "is not there yet"
      case .stale: "is not what its source says now"
      case .edited: "lacks what its source says now beside a hand edit"
      case .missing: "was deleted, and that is not noted yet"
      case .gone: "is still there, and its agent is not"
      case .moved: "belongs elsewhere, as its agent does"
      case .conflict: "has a hand edit that its source contradicts"
      case .foreign: "is a file that was not made here"
      case .unknown: "can't be told from a hand edit: the history is cut off"
      case .kept, .suppressed, .inStep: "is left as it is"
      }
    return Problem(
      .outOfStep,
      at: Place(row.path, line: fix?.start.line),
      "the output of '\(row.agentID)' \(what)",
      hint: row.isChanging ? "'git agentsync sync' brings it in step" : nil
    )
  }
}

// MARK: - What a change means, in sentences

/// What changed in an agent, a phrase for each field, section and part.
struct ChangePhrases {
  let change: AgentChange

  /// The agent, with the id that it had before.
  var name: Phrase {
    guard let former = change.formerID else { return "\(change.id)" }
    return "\(former) -> \(change.id)"
  }

  /// What became of it as a whole.
  var words: String { change.words.map(\.text).joined(separator: ", ") }

  var details: [Phrase] {
    var details: [Phrase] = []
    if let former = change.formerSource { details.append("source \(former) -> \(change.source)") }
    details += change.fields.map(ChangePhrases.phrase)
    details += change.sections.map(ChangePhrases.phrase)
    details += change.parts.map { part in
      let former: Phrase = part.formerPath.map { "\($0) -> " } ?? ""
      return "part \(former)\(part.path) \(Phrase(stringLiteral: part.kind.rawValue))"
    }
    if change.isLayoutChanged { details.append("blank lines, markup or order only") }
    return details
  }

  private static func phrase(_ change: FieldChange) -> Phrase {
    guard change.addedItems.isEmpty, change.removedItems.isEmpty else {
      let items: [Phrase] =
        change.addedItems.map { "+\($0)" } + change.removedItems.map { "-\($0)" }
      return "\(change.name): \(items.joined(by: " "))"
    }
    return switch (change.old, change.new) {
    case (let old?, let new?): "\(change.name): \(value: old) -> \(value: new)"
    case (nil, let new?): "\(change.name): added \(value: new)"
    case (let old?, nil): "\(change.name): removed \(value: old)"
    case (nil, nil): "\(change.name)"
    }
  }

  private static func phrase(_ change: SectionChange) -> Phrase {
    var words: [String] = []
    switch change.kind {
    case .added: words.append("added")
    case .removed: words.append("removed")
    case .changed:
      if change.isRenamed { words.append("renamed") }
      if change.isMoved { words.append("moved") }
      if change.isEdited { words.append("edited") }
    }
    if change.addedLines > 0 { words.append("+\(change.addedLines)") }
    if change.removedLines > 0 { words.append("-\(change.removedLines)") }
    let former: Phrase = change.formerPath.map { "\(name(of: $0)) -> " } ?? ""
    let said = Phrase(stringLiteral: words.joined(separator: " "))
    return "section \(former)\(name(of: change.path)) \(said)"
  }

  private static func name(of path: [String]) -> Phrase {
    path.isEmpty ? "before the first heading" : "\(path.joined(separator: " › "))"
  }
}

extension BroughtChange.ChangedFile {
  var phrase: Phrase {
    let former: Phrase = formerPath.map { "\($0) -> " } ?? ""
    return "\(former)\(path) \(Phrase(stringLiteral: kind.rawValue))"
  }
}

extension HandEdit {
  var phrase: Phrase {
    """
    \(path) (agent \(agentID)): +\(added) -\(removed) lines from line \(firstLine)
    """
  }
}

extension MergePreview {
  /// What follows "merged into the base".
  var headline: Phrase {
    switch self {
    case .fastForward: "it meets nothing: the head has all that the base has"
    case .unknown(let problem): "nobody knows what it meets: \(message: problem.message)"
    case .merged(let clashes):
      clashes.isEmpty ? "it is clean" : "it leaves \(clashes.count, of: "place") to a person"
    }
  }
}

extension MergePreview.Clash {
  var phrase: Phrase {
    let place: Phrase = line.map { "\(path) line \($0)" } ?? "\(path)"
    return switch reason {
    case .lines: "\(place): both sides changed the same lines"
    case .removedAndChanged: "\(place): one side took it away, the other changed it"
    case .addedTwice: "\(place): both sides added it, with other texts"
    case .movedAndRemoved: "\(place): one side moved it here, the other took it away"
    case .movedApart: "\(place): both sides moved it, to other places"
    case .notMergeable: "\(place): a folder, a link or bytes that are no text"
    case .handEdit(let agent):
      "\(place): a hand edit, and what the merged source of \(agent) says, want something else"
    }
  }

  /// The reason in one word, as JSON has it.
  var word: String {
    switch reason {
    case .lines: "lines"
    case .removedAndChanged: "removed-and-changed"
    case .addedTwice: "added-twice"
    case .movedAndRemoved: "moved-and-removed"
    case .movedApart: "moved-apart"
    case .notMergeable: "not-mergeable"
    case .handEdit: "hand-edit"
    }
  }
}
