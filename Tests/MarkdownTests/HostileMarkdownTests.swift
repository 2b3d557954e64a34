import Foundation
import Markdown
import TestSupport
import Testing

/// Texts made to keep a parser busy: the time must grow with the size, not with its square.
struct HostileMarkdownTests {
  /// Enough that a quadratic reader of ours would need a minute in a debug build.
  private static let size = 250_000

  @Test(arguments: [
    "a<!--", "[", "*", "`", "![", "[a](", "[a](b) ", "| a ", "a_b*", "<a ", "<a b='", "&", "\\",
    "](", "<?",
    "<![CDATA[", "> ", "- ", "1. ", "``a", "**a *b ", "a\n", "> a\n", "- a\n\n", "***\n", "#\n",
    "```\n", "~~~\n\n", "[a]: <b> 'c\n\n", "[a]:\n\n", "![]()\n\n", "-\n", "a\n=\n", "<!--\n", "\n",
  ])
  func `a text that repeats one thing is read or refused in no time`(unit: String) {
    let bytes = Array(
      String(repeating: unit, count: HostileMarkdownTests.size / unit.utf8.count).utf8
    )
    expectQuick { _ = try? MarkdownStructure(of: bytes) }
  }

  @Test func `fifty thousand open comments are read in no time`() throws {
    let bytes = Array(String(repeating: "a<!--", count: 50_000).utf8)
    try expectQuick { _ = try MarkdownStructure(of: bytes) }
  }

  @Test func `a table of ten thousand cells by a hundred rows is lines of one paragraph`() throws {
    let row = String(repeating: "|a", count: 10_000) + "|\n"
    let bytes = Array((row + String(repeating: "|-", count: 10_000) + "|\n" + row).utf8)
    try expectQuick {
      let structure = try MarkdownStructure(of: bytes)
      #expect(structure.blocks.map(\.kind) == [.paragraph])
    }
  }

  @Test func `links on very many lines of one paragraph are refused`() {
    let bytes = Array(String(repeating: "[a](b)\n", count: 100_000).utf8)
    #expect(throws: MarkdownStructure.TooIntricate.self) { try MarkdownStructure(of: bytes) }
  }

  @Test func `very deep lists above very many empty lines are refused`() {
    let text = String(repeating: "1. ", count: 5_000) + String(repeating: "\n", count: 100_000)
    #expect(throws: MarkdownStructure.TooIntricate.self) {
      try MarkdownStructure(of: Array(text.utf8))
    }
  }

  @Test func `a long definition that is used very often is refused`() {
    let definition = "[x]: <" + String(repeating: "b&amp;", count: 10_000) + ">\n\n"
    let text = definition + String(repeating: "[x]", count: 50_000)
    #expect(throws: MarkdownStructure.TooIntricate.self) {
      try MarkdownStructure(of: Array(text.utf8))
    }
  }

  @Test func `an honest text of nearly a megabyte is read`() throws {
    let section = """
      ## A section

      Some prose with a [link](a/b.md), `code` and **bold text**, as people write it. It goes on for a
      while and has another [link](c.md "title") in its second line.

      - an item with [a link](d.md)
        - a nested item

      """
    let bytes = Array(String(repeating: section, count: 3_000).utf8)
    let structure = try MarkdownStructure(of: bytes)
    #expect(structure.spans.count { $0.kind == .link } == 9_000)
  }

  /// Ten times what a linear reader needs in a debug build; the address sanitizer makes it four times slower.
  ///
  /// Once in three tries, since what else the machine does counts against the time of a processor, too.
  private func expectQuick(_ body: () throws -> Void) rethrows {
    let isSanitized = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] != nil
    let limit: Duration = isSanitized ? .seconds(12) : .seconds(3)
    #expect(try (1...3).contains { _ in try processorTime(of: body) < limit })
  }
}
