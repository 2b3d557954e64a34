import AgentModel
import AgentSync
import Git
import Rules

/// The answer of `check` as the comment of a pull request.
///
/// Whatever it says of a repository passes through `MarkdownText`. The only HTML is the mark and one `<details>`.
struct CheckMarkdown {
  let report: CheckReport
  let limit: Int

  /// GitHub takes 65,536 characters.
  static let commentLimit = 65_000
  /// The first line, by which the comment is found that is to be written anew.
  static let mark = "<!-- git-agentsync check -->"
  private static let maximumNodes = 60
  private static let maximumDiagram = 12_000
  private static let detailsPerAgent = 12
  /// Of one agent, in UTF-16 units.
  private static let maximumDetails = 2_000

  init(_ report: CheckReport, limit: Int = CheckMarkdown.commentLimit) {
    self.report = report
    self.limit = limit
  }

  private var outcome: CheckOutcome { report.outcome }

  /// The whole, always below the limit.
  var text: String {
    let sections = [
      head, gains, agents, files, findings, outputs, handEdits, merge, reach, before,
    ].compactMap(\.self)
    return MarkdownSection.document(sections, limit: limit)
  }

  // MARK: - Verdict

  private var head: MarkdownSection? {
    var text = "\(CheckMarkdown.mark)\n## \(headline)\n"
    if let change = outcome.change {
      let phrase: Phrase =
        """
        From \(change.start.name) to \(outcome.plan.snapshot.name), \
        to be merged into \(change.base.name). \(Phrase(stringLiteral: summary(change)))
        """
      text += "\n\(MarkdownText.text(phrase))\n"
    }
    return MarkdownSection(opening: text, entries: [], noun: "line")
  }

  private var headline: String {
    let errors = outcome.brought.findings.count { $0.severity == .error }
    let rows = outcome.brought.rows.count
    var words: [String] = []
    if errors > 0 { words.append("\(errors) error\(errors == 1 ? "" : "s")") }
    if rows > 0 { words.append("\(rows) output\(rows == 1 ? "" : "s") out of step") }
    if !report.gains.isEmpty { words.append("power is gained") }
    let result =
      switch outcome.verdict {
      case .inStep: "in step"
      case .drift: "out of step"
      case .conflict: "conflicts"
      case .findings: "findings of error severity"
      case .stopped: "stopped, nothing could be judged"
      }
    let more = words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
    return "git agentsync: \(result)\(more)"
  }

  private func summary(_ change: BroughtChange) -> String {
    let count = change.changes.agents.count
    if change.unplanned != nil {
      return "Nothing can be planned where it begins, so it is told by files."
    }
    let agents =
      count == 0 ? "No agent changes." : "\(count) agent\(count == 1 ? "" : "s") changed."
    let configuration = change.isConfigurationChanged ? " The configuration changes." : ""
    return agents + configuration
  }

  // MARK: - What the change means

  private var gains: MarkdownSection? {
    guard !report.gains.isEmpty else { return nil }
    return MarkdownSection(
      opening: "### Power gained\n\n",
      entries: report.gains.map(item),
      closing: """

        What to do: remove it; or allow it in `.agentsync.yml` on the base branch; or have a maintainer \
        let one run pass with `--allow-widening`.

        """,
      noun: "gain"
    )
  }

  private var agents: MarkdownSection? {
    guard let changes = outcome.change?.changes.agents, !changes.isEmpty else { return nil }
    let rows = changes.map { change in
      let phrases = ChangePhrases(change: change)
      let details = phrases.details
      var cells: [String] = []
      var size = 0
      for cell in details.prefix(CheckMarkdown.detailsPerAgent).map(MarkdownText.text) {
        size += cell.utf16.count
        guard size <= CheckMarkdown.maximumDetails else { break }
        cells.append(cell)
      }
      if details.count > cells.count { cells.append("and \(details.count - cells.count) more") }
      let reached = outcome.change?.impact.outputs.count { $0.agentID == change.id } ?? 0
      let row = [
        MarkdownText.text(phrases.name), phrases.words, cells.joined(separator: "; "), "\(reached)",
      ]
      return "| \(row.joined(separator: " | ")) |\n"
    }
    return MarkdownSection(
      opening: """
        ### Agents

        | agent | what | sections and fields | outputs reached |
        |---|---|---|---:|

        """,
      entries: rows,
      noun: "agent"
    )
  }

  /// What is said in place of agents and reach.
  private var files: MarkdownSection? {
    guard let unplanned = outcome.change?.unplanned else { return nil }
    return MarkdownSection(
      opening: "### Files\n\n\(MarkdownText.prose(unplanned.problem.message)).\n\n",
      entries: unplanned.files.map { "- \(MarkdownText.text($0.phrase))\n" },
      noun: "file"
    )
  }

