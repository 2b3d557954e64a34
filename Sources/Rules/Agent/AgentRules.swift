import struct Git.RepoPath

extension Rule {
  /// What can be wrong with agents alone.
  static let agentRules = [
    agentChatMode, agentBadTarget, agentInfer, agentNotAList, agentUnknownSubagent,
    agentNeedsAgentTool, agentBadPermission, agentUnknownPermission, agentClaudeValue,
    agentNoDescription, agentTooLong, agentFileName, agentSameName,
  ]
}

extension RuleFile {
  /// Whether this is an agent that VS Code runs by its own rules, and not by GitHub's or Claude's.
  var isVSCodeAgent: Bool { kind == .agent && isRunByVSCode }

  /// An agent in the older folder or with the older ending.
  var isChatMode: Bool { kind == .agent && path.string.hasSuffix(".chatmode.md") }

  /// Whether GitHub reads the file as an agent of its own.
  var isGitHubAgent: Bool {
    kind == .agent && audience != .vscode && path.string.hasPrefix(".github/agents/") && !isChatMode
  }

  /// The agents that this one may start: its list `agents`, without `*`.
  var namedSubagents: [EditorValue] {
    guard isVSCodeAgent else { return [] }
    return (header?["agents"]?.items ?? []).filter { item in
      item.text.map { $0 != "*" && !item.isBlank } ?? false
    }
  }

  /// What `github` holds, where anybody reads it.
  var gitHubValue: EditorValue? {
    kind == .agent && audience != .vscode ? header?["github"] : nil
  }
}

/// Whether no place shows agents of both audiences.
func areApart(_ one: RuleFile.Audience, _ two: RuleFile.Audience) -> Bool {
  switch (one, two) {
  case (.github, .vscode), (.vscode, .github), (.github, .claude), (.claude, .github): true
  default: false
  }
}
