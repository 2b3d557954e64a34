/// Tasks, development containers, and what servers ask for and are kept from.
extension GrantsOfSettings {
  /// Keys of a task that say how it is shown and found, not what it runs.
  private static let shownKeys: Set = [
    "detail", "group", "hide", "icon", "isBackground", "label", "presentation", "problemMatcher",
    "promptOnClose", "taskName",
  ]
  /// Keys of a file of tasks that hold for each of them.
  private static let sharedKeys: Set = [
    "args", "command", "echoCommand", "isShellCommand", "options", "runOptions", "type",
  ]
  /// When a development container runs what, the first of them outside of the container.
  private static let containerCommands = [
    "initializeCommand", "onCreateCommand", "updateContentCommand", "postCreateCommand",
    "postStartCommand", "postAttachCommand",
  ]
  /// What gives a container more of the machine than its own.
  private static let containerSettings = [
    "capAdd", "features", "mounts", "privileged", "runArgs", "securityOpt", "workspaceMount",
  ]

  mutating func readTasks(_ root: EditorValue) {
    for list in root.all("tasks") {
      for task in list.items ?? [] {
        let pairs = (task.pairs ?? []).filter { !Self.shownKeys.contains($0.key) }
        readTask(EditorValue(.mapping(pairs), at: task.range))
      }
    }
    let shared = (root.pairs ?? []).filter { Self.sharedKeys.contains($0.key) }
    if !shared.isEmpty { readTask(EditorValue(.mapping(shared), at: root.range)) }
    for inputs in root.all("inputs") { readInputs(inputs) }
    for system in ["windows", "linux", "osx"] {
      for own in root.all(system) { readTasks(own) }
    }
  }

  private mutating func readTask(_ task: EditorValue) {
    let isAutomatic = task.all("runOptions").flatMap { $0.all("runOn") }
      .contains { $0.text == "folderOpen" }
    let pairs = (task.pairs ?? []).filter { $0.key != "runOptions" }
    guard !pairs.isEmpty else { return }
    let definition = EditorValue(.mapping(pairs), at: task.range).canonicalJSON
    grant(.task(definition: definition, isAutomatic: isAutomatic), running: task, by: "a task")
  }

  /// What servers and tasks ask a person for: an answer that stands there already is as good as theirs.
  mutating func readInputs(_ inputs: EditorValue) {
    for input in inputs.items ?? [] {
      let pairs = (input.pairs ?? []).filter { pair in
        ["args", "command", "default", "options"].contains(pair.key)
      }
      guard !pairs.isEmpty else { continue }
      let definition = EditorValue(.mapping(pairs), at: input.range).canonicalJSON
      grant(.setting(key: "inputs[\(input["id"]?.text ?? "")]", value: definition))
    }
  }

  /// What a sandbox lets through, and what it keeps from happening; at whatever depth.
  mutating func readSandbox(_ sandbox: EditorValue) {
    for pair in sandbox.allPairs {
      let isAllowed = pair.key.hasPrefix("allow") || pair.key == "excludedCommands"
      let isRefused = pair.key.hasPrefix("deny") || pair.key.hasPrefix("denied")
      guard isAllowed || isRefused else { continue }
      for value in pair.value.items ?? [pair.value] {
        let isSwitchedOn = value.boolean ?? true
        let key = "sandbox.\(pair.key)"
        if isAllowed == isSwitchedOn {
          grant(.setting(key: key, value: value.canonicalJSON))
        } else {
          limit(.setting(key: key, value: value.canonicalJSON))
        }
      }
    }
  }

  mutating func readContainer(_ root: EditorValue) {
    for key in Self.containerCommands {
      for value in root.all(key) {
        // By name several that run at once.
        for command in value.pairs?.map(\.value) ?? [value] {
          grant(
            .program(event: key, command: command.canonicalJSON),
            running: command,
            by: "'\(key)'"
          )
        }
      }
    }
    for key in Self.containerSettings {
      for value in root.all(key) where value.boolean != false {
        if let entries = value.pairs {
          for entry in entries {
            grant(.setting(key: "\(key)[\(entry.key)]", value: entry.value.canonicalJSON))
          }
        } else {
          for item in value.items ?? [value] {
            grant(.setting(key: key, value: item.canonicalJSON))
          }
        }
      }
    }
  }
}
