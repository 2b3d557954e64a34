import struct Git.RepoPath

/// A script of the repository that a hook, a server, a task or a skill runs.
struct ScriptUse: Hashable {
  /// The script as it stands, which is what a change of it changes.
  let grant: Grant
  /// What names it; nil where its folder does.
  let owner: Grant?
}

extension RuleContext {
  /// The scripts that a command names by paths of the repository.
  ///
  /// It is no shell: what stands in quotes counts as well, and what is in a script is not looked into.
  ///
  /// - Parameters:
  ///   - command: A text, or a map or list with texts in it: command, arguments, environment.
  ///   - owner: What lets it run.
  ///   - use: Who runs it, in words behind the script's name.
  /// - Returns: Each once.
  func scripts(of command: EditorValue, _ owner: Grant, use: String) -> Set<ScriptUse> {
    let texts = command.texts(isCommand: true)
    // A path is most of what makes a script; without any nobody need ask the tree.
    guard texts.contains(where: { $0.text.utf8.contains { ".\\/".utf8.contains($0) } }) else {
      return []
    }
    let words = CommandWord.all(in: texts)
    let cwd = command["cwd"]?.text ?? command["options"]?["cwd"]?.text
    let moves = zip(words, words.dropFirst()).filter { $0.0.text == "cd" }.map(\.1.text)
    var folders: Set<RepoPath?> = [nil]
    for folder in ([cwd].compactMap(\.self) + moves).prefix(10) {
      folders.insert(CommandWord.path(folder, from: nil))
    }
    var found: Set<ScriptUse> = []
    for word in words {
      for path in Set(folders.compactMap { CommandWord.path(word.text, from: $0) }) {
        guard let content = content(at: path), word.runs(content) else { continue }
        let grant = Grant.script(path: path.string, content: content.name, use: use)
        found.insert(ScriptUse(grant: grant, owner: owner))
      }
    }
    return found
  }

  /// The scripts in a skill's folder: what may be executed, and of programs' texts those that stand in `scripts`
  /// or are named by the skill.
  func scripts(ofSkill file: RuleFile) -> Set<ScriptUse> {
    let parts = parts(of: file)
    guard !parts.isEmpty else { return [] }
    let text = file.text(file.body)
    let scripts = parts.filter { part in
      part.content.isExecutable
        || CommandWord.isScript(part.path)
          && (part.path.hasPrefix("scripts/") || text.contains(part.path))
    }
    return Set(
      scripts.map { part in
        let grant = Grant.script(path: part.path, content: part.content.name, use: nil)
        return ScriptUse(grant: grant, owner: nil)
      }
    )
  }
}

/// A word of a command that may name a script.
private struct CommandWord {
  let text: String
  /// Whether a command begins with it.
  let isFirst: Bool
  /// Whether a program stands before it that runs the text of files.
  let isInterpreted: Bool

  private static let interpreters: Set = [
    "bash", "bun", "dash", "deno", "fish", "node", "perl", "php", "pwsh", "powershell", "python",
    "python3", "ruby", "run", "sh", "source", "tsx", "ts-node", "zsh",
  ]
  private static let endings: Set = [
    "bash", "bat", "cjs", "cmd", "exe", "fish", "jar", "js", "lua", "mjs", "mts", "php", "pl",
    "ps1",
    "py", "rb", "sh", "ts", "wasm", "zsh",
  ]
  /// What stands for the repository's own folder.
  private static let roots = [
    "$CLAUDE_PROJECT_DIR/", "${CLAUDE_PROJECT_DIR}/", "%CLAUDE_PROJECT_DIR%/", "$PWD/", "${PWD}/",
    "${workspaceFolder}/", "${workspaceRoot}/", "${containerWorkspaceFolder}/",
    "${localWorkspaceFolder}/",
  ]

  static func isScript(_ path: String) -> Bool {
    guard let point = path.lastIndex(of: ".") else { return false }
    return endings.contains(path[path.index(after: point)...].lowercased())
  }

  static func all(in texts: [CommandText]) -> [CommandWord] {
    var words: [CommandWord] = []
    var isInterpreted = false
    for text in texts {
      var isLine = text.isCommand || text.text.contains(where: \.isWhitespace)
      let parts = text.text.split(omittingEmptySubsequences: false) { "|;&(\n".contains($0) }
      for part in parts {
        var isFirst = isLine
        for word in part.split(whereSeparator: { $0.isWhitespace || "\"'`)<>=,".contains($0) }) {
          words.append(
            CommandWord(text: String(word), isFirst: isFirst, isInterpreted: isInterpreted)
          )
          let program = word.split(separator: "/").last.map(String.init) ?? ""
          // Options stand between the program and its script.
          if !word.hasPrefix("-") { isInterpreted = interpreters.contains(program) }
          isFirst = false
        }
        isLine = true
      }
    }
    return words
  }

  /// The path that a word means, from a folder of the repository; nil where it is none of it.
  static func path(_ word: String, from folder: RepoPath?) -> RepoPath? {
    var text = word.replacing("\\", with: "/")
    if let root = roots.first(where: { text.hasPrefix($0) }) { text.removeFirst(root.count) }
    var names = folder?.components ?? []
    // A slash at the start stands behind what was cut off, as a variable in quotes.
    for name in text.split(separator: "/") where name != "." {
      if name == ".." {
        guard names.popLast() != nil else { return nil }
      } else {
        names.append(String(name))
      }
    }
    return RepoPath(names.joined(separator: "/"))
  }

  /// Whether what stands there is run, and not only read.
  func runs(_ content: TreeContent) -> Bool {
    if content.isFolder { return isInterpreted && text.contains("/") }
    return content.isExecutable || isInterpreted || CommandWord.isScript(text)
      || isFirst && text.contains("/")
  }
}

/// A text of a command.
private struct CommandText {
  let text: String
  /// Whether the text begins with what is run, and is no argument.
  let isCommand: Bool
}

extension EditorValue {
  private static let commandKeys: Set = [
    "bash", "command", "linux", "osx", "powershell", "script", "windows",
  ]

  /// Every text in the value, in its order, keys left out.
  fileprivate func texts(isCommand: Bool) -> [CommandText] {
    switch content {
    case .scalar(let text, _): [CommandText(text: text, isCommand: isCommand)]
    case .sequence(let items):
      items.indices.flatMap { items[$0].texts(isCommand: isCommand && $0 == 0) }
    case .mapping(let pairs):
      pairs.flatMap { $0.value.texts(isCommand: Self.commandKeys.contains($0.key)) }
    }
  }
}
