import AgentModel

extension Rule {
  static let hookBadShape = Rule(
    .hookBadShape,
    .error,
    .vscode([
      "hooksMustBeMap", "hookValueMustBeArray", "hookCommandMustBeObject", "nestedHooksMustBeArray",
    ]),
    means: "`hooks` is no map of events to lists, or a hook in it is no map.",
    why: "VS Code reads no hook out of it, so what was to run or to forbid something does neither.",
    cure: "Write `hooks: {Stop: [{type: command, command: ./check.sh}]}`.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      hooks:
        PreToolUse: ./lint.sh
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      hooks:
        PreToolUse:
          - matcher: edit
            hooks:
              - type: command
                command: ./lint.sh
      ---
      Plan.
      """
    )
  ) { file, _ in
    AgentHooks(of: file).misshapen.map { place in
      file.finding(
        at: place.offset,
        place.message,
        hint: "write 'hooks: {Stop: [{type: command, command: ./check.sh}]}'"
      )
    }
  }
}
