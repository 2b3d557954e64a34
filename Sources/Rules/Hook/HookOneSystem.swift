import AgentModel

extension Rule {
  static let hookOneSystem = Rule(
    .hookOneSystem,
    .info,
    .github,
    means: "A hook in a file has a command for Windows alone.",
    why:
      "GitHub's cloud agent runs on Linux, and so do many machines: there the hook does nothing.",
    cure: "Write `bash` beside `powershell`, or `command`.",
    wrong: Example(
      ".github/hooks/lint.json",
      """
      {
        "version": 1,
        "hooks": {
          "PreToolUse": [{"type": "command", "powershell": "make.exe lint"}]
        }
      }
      """
    ),
    right: Example(
      ".github/hooks/lint.json",
      """
      {
        "version": 1,
        "hooks": {
          "PreToolUse": [{"type": "command", "powershell": "make.exe lint", "bash": "make lint"}]
        }
      }
      """
    )
  ) { file, _ in
    guard file.kind == .hooks else { return [] }
    return AgentHooks(of: file).commands.filter(isCommand).compactMap { command in
      let keys = (command.pairs ?? []).map(\.key)
        .filter { HookFormat.commandKeys(of: file).contains($0) }
      guard !keys.isEmpty, keys.allSatisfy({ $0 == "powershell" || $0 == "windows" }) else {
        return nil
      }
      return file.finding(
        at: command.range.lowerBound,
        "a hook has a command for Windows alone",
        hint: "write 'bash' or 'command' beside it"
      )
    }
  }
}
