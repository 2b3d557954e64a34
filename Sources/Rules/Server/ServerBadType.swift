import AgentModel

extension Rule {
  static let serverBadType = Rule(
    .serverBadType,
    .error,
    .own,
    means: "The `type` of a server is none that VS Code or GitHub knows.",
    why:
      "The server is not started, and its tools are missing without a word to the model.",
    cure: "Write `stdio` for a program, `http` for an address.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"type": "websocket", "url": "https://tracker.example/mcp"}
        }
      }
      """
    ),
    right: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"type": "http", "url": "https://tracker.example/mcp"}
        }
      }
      """
    )
  ) { file, _ in
    file.servers.compactMap { server in
      guard let type = server.value["type"], !file.isMissing(type) else { return nil }
      let known = ServerFormat.types(in: server.place)
      guard !known.contains(type.text ?? "") else { return nil }
      return file.finding(
        at: type.range.lowerBound,
        "\(quoted(type.text ?? "a list or map")) is no type of a server",
        hint: "write one of \(listed(known))"
      )
    }
  }
}
