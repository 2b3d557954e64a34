import AgentModel

extension Rule {
  static let serverNoAddress = Rule(
    .serverNoAddress,
    .error,
    .own,
    means: "A server of type `http` or `sse` has no `url`.",
    why: "It can't be reached, so its tools are missing.",
    cure: "Write `url` with the address.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"type": "http"}
        }
      }
      """
    ),
    right: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"url": "https://tracker.example/mcp"}
        }
      }
      """
    )
  ) { file, _ in
    file.servers.compactMap { server in
      guard let type = server.value["type"]?.text, ServerFormat.remoteTypes.contains(type),
        server.value["url"] == nil
      else { return nil }
      return file.finding(
        at: server.offset,
        "the server \(quoted(server.name)) is of type '\(type)' and has no address",
        hint: "write 'url'"
      )
    }
  }
}
