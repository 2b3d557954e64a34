import AgentModel

import struct Git.RepoPath

extension Rule {
  static let serverOtherKey = Rule(
    .serverOtherKey,
    .warning,
    .own,
    means: "`.vscode/mcp.json` has its servers below `mcpServers`.",
    why: "VS Code reads `servers` there and passes over the other key without a word.",
    cure: "Call the key `servers`.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "mcpServers": {
          "tracker": {"type": "http", "url": "https://tracker.example/mcp"}
        }
      }
      """
    ),
    right: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "tracker": {"type": "http", "url": "https://tracker.example/mcp"}
        }
      }
      """
    )
  ) { file, _ in
    guard file.path.folded == ".vscode/mcp.json", let root = file.json?.root,
      let pair = root.pairs?.first(where: { $0.key == "mcpServers" })
    else { return [] }
    return [
      file.finding(
        at: pair.keyRange.lowerBound,
        "'mcpServers' is no key of this file: VS Code reads 'servers'",
        hint: root["servers"] == nil ? "write 'servers'" : "move its servers below 'servers'"
      )
    ]
  }
}
