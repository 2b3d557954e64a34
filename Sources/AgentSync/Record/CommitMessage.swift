import Git

extension Plan {
  /// What became of the agents whose outputs a plan changes.
  package struct Tally: Hashable, Sendable {
    package var added = 0
    package var edited = 0
    package var renamed = 0
    package var removed = 0

    package var total: Int { added + edited + renamed + removed }
  }

  /// Counts the agents whose outputs change, each once, under what is most telling of it.
  package var tally: Tally {
    var tally = Tally()
    let changing = Dictionary(grouping: rows.filter(\.isChanging), by: \.agentID)
    for (_, rows) in changing {
      let states = Set(rows.map(\.state))
      if rows.contains(where: { $0.formerPath != nil }) {
        tally.renamed += 1
      } else if states == [.new] {
        tally.added += 1
      } else if states == [.gone] {
        tally.removed += 1
      } else {
        tally.edited += 1
      }
    }
    return tally
  }

  /// The message of the plan's sync commit: a subject that counts agents, a line an output, the trailer.
  package var commitMessage: String {
    let tally = tally
    let parts = [
      (tally.added, "added"), (tally.edited, "edited"), (tally.renamed, "renamed"),
      (tally.removed, "removed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let settled = rows.filter { $0.settledBy != nil }.count
    let sources = changes.filter { $0.role == .source }.map(\.path.string)
    var subject = "agentsync: sync records only"
    if tally.total > 0 {
      subject =
        "agentsync: sync \(tally.total) agent\(tally.total == 1 ? "" : "s") "
        + "(\(parts.joined(separator: ", ")))"
    } else if settled > 0 {
      subject = "agentsync: settle \(settled) output\(settled == 1 ? "" : "s")"
    } else if !sources.isEmpty {
      subject =
        "agentsync: mend references in \(sources.count) document\(sources.count == 1 ? "" : "s")"
    }
    let lines =
      sources.map { "mended \($0.escapedForTerminal)" }
      + rows.filter { $0.isChanging || $0.settledBy != nil }.map(\.summary)
    let body = lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n\n"
    return "\(subject)\n\n\(body)Agentsync-Format: \(facts.format)\n"
  }
}

extension Plan.Row {
  /// The row's line in a sync commit's body.
  fileprivate var summary: String {
    let name = path.string.escapedForTerminal
    switch settledBy {
    case .person: return "settled \(name)"
    case .memory(let keys): return "settled \(name) (as before: \(keys.joined(separator: ", ")))"
    case nil: break
    }
    if let formerPath { return "renamed \(formerPath.string.escapedForTerminal) -> \(name)" }
    return switch state {
    case .new: "added \(name)"
    case .gone: "removed \(name)"
    case .edited: "merged \(name)"
    default: "updated \(name)"
    }
  }
}
