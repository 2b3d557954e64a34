import AgentModel
import Testing

import struct Git.RepoPath

/// The checks of a source's bytes before anything is parsed.
struct SourceTextTests {
  @Test(arguments: ["", " ", "\n\n", "\t\r\n", "\u{FEFF}", "\u{FEFF}\n"])
  func `an empty file is refused`(text: String) {
    #expect(problem(in: text)?.code == .emptySource)
  }

  @Test(arguments: ["---", "---\n", "---\n\n \n", "--- \n---\n", "---\n# a comment\n---\n\n"])
  func `a file of nothing but '---' is refused`(text: String) {
    #expect(problem(in: text)?.code == .emptySource)
  }

  @Test func `a byte order mark at offset 0 stays, and is a note`() throws {
    let ada = try document("\u{FEFF}---\nname: ada\n---\n# Ada\n")
    #expect(ada.frontMatter?["name"]?.value == .scalar("ada", quoted: false))
    #expect(ada.headings.map(\.text) == ["Ada"])
    #expect(ada.findings.map(\.code) == [.byteOrderMark])
    #expect(ada.findings.allSatisfy { $0.severity < .error })
    #expect(ada.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
  }

  @Test func `a byte order mark elsewhere is an error with its place`() throws {
    let ada = try document("# Ada\n\nwo\u{FEFF}rd \u{FEFF}\n")
    let finding = try #require(ada.findings.first)
    #expect(ada.findings.count == 1)
    #expect(finding.code == .strayByteOrderMark)
    #expect(finding.severity == .error)
    #expect(finding.place?.line == 3)
    #expect(finding.place?.column == 3)
  }

  @Test func `CR LF and mixed line endings are kept`() throws {
    let text = "---\r\nname: ada\n---\r\n# Ada\r\n\nbody\r\n"
    let ada = try document(text)
    #expect(ada.render() == Array(text.utf8))
    #expect(ada.frontMatter?["name"]?.value.text == "ada")
    #expect(ada.headings.map(\.text) == ["Ada"])
  }

  @Test(arguments: ["a\rb\n", "# a\r", "---\rname: x\r---\r"])
  func `a lone carriage return is refused`(text: String) {
    #expect(problem(in: text)?.code == .loneCarriageReturn)
  }

  @Test func `a file of 1 MiB and one byte is refused, one of 1 MiB is read`() {
    let line = Array((String(repeating: "a", count: 1_023) + "\n").utf8)
    let megabyte = Array(repeating: line, count: 1_024).flatMap { $0 }
    #expect(megabyte.count == Document.maximumSize)
    #expect(problem(in: megabyte) == nil)
    #expect(problem(in: megabyte + [10])?.code == .fileTooBig)
  }

  /// Lone bytes, overlong forms, surrogates, cut sequences, numbers beyond Unicode.
  @Test(arguments: [
    [0x80], [0xC3], [0xC3, 0x28], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF],
    [0xE0, 0x9F, 0xBF],
    [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x8F, 0xBF, 0xBF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
    [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
    [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xFF],
  ])
  func `bytes that are not UTF-8 are refused with their offset`(bytes: [UInt8]) throws {
    let refused = try #require(problem(in: Array("# A\n\nab".utf8) + bytes + Array("c\n".utf8)))
    #expect(refused.code == .notUTF8)
    #expect(refused.message.contains("offset 7"))
    #expect(refused.place?.line == 3)
    #expect(refused.place?.column == 3)
  }

  @Test func `text in any script is UTF-8`() {
    #expect(problem(in: "é ß 日本 עברית हिन्दी 👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 \u{10FFFF} \u{D7FF} \u{E000}\n") == nil)
  }

  @Test func `a NUL byte is refused`() throws {
    let refused = try #require(problem(in: "# A\n\nb\0c\n"))
    #expect(refused.code == .nulByte)
    #expect(refused.place?.line == 3)
  }

  @Test(arguments: [
    [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x61, 0x00, 0x62, 0x00],
    [0x00, 0x61, 0x00, 0x62], [0xFF, 0xFE, 0x00, 0x00, 0x61, 0, 0, 0],
    [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61],
  ])
  func `UTF-16 and UTF-32 are refused with a hint`(bytes: [UInt8]) throws {
    let refused = try #require(problem(in: bytes))
    #expect(refused.code == .utf16)
    #expect(refused.hint?.contains("UTF-8") == true)
  }

  @Test func `a line of more than 64 KiB is refused, even in front matter`() throws {
    let long = String(repeating: "a", count: 64 << 10)
    #expect(problem(in: "# A\n" + long + "\n") == nil)
    let refused = try #require(problem(in: "# A\n" + long + "b\n"))
    #expect(refused.code == .lineTooLong)
    #expect(refused.place?.line == 2)
    #expect(problem(in: "---\nname: " + long + "\n---\n")?.code == .lineTooLong)
    #expect(problem(in: String(repeating: "a", count: 1 << 20))?.code == .lineTooLong)
  }

  @Test(arguments: [
    "a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n",
    "<<<<<<< HEAD\nb\n||||||| base\nx\n=======\n>>>>>>> x",
    "a\r\n<<<<<<< ours\r\n=======\r\n>>>>>>> theirs\r\n",
    "---\n<<<<<<< ours\nname: a\n=======\nname: b\n>>>>>>> theirs\n---\n",
    "```\n<<<<<<< \n=======\n>>>>>>> \n```\n",
    "<<<<<<<< a\nb\n========\nc\n>>>>>>>> d\n",
    "<<<<<<< a\n<<<<<<<< b\n========\n>>>>>>>> c\n=======\n>>>>>>> d\n",
  ])
  func `conflict markers are refused wherever they stand`(text: String) {
    #expect(problem(in: text)?.code == .conflictMarkers)
  }

  @Test(arguments: [
    "Title\n=======\n", "<<<<<<< ours\nb\n>>>>>>> theirs\n", "=======\n<<<<<<< a\n>>>>>>> b\n",
    " <<<<<<< a\n =======\n >>>>>>> b\n", "<<<<<<<< a\n=======\n>>>>>>>> b\n",
    "<<<<<<< a\n========\n>>>>>>> b\n",
    "`<<<<<<< a`\n\n=======x\n\n>>>>>>>b\n",
  ])
  func `what only looks like conflict markers is text`(text: String) {
    #expect(problem(in: text) == nil)
  }

  @Test func `the line of the first conflict is named`() {
    #expect(problem(in: "a\nb\n<<<<<<< x\n=======\n>>>>>>> y\n")?.place?.line == 3)
  }
}
