import AgentModel

extension HeaderBuilder {
  /// Adds the description: an override, what the document says of itself, the configuration's, its title.
  ///
  /// It stands on one line. A skill's is cut at a word after 1,024 characters, as VS Code would cut it.
  mutating func addDescription(limit: Int? = nil, missing severity: Problem.Severity) {
    guard let given = source.candidates(for: "description") else {
      // Taken away by an override, which only a skill can't do without.
      if settings.target == .skill { report(.missingDescription(of: agent, severity)) }
      return
    }
    let override = given.first(where: \.isOverride).flatMap { line($0) }
    let own = agent.metadata.description.map { HeaderValue.text(singleLine($0.value)) }
    let fallback = given.last { $0.place == nil }.flatMap { line($0) }
    let title = agent.metadata.title.map { HeaderValue.text(singleLine($0.value)) }
    for case .text(let text)? in [override, own, fallback, title] where !text.isEmpty {
      append("description", .text(shortened(text, to: limit, key: "description")))
      return
    }
    report(.missingDescription(of: agent, severity))
  }

  /// The text, cut at the end of a word with `…` where it has more UTF-16 units than the limit.
  ///
  /// VS Code counts those; whoever counts characters finds fewer.
  mutating func shortened(_ text: String, to limit: Int?, key: String) -> String {
    guard let limit, text.utf16.count > limit else { return text }
    report(.longDescription(key, text.utf16.count, limit, of: agent))
    var cut = String.UnicodeScalarView()
    var room = limit - 1
    for scalar in text.unicodeScalars {
      room -= UTF16.width(scalar)
      guard room >= 0 else { break }
      cut.append(scalar)
    }
    if let space = cut.lastIndex(of: " "), cut[space...].count < cut.count / 2 {
      cut.removeSubrange(space...)
    }
    while let last = cut.last, ",;:- ".unicodeScalars.contains(last) { cut.removeLast() }
    return String(cut) + "…"
  }
}

extension Problem {
  fileprivate static func missingDescription(of agent: Agent, _ severity: Severity) -> Problem {
    Problem(
      .missingDescription,
      severity: severity,
      at: Place(agent.file.document),
      "agent '\(agent.id)' has no description",
      hint: "add 'description:' to its front matter, or a section 'Purpose'"
    )
  }

  fileprivate static func longDescription(
    _ key: String,
    _ count: Int,
    _ limit: Int,
    of agent: Agent
  ) -> Problem {
    let line = agent.metadata.description.flatMap(\.line)
    return Problem(
      .longDescription,
      severity: .warning,
      at: Place(agent.file.document, line: key == "description" ? line : nil),
      "'\(key)' of '\(agent.id)' has \(count) characters: it is cut after \(limit)",
      hint: "say it shorter, or give this target a text of its own under 'targets:'"
    )
  }
}
