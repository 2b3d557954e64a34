import AgentModel

extension Rule {
  static let hookBadType = Rule(
    .hookBadType,
    .error,
    .vscode(["hookMissingType", "hookTypeMustBeCommand"]),
    means: "A hook has no `type`, or another one than `command`.",
    why: "VS Code runs commands alone, and drops a hook that does not say it is one.",
    cure: "Write `type: command`.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      hooks:
        Stop:
          - command: ./check.sh
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
        Stop:
          - command: ./check.sh
            type: 'command'
      ---
      Plan.
      """
    )
  ) { file, _ in
    AgentHooks(of: file).commands.compactMap { command in
      guard let type = command["type"] else {
        return file.finding(
          at: command.range.lowerBound,
          "'type' is missing in a hook",
          hint: "write 'type: command'"
        )
      }
      let known = HookFormat.types(of: file)
      guard !known.contains(type.text ?? ""), !file.isMissing(type) else { return nil }
      return file.finding(
        at: type.range.lowerBound,
        "'type' of a hook must be 'command'",
        hint: "write 'type: command'"
      )
    }
  }
}
