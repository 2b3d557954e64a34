import AgentModel

extension Rule {
  static let serverWholeDisk = Rule(
    .serverWholeDisk,
    .warning,
    .own,
    means: "A server is given the whole disk, or somebody's home folder.",
    why:
      "Its tools can read keys and passwords there, and the model can be talked into it.",
    cure: "Give it the folder that it needs: `${workspaceFolder}`.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "files": {"command": "files", "args": ["--root", "/"]}
        }
      }
      """
    ),
    right: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "files": {"command": "files", "args": ["--root", "${workspaceFolder}", "/srv/data"]}
        }
      }
      """
    )
  ) { file, _ in
    file.servers.compactMap { server in
      guard let words = server.value["args"]?.items,
        let word = words.first(where: { $0.text.map(isWholeDisk) ?? false })
      else { return nil }
      return file.finding(
        at: word.range.lowerBound,
        "the server \(quoted(server.name)) is given \(quoted(word.text ?? "")), with all that lies below",
        hint: "give it the folder that it needs: '${workspaceFolder}'"
      )
    }
  }
}

/// The root of a disk, or a home folder as a whole.
private func isWholeDisk(_ word: String) -> Bool {
  var path = word
  while path.count > 1, path.hasSuffix("/") { path.removeLast() }
  if ["/", "~", "$HOME", "${HOME}", "${userHome}", "${env:HOME}", "/home", "/Users", "/root"]
    .contains(path)
  {
    return true
  }
  let parts = path.split(separator: "/", omittingEmptySubsequences: false)
  if parts.count == 3, parts[0].isEmpty, ["home", "Users"].contains(parts[1]) { return true }
  let scalars = Array(path.utf8)
  return (scalars.count == 2 || scalars.count == 3 && (scalars[2] == 0x5C || scalars[2] == 0x2F))
    && scalars[1] == UInt8(ascii: ":") && path.first?.isLetter == true
}
