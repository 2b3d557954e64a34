import AgentModel

extension Rule {
  static let headerDuplicateKey = Rule(
    .headerDuplicateKey,
    .error,
    .vscode(["yaml/duplicate-key"]),
    means: "A key stands twice in one map of a header.",
    why: "VS Code takes the first value; most other readers take the last.",
    cure: "Keep one of them.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      description: Plans.
      description: Plans a change.
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        - label: Go
          agent: agent
          prompt: Go.
        - label: Ask
          agent: ask
          prompt: Ask.
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.headerFaults.filter { $0.kind == .duplicateKey }.map { fault in
      file.finding(
        at: fault.range.lowerBound,
        "the key \(quoted(file.text(fault.range))) stands twice, and the first one counts",
        hint: "keep one of them"
      )
    }
  }
}
