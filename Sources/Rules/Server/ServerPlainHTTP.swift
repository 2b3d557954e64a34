import AgentModel

extension Rule {
  static let serverPlainHTTP = Rule(
    .serverPlainHTTP,
    .warning,
    .own,
    means: "A server is reached over `http:` on another machine.",
    why:
      "What the model sends and gets can be read and changed on the way, tools and their descriptions included.",
    cure: "Write `https:`.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"type": "http", "url": "http://tracker.company.com/mcp"}
        }
      }
      """
    ),
    right: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"type": "http", "url": "http://localhost:3000/mcp"},
          "other": {"type": "http", "url": "https://tracker.company.com/mcp"}
        }
      }
      """
    )
  ) { file, _ in
    file.servers.compactMap { server in
      guard let address = server.address, let text = address.text,
        text.lowercased().hasPrefix("http://"), !isOwnMachine(text.dropFirst(7))
      else { return nil }
      return file.finding(
        at: address.range.lowerBound,
        "the server \(quoted(server.name)) is reached over 'http:', which anybody on the way can change",
        hint: "write 'https:'"
      )
    }
  }
}

/// Whether the host of an address is the machine itself, or is not written out.
private func isOwnMachine(_ rest: Substring) -> Bool {
  let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  let host =
    authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" }
  let name = host.lowercased()
  return name.isEmpty || name == "localhost" || name.hasSuffix(".localhost")
    || name.hasPrefix("127.") || name == "[::1" || name == "0.0.0.0"
    || name == "host.docker.internal" || name.hasPrefix("$")
}
