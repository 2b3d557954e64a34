import AgentModel

/// Gathers the front matter of one output, key by key, and what there is to say of it.
struct HeaderBuilder {
  let source: HeaderSource
  let names: AgentNames
  private(set) var entries: [HeaderEntry] = []
  private(set) var findings: [Problem] = []

  var agent: Agent { source.agent }
  var settings: TargetSettings { source.settings }

  init(_ source: HeaderSource, names: AgentNames) {
    self.source = source
    self.names = names
  }

  /// Makes a value of a candidate; nil where the target can't express it.
  typealias Expression = (inout HeaderBuilder, Candidate) -> HeaderValue?

  /// Adds a key with the first value that can be expressed; none where nobody gave one.
  mutating func add(
    _ key: String,
    formerly aliases: [String] = [],
    _ express: Expression
  ) {
    for candidate in source.candidates(for: key, formerly: aliases) ?? [] {
      guard let value = express(&self, candidate) else { continue }
      append(key, value)
      return
    }
  }

  mutating func append(_ key: String, _ value: HeaderValue) {
    entries.append(HeaderEntry(key: key, value: value))
  }

  mutating func report(_ problem: Problem) {
    findings.append(problem)
  }

  /// Whether a key was added.
  func has(_ key: String) -> Bool {
    entries.contains { $0.key == key }
  }

  /// The value of a key that was added.
  subscript(key: String) -> HeaderValue? {
    entries.first { $0.key == key }?.value
  }

  /// Reports overrides that no key of the target answers to, and targets that don't exist.
  mutating func checkOverrides() {
    guard let targets = agent.document.frontMatter?["targets"] else { return }
    let document = agent.file.document
    for target in targets.value.pairs ?? [] where Target(rawValue: target.key) == nil {
      let place = Problem.Place(document, line: target.line, column: target.column)
      report(.unknownTarget(target.key, at: place))
    }
    if let given = targets.value[settings.target.rawValue], given.value.pairs == nil,
      !isNothing(given.value)
    {
      let place = Problem.Place(document, line: given.line, column: given.column)
      report(.overridesNoMapping(settings.target, at: place))
    }
    let known = settings.target.keys + settings.target.formerKeys
    for pair in source.overrides where !known.contains(pair.key) {
      let place = Problem.Place(document, line: pair.line, column: pair.column)
      report(.unknownOverride(pair.key, settings.target, at: place))
    }
  }
}

extension Target {
  /// The front matter keys an output of this kind may have, in the order they are written.
  package var keys: [String] {
    switch self {
    case .prompt:
      ["name", "description", "argument-hint", "agent", "model", "tools"]
    case .agent:
      [
        "name", "description", "argument-hint", "target", "tools", "agents", "model",
        "user-invocable", "disable-model-invocation", "handoffs", "mcp-servers", "github", "hooks",
        "metadata",
      ]
    case .skill:
      [
        "name", "description", "license", "compatibility", "argument-hint", "user-invocable",
        "disable-model-invocation", "context", "metadata",
      ]
    }
  }
}

extension Target {
  /// Older spellings that are read, and written in today's.
  fileprivate var formerKeys: [String] {
    switch self {
    case .prompt: ["mode"]
    case .agent: ["infer", "user-invokable"]
    case .skill: ["user-invokable"]
    }
  }
}

extension Problem {
  fileprivate static func unknownTarget(_ name: String, at place: Place) -> Problem {
    Problem(
      .unknownKey,
      severity: .warning,
      at: place,
      "no target is named '\(printable(name))'",
      hint: "targets are \(Target.allCases.map(\.rawValue).joined(separator: ", "))"
    )
  }

  fileprivate static func overridesNoMapping(_ target: Target, at place: Place) -> Problem {
    Problem(
      .wrongType,
      severity: .warning,
      at: place,
      "'targets.\(target.rawValue)' must be a mapping: it is left out"
    )
  }

  fileprivate static func unknownOverride(
    _ key: String,
    _ target: Target,
    at place: Place
  ) -> Problem {
    Problem(
      .unknownKey,
      severity: .warning,
      at: place,
      "target '\(target.rawValue)' has no key '\(printable(key))': it is left out",
      hint: "its keys are \(target.keys.joined(separator: ", "))"
    )
  }

  /// A value of a type that the key can't have.
  static func wrongType(_ candidate: Candidate, wanted: String) -> Problem {
    Problem(
      .wrongType,
      severity: .warning,
      at: candidate.place,
      "'\(candidate.key)' must be \(wanted): it is left out"
    )
  }
}
