/// The settings that let things happen unasked, as of September 2026.
enum PowerfulSettings {
  /// Keys of VS Code's settings, or the beginnings of keys that end in a point.
  private static let keys = [
    "chat.agent.sandbox.enabled", "chat.agentFilesLocations", "chat.agentSkillsLocations",
    "chat.hookFilesLocations", "chat.instructionsFilesLocations", "chat.mcp.",
    "chat.modeFilesLocations", "chat.permissions.default", "chat.promptFilesLocations",
    "chat.tools.autoApprove",
    "chat.tools.edits.autoApprove", "chat.tools.eligibleForAutoApproval",
    "chat.tools.global.autoApprove", "chat.tools.terminal.", "chat.tools.urls.autoApprove",
    "chat.useCustomAgentHooks", "chat.useNestedAgentsMdFiles", "security.workspace.trust.",
    "task.allowAutomaticTasks",
    "terminal.integrated.", "git.path",
  ]
  /// Keys of Claude's settings: programs that it runs, servers and plugins that it takes unasked, and the
  /// environment of all that it runs.
  static let claude = [
    "apiKeyHelper", "awsAuthRefresh", "awsCredentialExport", "enableAllProjectMcpServers",
    "enabledMcpjsonServers", "enabledPlugins", "env", "extraKnownMarketplaces", "fileSuggestion",
    "otelHeadersHelper", "statusLine",
  ]
  /// Switches that protect: off is what gives power.
  static let protections: Set = [
    "chat.agent.sandbox.enabled", "chat.tools.terminal.sandbox.enabled",
    "security.workspace.trust.enabled",
  ]
  /// Lists of what is approved by itself, in which `false` is what is not.
  static let approvals: Set = [
    "chat.tools.edits.autoApprove", "chat.tools.eligibleForAutoApproval",
    "chat.tools.terminal.autoApprove", "chat.tools.urls.autoApprove",
  ]

  /// The settings of VS Code in a file, by the key with points that VS Code makes of maps in maps.
  ///
  /// Only what can become one of the keys is followed, so that a key is never longer than those are.
  static func found(in root: EditorValue, below prefix: String = "") -> [(String, EditorValue)] {
    (root.pairs ?? []).flatMap { pair -> [(String, EditorValue)] in
      let key = prefix + pair.key
      if isListed(key) { return [(key, pair.value)] }
      let isOnTheWay = keys.contains { $0.hasPrefix(key + ".") }
      return isOnTheWay ? found(in: pair.value, below: key + ".") : []
    }
  }

  private static func isListed(_ key: String) -> Bool {
    keys.contains { $0.hasSuffix(".") ? key.hasPrefix($0) : key == $0 }
  }

  /// Whether a value of a setting lets something happen.
  static func isPower(_ key: String, _ value: EditorValue) -> Bool {
    if protections.contains(key) { return value.boolean != true }
    return value.boolean != false && !(key == "task.allowAutomaticTasks" && value.text == "off")
  }
}
