import AgentModel

extension Rule {
  static let jsonSyntax = Rule(
    .jsonSyntax,
    .error,
    .own,
    means: "A file of hooks, servers or settings is no JSON.",
    why:
      "VS Code drops it whole: a hook that was to forbid something does not, and no server is started.",
    cure: "Mend the text where the message points.",
    wrong: Example(
      ".github/hooks/lint.json",
      """
      {
        "hooks": {
          "PreToolUse": [{"type": "command" "command": "make lint"}]
        }
      }
      """
    ),
    right: Example(
      ".github/hooks/lint.json",
      """
      {
        // One command, a comment and a comma too many, all of which are read.
        "version": 1,
        "hooks": {
          "PreToolUse": [{"type": "command", "command": "make lint \\"all\\""},],
        },
      }
      """
    )
  ) { file, _ in
    guard let fault = file.json?.fault else { return [] }
    return [
      file.finding(
        at: fault.offset,
        "no JSON: \(fault.message)",
        hint: "mend the text; nothing of the file is read as it stands"
      )
    ]
  }

  static let jsonDuplicateKey = Rule(
    .jsonDuplicateKey,
    .warning,
    .own,
    means: "A key stands twice in one map of a file of hooks, servers or settings.",
    why:
      "Only one of the two counts, and readers differ in which: the other is gone without a word.",
    cure: "Give one of them another name, or put their values together.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"type": "http", "url": "https://tracker.example/mcp"},
          "tracker": {"type": "http", "url": "https://other.example/mcp"}
        }
      }
      """
    ),
    right: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"type": "http", "url": "https://tracker.example/mcp"},
          "Tracker": {"type": "http", "url": "https://other.example/mcp"}
        }
      }
      """
    )
  ) { file, _ in
    (file.json?.duplicates ?? []).prefix(100).map { pair in
      file.finding(
        at: pair.keyRange.lowerBound,
        "\(quoted(pair.key)) stands in this map already",
        hint: "give it another name, or put the values together"
      )
    }
  }

  /// What can be wrong with JSON, whatever it says.
  static let jsonRules = [jsonSyntax, jsonDuplicateKey]
}
