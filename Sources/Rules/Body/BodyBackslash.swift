import AgentModel

import struct Git.RepoPath

extension Rule {
  static let bodyBackslash = Rule(
    .bodyBackslash,
    .info,
    .own,
    means: "A text names a file of the repository with backslashes in its path.",
    why: "The path leads to the file on Windows alone.",
    cure: "Write slashes, which every system reads.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      #"""
      ---
      name: plan
      description: Plans a change.
      ---
      Run scripts\plan.py first.
      """#,
      beside: [".github/skills/plan/scripts/plan.py": "pass\n"]
    ),
    right: Example(
      ".github/skills/plan/SKILL.md",
      #"""
      ---
      name: plan
      description: Plans a change.
      ---
      Run scripts/plan.py first, and replace \d\w by digits\.
      """#,
      beside: [".github/skills/plan/scripts/plan.py": "pass\n"]
    )
  ) { file, context in
    guard file.kind.isMarkdown else { return [] }
    return file.findings(
      wordsWithBackslash(in: file.bytes, file.body).compactMap { range in
        let word = file.text(range)
        let path = word.replacing("\\", with: "/")
        guard case .path(let near) = BodyTarget(path, from: file.path.parent),
          case .path(let fromRoot) = BodyTarget(path, from: nil),
          near.map(context.exists) == true || fromRoot.map(context.exists) == true
        else { return nil }
        return Sighting(
          offset: range.lowerBound,
          message: "\(quoted(word)) leads to a file on Windows alone",
          hint: "write \(quoted(path))"
        )
      }
    )
  }
}

/// Words of letters, digits, `.`, `_`, `-` and backslashes, with a backslash in the middle.
private func wordsWithBackslash(in bytes: [UInt8], _ body: Range<Int>) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var at = body.lowerBound
  while let mark = bytes.firstIndex(of: 0x5C, in: at..<body.upperBound) {
    var start = mark
    while start > body.lowerBound, isOfPath(bytes[start - 1]) { start -= 1 }
    var end = mark
    while end < body.upperBound, isOfPath(bytes[end]) { end += 1 }
    at = end
    // A full stop or a backslash at the end belongs to the sentence.
    while end > start, [0x2E, 0x5C].contains(bytes[end - 1]) { end -= 1 }
    if start < mark, end > mark + 1 { found.append(start..<end) }
  }
  return found
}

private func isOfPath(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
    0x5C:
    true
  default: false
  }
}
