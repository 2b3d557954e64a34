package import AgentModel

/// A kind of output.
package enum Target: String, CaseIterable, Comparable, Hashable, Sendable {
  case prompt
  case agent
  case skill

  /// Where outputs of this kind go unless the configuration says otherwise.
  package var defaultPath: String {
    switch self {
    case .prompt: ".github/prompts/{id}.prompt.md"
    case .agent: ".github/agents/{id}.agent.md"
    case .skill: ".github/skills/{id}/SKILL.md"
    }
  }

  package static func < (left: Target, right: Target) -> Bool { left.rawValue < right.rawValue }
}

/// How the body of an output is made.
package enum BodyMode: String, CaseIterable, Hashable, Sendable {
  case link
  case inline
}

/// A target as the configuration asks for it.
package struct TargetSettings: Hashable, Sendable {
  package let target: Target
  /// A template over `{id}`, `{category}`, `{name}`.
  package let path: String
  /// Front matter defaults of this target (`model`, `agent`, `tools`, …), in the configuration's order.
  package let defaults: [YAMLPair]
  package let body: BodyMode
  /// Whether the front matter carries the comment that names the source.
  package let provenance: Bool
  /// What a model's short name stands for: `["sonnet": "Claude Sonnet 4.5 (copilot)"]`.
  package let models: [String: String]

  package init(
    target: Target,
    path: String? = nil,
    defaults: [YAMLPair] = [],
    body: BodyMode = .link,
    provenance: Bool = true,
    models: [String: String] = [:]
  ) {
    self.target = target
    self.path = path ?? target.defaultPath
    self.defaults = defaults
    self.body = body
    self.provenance = provenance
    self.models = models
  }
}

extension TargetSettings {
  /// The folders of the path template before its first placeholder; empty where there are none.
  package var staticFolder: String {
    let fixed = path.prefix { $0 != "{" }
    guard let slash = fixed.lastIndex(of: "/") else { return "" }
    return String(fixed[..<slash])
  }
}

extension TargetSettings {
  /// How many names the path of an output has behind `staticFolder`; nil where that depends on the agent.
  package var depth: Int? {
    if path.contains("{category}") { return nil }
    let rest = staticFolder.isEmpty ? path[...] : path.dropFirst(staticFolder.count + 1)
    return rest.split(separator: "/").count
  }
}
