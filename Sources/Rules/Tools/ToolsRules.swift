extension Rule {
  /// What can be wrong with the tools that a header names.
  static let toolsRules = [
    toolsNotAList, toolsNotAString, toolsRenamed, toolsUnknownServer, toolsUnknownExtension,
    toolsUnknown,
  ]
}

extension RuleFile {
  /// Whether VS Code looks up the tools, models and agents that the header names.
  var isRunByVSCode: Bool {
    kind == .prompt || kind == .agent && (audience == .all || audience == .vscode)
  }

  /// What VS Code makes of each tool; none in files that it doesn't run.
  func toolVerdicts(_ context: RuleContext) -> [(tool: ToolEntry, verdict: ToolVerdict)] {
    guard isRunByVSCode else { return [] }
    return toolEntries.map { ($0, ToolVerdict($0.name, servers: context.servers)) }
  }
}
