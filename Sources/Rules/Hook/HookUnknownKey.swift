import AgentModel

extension Rule {
  static let hookUnknownKey = Rule(
    .hookUnknownKey,
    .warning,
    .vscode(["unknownMatcherProperty", "unknownHookProperty"]),
    means: "A hook has a key that VS Code does not know.",
    why: "The key has no effect; where it was to limit the hook, the hook runs always.",
    cure: "Correct the key or remove it.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      hooks:
        PreToolUse:
          - match: edit
            hooks:
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
      hooks:
        PreToolUse:
          - matcher: edit
            hooks:
              - type: command
                command: ./lint.sh
                timeout: 5
      ---
      Plan.
      """
    )
  ) { file, _ in
    let hooks = AgentHooks(of: file)
    guard !hooks.matchers.isEmpty || !hooks.commands.isEmpty else { return [] }
    let known = HookFormat.keys(of: file)
    let inMatchers = hooks.matchers.flatMap { $0.pairs ?? [] }
      .filter { !HookFormat.matcherKeys.contains($0.key) }
    let inCommands = hooks.commands.filter(isCommand).flatMap { $0.pairs ?? [] }
      .filter { !known.contains($0.key) }
    func unknown(_ pair: EditorPair, _ known: Set<String>) -> RuleFinding {
      file.finding(
        at: pair.keyRange.lowerBound,
        "\(quoted(pair.key)) is no key of hooks here",
        hint: likeliest(pair.key, among: known).map { "did you mean '\($0)'?" }
          ?? "write \(listed(known.sorted()))"
      )
    }
    return inMatchers.map { unknown($0, HookFormat.matcherKeys) }
      + inCommands.map { unknown($0, known) }
  }
}
