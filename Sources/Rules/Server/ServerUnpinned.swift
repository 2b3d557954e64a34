import AgentModel

extension Rule {
  static let serverUnpinned = Rule(
    .serverUnpinned,
    .info,
    .own,
    means:
      "A server is a package that is fetched at each start, in whatever version is the newest.",
    why:
      "Whoever takes the package over runs programs on every machine that opens the repository.",
    cure: "Name the version: `package@1.2.3`, `package==1.2.3`.",
    wrong: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "files": {"command": "npx", "args": ["-y", "@tools/files", "docs"]}
        }
      }
      """
    ),
    right: Example(
      ".vscode/mcp.json",
      """
      {
        "servers": {
          "files": {"command": "npx", "args": ["-y", "@tools/files@2.1.0", "docs"]},
          "own": {"command": "npx", "args": ["./tools/server"]}
        }
      }
      """
    )
  ) { file, _ in
    file.servers.compactMap { server in
      guard let package = fetchedPackage(of: server.words), !isPinned(package) else { return nil }
      return file.finding(
        at: server.offset,
        "the server \(quoted(server.name)) runs the newest \(quoted(package)), whatever it is",
        hint: "name a version: 'package@1.2.3' or 'package==1.2.3'"
      )
    }
  }
}

/// The package that a command fetches and runs; nil where it runs what is there.
private func fetchedPackage(of words: [String]) -> String? {
  guard let program = words.first?.split(separator: "/").last.map(String.init),
    let between = ServerFormat.runners[program]
  else { return nil }
  var rest = words.dropFirst()
  var hasWords = between.isEmpty
  while let word = rest.first {
    rest = rest.dropFirst()
    if ServerFormat.packageOptions.contains(word) { return rest.first }
    if word.hasPrefix("-") {
      if ServerFormat.optionsWithValue.contains(word) { rest = rest.dropFirst() }
      continue
    }
    if between.contains(word) {
      hasWords = true
      continue
    }
    guard hasWords, let first = word.first, first.isLetter || first == "@" else { return nil }
    return word
  }
  return nil
}

/// Whether a version stands behind the package's name, which may begin with `@`.
private func isPinned(_ package: String) -> Bool {
  if package.contains("==") || package.contains("://") || package.contains("$") { return true }
  guard let mark = package.dropFirst().lastIndex(of: "@") else { return false }
  let version = package[package.index(after: mark)...]
  return version.contains(where: \.isNumber)
}
