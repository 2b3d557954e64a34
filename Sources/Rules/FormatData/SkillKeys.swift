import struct Git.RepoPath

/// The keys of skills and the limits of their values, as of September 2026.
enum SkillKeys {
  /// The open specification's.
  static let specified: Set = [
    "allowed-tools", "compatibility", "description", "license", "metadata", "name",
  ]
  /// What Claude Code reads beyond them.
  static let claude: Set = [
    "agent", "argument-hint", "arguments", "background", "context", "disable-model-invocation",
    "disallowed-tools", "effort", "hooks", "model", "paths", "shell", "user-invocable",
    "when_to_use",
  ]

  /// In characters; VS Code cuts a longer name off.
  static let nameLimit = 64
  /// In characters; VS Code cuts a longer one off.
  static let descriptionLimit = 1_024
  /// In characters.
  static let compatibilityLimit = 500
  /// A body has fewer lines than this.
  static let lineLimit = 500
  /// Without this setting, which is off by default, `context: fork` does nothing.
  static let forkSetting = "github.copilot.chat.skillTool.enabled"

  /// Whether VS Code or whom the skill is for knows a key.
  static func knows(_ key: String, in file: RuleFile) -> Bool {
    specified.contains(key) || HeaderKeys.skill.contains(key)
      || claude.contains(key) && file.path.string.hasPrefix(".claude/")
  }
}
