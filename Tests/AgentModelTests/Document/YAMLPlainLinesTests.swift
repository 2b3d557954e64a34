import TestSupport
import Testing

@testable import AgentModel

/// The quick reader for plain lines says what the parser says, or nothing.
struct YAMLPlainLinesTests {
  @Test(arguments: 0..<400 as Range<UInt64>)
  func `plain lines mean the same to both readers`(seed: UInt64) throws {
    for round in 0..<40 {
      var random = SeededRandom(seed: seed &* 1_000 &+ UInt64(round))
      let text = YAMLPlainLinesTests.lines(&random)
      let bytes = Array(text.utf8)[...]
      guard let quick = YAMLPlainLines.parse(bytes, firstLine: 7) else { continue }
      let slow = try YAMLTree(YAMLLines(bytes, firstLine: 7)).pairs()
      #expect(quick == slow, "round \(round): \(text.debugDescription)")
    }
  }

  @Test func `the quick reader answers often enough for that to prove something`() {
    let answers = (0..<200 as Range<UInt64>).count { seed in
      var random = SeededRandom(seed: seed)
      return YAMLPlainLines.parse(Array(Self.lines(&random).utf8)[...], firstLine: 1) != nil
    }
    #expect(answers > 20)
  }

  @Test(arguments: [
    "name: ada\ndescription: Does this, and that; see [x] (y) {z} - all.\nmodel: sonnet\n",
    "name: \"ada\"\nargument-hint: '<file> [--flag]'\nversion: 1.0.0\n", "a:\nb: c\n\nd: e\r\n",
    "a: b:c#d\n", "# c\na: b\n#\n", "tools: [read, search/codebase]\nagents:   [B_1]  \r\n",
  ])
  func `what most files hold is read quickly`(text: String) {
    #expect(YAMLPlainLines.parse(Array(text.utf8)[...], firstLine: 1) != nil)
  }

  @Test(arguments: [
    "a: b: c\n", "a: b #c\n", "a: b:\n", "a: []\n", "a: [b\n", "a: [b,]\n", "a: [b,c]\n",
    "a: [b c]\n",
    "a: ['b']\n", "a: [b] c\n", "a:[b]\n", "argument-hint: [b]\n", "a: {b: c}\n", "a: &b c\n",
    "a: *b\n",
    "a: !b c\n", "a: |\n  b\n",
    "a: b\n  c\n", "a:\n  b: c\n", "- a\n", "a: b\na: c\n", " a: b\n", "a : b\n", "a:b\n",
    "a: \"b\\n\"\n", "a: 'b''c'\n",
    "a: \"b\" c\n", "a: \tb\n", "a: b\u{85}c\n", "a: b\u{2028}c\n", "a: \u{FEFF}b\n", "a: ~\n",
    "a: -b\n", "? a\n", "a: @b\n",
    "'a': b\n", " # c\na: b\n", "#\u{85}\na: b\n", "#\t\na: b\n", "--- a\n", "a: b\u{7F}\n",
    "é: b\n",
  ])
  func `everything else is left to the parser`(text: String) {
    #expect(YAMLPlainLines.parse(Array(text.utf8)[...], firstLine: 1) == nil)
  }

  private static func lines(_ random: inout SeededRandom) -> String {
    let keys = ["name", "a", "b-c", "d_e", "F9", "on", "null", "k", "x-y-z", "1a", "-a"]
    let pieces = [
      "word", "two words", "é", "日本", "’", "—", "👩‍💻", "'", "\"", ",", "[x]", "{y}", "a:b", "c#d",
      " ", "  ", "-", "- ", "?", "!",
      "&", "*", "|", ">", "%", "@", "`", "#", ":", "\\", "~", "no", "012", "1:59", "...", "---",
      "=", "<<", "\u{A0}", "/", "(z)", "[x, y]", "[", "]", ", ",
    ]
    let comments = ["# a comment\n", "#\r\n", "#: b\n", " # c\n", "# ’\n", "#\u{FEFF}\n"]
    var text = ""
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      if random.chance(10) {
        text += comments[Int.random(in: 0..<comments.count, using: &random)]
      }
      text += keys[Int.random(in: 0..<keys.count, using: &random)] + ":"
      text += random.chance(85) ? " " : ["", "  ", "   "][Int.random(in: 0..<3, using: &random)]
      let quote = random.chance(20) ? (random.chance(50) ? "'" : "\"") : ""
      text += quote
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      text += quote + (random.chance(10) ? "  " : "")
      text +=
        random.chance(90) ? "\n" : ["\r\n", "\n\n", ""][Int.random(in: 0..<3, using: &random)]
    }
    return text
  }
}
