/// The hooks in an agent's header or in a file of hooks, taken apart: events, what they are limited to, commands.
struct AgentHooks {
  /// Something that has not the shape of what stands in its place.
  struct Misshapen {
    let offset: Int
    /// In words: `'hooks' must be a map`.
    let message: String
  }

  private(set) var events: [EditorPair] = []
  /// Maps with `hooks` of their own.
  private(set) var matchers: [EditorValue] = []
  private(set) var commands: [EditorValue] = []
  private(set) var misshapen: [Misshapen] = []

  init(of file: RuleFile) {
    if file.kind == .hooks, let root = file.json?.root, root["hooks"] == nil {
      misshapen = [
        Misshapen(offset: root.range.lowerBound, message: "'hooks' is missing in a file of hooks")
      ]
    }
    let isAgent = file.kind == .agent || file.kind == .claudeAgent
    guard
      let value = isAgent
        ? file.header?["hooks"] : file.kind == .hooks ? file.json?.root?["hooks"] : nil,
      !file.isMissing(value)
    else { return }
    guard let pairs = value.pairs else {
      misshapen = [Misshapen(offset: value.range.lowerBound, message: "'hooks' must be a map")]
      return
    }
    events = pairs
    for event in pairs where !file.isMissing(event.value) { read(event) }
  }

  private mutating func read(_ event: EditorPair) {
    guard let items = event.value.items else {
      refuse(event.value, "\(quoted(event.key)) must be a list of hooks")
      return
    }
    for item in items {
      guard let nested = item["hooks"] else {
        readCommand(item)
        continue
      }
      matchers.append(item)
      guard let inner = nested.items else {
        refuse(nested, "'hooks' of \(quoted(event.key)) must be a list")
        continue
      }
      for command in inner { readCommand(command) }
    }
  }

  private mutating func readCommand(_ value: EditorValue) {
    if value.pairs == nil {
      refuse(value, "a hook must be a map with 'type' and 'command'")
    } else {
      commands.append(value)
    }
  }

  private mutating func refuse(_ value: EditorValue, _ message: String) {
    misshapen.append(Misshapen(offset: value.range.lowerBound, message: message))
  }
}
