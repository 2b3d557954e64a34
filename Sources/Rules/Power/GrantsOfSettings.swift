/// What a file of settings, hooks or servers lets happen.
///
/// One reader for all of them: `hooks` and `mcpServers` are looked for by name, and every other key that the
/// table lists is a grant with its value.
func grantsOfSettings(_ root: JSONValue) -> Set<Grant> {
  var grants: Set<Grant> = []
  for (event, items) in root["hooks"]?.pairs ?? [] {
    for item in items.items {
      for command in item["hooks"]?.items ?? [item] {
        grants.insert(.program(event: event, command: command.canonical))
      }
    }
  }
  for key in ["servers", "mcpServers"] {
    for (name, definition) in root[key]?.pairs ?? [] {
      grants.insert(.server(name: name, definition: definition.canonical))
    }
  }
  for (name, definition) in root["mcp"]?["servers"]?.pairs ?? [] {
    grants.insert(.server(name: name, definition: definition.canonical))
  }
  for (key, value) in root.pairs where PowerfulSettings.isOne(key, value) {
    if case .map(let entries) = value {
      // Each entry of a list of what is approved is one of its own.
      for entry in entries where entry.value != .boolean(false) {
        grants.insert(.setting(key: "\(key)[\(entry.key)]", value: entry.value.canonical))
      }
    } else {
      grants.insert(.setting(key: key, value: value.canonical))
    }
  }
  for rule in root["permissions"]?["allow"]?.items ?? [] {
    grants.insert(.setting(key: "permissions.allow", value: rule.canonical))
  }
  if let mode = root["permissions"]?["defaultMode"]?.text, mode != "default", mode != "plan" {
    grants.insert(.setting(key: "permissions.defaultMode", value: "\"\(mode)\""))
  }
  return grants
}

/// The settings of VS Code that let things happen unasked, as of September 2026.
enum PowerfulSettings {
  /// Keys, or the beginnings of keys that end in a point.
  private static let keys = [
    "chat.agent.sandbox.enabled", "chat.agentFilesLocations", "chat.agentSkillsLocations",
    "chat.hookFilesLocations", "chat.instructionsFilesLocations", "chat.mcp.",
    "chat.permissions.default", "chat.promptFilesLocations", "chat.tools.autoApprove",
    "chat.tools.edits.autoApprove", "chat.tools.eligibleForAutoApproval",
    "chat.tools.global.autoApprove", "chat.tools.terminal.", "chat.tools.urls.autoApprove",
    "chat.useCustomAgentHooks", "chat.useNestedAgentsMdFiles", "security.workspace.trust.",
    "terminal.integrated.", "git.path",
  ]
  /// Switches that protect: off is what gives power.
  private static let protections: Set = [
    "chat.agent.sandbox.enabled", "chat.tools.terminal.sandbox.enabled",
    "security.workspace.trust.enabled",
  ]

  static func isOne(_ key: String, _ value: JSONValue) -> Bool {
    let isListed = keys.contains { $0.hasSuffix(".") ? key.hasPrefix($0) : key == $0 }
    guard isListed else { return false }
    return protections.contains(key) ? value != .boolean(true) : value != .boolean(false)
  }
}
