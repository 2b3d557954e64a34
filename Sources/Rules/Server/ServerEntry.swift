import struct Git.RepoPath

/// A server of tools as a file configures it.
struct ServerEntry {
  /// Where it stands, which says what it may look like.
  enum Place {
    /// `servers` of `.vscode/mcp.json`, or below `mcp` in VS Code's settings.
    case editor
    /// `mcpServers` of `.mcp.json`, as most programs have it.
    case shared
    /// `mcp-servers` in the header of an agent, which GitHub alone reads.
    case header
  }

  let name: String
  /// UTF-8 offset of the name.
  let offset: Int
  let value: EditorValue
  let place: Place

  /// What it is started with: the command and its arguments; none where it is reached by an address.
  var words: [String] {
    guard let command = value["command"]?.text else { return [] }
    return [command] + (value["args"]?.items ?? []).compactMap(\.text)
  }

  /// Where it is reached, as written.
  var address: EditorValue? { value["url"].flatMap { $0.text == nil ? nil : $0 } }
}

extension RuleFile {
  /// Every server that the file configures, in the order of the text.
  var servers: [ServerEntry] {
    let root = json?.root
    var maps: [(EditorValue?, ServerEntry.Place)] = []
    switch kind {
    case .agent, .claudeAgent: maps = [(header?["mcp-servers"], .header)]
    case .settings where path.folded == ".mcp.json": maps = [(root?["mcpServers"], .shared)]
    case .settings where path.folded == ".vscode/mcp.json": maps = [(root?["servers"], .editor)]
    case .settings where path.folded == ".vscode/settings.json":
      maps = [(root?["mcp"]?["servers"], .editor)]
    case .settings where path.folded.hasSuffix(CustomizationKind.workspaceEnding):
      maps = [root, root?["settings"]].map { ($0?["mcp"]?["servers"], .editor) }
    case .settings where path.folded.hasPrefix(".devcontainer"):
      let editor = root?["customizations"]?["vscode"]
      maps = [editor, editor?["settings"]].map { ($0?["mcp"]?["servers"], .editor) }
    default: break
    }
    return maps.flatMap { map, place in
      (map?.pairs ?? []).map { pair in
        ServerEntry(
          name: pair.key,
          offset: pair.keyRange.lowerBound,
          value: pair.value,
          place: place
        )
      }
    }
  }
}
