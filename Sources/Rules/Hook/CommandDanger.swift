/// What is dangerous about a command of a shell, in words behind its subject; nil where nothing is.
///
/// Told are a fetch whose result is run, and encoded text that is run. It is no shell: what stands in quotes
/// counts as well, since `sh -c '…'` runs it.
func danger(ofCommand command: String) -> String? {
  let text = command.replacing("\\\n", with: " ").lowercased()
  let parts = commandParts(of: text)
  let isSubstituted = ["$(", "<(", "`"].contains { opening in
    ["curl ", "wget "].contains { text.contains(opening + $0) }
  }
  if isSubstituted, parts.contains(where: \.runsText) { return "runs what it fetches" }
  var isFetched = false
  var fetchedFiles: Set<String> = []
  for part in parts {
    if !part.isPiped { isFetched = false }
    if isFetched && part.isInterpreter || part.runs(anyOf: fetchedFiles) {
      return "runs what it fetches"
    }
    guard part.fetches else { continue }
    isFetched = true
    if let file = part.target { fetchedFiles.insert(file) }
  }
  if text.contains("invoke-expression") || text.contains("| iex") || text.contains("|iex") {
    return "runs what it fetches or makes"
  }
  if text.contains("-encodedcommand ") || text.contains("powershell -enc ") {
    return "runs text that is encoded"
  }
  let decodes = ["base64 -d", "base64 --decode", "xxd -r"].contains { text.contains($0) }
  return decodes && parts.contains(where: \.runsText) ? "runs text that is encoded" : nil
}

/// One command of a line.
private struct CommandPart {
  let words: [String]
  /// Whether a single bar stands before it.
  let isPiped: Bool

  private static let interpreters: Set = [
    "bash", "bun", "dash", "deno", "node", "perl", "php", "pwsh", "python", "python3", "ruby", "sh",
    "zsh",
  ]
  private static let prefixes: Set = ["command", "env", "exec", "nohup", "sudo", "time"]

  init(_ text: String, isPiped: Bool) {
    words = text.split { $0.isWhitespace || "\"'()`".contains($0) }.map(String.init)
    self.isPiped = isPiped
  }

  /// The program with its folders cut off, behind `sudo`, variables and the like.
  private var program: String {
    let word = words.first {
      !Self.prefixes.contains($0) && !$0.contains("=") && !$0.hasPrefix("-")
    }
    return word?.split(separator: "/").last.map(String.init) ?? ""
  }

  var isInterpreter: Bool { Self.interpreters.contains(program) }

  /// Whether a fetch stands here, at the start or as the text of `sh -c`.
  var fetches: Bool {
    if ["curl", "wget"].contains(program) { return true }
    guard isInterpreter, let option = words.firstIndex(of: "-c"), option + 1 < words.count else {
      return false
    }
    return ["curl", "wget"].contains(words[option + 1])
  }

  /// Whether it may run text that comes from elsewhere.
  var runsText: Bool { isInterpreter || ["eval", "source", "."].contains(program) }

  /// The file that a fetch writes.
  var target: String? {
    guard let option = words.firstIndex(where: { ["-o", "--output", ">", "-O"].contains($0) }),
      option + 1 < words.count
    else { return nil }
    return Self.plain(words[option + 1])
  }

  func runs(anyOf files: Set<String>) -> Bool {
    guard !files.isEmpty, let first = words.first else { return false }
    return files.contains(Self.plain(first))
      || runsText && words.dropFirst().contains { files.contains(Self.plain($0)) }
  }

  private static func plain(_ path: String) -> String {
    path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }
}

/// The commands of a line, between `|`, `;`, `&` and line ends.
private func commandParts(of text: String) -> [CommandPart] {
  var parts: [CommandPart] = []
  var part = ""
  var before = ""
  var separator = ""
  for character in text {
    if "|;&\n".contains(character) {
      separator.append(character)
      continue
    }
    if !separator.isEmpty {
      parts.append(CommandPart(part, isPiped: before == "|"))
      part = ""
      before = separator
      separator = ""
    }
    part.append(character)
  }
  parts.append(CommandPart(part, isPiped: before == "|"))
  return parts
}
