import AgentModel

extension Rule {
  static let hookNoVersion = Rule(
    .hookNoVersion,
    .info,
    .github,
    means: "A file of hooks says no `version`, or another than 1.",
    why: "VS Code does without; GitHub's command line and cloud agent want it.",
    cure: "Write `\"version\": 1`.",
    wrong: Example(
      ".github/hooks/lint.json",
      """
      {
        "hooks": {
          "PreToolUse": [{"type": "command", "command": "make lint"}]
        }
      }
      """
    ),
    right: Example(
      ".github/hooks/lint.json",
      """
      {
        "version": 1,
        "hooks": {
          "PreToolUse": [{"type": "command", "command": "make lint"}]
        }
      }
      """
    )
  ) { file, _ in
    guard file.kind == .hooks, let root = file.json?.root, root.pairs != nil,
      root["version"]?.content != .scalar("1", isQuoted: false)
    else { return [] }
    return [
      file.finding(
        at: root["version"]?.range.lowerBound ?? root.range.lowerBound,
        root["version"] == nil ? "'version' is missing" : "'version' is not 1",
        hint: "write '\"version\": 1'"
      )
    ]
  }
}
