import AgentModel

extension Rule {
  static let hookBadValue = Rule(
    .hookBadValue,
    .error,
    .vscode([
      "hookCommandFieldMustBeNonEmptyString", "hookCwdMustBeString", "hookEnvMustBeMap",
      "hookEnvValueMustBeString", "hookTimeoutMustBeNumber",
    ]),
    means:
      "A key of a hook has a value of the wrong kind: commands and `cwd` are texts, `env` is a map "
      + "of texts, `timeout` a number.",
    why: "VS Code drops the hook or the value.",
    cure: "Write a value of that kind.",
    wrong: Example(
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
                timeout: 5s
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
                timeout: 2.5
                env: {CI: '1'}
      ---
      Plan.
      """
    )
  ) { file, _ in
    let commandKeys = HookFormat.commandKeys(of: file)
    let timeoutKeys = HookFormat.timeoutKeys(of: file)
    return AgentHooks(of: file).commands.flatMap { $0.pairs ?? [] }.flatMap {
      pair -> [RuleFinding] in
      let (key, value) = (pair.key, pair.value)
      if file.isMissing(value) { return [] }
      func bad(_ value: EditorValue, _ what: String) -> RuleFinding {
        file.finding(
          at: value.range.lowerBound,
          "\(quoted(key)) of a hook must be \(what)",
          hint: "correct the value"
        )
      }
      if commandKeys.contains(key) {
        return value.text == nil || value.isBlank ? [bad(value, "a text that is not empty")] : []
      }
      if timeoutKeys.contains(key) {
        return value.text.flatMap(Double.init) == nil ? [bad(value, "a number of seconds")] : []
      }
      switch key {
      case "cwd": return value.text == nil ? [bad(value, "text")] : []
      case "env":
        guard let variables = value.pairs else { return [bad(value, "a map of texts")] }
        return variables.filter { $0.value.text == nil }.map { bad($0.value, "a map of texts") }
      default: return []
      }
    }
  }
}
