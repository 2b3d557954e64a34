/// A model of what VS Code's validator and the skill specification say of front matter.
///
/// Only what a generated file could break without knowing the editor: no names of tools or models.
enum VSCodeRules {
  typealias Node = VSCodeReader.Node

  /// The ids of the rules that a header breaks, in VS Code's words.
  static func broken(by header: Node?, kind: String, folder: String = "") -> [String] {
    guard let header else { return [] }
    guard case .map(let entries) = header else { return ["INVALID_YAML"] }
    var broken: [String] = []
    let target = scalar(entries.first { $0.key == "target" }?.value)
    for entry in entries {
      if !(keys[kind] ?? []).contains(entry.key) { broken.append("unknownAttribute.\(entry.key)") }
      if target == "github-copilot", !gitHubKeys.contains(entry.key) {
        broken.append("unknownAttribute.github-agent.\(entry.key)")
      }
      broken += self.broken(by: entry)
    }
    if kind == "skill" { broken += brokenSkill(entries, folder) }
    return broken
  }

  private static let keys: [String: Set<String>] = [
    "prompt": ["name", "description", "argument-hint", "agent", "model", "tools"],
    "agent": [
      "name", "description", "argument-hint", "target", "tools", "agents", "model",
      "user-invocable",
      "disable-model-invocation", "handoffs", "mcp-servers", "github", "hooks", "metadata",
    ],
    "skill": [
      "name", "description", "license", "compatibility", "argument-hint", "user-invocable",
      "disable-model-invocation", "context", "metadata",
    ],
  ]

  private static let gitHubKeys: Set = [
    "name", "description", "tools", "target", "mcp-servers", "github", "model", "metadata",
    "user-invocable", "disable-model-invocation", "hooks",
  ]

  private static func broken(by entry: VSCodeReader.Entry) -> [String] {
    let text = scalar(entry.value)
    switch entry.key {
    case "name", "description", "argument-hint", "agent", "context", "license":
      return isBlank(text) ? ["\(entry.key)ShouldNotBeEmpty"] : []
    case "target":
      return text == "vscode" || text == "github-copilot" ? [] : ["targetInvalidValue"]
    case "user-invocable", "disable-model-invocation":
      return text == "true" || text == "false" ? [] : ["\(entry.key)MustBeBoolean"]
    case "tools", "agents":
      guard case .list(let items) = entry.value else { return ["\(entry.key)MustBeArray"] }
      return items.contains { isBlank(scalar($0)) } ? ["each\(entry.key)MustBeString"] : []
    case "model":
      if case .list(let items) = entry.value {
        return items.isEmpty || items.contains { isBlank(scalar($0)) } ? ["modelArray"] : []
      }
      return isBlank(text) ? ["modelMustBeNonEmpty"] : []
    case "handoffs": return brokenHandoffs(entry.value)
    case "metadata":
      guard case .map(let pairs) = entry.value else { return ["metadataMustBeMap"] }
      return pairs.contains { scalar($0.value) == nil } ? ["metadataMustBeText"] : []
    case "mcp-servers", "github", "hooks":
      if case .map = entry.value { return [] }
      return ["\(entry.key)MustBeMap"]
    default: return []
    }
  }

  private static func brokenHandoffs(_ value: Node) -> [String] {
    guard case .list(let items) = value, !items.isEmpty else { return ["handoffsMustBeArray"] }
    var labels: Set<String> = []
    var broken: [String] = []
    for item in items {
      guard case .map(let pairs) = item else { return ["eachHandoffMustBeObject"] }
      func text(_ key: String) -> String? { scalar(pairs.first { $0.key == key }?.value) }
      let label = text("label") ?? ""
      if !label.utf8.contains(where: {
        ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || $0 >= 48 && $0 <= 57
      }) {
        broken.append("handoffLabelMustContainAlphanumeric")
      }
      if !labels.insert(label.lowercased()).inserted { broken.append("duplicateHandoffLabel") }
      if isBlank(text("agent")) { broken.append("handoffAgentMustBeNonEmptyString") }
      if text("prompt") == nil { broken.append("missingHandoffProperties") }
      for pair in pairs {
        switch pair.key {
        case "label", "agent", "prompt": break
        case "send", "showContinueOn":
          if scalar(pair.value) != "true", scalar(pair.value) != "false" {
            broken.append("handoffSendMustBeBoolean")
          }
        case "model": if isBlank(scalar(pair.value)) { broken.append("handoffModel") }
        default: broken.append("unknownHandoffProperty")
        }
      }
    }
    return broken
  }

  private static func brokenSkill(_ entries: [VSCodeReader.Entry], _ folder: String) -> [String] {
    func text(_ key: String) -> String? { scalar(entries.first { $0.key == key }?.value) }
    var broken: [String] = []
    let name = text("name") ?? ""
    if name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) == nil || name.utf8.count > 64 {
      broken.append("skillNameInvalidChars")
    }
    if name != folder { broken.append("skillNameFolderMismatch") }
    if (text("description") ?? "").utf16.count > 1_024 { broken.append("description too long") }
    if (text("compatibility") ?? "").utf16.count > 500 { broken.append("compatibility too long") }
    return broken
  }

  private static func scalar(_ node: Node?) -> String? {
    guard case .scalar(let text) = node else { return nil }
    return text
  }

  private static func isBlank(_ text: String?) -> Bool {
    text?.allSatisfy(\.isWhitespace) ?? true
  }
}
