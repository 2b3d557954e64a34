import AgentModel

extension Rule {
  static let hookNoCommand = Rule(
    .hookNoCommand,
    .error,
    .vscode(["hookMissingCommand", "hookMissingCopilotCommand"]),
    means: "A hook names nothing to run.",
    why: "VS Code drops it; on GitHub only `bash` and `powershell` count.",
    cure:
      "Write `command`, or a key for one system; `bash` or `powershell` in an agent for GitHub.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      target: github-copilot
      hooks:
        agentStop:
          - type: command
            command: ./check.sh
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
          - type: command
            windows: check.cmd
      ---
      Plan.
      """
    )
  ) { file, _ in
    let keys = HookFormat.commandKeys(of: file)
    return AgentHooks(of: file).commands.filter { command in
      isCommand(command) && keys.allSatisfy { command[$0] == nil }
    }.map { command in
      file.finding(
        at: command.range.lowerBound,
        "'\(keys[0])' is missing in a hook",
        hint: "write one of \(listed(keys))"
      )
    }
  }
}
