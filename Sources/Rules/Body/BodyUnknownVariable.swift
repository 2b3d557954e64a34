import AgentModel

import struct Git.RepoPath

extension Rule {
  static let bodyUnknownVariable = Rule(
    .bodyUnknownVariable,
    .info,
    .own,
    means: "A prompt holds a variable that is nearly one that VS Code knows.",
    why: "A misspelt variable stays in the text as it is, and nobody is asked for its value.",
    cure: "Write its name as VS Code does; `input` needs a name: `${input:name}`.",
    wrong: Example(
      ".github/prompts/ask.prompt.md",
      """
      Explain ${selectedtext} for ${input}, in ${workspaceFoldr}.
      """
    ),
    right: Example(
      ".github/prompts/ask.prompt.md",
      """
      Explain ${selectedText} for ${input:reader}, in ${HOME} or ${filter}.
      ```sh
      echo ${input} ${Selection}
      ```
      """
    )
  ) { file, _ in
    guard file.kind == .prompt else { return [] }
    return file.findings(
      variables(in: file.prose.bytes, file.body).compactMap { variable in
        guard let meant = meant(by: variable.name) else { return nil }
        return Sighting(
          offset: variable.offset,
          message: "'${\(safeExcerpt(variable.name))}' is no variable of VS Code's",
          hint: "did you mean '${\(meant)}'?"
        )
      }
    )
  }

  /// What bodies point to.
  static let bodyRules = [
    bodyMissingFile, bodyLiteralTarget, bodyRootedTarget, bodyRenamedTool, bodyUnknownTool,
    bodyDisabledTool, bodyUnknownVariable, bodyUnclosedFence, bodyHomePath, bodyBackslash,
    bodyPlaceholder, bodyMissingImport, bodyUnbalancedTag,
  ]
}

/// What stands between `${` and `}`, on one line and no longer than a name with a hint is.
private func variables(in bytes: [UInt8], _ body: Range<Int>) -> [(name: String, offset: Int)] {
  var found: [(name: String, offset: Int)] = []
  var at = body.lowerBound
  while let start = bytes.firstIndex(of: "${", in: at..<body.upperBound) {
    at = start
    let name = bytes[(at + 2)..<body.upperBound].prefix(100).prefix {
      $0 != UInt8(ascii: "}") && $0 != 0x0A && $0 != UInt8(ascii: "$")
    }
    if name.endIndex < body.upperBound, bytes[name.endIndex] == UInt8(ascii: "}") {
      found.append((String(decoding: name, as: UTF8.self), at))
    }
    at += 2
  }
  return found
}

/// The variable that a name is nearly; nil where it is one, or near to none.
private func meant(by written: String) -> String? {
  let parts = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
  let name = String(parts[0])
  // Capitals throughout are a shell's.
  guard !PromptVariables.names.contains(written), name != name.uppercased() else { return nil }
  if parts.count > 1 {
    let hasName = !parts[1].isEmpty && parts[1].first != ":"
    if name == PromptVariables.input { return hasName ? nil : "input:name" }
    let isNear = name.lowercased() == "input" || name.lowercased() == "inputs"
    return isNear ? "input:\(hasName ? String(safeExcerpt(String(parts[1]))) : "name")" : nil
  }
  if name.lowercased() == PromptVariables.input { return "input:name" }
  let near = PromptVariables.names.filter { known in
    if known.lowercased() == name.lowercased() { return true }
    // Short words are near to many others.
    return known.utf8.count >= 9 && isOneLetterFrom(known.lowercased(), name.lowercased())
  }
  return near.first
}

/// Whether one letter is missing, too many, another, or changed places with its neighbour.
private func isOneLetterFrom(_ known: String, _ written: String) -> Bool {
  let one = Array(known.utf8)
  let two = Array(written.utf8)
  guard abs(one.count - two.count) <= 1, one != two else { return false }
  let start = zip(one, two).prefix { $0 == $1 }.count
  let end = zip(one.reversed(), two.reversed()).prefix { $0 == $1 }.count
  let rest = max(one.count, two.count) - start - end
  if rest <= 1 { return true }
  return one.count == two.count && rest == 2 && one[start] == two[start + 1]
    && one[start + 1] == two[start]
}
