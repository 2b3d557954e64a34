import AgentModel

extension Rule {
  static let serverOldTransport = Rule(
    .serverOldTransport,
    .info,
    .own,
    means: "A server is of type `sse`.",
    why:
      "The protocol has replaced that way of talking by `http`, which VS Code tries first.",
    cure: "Write `http` where the server knows it.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"type": "sse", "url": "https://tracker.example/sse"}
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
      guard let type = server.value["type"], type.text == "sse" else { return nil }
      return file.finding(
        at: type.range.lowerBound,
        "'sse' is the older way to talk to a server",
        hint: "write 'http' where the server knows it"
      )
    }
  }
}
