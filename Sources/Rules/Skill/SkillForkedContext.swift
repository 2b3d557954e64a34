import AgentModel

extension Rule {
  static let skillForkedContext = Rule(
    .skillForkedContext,
    .warning,
    .vscode(["contextForkNotSupported"]),
    means:
      "A skill asks for a context of its own, and the repository does not switch on the setting "
      + "that this needs.",
    why:
      "`github.copilot.chat.skillTool.enabled` is off by default, and without it the skill runs in "
      + "the conversation as any other.",
    cure:
      "Switch the setting on in `.vscode/settings.json`, or remove the key. What stands in your own "
      + "settings is not seen here.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      description: Plans a change.
      context: fork
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
      context: fork
      ---
      Plan.
      """,
      beside: [".vscode/settings.json": "{\"github.copilot.chat.skillTool.enabled\": true}\n"]
    )
  ) { file, context in
    guard let value = file.skillHeader?["context"], value.text == "fork", !context.canForkSkills
    else {
      return []
    }
    return [
      file.finding(
        at: value.range.lowerBound,
        "'fork' has no effect while '\(SkillKeys.forkSetting)' is off",
        hint: "switch it on in '.vscode/settings.json', or remove 'context'"
      )
    ]
  }
}
