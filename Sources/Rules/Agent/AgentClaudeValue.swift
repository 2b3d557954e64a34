import AgentModel

extension Rule {
  static let agentClaudeValue = Rule(
    .agentClaudeValue,
    .warning,
    .vscode(["claude.attributeNotFound"]),
    means:
      "An agent in `.claude/agents` has a `model`, `permissionMode` or `memory` that VS Code has no "
      + "counterpart for.",
    why: "VS Code reads these files too, and takes its defaults where it knows no such value.",
    cure:
      "Write a value that both know; where the agent is for Claude Code alone, switch the rule off.",
    wrong: Example(
      ".claude/agents/planner.md",
      """
      ---
      name: planner
      description: Plans.
      model: Sonnet
      ---
      Plan.
      """
    ),
    right: Example(
      ".claude/agents/planner.md",
      """
      ---
      name: planner
      description: Plans.
      model: inherit
      permissionMode: plan
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.kind == .claudeAgent else { return [] }
    return ClaudeValues.allowed.keys.sorted().compactMap { key in
      guard let value = file.header?[key], let text = value.text, !value.isBlank,
        let allowed = ClaudeValues.allowed[key], !allowed.contains(text)
      else { return nil }
      let isClaudes = ClaudeValues.onlyClaude[key]?.contains(text) ?? false
      return file.finding(
        at: value.range.lowerBound,
        "\(quoted(text)) is no '\(key)' that VS Code knows"
          + (isClaudes ? ", though Claude Code does" : ""),
        hint: "write one of \(listed(allowed))"
      )
    }
  }
}
