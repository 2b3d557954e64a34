import AgentModel

/// How agents are named in front matter: by id or name in a source, by display name in an output.
extension HeaderBuilder {
  /// The display name of the agent that a prompt or handoff names; kept as written where none has it.
  mutating func agentName(_ written: String, at place: Problem.Place?) -> String {
    switch names.match(written) {
    case .agent(let name):
      return name
    case .several(let count):
      report(.ambiguousAgent(written, count, at: place))
      return written
    case .unknown:
      // The built-in ones have no entry in the library, and `*` stands for all.
      if !builtInAgents.contains(written.lowercased()), written != "*" {
        report(.unknownAgent(written, at: place))
      }
      return written
    }
  }

  /// The `agents` an agent may call, each once.
  mutating func agentList(_ candidate: Candidate) -> HeaderValue? {
    guard let written = nameList(candidate) else { return nil }
    var agents: [String] = []
    for name in written {
      let display = agentName(name, at: candidate.place)
      if !agents.contains(display) { agents.append(display) }
    }
    if !agents.isEmpty, case .list(let tools)? = self["tools"],
      !tools.contains(.text("agent")), !tools.contains(.text("*"))
    {
      report(.agentsNeedTool(at: candidate.place))
    }
    return .list(agents.map(HeaderValue.text))
  }

  /// The handoffs VS Code would keep: each with a label, an agent and a prompt.
  mutating func handoffs(_ candidate: Candidate) -> HeaderValue? {
    guard let items = candidate.value.items else {
      report(.wrongType(candidate, wanted: "a list of mappings"))
      return nil
    }
    var labels: Set<String> = []
    let handoffs = items.compactMap { item in
      handoff(item, at: place(of: item, in: candidate), labels: &labels)
    }
    return handoffs.isEmpty ? nil : .list(handoffs)
  }

  private func place(of item: YAMLItem, in candidate: Candidate) -> Problem.Place? {
    candidate.place.map { Problem.Place($0.path, line: item.line, column: item.column) }
  }

  private mutating func handoff(
    _ item: YAMLItem,
    at place: Problem.Place?,
    labels: inout Set<String>
  ) -> HeaderValue? {
    let written = singleLine(item.value["agent"]?.value.text ?? "")
    guard !written.isEmpty else {
      report(.handoffWithoutAgent(at: place))
      return nil
    }
    let agent = agentName(written, at: place)
    let given = singleLine(item.value["label"]?.value.text ?? "")
    let label = uniqueLabel(given, agent: agent, labels: &labels)
    if label != given { report(.completedLabel(given, label, at: place)) }
    var entries = [
      HeaderEntry(key: "label", value: .text(label)),
      HeaderEntry(key: "agent", value: .text(agent)),
      HeaderEntry(key: "prompt", value: .text(prompt(of: item))),
    ]
    let options: [(String, Expression)] = [
      ("send", { $0.boolean($1) }),
      ("showContinueOn", { $0.boolean($1) }),
      ("model", { $0.singleModel($1) }),
    ]
    for (key, express) in options {
      guard let given = item.value[key] else { continue }
      let candidate = Candidate(key: key, value: given.value, place: place, isOverride: false)
      guard let value = express(&self, candidate) else { continue }
      entries.append(HeaderEntry(key: key, value: value))
    }
    return .map(entries)
  }

  /// The text to send; a block scalar's last line end is none of it.
  private func prompt(of item: YAMLItem) -> String {
    var text = item.value["prompt"]?.value.text ?? ""
    while text.utf8.last == 0x0A { text.removeLast() }
    return text
  }

  /// A label VS Code takes: with an ASCII letter or digit in it, and unlike the others but for case.
  private func uniqueLabel(_ given: String, agent: String, labels: inout Set<String>) -> String {
    var label = given.isEmpty ? agent : given
    if !label.utf8.contains(where: isASCIIAlphanumeric) {
      label += agent.utf8.contains(where: isASCIIAlphanumeric) ? " (\(agent))" : " (1)"
    }
    let stem = label
    var number = 2
    while !labels.insert(label.lowercased()).inserted {
      label = "\(stem) (\(number))"
      number += 1
    }
    return label
  }
}

extension Problem {
  fileprivate static func unknownAgent(_ name: String, at place: Place?) -> Problem {
    Problem(
      .unknownHandoff,
      severity: .warning,
      at: place,
      "no agent has the id or name '\(printable(name))'",
      hint: "it is kept as written; VS Code looks for an agent with exactly that name"
    )
  }

  fileprivate static func ambiguousAgent(
    _ name: String,
    _ count: Int,
    at place: Place?
  ) -> Problem {
    Problem(
      .unknownHandoff,
      severity: .warning,
      at: place,
      "\(count) agents go by the name '\(printable(name))': VS Code would take any of them",
      hint: "give them different names, or name one by its id"
    )
  }

  fileprivate static func handoffWithoutAgent(at place: Place?) -> Problem {
    Problem(
      .unknownHandoff,
      severity: .warning,
      at: place,
      "a handoff names no 'agent': it is left out",
      hint: "a handoff has a label, an agent and a prompt"
    )
  }

  fileprivate static func completedLabel(
    _ given: String,
    _ label: String,
    at place: Place?
  ) -> Problem {
    Problem(
      .handoffLabel,
      severity: .info,
      at: place,
      "cannot label a handoff '\(printable(given))': '\(printable(label))' is written instead",
      hint: "a label has a letter a-z or a digit in it and is unlike the others"
    )
  }

  fileprivate static func agentsNeedTool(at place: Place?) -> Problem {
    Problem(
      .agentsNeedTool,
      severity: .warning,
      at: place,
      "'agents' is of no use without the tool 'agent'",
      hint: "add 'agent' to 'tools', or take 'agents' away"
    )
  }
}
