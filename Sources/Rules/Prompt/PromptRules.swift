extension Rule {
  /// What can be wrong with prompt files alone.
  static let promptRules = [
    promptModeBesideAgent, promptMode, promptUnknownAgent, promptToolsUnused,
  ]
}

extension RuleFile {
  /// The key that says which agent a prompt runs in: `agent`, else its older name `mode`.
  var promptAgent: EditorPair? {
    guard kind == .prompt else { return nil }
    return header?.pair("agent") ?? header?.pair("mode")
  }
}