  private var reach: MarkdownSection? {
    guard let impact = outcome.change?.impact, !impact.outputs.isEmpty else { return nil }
    let diagram = ImpactDiagram(impact, maximumNodes: CheckMarkdown.maximumNodes)
    let graph = "```mermaid\n\(diagram.mermaid)```\n"
    var text = "### Reach\n\n\(ReachWords(impact).sentence)\n\n"
    guard diagram.drawnOutputs > 0, graph.utf16.count <= CheckMarkdown.maximumDiagram else {
      let entries = impact.outputs.map { output in
        "- \(MarkdownText.code(output.path.string)), by its \(output.effect.rawValue)\n"
      }
      return MarkdownSection(opening: text, entries: entries, noun: "output")
    }
    let left = impact.outputs.count - diagram.drawnOutputs
    if left > 0 {
      text += "Drawn are the nearest \(diagram.drawnOutputs); \(left) more are not.\n\n"
    }
    return MarkdownSection(opening: text, entries: [graph], noun: "diagram", isWhole: true)
  }

  private var handEdits: MarkdownSection? {
    section(
      "Edited by hand",
      (outcome.change?.handEdits ?? []).map { "- \(MarkdownText.text($0.phrase))\n" },
      noun: "hand edit"
    )
  }

  private var merge: MarkdownSection? {
    guard let merge = outcome.change?.merge else { return nil }
    let entries = merge.clashes.map { "- \(MarkdownText.text($0.phrase))\n" }
    let end = entries.isEmpty ? ".\n" : ":\n\n"
    return MarkdownSection(
      opening: "### Merging\n\nMerged into the base, \(MarkdownText.text(merge.headline))\(end)",
      entries: entries,
      noun: "place"
    )
  }

  // MARK: - What is wrong

  private var findings: MarkdownSection? {
    let problems = report.problemsThatCount.filter { problem in
      problem.severity > .info && !Problem.Code.powerCodes.contains(problem.code)
    }
    guard !problems.isEmpty else { return nil }
    return MarkdownSection(
      opening: "### Findings\n\n",
      entries: byFile(problems),
      closing: "\n`git agentsync explain CODE` says more of each.\n",
      noun: "finding"
    )
  }

  /// An entry a finding, below the name of its file; the files in the order in which they are found.
  private func byFile(_ problems: [Problem]) -> [String] {
    var order: [RepoPath?] = []
    var groups: [RepoPath?: [Problem]] = [:]
    for problem in problems {
      if groups[problem.place?.path] == nil { order.append(problem.place?.path) }
      groups[problem.place?.path, default: []].append(problem)
    }
    return order.flatMap { path -> [String] in
      let name = path.map { MarkdownText.code($0.string) } ?? "The repository"
      let found = groups[path] ?? []
      return found.enumerated().map { index, problem in
        (index == 0 ? "- \(name)\n" : "") + "  \(item(problem, isInFile: true))"
      }
    }
  }

  private func item(_ problem: Problem) -> String { item(problem, isInFile: false) }

  private func item(_ problem: Problem, isInFile: Bool) -> String {
    var place = ""
    if let known = problem.place {
      let line = known.line.map { "line \($0)" + (known.column.map { ":\($0)" } ?? "") }
      let words = [isInFile ? nil : MarkdownText.code(known.path.string), line]
      place = words.compactMap(\.self).joined(separator: " ")
      if !place.isEmpty { place += ", " }
    }
    let message = MarkdownText.prose(problem.message)
    let code = MarkdownText.code(problem.code.rawValue)
    return "- \(place)\(problem.severity.rawValue): \(message) (\(code))\n"
  }

  private var outputs: MarkdownSection? {
    let rows = outcome.brought.rows
    guard !rows.isEmpty else { return nil }
    let entries = rows.map { "- \(line($0))\n" }
    return MarkdownSection(
      opening: "### Outputs out of step\n\n",
      entries: entries,
      closing: "\nWhat to do: \(report.remedy).\n",
      noun: "output"
    )
  }

  private func line(_ row: Plan.Row) -> String {
    let reason = row.problem.map { ": \(MarkdownText.prose($0.message))" } ?? ""
    return "\(MarkdownText.code(row.path.string)) \(row.state.word)\(reason)"
  }

  private var before: MarkdownSection? {
    let rows = outcome.before.rows.map { "- \(line($0))\n" }
    let found = outcome.before.findings.filter { $0.severity > .info }.map(item)
    guard !rows.isEmpty || !found.isEmpty else { return nil }
    let count = rows.count + found.count
    return MarkdownSection(
      opening: "<details>\n<summary>There before, not counted: \(count)</summary>\n\n",
      entries: rows + found,
      closing: "\n</details>\n",
      noun: "line"
    )
  }

  private func section(_ title: String, _ entries: [String], noun: String) -> MarkdownSection? {
    guard !entries.isEmpty else { return nil }
    return MarkdownSection(opening: "### \(title)\n\n", entries: entries, noun: noun)
  }
}
