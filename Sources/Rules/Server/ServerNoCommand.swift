import AgentModel

extension Rule {
  static let serverNoCommand = Rule(
    .serverNoCommand,
    .error,
    .own,
    means: "A server names neither a program to start nor an address.",
    why: "It can't be started, so its tools are missing.",
    cure: "Write `command` with the program, or `url` with the address.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"type": "stdio", "args": ["serve"]},
          "empty": {}
        }
      }
      """
    ),
    right: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"command": "tracker", "args": ["serve"]}
        }
      }
      """
    )
  ) { file, _ in
    file.servers.compactMap { server in
      let value = server.value
      guard value.pairs != nil, value["command"] == nil else { return nil }
      let type = value["type"]?.text
      let isRemote = type.map { ServerFormat.remoteTypes.contains($0) } ?? (value["url"] != nil)
      guard !isRemote else { return nil }
      return file.finding(
        at: server.offset,
        "the server \(quoted(server.name)) names no program to start",
        hint: "write 'command', or 'url' for one that is reached by an address"
      )
    }
  }
}
