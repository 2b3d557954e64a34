import AgentModel

extension Rule {
  static let hookUnknownEvent = Rule(
    .hookUnknownEvent,
    .warning,
    .vscode(["unknownHookType"]),
    means: "A hook waits for an event that does not exist for this agent.",
    why: "It never runs. VS Code's events begin with a capital, GitHub's do not.",
    cure: "Correct the name; an agent of `target: github-copilot` has GitHub's names.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      hooks:
        preToolUse:
          - type: command
            command: ./lint.sh
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      target: github-copilot
      hooks:
        preToolUse:
          - type: command
            bash: ./lint.sh
      ---
      Plan.
      """
    )
  ) { file, _ in
    let known = HookFormat.events(of: file)
    return AgentHooks(of: file).events.filter { !known.contains($0.key) }.map { event in
      file.finding(
        at: event.keyRange.lowerBound,
        "\(quoted(event.key)) is no event of hooks here",
        hint: likeliest(event.key, among: known).map { "did you mean '\($0)'?" }
          ?? "write \(listed(known.sorted()))"
      )
    }
  }
}
