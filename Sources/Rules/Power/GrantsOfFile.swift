import PromptFiles

/// What one file lets a model do, as VS Code and GitHub take it, and what it keeps from happening.
struct GrantsOfFile {
  private let file: RuleFile
  private let context: RuleContext

  init(_ file: RuleFile, in context: RuleContext) {
    self.file = file
    self.context = context
  }

  var grants: Set<Grant> {
    switch file.kind {
    case .prompt: prompt ?? [.allTools]
    case .agent, .claudeAgent: agent
    case .skill: skill
    case .instructions: applies(file.header?["applyTo"]?.text)
    case .claudeRules: rules
    case .guide: file.bytes.isEmpty ? [] : [.applies(glob: "**")]
    case .unread: []
    case .hooks, .settings: settings?.grants ?? unreadable
    }
  }

  /// What a file that nobody had before brings: a prompt without a list runs as the person has it, and is no
  /// news.
  var grantsOfNew: Set<Grant> {
    file.kind == .prompt ? prompt ?? [] : grants
  }

  var limits: Set<Limit> {
    switch file.kind {
    case .agent, .claudeAgent, .skill:
      var limits: Set<Limit> = []
      if file.header?["disable-model-invocation"]?.boolean == true {
        limits.insert(.modelInvocation)
      }
      if file.kind == .claudeAgent, let value = file.header?["disallowedTools"] {
        limits.formUnion(Self.names(value).map(Limit.disallowedTool))
      }
      return limits
    case .settings: return settings?.limits ?? []
    case .prompt, .instructions, .claudeRules, .guide, .unread, .hooks: return []
    }
  }

  /// The scripts of the repository that the file has run.
  var scripts: Set<ScriptUse> {
    var uses: Set<ScriptUse> = []
    for command in settings?.commands ?? commands {
      uses.formUnion(context.scripts(of: command.value, command.grant, use: command.runner))
    }
    if file.kind == .skill { uses.formUnion(context.scripts(ofSkill: file)) }
    return uses
  }

  private var settings: GrantsOfSettings? {
    file.json?.root.map { GrantsOfSettings($0, SettingsForm(file.path)) }
  }

  /// A file that can't be read may say anything, so that all of its text counts.
  private var unreadable: Set<Grant> {
    let isEmpty = file.bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    return isEmpty ? [] : [.unreadable(text: file.text(0..<file.bytes.count))]
  }

  // MARK: - Tools

  /// The tools that `tools` lists; all there are where there is no list.
  private var tools: Set<Grant> {
    guard let value = file.header?["tools"] else { return [.allTools] }
    return tools(in: value)
  }

  /// The names in a value: a list, or one text with commas.
  private static func names(_ value: EditorValue) -> [String] {
    value.items.map { $0.compactMap(\.text) } ?? toolNames(in: value.text ?? "")
  }

  private func tools(in value: EditorValue) -> Set<Grant> {
    Set(Self.names(value).flatMap(tools(named:)))
  }

  private func tools(named written: String) -> [Grant] {
    if written == "*" { return [.allTools] }
    let tool = LimitedTool(written)
    var names = todaysTools(tool.name)
    // Claude knows tools that VS Code has nothing like.
    if names.isEmpty, file.kind != .agent, file.kind != .prompt { names = [tool.name] }
    return names.map { name in .tool(tool.arguments.map { "\(name)(\($0))" } ?? name) }
  }

  // MARK: - Kinds

  /// A prompt's list counts before that of the agent it names; nil where it runs with all that the person
  /// has, or that the built-in agent has.
  private var prompt: Set<Grant>? {
    if let value = file.header?["tools"] { return tools(in: value) }
    guard let name = file.promptAgent?.value.text, name != "agent" else { return nil }
    // The built-in ones that only read and answer.
    if builtInAgents.contains(name) { return [] }
    let agents = context.agentFiles(named: name)
    guard !agents.isEmpty else { return nil }
    return agents.reduce(into: []) { tools, agent in
      tools.formUnion(GrantsOfFile(agent, in: context).tools)
    }
  }

