import struct Git.RepoPath

/// The names of MCP servers that a repository's own configuration has: every key of it, to be on the safe side.
func configuredServers(in files: [RuleFile]) -> Set<String> {
  let configurations = files.filter {
    $0.kind == .settings && [".mcp.json", ".vscode/mcp.json"].contains($0.path.folded)
  }
  return Set(configurations.flatMap { ($0.json?.root?.allPairs ?? []).map(\.key) })
    .subtracting(["servers", "mcpServers", "inputs"])
}
