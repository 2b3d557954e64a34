import AgentModel
import AgentSync
import Git

/// What `diff` answers.
struct DiffAnswer: Answer {
  let diff: LibraryDiff

  struct Record: Encodable {
    let version = recordVersion
    let command = "diff"
    let from: SideRecord
    let to: SideRecord
    let configurationChanged: Bool
    let agents: [AgentChangeRecord]
    let outputs: [TouchedRecord]
    let findings: [ProblemRecord]
  }

  struct SideRecord: Encodable {
    let kind: String
    let commit: String?

    init(_ snapshot: Snapshot) {
      kind = snapshot.kind.rawValue
      commit = snapshot.commitID?.hex
    }
  }

  var record: Record {
    Record(
      from: SideRecord(diff.old),
      to: SideRecord(diff.new),
      configurationChanged: diff.isConfigurationChanged,
      agents: diff.changes.agents.map(AgentChangeRecord.init),
      outputs: diff.touched.map(TouchedRecord.init),
      findings: diff.findings.map(ProblemRecord.init)
    )
  }

  var problems: [Problem] { diff.findings }

  func text(_ style: Style, isVerbose: Bool) -> String {
    let text = DiffText(style: style)
    var lines: [String] = []
    if diff.isConfigurationChanged {
      lines.append(style.paint("configuration changed", .bold) + " .agentsync.yml")
    }
    let touched = diff.touched.filter { isVerbose || $0.kind != .same }
    let byAgent = Dictionary(grouping: touched, by: \.agentID)
    for change in diff.changes.agents {
      lines += text.lines(change)
      lines += (byAgent[change.id] ?? []).map(text.line)
    }
    let changed = Set(diff.changes.agents.map(\.id))
    let others = touched.filter { !changed.contains($0.agentID) }
    if !others.isEmpty {
      lines.append(style.paint("outputs of agents that stay the same", .bold))
      lines += others.map(text.line)
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// How changes of agents read on a terminal.
struct DiffText {
  let style: Style

  func lines(_ change: AgentChange) -> [String] {
    var lines = [heading(change)]
    if let former = change.formerSource {
      lines.append(row("source", "\(plain(former)) -> \(plain(change.source))"))
    }
    lines += change.fields.map(line)
    lines += change.sections.map(line)
    lines += change.parts.map(line)
    if change.isLayoutChanged { lines.append(row("layout", "blank lines, markup or order only")) }
    return lines
  }

  private func heading(_ change: AgentChange) -> String {
    let former = change.formerID.map { "\($0.escapedForTerminal) -> " } ?? ""
    let name = style.paint("agent \(former)\(change.id.escapedForTerminal)", .bold)
    let words = change.words.map { style.paint($0.text, $0.colour) }.joined(separator: ", ")
    let place = change.formerSource == nil ? " \(plain(change.source))" : ""
    return "\(name) \(words)\(style.paint(place, .faint))"
  }

  private func line(_ change: FieldChange) -> String {
    let name = change.name.escapedForTerminal
    guard change.addedItems.isEmpty, change.removedItems.isEmpty else {
      let items =
        change.addedItems.map { style.paint("+\($0.escapedForTerminal)", .green) }
        + change.removedItems.map { style.paint("-\($0.escapedForTerminal)", .red) }
      return row("field", "\(name): \(items.joined(separator: " "))")
    }
    let old = change.old.map { style.paint(quoted($0), .red) }
    let new = change.new.map { style.paint(quoted($0), .green) }
    return switch (old, new) {
    case (let old?, let new?): row("field", "\(name): \(old) -> \(new)")
    case (nil, let new?): row("field", "\(name): added \(new)")
    case (let old?, nil): row("field", "\(name): removed \(old)")
    case (nil, nil): row("field", name)
    }
  }

  private func line(_ change: SectionChange) -> String {
    var words: [String] = []
    switch change.kind {
    case .added: words.append(style.paint("added", .green))
    case .removed: words.append(style.paint("removed", .red))
    case .changed:
      if change.isRenamed { words.append(style.paint("renamed", .cyan)) }
      if change.isMoved { words.append(style.paint("moved", .cyan)) }
      if change.isEdited { words.append(style.paint("edited", .yellow)) }
    }
    if change.subsections > 0 {
      words.append("with \(change.subsections) subsection\(change.subsections == 1 ? "" : "s")")
    }
    if change.addedLines > 0 { words.append("+\(change.addedLines)") }
    if change.removedLines > 0 { words.append("-\(change.removedLines)") }
    let former = change.formerPath.map { "\(plain($0)) -> " } ?? ""
    return row("section", "\(former)\(plain(change.path)): \(words.joined(separator: " "))")
  }

  private func line(_ change: PartChange) -> String {
    let former = change.formerPath.map { "\(plain($0)) -> " } ?? ""
    return row("part", "\(former)\(plain(change.path)): \(change.kind.rawValue)")
  }

  func line(_ output: TouchedOutput) -> String {
    let former = output.formerPath.map { "\(plain($0)) -> " } ?? ""
    let word =
      switch output.kind {
      case .same: "stays the same"
      case .kept: "stays as it is for now"
      case .resumed: "made again"
      case .added, .removed, .changed, .moved: output.kind.rawValue
      }
    return row("output", "\(former)\(plain(output.path)): \(word)")
  }

  private func row(_ word: String, _ text: String) -> String {
    "  \(style.paint(word.padding(to: 8), .faint)) \(text)"
  }

  private func plain(_ path: RepoPath) -> String { path.string.escapedForTerminal }

  private func plain(_ path: [String]) -> String {
    path.isEmpty
      ? "(before the first heading)"
      : path.map(\.escapedForTerminal).joined(separator: " › ")
  }

  /// A value in quotes, cut to what a person takes in at a glance; JSON has all of it.
  private func quoted(_ value: String) -> String {
    let limit = 72
    let shown = value.count > limit ? value.prefix(limit - 1) + "…" : value[...]
    return "'\(String(shown).escapedForTerminal)'"
  }
}

extension AgentChange {
  /// What became of the agent, in words.
  var words: [(text: String, colour: Style.Colour)] {
    switch kind {
    case .added: return [("added", .green)]
    case .removed: return [("removed", .red)]
    case .rejected: return [("can't be used any more", .red)]
    case .readmitted: return [("can be used again", .green)]
    case .changed:
      var words: [(String, Style.Colour)] = []
      if formerID != nil { words.append(("renamed", .cyan)) }
      if formerSource != nil { words.append(("moved", .cyan)) }
      if isEdited { words.append(("edited", .yellow)) }
      return words
    }
  }
}
