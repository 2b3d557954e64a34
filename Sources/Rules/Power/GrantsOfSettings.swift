/// What a file of settings, hooks or servers lets happen, and what it keeps from happening.
///
/// One reader for all of them. Of a key that stands twice VS Code takes the last value; every value is a grant
/// here, for other readers take others, and only the last one limits anything.
struct GrantsOfSettings {
  private(set) var grants: Set<Grant> = []
  private(set) var limits: Set<Limit> = []

  init(_ root: EditorValue, isClaude: Bool) {
    for hooks in root.all("hooks") { readHooks(hooks) }
    for servers in root.all("servers") + root.all("mcpServers") { readServers(servers) }
    for servers in root.all("mcp").flatMap({ $0.all("servers") }) { readServers(servers) }
    for (key, value) in PowerfulSettings.found(in: root) { read(key, value) }
    // Of lists of what is approved the last one counts.
    limit(PowerfulSettings.found(in: root))
    for permissions in root.all("permissions") { readPermissions(permissions) }
    limitPermissions(root.last("permissions"))
    if isClaude { readClaude(root) }
  }

  private static let commandKeys = [
    "command", "bash", "powershell", "windows", "linux", "osx", "url",
  ]

  private mutating func readHooks(_ hooks: EditorValue) {
    for event in hooks.pairs ?? [] {
      for item in event.value.items ?? [event.value] {
        let nested = item.all("hooks")
        // A map may be a command and hold others.
        let isCommand = Self.commandKeys.contains { item[$0] != nil }
        let own = nested.isEmpty || isCommand ? [item] : []
        for command in own + nested.flatMap({ $0.items ?? [$0] }) {
          grants.insert(.program(event: event.key, command: command.canonicalJSON))
        }
      }
    }
  }

  private mutating func readServers(_ servers: EditorValue) {
    for pair in servers.pairs ?? [] {
      grants.insert(.server(name: pair.key, definition: pair.value.canonicalJSON))
    }
  }

  private mutating func read(_ key: String, _ value: EditorValue) {
    guard let entries = value.pairs else {
      guard PowerfulSettings.isPower(key, value) else { return }
      grants.insert(.setting(key: key, value: value.canonicalJSON))
      return
    }
    // Each entry of a list of what is approved is one of its own.
    for entry in entries where !Self.isRefusal(entry.value) {
      grants.insert(.setting(key: "\(key)[\(entry.key)]", value: entry.value.canonicalJSON))
    }
  }

  private mutating func limit(_ settings: [(String, EditorValue)]) {
    let last = Dictionary(settings, uniquingKeysWith: { _, later in later })
    for (key, value) in last {
      if PowerfulSettings.protections.contains(key), value.boolean == true {
        limits.insert(.setting(key: key, value: "true"))
      }
      guard PowerfulSettings.approvals.contains(key) else { continue }
      for entry in value.pairs ?? [] where Self.isRefusal(entry.value) {
        limits.insert(.setting(key: "\(key)[\(entry.key)]", value: "false"))
      }
    }
  }

  /// `false`, or `{"approve": false}`.
  private static func isRefusal(_ value: EditorValue) -> Bool {
    value.boolean == false || value.all("approve").last?.boolean == false
  }

  // MARK: - Claude

  private mutating func readPermissions(_ permissions: EditorValue) {
    for key in ["allow", "additionalDirectories"] {
      for rule in permissions.all(key).flatMap({ $0.items ?? [$0] }) {
        grants.insert(.setting(key: "permissions.\(key)", value: rule.canonicalJSON))
      }
    }
    for mode in permissions.all("defaultMode").compactMap(\.text)
    where !GrantsOfFile.isAskingMode(mode) {
      grants.insert(.setting(key: "permissions.defaultMode", value: "\"\(mode)\""))
    }
  }

  private mutating func limitPermissions(_ permissions: EditorValue?) {
    for key in ["deny", "ask"] {
      for rule in permissions?.last(key)?.items ?? [] {
        limits.insert(.setting(key: "permissions.\(key)", value: rule.canonicalJSON))
      }
    }
  }

  private mutating func readClaude(_ root: EditorValue) {
    for key in PowerfulSettings.claude {
      for value in root.all(key) {
        guard let entries = value.pairs, key != "statusLine", key != "fileSuggestion" else {
          if value.boolean == false || value.items?.isEmpty == true { continue }
          grants.insert(.setting(key: key, value: value.canonicalJSON))
          continue
        }
        for entry in entries where entry.value.boolean != false {
          grants.insert(.setting(key: "\(key)[\(entry.key)]", value: entry.value.canonicalJSON))
        }
      }
    }
    for sandbox in root.all("sandbox") {
      for value in sandbox.all("enabled") where value.boolean != true {
        grants.insert(.setting(key: "sandbox.enabled", value: value.canonicalJSON))
      }
    }
    if root.last("sandbox")?.last("enabled")?.boolean == true {
      limits.insert(.setting(key: "sandbox.enabled", value: "true"))
    }
  }
}
