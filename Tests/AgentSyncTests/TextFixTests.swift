import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

struct TextFixTests {
  private func fix(_ old: String, _ new: String) throws -> TextFix? {
    let path = try #require(RepoPath("a.md"))
    return TextFix(path, from: Array(old.utf8), to: Array(new.utf8), "mend")
  }

  /// The text with the fix made, line by line, as a fix of whole lines can be.
  private func applied(_ fix: TextFix, to text: String) -> String {
    let lines = LineIndex(Array(text.utf8))
    func offset(_ position: TextFix.Position) -> Int {
      let start = lines.start(ofLine: position.line)
      let rest = String(decoding: Array(text.utf8)[start...], as: UTF8.self)
      return start + rest.unicodeScalars.prefix(position.column - 1).map(UTF8.width).reduce(0, +)
    }
    let bytes = Array(text.utf8)
    return String(
      decoding: bytes[..<offset(fix.start)] + Array(fix.replacement.utf8)
        + bytes[offset(fix.end)...],
      as: UTF8.self
    )
  }

  @Test(arguments: [
    ("a\nb\nc\n", "a\nx\nc\n", 2, 3, "x\n"), ("a\nb\n", "a\n", 2, 3, ""),
    ("a\n", "a\nb\n", 2, 2, "b\n"), ("a", "a\n", 1, 1, "a\n"), ("", "a\n", 1, 1, "a\n"),
    ("a\na\n", "a\na\na\n", 3, 3, "a\n"), ("ab\ncd\n", "ab\ncx\n", 2, 3, "cx\n"),
  ])
  func `the lines that differ are replaced, and no others`(
    old: String,
    new: String,
    first: Int,
    last: Int,
    replacement: String
  ) throws {
    let fix = try #require(try fix(old, new))
    #expect(fix.start.line == first && fix.end.line == last, "\(fix)")
    #expect(fix.replacement == replacement)
    #expect(applied(fix, to: old) == new)
  }

  @Test(arguments: 0..<20)
  func `what is made of a text by a fix is the other text`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<50 {
      func text() -> String {
        let count = Int.random(in: 0...6, using: &random)
        let lines = (0..<count).map { _ in
          ["a", "", "ü☃", "b\r", "aa"].randomElement(using: &random) ?? ""
        }
        return lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
      }
      let (old, new) = (text(), text())
      guard let fix = try fix(old, new) else {
        #expect(old.utf8.elementsEqual(new.utf8))
        continue
      }
      #expect(applied(fix, to: old).utf8.elementsEqual(new.utf8), "\(old.debugDescription) \(fix)")
    }
  }

  @Test func `what is no text has no fix`() throws {
    let path = try #require(RepoPath("a.md"))
    #expect(TextFix(path, from: [0xFF], to: [0x61], "mend") == nil)
    #expect(TextFix(path, from: [0x61], to: [0x61], "mend") == nil)
  }
}
