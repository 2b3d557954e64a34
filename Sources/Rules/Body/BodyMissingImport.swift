import AgentModel

import struct Git.RepoPath

extension Rule {
  static let bodyMissingImport = Rule(
    .bodyMissingImport,
    .warning,
    .own,
    means: "`AGENTS.md` or `CLAUDE.md` takes in a file with `@path` that is not in the repository.",
    why: "Programs that follow such a line find nothing there, and don't say so.",
    cure: "Mend the path, from the folder of the file that names it, or remove the line.",
    wrong: Example(
      "CLAUDE.md",
      """
      Follow @docs/style.md and @AGENTS.md.
      """,
      beside: ["AGENTS.md": "Use two spaces.\n"]
    ),
    right: Example(
      "CLAUDE.md",
      """
      Follow @docs/style.md, @~/mine.md and @joan, and write `@docs/other.md` or mail to a@b.md.
      """,
      beside: ["docs/style.md": "Use two spaces.\n"]
    )
  ) { file, context in
    guard file.kind == .guide, !file.isCopilotInstructions,
      !imports(in: file.bytes, file.body).isEmpty
    else { return [] }
    return file.findings(
      imports(in: file.prose.bytes, file.body).compactMap { range in
        let target = file.text(range)
        guard case .path(let path) = BodyTarget(target, from: file.path.parent),
          !(path.map(context.exists) ?? false)
        else { return nil }
        return Sighting(
          offset: range.lowerBound,
          message: "\(quoted("@" + target)) takes in a file that is not there",
          hint: "mend the path, or remove the line"
        )
      }
    )
  }
}

/// The paths behind `@` at the start of a word, of Markdown files alone: other words are names of people and packages.
private func imports(in bytes: [UInt8], _ body: Range<Int>) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var at = body.lowerBound
  while let mark = bytes.firstIndex(of: UInt8(ascii: "@"), in: at..<body.upperBound) {
    at = mark + 1
    let isStart = mark == body.lowerBound || [0x20, 0x09, 0x0A, 0x28].contains(bytes[mark - 1])
    guard isStart else { continue }
    var end = at
    while end < body.upperBound, isOfPath(bytes[end]) { end += 1 }
    while end > at, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard bytes[at..<end].count > 3, bytes[at..<end].suffix(3).elementsEqual(".md".utf8) else {
      continue
    }
    found.append(at..<end)
    at = end
  }
  return found
}

private func isOfPath(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "/"), UInt8(ascii: "~"):
    true
  default: false
  }
}
