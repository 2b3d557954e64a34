import AgentModel

/// How single values are expressed; each is nil where the target can't take the value.
extension HeaderBuilder {
  /// Text on one line.
  mutating func line(_ candidate: Candidate) -> HeaderValue? {
    guard let text = candidate.value.text else {
      report(.wrongType(candidate, wanted: "text"))
      return nil
    }
    return .text(singleLine(text))
  }

  /// A hint; `[file] [line]` without quotes is a list to YAML, and is put together again.
  mutating func hint(_ candidate: Candidate) -> HeaderValue? {
    guard let items = candidate.value.items else { return line(candidate) }
    let words = items.compactMap(\.value.text)
    guard words.count == items.count, !words.isEmpty else {
      report(.wrongType(candidate, wanted: "text"))
      return nil
    }
    return .text(singleLine("[\(words.joined(separator: ", "))]"))
  }

  /// Bare `true` or `false`, the only forms VS Code takes.
  mutating func boolean(_ candidate: Candidate) -> HeaderValue? {
    switch candidate.value.text?.lowercased() {
    case "true", "yes", "on": return .boolean(true)
    case "false", "no", "off": return .boolean(false)
    default:
      report(.wrongType(candidate, wanted: "true or false"))
      return nil
    }
  }

  /// A mapping as it is.
  mutating func mapping(_ candidate: Candidate) -> HeaderValue? {
    guard let value = HeaderValue(carrying: candidate.value), case .map(let entries) = value else {
      report(.wrongType(candidate, wanted: "a mapping"))
      return nil
    }
    return entries.isEmpty ? nil : value
  }

  /// A mapping of words to text; numbers become text, what is no scalar is left out.
  mutating func annotations(_ candidate: Candidate) -> HeaderValue? {
    guard case .map(let entries) = mapping(candidate) else { return nil }
    var texts: [HeaderEntry] = []
    for entry in entries {
      switch entry.value {
      case .text(let text), .bare(let text):
        texts.append(HeaderEntry(key: entry.key, value: .text(text)))
      case .list, .map:
        report(.annotationNotText(entry.key, candidate))
      }
    }
    return texts.isEmpty ? nil : .map(texts)
  }

  /// The names of tools as they are today, each once, in order of appearance.
  ///
  /// What can't be expressed is left out, never the whole key: without it an agent would get every tool.
  mutating func tools(_ candidate: Candidate) -> HeaderValue? {
    guard let written = nameList(candidate) else { return nil }
    let denied = Set(disallowedTools())
    var tools: [String] = []
    for name in written where !denied.contains(name) {
      for tool in mappedTool(name, at: candidate.place) where !tools.contains(tool) {
        tools.append(tool)
      }
    }
    return .list(tools.map(HeaderValue.text))
  }

  private mutating func mappedTool(_ name: String, at place: Problem.Place?) -> [String] {
    switch ToolMapping(name) {
    case .names(let names): return names
    case .unknown(let name):
      report(.unknownTool(name, at: place))
      return [name]
    case .dropped:
      report(.droppedTool(name, at: place))
      return []
    case .restricted:
      report(.restrictedTool(name, at: place))
      return []
    }
  }

  /// Claude's list of what an agent may not use; VS Code has no such key, so it is taken off `tools`.
  private func disallowedTools() -> [String] {
    guard let item = agent.document.frontMatter?["disallowedTools"] else { return [] }
    if let items = item.value.items { return items.compactMap(\.value.text) }
    return item.value.text.map(toolNames) ?? []
  }

  /// A list of names, also when written as one comma-separated string.
  mutating func nameList(_ candidate: Candidate) -> [String]? {
    if let text = candidate.value.text { return toolNames(in: text) }
    guard let items = candidate.value.items else {
      report(.wrongType(candidate, wanted: "a list of names"))
      return nil
    }
    let names = items.compactMap(\.value.text).map(singleLine).filter { !$0.isEmpty }
    if names.count < items.count { report(.nameNotText(candidate)) }
    return names
  }
}

extension Problem {
  fileprivate static func annotationNotText(_ key: String, _ candidate: Candidate) -> Problem {
    Problem(
      .wrongType,
      severity: .warning,
      at: candidate.place,
      "'\(candidate.key).\(printable(key))' must be text: it is left out"
    )
  }

  fileprivate static func nameNotText(_ candidate: Candidate) -> Problem {
    Problem(
      .wrongType,
      severity: .warning,
      at: candidate.place,
      "'\(candidate.key)' must hold names only: the rest is left out"
    )
  }

  fileprivate static func unknownTool(_ name: String, at place: Place?) -> Problem {
    Problem(
      .unknownTool,
      severity: .info,
      at: place,
      "no tool of VS Code is known as '\(printable(name))'",
      hint: "it is kept, for an extension, a server or a tool set of yours may bring it"
    )
  }

  fileprivate static func droppedTool(_ name: String, at place: Place?) -> Problem {
    Problem(
      .unknownTool,
      severity: .info,
      at: place,
      "tool '\(printable(name))' has no counterpart in VS Code: it is left out"
    )
  }

  fileprivate static func restrictedTool(_ name: String, at place: Place?) -> Problem {
    Problem(
      .unknownTool,
      severity: .info,
      at: place,
      "cannot limit a tool as '\(printable(name))' does: it is left out",
      hint: "name the tools of this target under 'targets:' in the front matter"
    )
  }
}
