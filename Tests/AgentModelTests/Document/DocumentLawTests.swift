import AgentModel
import TestSupport
import Testing

/// `render(parse(x)) == x`, for whatever can be parsed.
struct DocumentLawTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `a document gives back the bytes it was made of`(seed: UInt64) {
    for round in 0..<20 {
      var random = RandomDocument(seed: seed &* 1_000 &+ UInt64(round))
      let bytes = random.bytes()
      do throws(Problem) {
        let document = try Document(parsing: bytes, at: path("agents/ada.md"))
        #expect(document.render() == bytes, "round \(round)")
        #expect(document.bytes == bytes)
        checkPlaces(of: document)
      } catch {
        // Refused is refused: but always with a place and words.
        #expect(error.place?.path == path("agents/ada.md"))
        #expect(!error.message.isEmpty)
      }
    }
  }

  /// Whatever a document points at lies in its body, in order.
  private func checkPlaces(of document: Document) {
    var end = document.bodyStart
    for reference in document.references {
      #expect(reference.range.lowerBound >= end)
      #expect(reference.range.upperBound <= document.bytes.count)
      #expect(reference.range.clamped(to: reference.targetRange) == reference.targetRange)
      end = reference.range.upperBound
    }
    for heading in document.headings {
      #expect(heading.range.lowerBound >= document.bodyStart)
      #expect(heading.range.upperBound <= document.bytes.count)
    }
    #expect(Set(document.headings.map(\.slug)).count == document.headings.count)
  }
}

/// Makes the bytes of documents: mostly well-formed, with all that files in the wild have.
struct RandomDocument {
  private var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  mutating func bytes() -> [UInt8] {
    var text = random.chance(15) ? "\u{FEFF}" : ""
    let ending = pick(["\n", "\n", "\r\n"])
    if random.chance(60) { text += frontMatter(ending) }
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      text += line() + (random.chance(90) ? ending : pick(["\n", "\r\n", "\n\n"]))
    }
    if random.chance(25) { text += pick(["no final newline", "é", "```", "[a](b"]) }
    var bytes = Array(text.utf8)
    if random.chance(5), !bytes.isEmpty {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255,
        using: &random
      )
    }
    return bytes
  }

  private mutating func frontMatter(_ ending: String) -> String {
    var text = "---" + pick(["", "", " ", "\t"]) + ending
    for index in 0..<Int.random(in: 0...6, using: &random) {
      text += pick(["name", "description", "tools", "x-\(index)", "targets", "'quoted'"])
      text += random.chance(30) ? "-\(index)" : ""
      text += pick([": ", ":  ", ":", ": "]) + value() + ending
    }
    return text + pick(["---", "---", "--- ", "..."]) + ending
  }

  private mutating func value() -> String {
    pick([
      "plain text", "no", "012", "1:59:59", "'single'", "\"dou\\tble\"", "[a, 'b', c]", "{a: b}",
      "|\n  block\n  text",
      ">-\n  folded\n  text", "- a\n- b", "", "~", "a: b", "# comment", "text # comment", "é 日本",
      "&a x", "*a", "!!str x",
      "[[[[", "@x", "`y`", "'it''s'", "\"unclosed", "a\n  b", "- - - a", "? x",
    ])
  }

  private mutating func line() -> String {
    pick([
      "", "# Heading", "## Purpose", "text with `code` and @a/b.md.", "**Version:** 1.0.0",
      "> **Status**: done",
      "- item", "1. item", "    indented", "```", "~~~ x", "[a](b.md#c \"t\")", "![i](<j k>)",
      "[d]: e.md",
      "<!-- @not/this.md -->", "<div>@this/one.md</div>", "`/root/path.md`", "/root/path.md",
      "#file:a.md",
      "#tool:search/codebase", "mail@example.org", "https://a.b/@c/d.md", "| a | b |", "|---|---|",
      "***", "===", "---",
      "é 日本 👩‍💻 \u{200B}", "\u{2028}", "a\\", "a  ", "\t", "<<<<<<< x", "=======", ">>>>>>> y",
      "[x][y] [z]",
    ])
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }
}
