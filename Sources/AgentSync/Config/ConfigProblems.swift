import AgentModel

import struct Git.RepoPath

/// What an unknown name may have meant.
func suggestion(for name: String, among known: [String]) -> String {
  let list = "known are \(known.joined(separator: ", "))"
  guard let near = nearest(to: name, among: known) else { return list }
  return "did you mean '\(near)'? \(list)"
}

extension Problem {
  static func notText() -> Problem {
    Problem(
      .configSyntax,
      at: Place(Config.path),
      "the configuration is not UTF-8 text",
      hint: "save '.agentsync.yml' as UTF-8"
    )
  }

  static func unknownKey(_ pair: YAMLPair, among known: [String]) -> Problem {
    Problem(
      .configUnknownKey,
      at: Place(Config.path, line: pair.line, column: pair.column),
      "unknown key '\(pair.key)'",
      hint: suggestion(for: pair.key, among: known)
    )
  }

  static func wrongType(_ pair: YAMLPair, _ expected: String) -> Problem {
    Problem(
      .configWrongType,
      at: Place(Config.path, line: pair.item.line, column: pair.item.column),
      "key '\(pair.key)' must be \(expected)",
      hint: "see docs/configuration.md"
    )
  }

  static func badValue(_ item: YAMLItem, _ message: String, hint: String?) -> Problem {
    Problem(
      .configBadValue,
      at: Place(Config.path, line: item.line, column: item.column),
      message,
      hint: hint
    )
  }

  static func badPath(_ item: YAMLItem, _ text: String) -> Problem {
    Problem(
      .configBadPath,
      at: Place(Config.path, line: item.line, column: item.column),
      "library root '\(text)' is no folder inside the repository",
      hint: "write it relative to the top of the repository, with '/' and without '..'"
    )
  }

  func placed(at item: YAMLItem) -> Problem {
    Problem(
      code,
      severity: severity,
      at: Place(Config.path, line: item.line, column: item.column),
      message,
      hint: hint
    )
  }
}
