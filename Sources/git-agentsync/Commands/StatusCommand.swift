import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Shows how every output stands.
struct StatusCommand: ParsableCommand, StrangersReader {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how every output stands at HEAD, and what index and work tree hold beyond it."
  )

  @OptionGroup
  var common: RepositoryOptions

  @OptionGroup
  var trust: TrustOptions

  func run() throws {
    let repository = try common.repository(isUntrusted: trust.isUntrusted)
    let status = try withProgress(common) { (work) throws(Problem) in
      try readStatus(of: repository, work: work)
    }
    common.report.print(StatusAnswer(status: status))
  }
}

/// What `status` answers.
struct StatusAnswer: Answer {
  let status: Status

  struct Record: Encodable {
    let version = recordVersion
    let command = "status"
    let head: String?
    let outputs: [RowRecord]
    let beyond: [BeyondRecord]
    /// The outputs whose conflicts are open.
    let opened: [String]
    let findings: [ProblemRecord]
    let passedOver: [PassedOverRecord]
  }

  struct PassedOverRecord: Encodable {
    let path: String
    let reason: String
  }

  var record: Record {
    Record(
      head: status.head?.hex,
      outputs: status.rows.map(RowRecord.init),
      beyond: status.beyond.map(BeyondRecord.init),
      opened: status.open.map(\.path.string),
      findings: status.findings.map(ProblemRecord.init),
      passedOver: status.passedOver.map {
        PassedOverRecord(path: $0.path.string, reason: $0.reason)
      }
    )
  }

  var problems: [Problem] {
    let opened = Set(status.open.map(\.path))
    let rows = status.rows.filter { !opened.contains($0.path) }.compactMap(\.problem)
    return status.findings + rows.filter { !status.findings.contains($0) }
  }

  func text(_ style: Style, isVerbose: Bool) -> String {
    var text = ""
    let shown = isVerbose ? status.rows : status.rows.filter { !$0.isQuiet }
    for row in shown { text += RowText.line(row, style) }
    if !shown.isEmpty { text += "\n" }
    text += summary(style)
    text += ConflictText.lines(status.open, style)
    let opened = Set(status.open.map(\.path))
    text += BeyondText.lines(status.beyond.filter { !opened.contains($0.path) }, style)
    if isVerbose {
      for passed in status.passedOver {
        let path = passed.path.string.escapedForTerminal
        text += style.paint("passed over \(path): \(passed.reason)\n", .faint)
      }
    }
    return text
  }

  private func summary(_ style: Style) -> String {
    guard !status.rows.isEmpty else {
      return "no outputs: no agent found (see 'git agentsync init')\n"
    }
    let counts = Dictionary(grouping: status.rows, by: \.state).mapValues(\.count)
    let words = Plan.State.allCases.compactMap { state in
      counts[state].map { "\($0) \(state.word)" }
    }
    let total = status.rows.count
    let line = "\(total) output\(total == 1 ? "" : "s"): \(words.joined(separator: ", "))"
    let opened = Set(status.open.map(\.path))
    let left = status.rows.filter { !$0.isQuiet && !opened.contains($0.path) }
    guard !left.isEmpty else {
      return style.paint(line, opened.isEmpty ? .green : .yellow) + "\n"
    }
    return style.paint(line, .yellow) + "\n  (\(RemedyText.line(left)))\n"
  }
}
