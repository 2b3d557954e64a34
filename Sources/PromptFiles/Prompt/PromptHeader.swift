import AgentModel

extension HeaderBuilder {
  /// The front matter of a prompt file.
  ///
  /// No `name` is made up: the file's name is what people type after `/`, and it is unique, which the
  /// names of agents need not be.
  mutating func addPromptKeys() {
    for candidate in source.candidates(for: "name") ?? []
    where candidate.isOverride || candidate.place == nil {
      if let name = line(candidate) { append("name", name) }
    }
    addDescription(missing: .info)
    add("argument-hint") { $0.hint($1) }
    add("agent", formerly: ["mode"]) { builder, candidate in
      guard case .text(let written) = builder.line(candidate) else { return nil }
      // The edit mode was retired; the agent mode edits.
      let name = written.lowercased() == "edit" ? "agent" : written
      return .text(builder.agentName(name, at: candidate.place))
    }
    add("model") { $0.model($1) }
    if case .text(let name)? = self["agent"], name.lowercased() == "ask" {
      reportUnusedTools()
    } else {
      add("tools") { $0.tools($1) }
    }
  }

  /// VS Code warns of tools where the agent is `ask`, and doesn't use them.
  private mutating func reportUnusedTools() {
    guard let candidate = source.candidates(for: "tools")?.first else { return }
    report(.unusedTools(at: candidate.place))
  }
}

extension Problem {
  fileprivate static func unusedTools(at place: Place?) -> Problem {
    Problem(
      .unknownTool,
      severity: .info,
      at: place,
      "a prompt for 'ask' uses no tools: they are left out"
    )
  }
}
