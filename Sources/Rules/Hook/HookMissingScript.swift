import AgentModel

import struct Git.RepoPath

extension Rule {
  static let hookMissingScript = Rule(
    .hookMissingScript,
    .warning,
    .own,
    means: "A hook starts a script of the repository that is not there.",
    why: "Nothing runs, so what the hook was to forbid is done.",
    cure:
      "Mend the path; it leads from the root of the repository, or from the hook's `cwd`.",
    wrong: Example(
      ".github/hooks/lint.json",
      """
      {
        "version": 1,
        "hooks": {
          "PreToolUse": [{"type": "command", "command": "./scripts/lint.sh --all"}]
        }
      }
      """
    ),
    right: Example(
      ".github/hooks/lint.json",
      """
      {
        "version": 1,
        "hooks": {
          "PreToolUse": [{"type": "command", "command": "./lint.sh --all", "cwd": "scripts"}]
        }
      }
      """,
      beside: ["scripts/lint.sh": "make lint\n"]
    )
  ) { file, context in
    let keys = HookFormat.commandKeys(of: file)
    return AgentHooks(of: file).commands.filter(isCommand).flatMap { command in
      (command.pairs ?? []).filter { keys.contains($0.key) }.compactMap { pair in
        guard let script = script(of: pair.value.text ?? ""),
          case .path(let path) = BodyTarget(script, from: folder(of: command)),
          !(path.map(context.exists) ?? false)
        else { return nil }
        return file.finding(
          at: pair.value.range.lowerBound,
          "the script \(quoted(script)) of a hook is not there",
          hint: path == nil
            ? "it leads out of the repository: point to a file of it"
            : "mend the path, or add the script"
        )
      }
    }
  }
}

/// The script that a command starts by a path of the repository; nil where it starts something else.
private func script(of command: String) -> String? {
  let words = command.split(whereSeparator: \.isWhitespace).map(String.init)
  guard let first = words.first else { return nil }
  let interpreters = ["bash", "sh", "zsh", "python", "python3", "node", "pwsh", "ruby", "perl"]
  let word = interpreters.contains(first) && words.count > 1 ? words[1] : first
  guard word.hasPrefix("./") || word.hasPrefix("../"),
    !word.contains(where: { "$*?`\"'\\(){}|;&<>".contains($0) })
  else { return nil }
  return word
}

/// The folder that a hook runs in; the repository's own where it names none.
private func folder(of command: EditorValue) -> RepoPath? {
  guard let text = command["cwd"]?.text else { return nil }
  let path = text.hasPrefix("./") ? String(text.dropFirst(2)) : text
  return RepoPath(path.hasSuffix("/") ? String(path.dropLast()) : path)
}
