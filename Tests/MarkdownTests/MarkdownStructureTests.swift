import Markdown
import Testing

struct MarkdownStructureTests {
  /// The blocks of a text with the source they stand for.
  private func blocks(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try MarkdownStructure(of: bytes).blocks.map { block in
      "\(block.kind): \(String(decoding: bytes[block.range], as: UTF8.self))"
    }
  }

  /// The spans of a text: kind, source, content and target.
  private func spans(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try MarkdownStructure(of: bytes).spans.map { span in
      let source = String(decoding: bytes[span.range], as: UTF8.self)
      let content = String(decoding: bytes[span.content], as: UTF8.self)
      let target = span.target.map { " -> " + String(decoding: bytes[$0], as: UTF8.self) } ?? ""
      return "\(span.kind): \(source) [\(content)]\(target)"
    }
  }

  // MARK: - Blocks

  @Test func `an empty text has nothing in it`() throws {
    #expect(try MarkdownStructure(of: []) == MarkdownStructure(of: Array("\n \n".utf8)))
    #expect(try blocks("").isEmpty)
  }

  @Test func `headings of both kinds reach over all their lines`() throws {
    let text = "# One #\n\nTwo\nlines\n---\n\n###\n##\ttab\n"
    #expect(
      try blocks(text) == [
        "heading(level: 1): # One #", "heading(level: 2): Two\nlines\n---",
        "heading(level: 3): ###",
        "heading(level: 2): ##\ttab",
      ]
    )
  }

  @Test func `the content of a heading leaves out its marks`() throws {
    let bytes = Array("## One two ##\n".utf8)
    let heading = try #require(try MarkdownStructure(of: bytes).blocks.first)
    #expect(String(decoding: bytes[heading.content], as: UTF8.self) == "One two")
  }

  @Test func `code keeps its fences, and its content is the lines between`() throws {
    let bytes = Array("a\n\n```swift\n\nlet x = 1\n\n```\nb\n".utf8)
    let code = try #require(try MarkdownStructure(of: bytes).blocks.dropFirst().first)
    #expect(code.kind == .fencedCode)
    #expect(String(decoding: bytes[code.range], as: UTF8.self) == "```swift\n\nlet x = 1\n\n```")
    #expect(String(decoding: bytes[code.content], as: UTF8.self) == "\nlet x = 1\n")
  }

  @Test func `empty code and code that is never closed have their place too`() throws {
    #expect(try blocks("~~~\n~~~\n\n```\n") == ["fencedCode: ~~~\n~~~", "fencedCode: ```"])
  }

  @Test func `a thematic break is found between other blocks`() throws {
    let text = "a\n\n* * *\n[x]: y\n\n- - -\n"
    #expect(
      try blocks(text) == ["paragraph: a", "thematicBreak: * * *", "thematicBreak: - - -"]
    )
  }

  @Test func `lists, items and quotes reach from their first marker to their last line`() throws {
    let text = "> - one\n>   two\n> - [x] three\n>\n> 7. four\n"
    #expect(
      try blocks(text) == [
        "quote: > - one\n>   two\n> - [x] three\n>\n> 7. four",
        "bulletList(tight: true): - one\n>   two\n> - [x] three", "item: - one\n>   two",
        "paragraph: one\n>   two", "task(done: true): - [x] three", "paragraph: three",
        "numberedList(start: 7, tight: true): 7. four", "item: 7. four", "paragraph: four",
      ]
    )
  }

  @Test func `an item whose marker stands alone begins with the marker`() throws {
    #expect(
      try blocks("-\n  text\n-\n") == [
        "bulletList(tight: true): -\n  text\n-", "item: -\n  text", "paragraph: text", "item: -",
      ]
    )
  }

  @Test func `blocks know what holds them`() throws {
    let structure = try MarkdownStructure(of: Array("> - a\n\nb\n".utf8))
    #expect(structure.blocks.map(\.parent) == [nil, 0, 1, 2, nil])
  }

  @Test func `HTML and indented code are blocks of their own`() throws {
    let text = "<!-- a\n\nb -->\n\n    code\n\n<div>\ntext\n"
    #expect(
      try blocks(text) == ["html: <!-- a\n\nb -->", "indentedCode: code", "html: <div>\ntext"]
    )
  }

  @Test func `CR LF ends lines as LF does`() throws {
    let text = "# a\r\n\r\n- b\r\n- c\r\n\r\nd\r\n===\r\n"
    #expect(try blocks(text).first == "heading(level: 1): # a")
    #expect(try blocks(text).last == "heading(level: 1): d\r\n===")
  }

  // MARK: - Spans

  @Test func `links have their text and their target`() throws {
    #expect(
      try spans("see [a *b*](c/d.md \"t\") and ![e](<f g>)\n") == [
        "link: [a *b*](c/d.md \"t\") [a *b*] -> c/d.md", "emphasis: *b* [b]",
        "image: ![e](<f g>) [e] -> <f g>",
      ]
    )
  }

  @Test func `targets with escapes and parentheses are whole`() throws {
    #expect(
      try spans("[a](b\\)c(d)&amp;.md) [e]()\n") == [
        "link: [a](b\\)c(d)&amp;.md) [a] -> b\\)c(d)&amp;.md", "link: [e]() [e]",
      ]
    )
  }

  @Test func `links that name a definition have no target of their own`() throws {
    #expect(
      try spans("[a][b] [b][] [b] (c)\n\n[b]: d\n") == [
        "link: [a][b] [a]", "link: [b][] [b]", "link: [b] [b]",
      ]
    )
  }

  @Test func `a link may go over lines`() throws {
    #expect(try spans("> [a\n> b](c\n> \"t\") d\n") == ["link: [a\n> b](c\n> \"t\") [a\n> b] -> c"])
  }

  @Test func `an image inside of a link is a span of its own`() throws {
    #expect(
      try spans("[![a](b.png)](c.md)\n") == [
        "link: [![a](b.png)](c.md) [![a](b.png)] -> c.md", "image: ![a](b.png) [a] -> b.png",
      ]
    )
  }

  @Test func `code, autolinks, HTML and bold text are found with their marks`() throws {
    #expect(
      try spans("**a** `` b` `` <https://c.d> <e@f.g> <i>h</i> ___j___\n") == [
        "strong: **a** [a]", "code: `` b` `` [ b` ]",
        "autolink: <https://c.d> [https://c.d] -> https://c.d",
        "autolink: <e@f.g> [e@f.g] -> e@f.g", "html: <i> [<i>]", "html: </i> [</i>]",
        "emphasis: ___j___ [__j__]", "strong: __j__ [j]",
      ]
    )
  }

  @Test func `what is escaped or inside of code is no span`() throws {
    #expect(try spans("\\[a](b) \\*c\\*\n\n    [d](e)\n\n```\n[f](g)\n```\n").isEmpty)
  }

  // MARK: - Texts and definitions

  @Test func `texts leave out the markup and tell where lines end`() throws {
    let bytes = Array("a **b**&amp;\n`c` ![d](e)\n".utf8)
    let texts = try MarkdownStructure(of: bytes).texts.map { text in
      "\(text.kind):\(text.isImageText ? "image:" : "")\(String(decoding: bytes[text.range], as: UTF8.self))"
    }
    #expect(
      texts == [
        "plain:a ", "plain:b", "entity:&amp;", "lineBreak:", "code:c", "plain: ", "plain:image:d",
      ]
    )
  }

  @Test func `definitions are found where no block takes their lines`() throws {
    let text = "[a]: b/c.md 'd'\n[e\nf]:\n <g h>\n\n> [i]: j\n\nno [k]: l\n\n```\n[m]: n\n```\n"
    let bytes = Array(text.utf8)
    let definitions = try MarkdownStructure(of: bytes).definitions.map { definition in
      String(decoding: bytes[definition.label], as: UTF8.self) + "="
        + String(decoding: bytes[definition.target], as: UTF8.self)
    }
    #expect(definitions == ["a=b/c.md", "e\nf=<g h>", "i=j"])
  }
}
