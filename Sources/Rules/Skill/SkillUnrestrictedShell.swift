import AgentModel

extension Rule {
  static let skillUnrestrictedShell = Rule(
    .skillUnrestrictedShell,
    .warning,
    .own,
    means: "`allowed-tools` of a skill holds the shell without saying which commands.",
    why:
      "Whoever uses the skill is not asked before any command, one that a text on the way has asked for included.",
    cure: "Name the commands, as `Bash(git:*)`, or leave the shell out and be asked.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      description: Plans a change.
      allowed-tools: Read Bash
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      description: Plans a change.
      allowed-tools: Read Bash(git:*)
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let value = file.skillHeader?["allowed-tools"] else { return [] }
    let names =
      value.items.map { $0.compactMap(\.text) } ?? skillToolNames(in: value.text ?? "")
    let shells: Set = ["bash", "bash(*)", "bash(:*)", "execute", "powershell", "shell"]
    return names.filter { shells.contains($0.lowercased()) }.map { name in
      file.finding(
        at: value.range.lowerBound,
        "\(quoted(name)) lets the skill run any command without a question",
        hint: "name the commands, as 'Bash(git:*)'"
      )
    }
  }
}
