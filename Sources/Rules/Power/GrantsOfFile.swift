import PromptFiles

/// What one file lets a model do, as VS Code and GitHub take it.
struct GrantsOfFile {
  private let file: RuleFile
  private let context: RuleContext

  init(_ file: RuleFile, in context: RuleContext) {
    self.file = file
    self.context = context
  }

  var grants: Set<Grant> {
    switch file.kind {
    case .prompt: prompt
    case .agent, .claudeAgent: tools(orAll: true).union(agent)
    case .skill: skill
    case .instructions: applies(file.header?["applyTo"]?.text)
    case .claudeRules: rules
    case .guide, .unread: []
    case .hooks, .settings: JSONValue(file.bytes).map { grantsOfSettings($0) } ?? unreadable
    }
  }

  /// A file that can't be read may say anything.
  private var unreadable: Set<Grant> {
    let isEmpty = file.bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    return isEmpty ? [] : [.setting(key: "what can't be read as JSON", value: file.text(0..<64))]
  }

  // MARK: - Tools

  /// The tools that `tools` lists.
  ///
  /// Without a list they are all there are, where `orAll` says so: for an agent.
  private func tools(orAll: Bool) -> Set<Grant> {
    guard let value = file.header?["tools"] else { return orAll ? [.allTools] : [] }
    return GrantsOfFile.tools(value)
  }

  private static func tools(_ value: EditorValue) -> Set<Grant> {
    let names = value.items.map { $0.compactMap(\.text) } ?? toolNames(in: value.text ?? "")
    var grants: Set<Grant> = []
    for name in names {
      if name == "*" {
        grants.insert(.allTools)
      } else {
        grants.formUnion(todaysTools(name).map(Grant.tool))
      }
    }
    return grants
  }

  // MARK: - Kinds

  /// A prompt's list counts before that of the agent it names; with neither it runs as the person has it.
  private var prompt: Set<Grant> {
    if let value = file.header?["tools"] { return GrantsOfFile.tools(value) }
    guard let name = file.promptAgent?.value.text,
      let agent = context.files.first(where: { $0.kind == .agent && $0.displayName == name })
    else { return [] }
    return GrantsOfFile(agent, in: context).tools(orAll: true)
  }

  private var agent: Set<Grant> {
    var grants: Set<Grant> = []
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
    } else {
      grants.insert(.allSubagents)
    }
    let isHidden = file.header?["user-invocable"]?.boolean == false
    let isStarted = file.header?["disable-model-invocation"]?.boolean != true
    if isHidden, isStarted { grants.insert(.hiddenSubagent) }
    for key in ["mcp-servers", "mcpServers"] {
      for pair in file.header?[key]?.pairs ?? [] {
        grants.insert(.server(name: pair.key, definition: file.text(pair.value.range)))
      }
    }
    return grants.union(programs(file.header?["hooks"]))
  }

  /// The programs of a header's `hooks`: by event a list of commands, or of lists of commands.
  private func programs(_ hooks: EditorValue?) -> Set<Grant> {
    var grants: Set<Grant> = []
    for event in hooks?.pairs ?? [] {
      for item in event.value.items ?? [event.value] {
        for command in item["hooks"]?.items ?? [item] {
          grants.insert(.program(event: event.key, command: file.text(command.range)))
        }
      }
    }
    return grants
  }

  /// `allowed-tools` is granted without asking; VS Code doesn't know the key, Claude does.
  private var skill: Set<Grant> {
    guard let value = file.header?["allowed-tools"] else { return programs(file.header?["hooks"]) }
    let names =
      value.items.map { $0.compactMap(\.text) }
      ?? (value.text ?? "").split { $0 == "," || $0.isWhitespace }.map(String.init)
    let tools = names.map { Grant.tool($0.hasPrefix("Bash") ? "execute" : $0) }
    return Set(tools).union(programs(file.header?["hooks"]))
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
