import AgentModel

extension Rule {
  static let serverBadValue = Rule(
    .serverBadValue,
    .error,
    .own,
    means: "A server is no map, or a key of it has a value of the wrong kind.",
    why: "The server is not started, or without what the value was to give it.",
    cure:
      "Write texts for `command` and `url`, a list of texts for `args`, maps for `env` and `headers`.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"command": "tracker", "args": "serve --all"}
        }
      }
      """
    ),
    right: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"command": "tracker", "args": ["serve", "--all"], "env": {"LEVEL": "1"}}
        }
      }
      """
    )
  ) { file, _ in
    file.servers.flatMap { server -> [RuleFinding] in
      func bad(_ value: EditorValue, _ message: String, _ hint: String) -> RuleFinding {
        file.finding(at: value.range.lowerBound, message, hint: hint)
      }
      guard let pairs = server.value.pairs else {
        return file.isMissing(server.value)
          ? []
          : [bad(server.value, "the server \(quoted(server.name)) is no map", "write '{…}'")]
      }
      return pairs.compactMap { pair in
        let value = pair.value
        if file.isMissing(value) { return nil }
        switch pair.key {
        case "command", "url":
          guard value.text == nil || value.isBlank else { return nil }
          return bad(value, "'\(pair.key)' of a server must be text", "write one text")
        case "args":
          let isList = value.items.map { $0.allSatisfy { $0.text != nil } } ?? false
          return isList
            ? nil
            : bad(value, "'args' of a server must be a list of texts", "write one text an item")
        case "env", "headers":
          return value.pairs == nil
            ? bad(value, "'\(pair.key)' of a server must be a map", "write '{NAME: value}'") : nil
        default: return nil
        }
      }
    }
  }
}
