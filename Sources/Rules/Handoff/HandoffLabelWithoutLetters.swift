import AgentModel

extension Rule {
  static let handoffLabelWithoutLetters = Rule(
    .handoffLabelWithoutLetters,
    .error,
    .vscode(["handoffLabelMustContainAlphanumeric"]),
    means: "The label of a handoff has no letter from `a` to `z` and no digit.",
    why:
      "VS Code makes the button's name of those alone, and drops the handoff where nothing is left.",
    cure: "Put at least one such letter or digit into the label.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        - label: "→ 計画"
          agent: agent
          prompt: Go.
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
        - label: "→ 計画 A"
          agent: agent
          prompt: Go.
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.handoffValues("label").filter { label in
      guard let text = label.text, !label.isBlank else { return false }
      return !text.utf8.contains { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: false
        }
      }
    }.map { label in
      file.finding(
        at: label.range.lowerBound,
        "\(quoted(label.text ?? "")) has no letter from a to z and no digit",
        hint: "put one into the label"
      )
    }
  }
}
