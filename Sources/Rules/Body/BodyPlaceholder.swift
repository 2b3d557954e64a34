import AgentModel

import struct Git.RepoPath

/// In two parts: nothing in these sources is left for later.
private let later = "TO" + "DO"

extension Rule {
  static let bodyPlaceholder = Rule(
    .bodyPlaceholder,
    .warning,
    .own,
    means: "A place of a template is not filled in.",
    why: "The model reads it as it stands, and makes up what is missing.",
    cure:
      "Write what belongs there, or remove it. Templates that a model fills in belong into a block of code.",
    wrong: Example(
      ".github/agents/review.agent.md",
      """
      ---
      description: '[\(later): what it does]'
      ---
      Follow [INSERT YOUR STYLE GUIDE HERE].
      """
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      ---
      description: Reviews a change and lists each \(later) in it.
      ---
      Write `[\(later): name]` where something is missing, as [\(later)](todo.md) says. Mark it with [ ] or [X].
      """,
      beside: [".github/agents/todo.md": "---\ndescription: More.\n---\nMore.\n"]
    )
  ) { file, _ in
    guard file.kind.isMarkdown else { return [] }
    let header = file.readHeader.map { placeholders(in: file.bytes, $0.range) } ?? []
    // What is found with code counted as text tells whether a closer look is worth it.
    let isWorth = !placeholders(in: file.bytes, file.body).isEmpty
    let body = isWorth ? placeholders(in: file.prose.bytes, file.body) : []
    return file.findings(
      (header + body).map { range in
        Sighting(
          offset: range.lowerBound,
          message: "\(quoted(file.text(range))) is not filled in",
          hint: "write what belongs there, or remove it"
        )
      }
    )
  }
}

/// `[INSERT …]`, what is to be done later,, `[YOUR … HERE]` and the like, in capitals, and no links.
private func placeholders(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var at = range.lowerBound
  while let open = bytes.firstIndex(of: UInt8(ascii: "["), in: at..<range.upperBound) {
    at = open + 1
    let inner = bytes[at..<range.upperBound].prefix(120).prefix {
      $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[") && $0 != 0x0A
    }
    guard inner.endIndex < range.upperBound, bytes[inner.endIndex] == UInt8(ascii: "]") else {
      continue
    }
    let next = inner.endIndex + 1
    let isLink =
      next < range.upperBound
      && [UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: ":")].contains(bytes[next])
    let text = String(decoding: inner, as: UTF8.self)
    guard !isLink, isPlaceholder(text) else { continue }
    found.append(open..<next)
  }
  return found
}

private func isPlaceholder(_ text: String) -> Bool {
  if text == later || text.hasPrefix("\(later):") || text.hasPrefix("\(later) ") { return true }
  if text.hasPrefix("INSERT ") || text.hasPrefix("FILL IN") { return text == text.uppercased() }
  return text.hasPrefix("YOUR ") && text.hasSuffix(" HERE")
}
