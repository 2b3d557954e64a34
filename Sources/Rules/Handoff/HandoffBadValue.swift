import AgentModel

extension Rule {
  static let handoffBadValue = Rule(
    .handoffBadValue,
    .error,
    .vscode([
      "handoffPromptMustBeString", "handoffModelMustBeString", "handoffSendMustBeBoolean",
      "handoffShowContinueOnMustBeBoolean",
    ]),
    means:
      "A key of a handoff has a value of the wrong kind: `prompt` and `model` are texts, `send` and "
      + "`showContinueOn` bare `true` or `false`.",
    why: "VS Code ignores the value; a handoff that was to be sent at once waits.",
    cure: "Write a text, or `true` or `false` in lower case and without quotes.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      handoffs:
        - label: Go
          agent: agent
          prompt: Go.
          send: yes
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
          send: true
      ---
      Plan.
      """
    )
  ) { file, _ in
    let texts = HandoffKeys.texts.flatMap { key in
      file.handoffValues(key).filter { $0.text == nil }.map { value in
        file.finding(
          at: value.range.lowerBound,
          "'\(key)' of a handoff must be text",
          hint: "put the value into double quotes"
        )
      }
    }
    let booleans = HandoffKeys.booleans.flatMap { key in
      file.handoffValues(key).filter { $0.boolean == nil }.map { value in
        file.finding(
          at: value.range.lowerBound,
          "'\(key)' of a handoff must be 'true' or 'false', without quotes",
          hint: "write 'true' or 'false'"
        )
      }
    }
    return texts + booleans
  }
}
