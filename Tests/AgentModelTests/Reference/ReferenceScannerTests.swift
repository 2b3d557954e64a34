import AgentModel
import TestSupport
import Testing

struct ReferenceScannerTests {
  /// The references of a body: form, source, path, and anchor behind `#`.
  private func references(_ text: String) throws -> [String] {
    let ada = try document(text)
    return ada.references.map { reference in
      let source = String(decoding: ada.bytes[reference.range], as: UTF8.self)
      let anchor = reference.anchor.map { "#" + $0 } ?? ""
      return "\(reference.form) \(source) -> \(reference.path)\(anchor)"
    }
  }

  private func paths(_ text: String) throws -> [String] {
    try document(text).references.map(\.path)
  }

  // MARK: - At-paths

  @Test func `at-paths are found with their anchors`() throws {
    #expect(
      try references("- **Plan**: @modules/plan.md#ask-first\n@a.md and (@b/c) \"@d/\".\n") == [
        "atPath @modules/plan.md#ask-first -> modules/plan.md#ask-first", "atPath @a.md -> a.md",
        "atPath @b/c -> b/c",
        "atPath @d/ -> d/",
      ]
    )
  }

  @Test(arguments: [".", ",", ";", ":", "!", "?", ")", "]", "'", "\"", "**", "...", " -", "*", "»"])
  func `punctuation behind an at-path is no part of it`(end: String) throws {
    #expect(try paths("see @a/b.md\(end)\n") == ["a/b.md"])
    #expect(try document("see @a/b.md#c\(end)\n").references.map(\.anchor) == ["c"])
  }

  @Test(arguments: [
    "me@example.org", "me@example.org/path.md", "@mention", "@two.words", "@", "@/", "@ a/b.md",
    "a@b/c.md", "@media", "@pytest.fixture",
    "\\@a/b.md", "`@a/b.md`", "@a/{name}.md", "@a/<b>.md", "@a/*.md", "@./", "x/@scope/y.md",
    "https://a.b/@c/d.md",
    "https://a.b?c=@d/e.md", "ä@b/c.md",
  ])
  func `mail addresses, mentions, code, patterns and URLs are no at-paths`(text: String) throws {
    #expect(try paths("see \(text) there\n").isEmpty)
  }

  @Test(arguments: [
    "@日本/é.md", "@a_b-c/d.e.md", "@../x/y.md", "@./x.md", "@a/b%20c.md", "@~/x.md", "@a/b+c.md",
  ])
  func `at-paths may hold letters of any script`(text: String) throws {
    #expect(try paths("\(text)\n") == [String(text.dropFirst())])
  }

  @Test func `an at-path may stand in emphasis, quotes and dashes`() throws {
    #expect(
      try paths("**@a/b.md** _@c/d.md_ “@e/f.md” —@g/h.md|@i/j.md|\n") == [
        "a/b.md", "c/d.md", "e/f.md", "g/h.md", "i/j.md",
      ]
    )
  }

  // MARK: - Links

  @Test func `links, images and definitions are found`() throws {
    #expect(
      try references("[a](../b.md#c \"t\") ![d](e/f%20g.png)\n\n[h]: <i j.md> 'k'\n") == [
        "link [a](../b.md#c \"t\") -> ../b.md#c", "image ![d](e/f%20g.png) -> e/f g.png",
        "definition [h]: <i j.md> 'k' -> i j.md",
      ]
    )
  }

  @Test func `targets are decoded once`() throws {
    #expect(
      try paths(
        "[a](%2e%2e/b.md) [c](%252e/d) [e](f%zz%4) [g](h%ff) [i](j\\)k&amp;l.md) [m](%E6%97%A5.md)\n"
      ) == [
        "../b.md", "%2e/d", "f%zz%4", "h%ff", "j)k&l.md", "日.md",
      ]
    )
  }

  @Test func `the target and the text of a link are known by their bytes`() throws {
    let ada = try document("---\nname: é\n---\nsee [the *text*](<a b.md#c> \"t\")\n")
    let link = try #require(ada.references.first)
    #expect(String(decoding: ada.bytes[link.targetRange], as: UTF8.self) == "<a b.md#c>")
    #expect(link.text == "the *text*")
    #expect(link.line == 4)
    #expect(link.column == 5)
  }

  @Test func `an image inside of a link and the link do not overlap`() throws {
    #expect(
      try references("[![a](b.png) and ![c](d.png)](e.md) [f](g.md)\n") == [
        "image ![a](b.png) -> b.png", "image ![c](d.png) -> d.png", "link ](e.md) -> e.md",
        "link [f](g.md) -> g.md",
      ]
    )
  }

  @Test func `anchors alone, URLs and empty targets stay what they are`() throws {
    #expect(
      try references("[a](#b) [c](https://d.e/f.md#g) [h]() [i](mailto:j@k) <https://l.m>\n") == [
        "link [a](#b) -> #b", "link [c](https://d.e/f.md#g) -> https://d.e/f.md#g",
        "link [i](mailto:j@k) -> mailto:j@k",
      ]
    )
  }

  @Test func `footnotes and comments are no definitions of links`() throws {
    #expect(try paths("[^1]: note.md\n\n[//]: # (a comment)\n\n[a]: b.md\n") == ["b.md"])
  }

  // MARK: - The forms of VS Code and root paths

  @Test func `file and tool references are found in any case`() throws {
    #expect(
      try references(
        "#file:docs/x.md, #FILE:a-b.txt#c. (#tool:search/codebase) #Tool:a.b-c_d/. #tool: #file:\n"
      ) == [
        "file #file:docs/x.md -> docs/x.md", "file #FILE:a-b.txt#c -> a-b.txt#c",
        "tool #tool:search/codebase -> search/codebase",
        "tool #Tool:a.b-c_d -> a.b-c_d",
      ]
    )
  }

  @Test func `root paths count in code and in prose if they name a document`() throws {
    #expect(
      try references(
        "`/agents/a.md` ` /b.md#c ` (/d/e.md) `/f/` `/g.json` `cat /h.md` /i/j a/k.md //l/m.md\n"
      ) == [
        "rootPath `/agents/a.md` -> /agents/a.md", "rootPath ` /b.md#c ` -> /b.md#c",
        "rootPath /d/e.md -> /d/e.md",
      ]
    )
  }

  // MARK: - What is left alone

  @Test(arguments: [
    "```\n@a/b.md [c](d.md) #file:e.md /f.md\n```", "    @a/b.md [c](d.md)", "~~~~\n`/a.md`\n~~~~",
    "<!-- @a/b.md [c](d.md) -->",
    "text <!-- @a/b.md\n[c](d.md) --> more", "<pre>\n@a/b.md\n</pre>", "<img src=\"/a/b.md\">",
    "<div title='@a/b.md'>", "<https://x/@a/b.md>",
    "`[a](b.md)`", "\\[a](b.md)", "http://x.y/z.md /not.txt", "<!--\n\n@a/b.md\n\n-->\n",
    "<script>\n\n@a/b.md\n\n</script>",
  ])
  func `code, comments, tags and URLs hold no references`(text: String) throws {
    #expect(try paths("# A\n\n\(text)\n").isEmpty)
  }

  @Test func `text between the tags of an HTML block counts`() throws {
    #expect(
      try paths("<details>\n@a/b.md <b>@c/d.md</b> <!-- @e/f.md -->\n</details>\n") == [
        "a/b.md", "c/d.md",
      ]
    )
  }

  @Test func `a reference in the text of a link is the link's`() throws {
    #expect(
      try references("[see @a/b.md](c.md) @d/e.md\n") == [
        "link [see @a/b.md](c.md) -> c.md", "atPath @d/e.md -> d/e.md",
      ]
    )
  }

  @Test func `references are sorted by where they start`() throws {
    let text = "[a]: 1.md\n\n@2/x.md `/3.md` [b](4.md)\n\n<div>@5/x.md</div>\n\n[c]: 6.md\n"
    #expect(try paths(text) == ["1.md", "2/x.md", "/3.md", "4.md", "5/x.md", "6.md"])
  }

  @Test func `lines and columns count from the start of the file in Unicode scalars`() throws {
    let ada = try document("---\na: b\n---\n\n👩‍💻 é @c/d.md\r\n@e/f.md\n")
    #expect(ada.references.map(\.line) == [5, 6])
    #expect(ada.references.map(\.column) == [7, 1])
  }

  // MARK: - Laws

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `changing a target changes that reference and nothing else`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "@a/b.md", "[x](c.md)", "`/d.md`", "![y](e.png)", "#file:f.md", "text ", "**", "`", "\n",
      "\n\n", " ", "é", "- ", "> ", "[z]: g.md",
      "<b>", "(", ")", ". ", "#tool:h", "\\", "[", "]", "_",
    ]
    for _ in 0..<20 {
      let text = (0..<Int.random(in: 1...15, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      guard let before = try? document(text),
        let target = before.references.randomElement(using: &random)
      else { continue }
      // A target with brackets or escapes of its own can change what stands around it.
      let written = before.bytes[target.targetRange]
      guard written.allSatisfy({ $0 >= 0x80 || !"()[]<>\\`*_".utf8.contains($0) }) else { continue }
      let new = target.form == .rootPath ? "/new/name.md" : "new/name.md"
      let replacement = new + (target.anchor.map { "#" + $0 } ?? "")
      var bytes = before.bytes
      bytes.replaceSubrange(target.targetRange, with: Array(replacement.utf8))
      let after = try document(String(decoding: bytes, as: UTF8.self))
      #expect(
        after.references.map(\.form) == before.references.map(\.form),
        "\(text.debugDescription)"
      )
      let index = try #require(before.references.firstIndex(of: target))
      #expect(
        after.references.map(\.path).enumerated().allSatisfy { place, path in
          path == (place == index ? new : before.references[place].path)
        },
        "\(text.debugDescription)"
      )
    }
  }

  @Test func `hostile prose takes no time`() throws {
    for unit in ["@", "@a/", "#file:", "/", "://", "@a/b.md", "<", "<!--", "@é/", "[a](", "`/a"] {
      let line = String(repeating: unit, count: 60_000 / unit.utf8.count)
      let text =
        Array(repeating: line, count: 4).joined(separator: "\n\n") + "\n\n<div>\n" + line
        + "\n</div>\n"
      let time = try processorTime { _ = try document(text) }
      #expect(time < .seconds(5), "\(unit)")
    }
  }
}
