import AgentModel
import Rules

/// Reads what the configuration says of rules: `rules` and `policy`.
enum RulesReader {
  static let policyKeys = ["allow"]
  static let allowanceKeys = ["agent", "tools"]

  /// The rules whose severity may be set, by code.
  static let codes: [String: Problem.Code] = Dictionary(
    (Rule.all.map(\.code) + Problem.Code.powerCodes + Problem.Code.changeCodes).map {
      ($0.rawValue, $0)
    },
    uniquingKeysWith: { first, _ in first }
  )

  /// A map from codes to severities.
  static func severities(_ pair: YAMLPair) throws(Problem) -> [Problem.Code: RuleSeverity] {
    guard let entries = pair.item.value.pairs else {
      throw .wrongType(pair, "a map from rules to error, warning, info or off")
    }
    var severities: [Problem.Code: RuleSeverity] = [:]
    for entry in entries {
      guard let code = codes[entry.key] else {
        throw .unknownKey(entry, among: codes.keys.sorted())
      }
      // To YAML 1.1 `off` is a boolean, and to people it is a word.
      let text = entry.item.value.boolean == false ? "off" : entry.item.value.text
      guard let severity = text.flatMap(RuleSeverity.init(rawValue:)) else {
        let words = RuleSeverity.allCases.map(\.rawValue).joined(separator: ", ")
        throw .badValue(entry.item, "'\(entry.key)' is one of \(words)", hint: nil)
      }
      severities[code] = severity
    }
    return severities
  }

  /// What may gain which tools, as `allow: [{agent: ada, tools: [execute]}]`.
  static func policy(_ pair: YAMLPair) throws(Problem) -> PowerPolicy {
    guard let entries = pair.item.value.pairs else { throw .wrongType(pair, "a map with allow") }
    var policy = PowerPolicy()
    for entry in entries {
      guard entry.key == policyKeys[0] else { throw .unknownKey(entry, among: policyKeys) }
      guard let items = entry.item.value.items else {
        throw .wrongType(entry, "a list of maps with agent and tools")
      }
      for item in items { policy.allowances.append(try allowance(item, entry)) }
    }
    return policy
  }

  private static func allowance(
    _ item: YAMLItem,
    _ entry: YAMLPair
  ) throws(Problem) -> PowerPolicy.Allowance {
    let pairs = item.value.pairs ?? []
    if let strange = pairs.first(where: { !allowanceKeys.contains($0.key) }) {
      throw .unknownKey(strange, among: allowanceKeys)
    }
    let tools = item.value["tools"]?.value.items?.map(\.value.text)
    guard let agent = item.value["agent"]?.value.text, let tools, !tools.contains(nil) else {
      throw .wrongType(entry, "a list of {agent: NAME, tools: [TOOL, …]}")
    }
    return PowerPolicy.Allowance(subject: agent, tools: tools.compactMap(\.self))
  }
}
