import AgentModel
import Git
import TestSupport
import Testing

@testable import PromptFiles

struct HeaderWriterTests {
  private func written(_ entries: [HeaderEntry]) -> String {
    var writer = HeaderWriter()
    for entry in entries { writer.entry(entry) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func written(_ text: String) -> String {
    written([HeaderEntry(key: "k", value: .text(text))])
  }

  @Test(arguments: ["agent", "search/codebase", "gpt-4.1", "a_b", "README.md"])
  func `a plain word stands without quotes`(word: String) {
    #expect(written(word) == "k: \(word)\n")
  }

  @Test(arguments: [
    "true", "No", "y", "null", "12", "1e3", ".inf", "two words", "a,b", "a:", "#x", "*", "ä", "'",
    "",
    "@x", "`x`", "-", "x#y",
  ])
  func `all other text stands in double quotes`(text: String) {
    #expect(written(text) == "k: \"\(text)\"\n")
  }

  @Test func `what ends a line or can't be seen is escaped`() {
    #expect(written("a\nb\tc\"d\\e") == #"k: "a\nb\tc\"d\\e""# + "\n")
    #expect(written("\u{1}\u{85}\u{202E}\u{E0041}") == #"k: "\x01\x85\u202E\U000E0041""# + "\n")
  }

  @Test func `three dashes never stand in a row`() {
    #expect(written("a---b------c") == #"k: "a--\x2Db--\x2D--\x2Dc""# + "\n")
    #expect(written("a---b").contains("---") == false)
  }

  @Test func `lists of scalars stand on one line and maps in blocks`() {
    let entries = [
      HeaderEntry(key: "tools", value: .list([.text("read"), .text("github/*")])),
      HeaderEntry(key: "none", value: .list([])),
      HeaderEntry(
        key: "handoffs",
        value: .list([
          .map([
            HeaderEntry(key: "label", value: .text("Go on")),
            HeaderEntry(key: "send", value: .boolean(true)),
          ])
        ])
      ),
      HeaderEntry(
        key: "hooks",
        value: .map([
          HeaderEntry(
            key: "Stop",
            value: .list([.map([HeaderEntry(key: "env", value: .map([]))]), .list([.bare("1")])])
          )
        ])
      ),
    ]
    #expect(
      written(entries) == """
        tools: [read, "github/*"]
        none: []
        handoffs:
          - label: "Go on"
            send: true
        hooks:
          Stop:
            - env: {}
            - [1]

        """
    )
  }

  @Test func `a comment can't end early`() {
    var writer = HeaderWriter()
    writer.comment("from a\nb---c\u{2028}d")
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == "# from a\\u{a}b--\\x2Dc\\u{2028}d\n"
    )
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `both readers give back any value`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let entries = (0..<6).map { index in
      HeaderEntry(key: "key-\(index)", value: .made(depth: 3, &random))
    }
    let text = written(entries)
    let seen = VSCodeReader.read(text)
    #expect(seen.errors.isEmpty, "\(text)")
    #expect(seen.node == .map(entries.map(\.seen)), "\(text)")
    #expect(!text.contains("---"))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !isMisleading($0) })
  }
}

extension HeaderEntry {
  var seen: VSCodeReader.Entry {
    VSCodeReader.Entry(key: key.replacing("\u{FEFF}", with: ""), value: value.seen)
  }
}

extension HeaderValue {
  /// The value as a reader without types gives it back.
  var seen: VSCodeReader.Node {
    switch self {
    case .text(let text), .bare(let text): .scalar(text.replacing("\u{FEFF}", with: ""))
    case .list(let items): .list(items.map(\.seen))
    case .map(let entries): .map(entries.map(\.seen))
    }
  }

  static func made(depth: Int, _ random: inout SeededRandom) -> HeaderValue {
    switch Int.random(in: 0..<(depth > 0 ? 6 : 3), using: &random) {
    case 0: .bare(["true", "false", "12", "1.5"].randomElement(using: &random) ?? "1")
    case 1, 2, 3: .text(Hostile.text(&random))
    case 4:
      .list(
        (0..<Int.random(in: 0..<4, using: &random)).map { _ in made(depth: depth - 1, &random) }
      )
    default:
      .map(
        (0..<Int.random(in: 0..<4, using: &random)).map { index in
          HeaderEntry(
            key: "\(index) \(Hostile.text(&random))",
            value: made(depth: depth - 1, &random)
          )
        }
      )
    }
  }
}

/// Text that breaks writers of YAML and Markdown.
enum Hostile {
  static let pieces = [
    "a", "Ada", " ", "  ", ":", ": ", " #", "#", "'", "\"", "\\", "\\n", "\n", "\r\n", "\t", "*",
    "&a", "!x",
    "@", "`", "---", "--- ", "-", "- ", "?", "? ", "|", ">", "%", "[", "]", "{", "}", ",", "~",
    "null",
    "yes", "0x1F", "1:59", "<<", "ä", "日本", "👩‍🚀", "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{85}",
    "\u{2028}", "\u{1B}[31m", "\u{7F}", "\u{E0041}", "\u{FFFE}", "…", "](", "](x)", "![", "<b>",
    "&amp;",
  ]

  static func text(_ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 0..<6, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }
}
