/// What a file of settings, hooks or servers lets happen, and what it keeps from happening.
///
/// One reader for all of them. Of a key that stands twice VS Code takes the last value; every value is a grant
/// here, for other readers take others, and only the last one limits anything.
struct GrantsOfSettings {
  private(set) var grants: Set<Grant> = []
  private(set) var limits: Set<Limit> = []
  /// What is run, for a look at the scripts that it names.
  private(set) var commands: [GrantedCommand] = []

  init(_ root: EditorValue, _ form: SettingsForm) {
    for hooks in root.all("hooks") { readHooks(hooks) }
    for servers in root.all("servers") + root.all("mcpServers") { readServers(servers) }
    readNestedServers(root)
    readSettings(root)
    for permissions in root.all("permissions") { readPermissions(permissions) }
    limitPermissions(root.last("permissions"))
    for sandbox in root.all("sandbox") { readSandbox(sandbox) }
    for inputs in root.all("inputs") { readInputs(inputs) }
    switch form {
    case .editor: break
    case .claude: readClaude(root)
    case .tasks: readTasks(root)
    case .workspace:
      for tasks in root.all("tasks") { readTasks(tasks) }
      for settings in SettingsForm.inner(of: root) { readInner(settings) }
    case .container:
      readContainer(root)
      for editor in root.all("customizations").flatMap({ $0.all("vscode") }) {
        readNestedServers(editor)
      }
      for settings in SettingsForm.inner(of: root) { readInner(settings) }
    }
  }

  private static let commandKeys = [
    "command", "bash", "powershell", "windows", "linux", "osx", "url",
  ]

  /// Notes a grant, and what is run for it.
  mutating func grant(_ grant: Grant, running value: EditorValue? = nil, by runner: String = "") {
    grants.insert(grant)
    if let value { commands.append(GrantedCommand(grant, value, runner)) }
  }

  mutating func limit(_ limit: Limit) { limits.insert(limit) }

  private mutating func readSettings(_ settings: EditorValue) {
    let found = PowerfulSettings.found(in: settings)
    for (key, value) in found { read(key, value) }
    // Of lists of what is approved the last one counts.
    limit(found)
  }

  /// Settings of VS Code that stand in another file.
  private mutating func readInner(_ settings: EditorValue) {
    readSettings(settings)
    readNestedServers(settings)
  }

  private mutating func readHooks(_ hooks: EditorValue) {
    for event in hooks.pairs ?? [] {
      for item in event.value.items ?? [event.value] {
        let nested = item.all("hooks")
        // A map may be a command and hold others.
        let isCommand = Self.commandKeys.contains { item[$0] != nil }
        let own = nested.isEmpty || isCommand ? [item] : []
        for command in own + nested.flatMap({ $0.items ?? [$0] }) {
          grant(
            .program(event: event.key, command: command.canonicalJSON),
            running: command,
            by: "the hook at '\(event.key)'"
          )
        }
      }
    }
  }

  private mutating func readServers(_ servers: EditorValue) {
    for pair in servers.pairs ?? [] {
      grant(
        .server(name: pair.key, definition: pair.value.canonicalJSON),
        running: pair.value,
        by: "the server '\(pair.key)'"
      )
    }
  }

  private mutating func readNestedServers(_ value: EditorValue) {
    for mcp in value.all("mcp") {
      for servers in mcp.all("servers") { readServers(servers) }
      for inputs in mcp.all("inputs") { readInputs(inputs) }
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
          grant(
            .setting(key: key, value: value.canonicalJSON),
            running: value,
            by: "the setting '\(key)'"
          )
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
