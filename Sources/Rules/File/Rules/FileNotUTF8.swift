import AgentModel

import struct Git.RepoPath

extension Rule {
  static let fileNotUTF8 = Rule(
    .fileNotUTF8,
    .error,
    .own,
    means: "A file is no UTF-8, or holds NUL bytes.",
    why:
      "VS Code and GitHub read UTF-8: letters become other signs, and a file of UTF-16 has no header at all.",
    cure: "Save the file as UTF-8.",
    // A page is text, so a NUL stands for all that is none.
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      "---\ndescription: Plans.\n---\nPlan a change\u{0} well.\n"
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      "---\ndescription: Plans.\n---\nPlan a change, é and 日 included.\n"
    )
  ) { file, _ in
    guard let offset = file.firstNoText else { return [] }
    let isWide = file.bytes.starts(with: [0xFF, 0xFE]) || file.bytes.starts(with: [0xFE, 0xFF])
    let byte = String(file.bytes[offset], radix: 16, uppercase: true)
    return [
      file.finding(
        at: offset,
        isWide
          ? "the file is UTF-16, and VS Code reads UTF-8"
          : "byte 0x\(file.bytes[offset] < 16 ? "0" : "")\(byte) is no text of UTF-8",
        hint: "save it as UTF-8"
      )
    ]
  }
}

extension RuleFile {
  /// Where the first byte stands that is NUL or belongs to no character.
  fileprivate var firstNoText: Int? {
    if isUTF8(bytes) { return bytes.firstIndex(of: 0, in: 0..<bytes.count) }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue("\u{0}"): return offset
      case .scalarValue(let scalar): offset += String(scalar).utf8.count
      case .emptyInput: return nil
      case .error: return min(offset, bytes.count - 1)
      }
    }
  }
}

private func isUTF8(_ bytes: [UInt8]) -> Bool {
  let text = bytes.span
  do throws(UTF8.ValidationError) {
    _ = try UTF8Span(validating: text)
    return true
  } catch {
    return false
  }
}