  private var agent: Set<Grant> {
    var grants = tools
    for item in file.header?["handoffs"]?.items ?? [] where item["send"]?.boolean == true {
      grants.insert(
        .sentHandoff(agent: item["agent"]?.text ?? "", prompt: item["prompt"]?.text ?? "")
      )
    }
    if let value = file.header?["agents"] {
      let names = value.items.map { $0.compactMap(\.text) } ?? [value.text ?? ""]
      for name in names where !name.isEmpty {
        grants.insert(name == "*" ? .allSubagents : .subagent(name))
      }
    } else if grants.contains(where: \.startsAgents) {
      grants.insert(.allSubagents)
    }
    let isHidden = file.header?["user-invocable"]?.boolean == false
    let isStarted = file.header?["disable-model-invocation"]?.boolean != true
    if isHidden, isStarted { grants.insert(.hiddenSubagent) }
    for pair in file.header?["github"]?["permissions"]?.pairs ?? [] {
      guard let level = pair.value.text, level != "none" else { continue }
      grants.insert(.permission(scope: pair.key, level: level))
    }
    if file.kind == .claudeAgent, let mode = file.header?["permissionMode"]?.text,
      !Self.isAskingMode(mode)
    {
      grants.insert(.setting(key: "permissionMode", value: "\"\(mode)\""))
    }
    return grants.union(commands.map(\.grant))
  }

  /// Whether Claude asks a person, or changes nothing, in a mode of permissions.
  static func isAskingMode(_ mode: String) -> Bool {
    ["default", "manual", "plan"].contains(mode) || mode.allSatisfy(\.isWhitespace)
  }

  /// The programs of a header's `hooks`, by event a list of commands or of lists of commands, and its servers.
  private var commands: [GrantedCommand] {
    guard [.agent, .claudeAgent, .skill].contains(file.kind) else { return [] }
    var commands: [GrantedCommand] = []
    for event in file.header?["hooks"]?.pairs ?? [] {
      for item in event.value.items ?? [event.value] {
        for command in item["hooks"].map({ $0.items ?? [$0] }) ?? [item] {
          let grant = Grant.program(event: event.key, command: command.canonical)
          commands.append(GrantedCommand(grant, command, "the hook at '\(event.key)'"))
        }
      }
    }
    guard file.kind != .skill else { return commands }
    for key in ["mcp-servers", "mcpServers"] {
      for pair in file.header?[key]?.pairs ?? [] {
        let grant = Grant.server(name: pair.key, definition: pair.value.canonical)
        commands.append(GrantedCommand(grant, pair.value, "the server '\(pair.key)'"))
      }
    }
    return commands
  }

  /// `allowed-tools` is granted without asking; VS Code doesn't know the key, Claude does.
  private var skill: Set<Grant> {
    let programs = Set(commands.map(\.grant))
    guard let value = file.header?["allowed-tools"] else { return programs }
    let names = value.items.map { $0.compactMap(\.text) } ?? skillToolNames(in: value.text ?? "")
    return Set(names.flatMap(tools(named:))).union(programs)
  }

  private func applies(_ globs: String?) -> Set<Grant> {
    guard let globs else { return [] }
    let always = ["*", "**/*", "**"]
    return Set(
      GlobList(globs).patterns.map { .applies(glob: always.contains($0) ? "**" : $0) }
    )
  }

  private var rules: Set<Grant> {
    guard let paths = file.header?["paths"] else { return [.applies(glob: "**")] }
    return applies(paths.items?.compactMap(\.text).joined(separator: ",") ?? paths.text)
  }
}

extension Grant {
  /// Whether an agent that has this tool can start others.
  fileprivate var startsAgents: Bool {
    switch self {
    case .allTools: true
    case .tool(let name):
      ["agent", "agent/*", "agent/runSubagent"].contains(LimitedTool(name).name)
    default: false
    }
  }
}

/// The names in `allowed-tools` of a skill: at white space and commas outside of parentheses.
func skillToolNames(in text: String) -> [String] {
  var names = [""]
  var depth = 0
  for character in text {
    switch character {
    case "(": depth += 1
    case ")": depth = max(0, depth - 1)
    default: break
    }
    if depth == 0, character == "," || character.isWhitespace {
      names.append("")
    } else {
      names[names.count - 1].append(character)
    }
  }
  return names.filter { !$0.isEmpty }
}
