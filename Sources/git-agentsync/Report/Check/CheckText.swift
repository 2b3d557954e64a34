import AgentModel
import AgentSync
import Git

/// How the answer of `check` reads on a terminal.
struct CheckText {
  let report: CheckReport
  let style: Style

  /// More of one kind than this is counted.
  private static let limit = 20

  private var outcome: CheckOutcome { report.outcome }

  var text: String {
    var text = gains + change
    for row in outcome.brought.rows { text += RowText.line(row, style) }
    return text + before + verdict
  }

  /// Power that is gained, first of all.
  private var gains: String {
    let lines = report.gains.map { problem in
      let place = problem.place.map { "\($0.text): " } ?? ""
      return style.paint(place + problem.message.escapedForTerminal, .red)
    }
    return section("Power gained:", lines)
  }

  private var change: String {
    guard let change = outcome.change else { return "" }
    var agents = change.changes.agents.map { agent in
      let phrases = ChangePhrases(change: agent)
      let details = phrases.details.prefix(CheckText.limit).map(\.text).joined(separator: "; ")
      let colon = details.isEmpty ? "" : ": "
      return "\(style.paint(phrases.name.text, .bold)) \(phrases.words)\(colon)\(details)"
    }
    if change.isConfigurationChanged { agents.insert(".agentsync.yml changed", at: 0) }
    let reach = change.impact.outputs.isEmpty ? "" : ReachWords(change.impact).sentence + "\n"
    let colon = change.merge.clashes.isEmpty ? "" : ":"
    let merge = "Merged into \(change.base.name), \(change.merge.headline.text)\(colon)"
    let files = change.unplanned.map { unplanned in
      section(
        "Agents are not told, as nothing can be planned at \(change.start.name). Files that changed:",
        unplanned.files.map(\.phrase.text),
        isAlways: true
      )
    }
    return section("Changed since \(change.start.name):", agents) + reach + (files ?? "")
      + section("Edited by hand:", change.handEdits.map(\.phrase.text))
      + section(merge, change.merge.clashes.map(\.phrase.text), isAlways: true)
  }

  private var before: String {
    let rows = outcome.before.rows.map { RowText.line($0, style) }.joined()
    let findings = outcome.before.findings.filter { $0.severity > .info }.map { finding in
      let place = finding.place.map { "\($0.text): " } ?? ""
      return place + finding.message.escapedForTerminal
    }
    let text = rows + list(findings)
    return text.isEmpty ? "" : "There before, not counted:\n" + text
  }

  private var verdict: String {
    switch outcome.verdict {
    case .inStep:
      let count = outcome.plan.rows.count
      var text = style.paint("in step: \(count) output\(count == 1 ? "" : "s")", .green) + "\n"
      if !outcome.bookkeeping.isEmpty {
        text +=
          "  (the next sync puts \(outcome.bookkeeping.count) records right; that is no drift)\n"
      }
      return text
    case .drift: return style.paint("out of step", .yellow) + ": \(report.remedy)\n"
    case .conflict:
      let states = Set(outcome.brought.rows.map(\.state))
      // A file that is nobody's output is in conflict with nothing: it waits for a choice.
      guard states.contains(.foreign), !states.contains(.conflict) else {
        return style.paint("conflicts", .red) + "\n"
      }
      return style.paint("out of step", .red) + ": \(report.remedy)\n"
    case .findings: return style.paint("findings of error severity", .red) + "\n"
    case .stopped: return style.paint("stopped", .red) + ": nothing could be judged\n"
    }
  }

  private func section(_ heading: String, _ lines: [String], isAlways: Bool = false) -> String {
    guard isAlways || !lines.isEmpty else { return "" }
    return heading + "\n" + list(lines)
  }

  private func list(_ lines: [String]) -> String {
    var text = ""
    for line in lines.prefix(CheckText.limit) { text += "  \(line)\n" }
    let left = lines.count - CheckText.limit
    if left > 0 { text += "  and \(left) more ('--json' has all)\n" }
    return text
  }
}

extension CheckReport {
  /// What brings the outputs in step that are not.
  var remedy: String {
    RemedyText.line(outcome.brought.rows, of: outcome.plan.snapshot.kind, isPassing: isPassing)
  }
}

/// How far a change reaches, in numbers.
struct ReachWords {
  let sentence: String

  init(_ impact: Impact) {
    let outputs = impact.outputs
    let texts = outputs.count { $0.effect == .text }
    let agents = Set(outputs.map(\.agentID)).count
    func counted(_ count: Int, _ noun: String) -> String {
      "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    sentence =
      "The change reaches \(counted(outputs.count, "output")) of \(counted(agents, "agent")): "
      + "\(texts) by their text, \(outputs.count - texts) by what they link to."
  }
}

extension Snapshot {
  /// The commit in short, or what else it is.
  var name: String { commitID?.short ?? kind.rawValue }
}
