import AgentModel

extension Rule {
  static let credentialNamed = Rule(
    .credentialNamed,
    .warning,
    .own,
    means:
      "A server or a hook is given a secret in plain text, as the name of the variable or header says.",
    why:
      "Whoever reads the repository has it; it stays in the history after the line is gone.",
    cure: "Revoke it where it was a real one. Then write `${input:token}` or `${env:TOKEN}`.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"command": "tracker", "env": {"TRACKER_TOKEN": "hunter2-of-our-team"}}
        }
      }
      """
    ),
    right: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"command": "tracker", "env": {"TRACKER_TOKEN": "${input:token}", "LEVEL": "everything"}},
          "other": {"command": "other", "env": {"API_KEY": "<your key here>", "MAX_TOKEN": "100000000"}}
        }
      }
      """
    ),
    isIgnorable: false
  ) { file, _ in
    let ofHooks = AgentHooks(of: file).commands.compactMap { $0["env"] }
    let ofServers = file.servers.flatMap {
      [$0.value["env"], $0.value["headers"]].compactMap { $0 }
    }
    return (ofServers + ofHooks).flatMap { $0.pairs ?? [] }.filter(isLiteralSecret).map { pair in
      file.finding(
        at: pair.value.range.lowerBound,
        "\(quoted(pair.key)) holds a secret in plain text",
        hint: "revoke it where it was a real one, then write '${input:token}' or '${env:NAME}'"
      )
    }
  }
}

/// Whether the name is that of a secret, and the value one that somebody could use.
private func isLiteralSecret(_ pair: EditorPair) -> Bool {
  let name = pair.key.lowercased()
  guard ServerFormat.secretEndings.contains(where: name.hasSuffix), var value = pair.value.text
  else {
    return false
  }
  for scheme in ["Bearer ", "Basic ", "token "] where value.hasPrefix(scheme) {
    value.removeFirst(scheme.count)
  }
  let lowered = value.lowercased()
  return value.utf8.count >= 8 && Set(value.utf8).count >= 5 && !value.allSatisfy(\.isNumber)
    && !value.contains(where: { "$%<>{}*".contains($0) || $0.isWhitespace })
    && !TokenShape.placeholders.contains(where: lowered.contains) && !lowered.hasPrefix("your")
    && !value.hasPrefix("/") && !value.hasPrefix("./") && !value.hasPrefix("~")
}
