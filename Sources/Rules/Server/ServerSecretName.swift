import AgentModel

extension Rule {
  static let serverSecretName = Rule(
    .serverSecretName,
    .warning,
    .github,
    means:
      "A server of an agent takes a secret whose name does not begin with `COPILOT_MCP_`.",
    why:
      "GitHub hands no other secrets to the servers of an agent, so the server starts without it.",
    cure: "Call the secret `COPILOT_MCP_…`, in the settings of the repository too.",
    wrong: Example(
      ".github/agents/triage.agent.md",
      """
      ---
      description: Sorts what comes in.
      mcp-servers:
        tracker:
          type: local
          command: tracker
          tools: [list]
          env:
            TOKEN: ${{ secrets.TRACKER_TOKEN }}
      ---
      Sort.
      """
    ),
    right: Example(
      ".github/agents/triage.agent.md",
      """
      ---
      description: Sorts what comes in.
      mcp-servers:
        tracker:
          type: local
          command: tracker
          tools: [list]
          env:
            TOKEN: ${{ secrets.COPILOT_MCP_TRACKER_TOKEN }}
      ---
      Sort.
      """
    )
  ) { file, _ in
    file.servers.filter { $0.place == .header }.flatMap { server in
      ["env", "headers"].flatMap { server.value[$0]?.pairs ?? [] }.compactMap { pair in
        guard let text = pair.value.text, let name = secretName(in: text),
          !name.hasPrefix("COPILOT_MCP_")
        else { return nil }
        return file.finding(
          at: pair.value.range.lowerBound,
          "the secret \(quoted(name)) is not handed to a server by GitHub",
          hint: "call it \(quoted("COPILOT_MCP_" + name)), in the repository's settings too"
        )
      }
    }
  }
}

/// The name behind `secrets.` in `${{ secrets.NAME }}`.
private func secretName(in text: String) -> String? {
  guard text.contains("${{"), let start = text.firstRange(of: "secrets.")?.upperBound else {
    return nil
  }
  let name = text[start...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
  return name.isEmpty ? nil : String(name)
}
