import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// The bytes of a source: rows 1 to 11 of the table of bad input.
struct SourceBadInputTests {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  // Row 1
  @Test func `an empty file or a lone fence makes no agent`() throws {
    try BadInputLibrary.expectRefused([
      BadInput("empty", "", .emptySource),
      BadInput("blank", " \n\t\n", .emptySource),
      BadInput("mark", Self.mark, .emptySource),
      BadInput("fence", "---", .emptySource, 1),
      BadInput("fence-line", "---\n", .emptySource, 1),
      BadInput("two-fences", "---\n---\n", .emptySource),
    ])
  }

  // Row 2
  @Test func `front matter that nothing closes is never read as YAML`() throws {
    let alias = "---\na: &a [*a]\n" + String(repeating: "text of the body\n", count: 5_000)
    try BadInputLibrary.expectRefused([
      BadInput("open", "---\nname: ada\n\n# Ada\n", .unterminatedFrontMatter, 1),
      BadInput("open-alias", alias, .unterminatedFrontMatter, 1),
      BadInput("indented-end", "---\nname: ada\n  ---\n# Ada\n", .unterminatedFrontMatter, 1),
    ])
  }

  // Row 3
  @Test func `a byte order mark at the start is stripped with a note`() throws {
    let text = Self.mark + Array("---\ndescription: Helps.\n---\n# Eve\n\nText.\n".utf8)
    try BadInputLibrary.expectAccepted([BadInput("eve", text, .byteOrderMark, 1)])
    let library = try BadInputLibrary()
    try library.repository.write("agents/eve.md", bytes: text)
    try library.team.commit()
    try library.team.sync()
    let output = try library.repository.readBytes(Team.prompt("eve"))
    #expect(!output.starts(with: Self.mark))
    #expect(String(decoding: output, as: UTF8.self).contains("description: "))
  }

  // Row 3
  @Test func `a byte order mark anywhere else blocks`() throws {
    let twice = Self.mark + Self.mark + Array("# Eve\n\nText.\n".utf8)
    try BadInputLibrary.expectRefused([
      BadInput("inside", "# Eve\n\nSome \u{FEFF}text.\n", .strayByteOrderMark, 3, 6),
      BadInput("twice", twice, .strayByteOrderMark, 1),
    ])
  }

  // Row 4
  @Test func `a source with CRLF makes an agent, one with lone carriage returns does not`() throws {
    try BadInputLibrary.expectAccepted([
      BadInput("crlf", "---\r\ndescription: Helps.\r\n---\r\n# Eve\r\n\r\nText.\r\n", nil),
      BadInput("mixed", "# Eve\r\n\nText.\r\n", nil),
    ])
    try BadInputLibrary.expectRefused([
      BadInput("mac", "# Eve\r\rText.\r", .loneCarriageReturn, 1, 6),
      BadInput("one", "# Eve\n\nText \rwith one.\n", .loneCarriageReturn, 3, 6),
      BadInput("last", "# Eve\n\nText.\r", .loneCarriageReturn, 3, 6),
    ])
  }

  // Row 4
  @Test func `an output checked in with CRLF keeps it when its source changes`() throws {
    let library = try BadInputLibrary()
    try library.team.sync()
    let text = try library.repository.read(Team.prompt("ada"))
    try library.repository.write(Team.prompt("ada"), text.replacing("\n", with: "\r\n"))
    try library.team.commit("line endings of Windows")
    try library.team.expectQuiet()
    try library.team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try library.team.commit()
    try library.team.sync()
    let output = try library.repository.readBytes(Team.prompt("ada"))
    let returns = output.count { $0 == 13 }
    let newlines = output.count { $0 == 10 }
    #expect(returns == newlines && newlines > 5)
    #expect(String(decoding: output, as: UTF8.self).contains("Line two of ada."))
  }

  // Row 5
  @Test func `blanks behind the closing fence close it, dots do not`() throws {
    try BadInputLibrary.expectAccepted([
      BadInput("blanks", "---\ndescription: Helps.\n--- \t\n# Eve\n\nText.\n", nil)
    ])
    try BadInputLibrary.expectRefused([
      BadInput("dots", "---\ndescription: Helps.\n...\n# Eve\n", .unterminatedFrontMatter, 1)
    ])
  }

  // Row 6
  @Test func `front matter of one byte more than 64 KiB is refused before it is parsed`() throws {
    func yaml(_ size: Int) -> String {
      // A comment; behind it stands what no parser would let pass.
      let lines = String(repeating: "# " + String(repeating: "x", count: 61) + "\n", count: 1_024)
      let start = "description: Helps.\n"
      return "---\n" + start + lines.prefix(size - start.utf8.count - 1) + "\n---\n# Eve\n\nText.\n"
    }
    try BadInputLibrary.expectAccepted([BadInput("most", yaml(65_536), nil)])
    let alias = yaml(65_537).replacing("description: Helps.", with: "a: &a [*a, *a, *aa]")
    try BadInputLibrary.expectRefused([
      BadInput("more", yaml(65_537), .frontMatterTooBig, 1),
      BadInput("more-alias", alias, .frontMatterTooBig, 1),
    ])
  }

  // Row 7
  @Test func `a source of one byte more than 1 MiB is refused by its size`() throws {
    func text(_ size: Int) -> String {
      let line = String(repeating: "word ", count: 19) + "end.\n"
      let lines = String(repeating: line, count: size / line.utf8.count + 1)
      return "# Eve\n\n" + lines.prefix(size - 8) + "\n"
    }
    try BadInputLibrary.expectAccepted([BadInput("most", text(1 << 20), nil)])
    try BadInputLibrary.expectRefused([BadInput("more", text(1 << 20 + 1), .fileTooBig)])
  }

  // Row 7
  @Test func `a file of the work tree that is too big is refused as one of a commit is`() throws {
    for size in [1 << 20 + 1, 5 << 20] {
      let library = try BadInputLibrary()
      let text = String(repeating: "word word word word\n", count: size / 20 + 1)
      try library.repository.write("agents/huge.md", text)
      try library.repository.write("notes.bin", text)
      try library.repository.write(
        "agents/eve.md",
        "# Eve\n\nSee [x](../notes.bin#a) and @huge.md#b.\n"
      )
      let outcome = try library.team.check { $0.head = .worktree }
      #expect(outcome.verdict == .findings)
      let errors = outcome.plan.findings.filter { $0.severity == .error }
      #expect(errors.map(\.code) == [.fileTooBig])
      #expect(errors.first?.place?.path.string == "agents/huge.md")
      #expect(outcome.plan.rows.map(\.agentID) == ["ada", "eve"])
    }
  }

  // Row 7
  @Test func `a blob whose header says 4 GiB is never loaded`() throws {
    let library = try BadInputLibrary()
    try library.team.sync()
    let id = try library.repository.storeLoose(header: "blob 4294967296\0", [1, 2, 3])
    try library.addToHead("agents/huge.md", "100644", id)
    try library.team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try library.commitOnTop("agents/ada.md")
    let outcome = try library.team.check()
    #expect(outcome.verdict == .findings)
    #expect(outcome.plan.findings.map(\.code) == [.fileTooBig])
    #expect(outcome.plan.findings.first?.place?.path.string == "agents/huge.md")
    let synced = try library.team.sync()
    #expect(synced.plan.syncVerdict == .findings)
    #expect(try library.repository.read(Team.prompt("ada")).contains("Line two of ada."))
    #expect(!library.repository.exists(Team.prompt("huge")))
  }

  // Row 8
  @Test func `a delta that would unfold to 3 GiB is refused by its header`() throws {
    let library = try BadInputLibrary()
    let id = try library.repository.storeDelta(unfoldingTo: 3 << 30)
    try library.addToHead("agents/bomb.md", "100644", id)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    #expect(outcome.plan.findings.map(\.code) == [.fileTooBig])
    #expect(library.repository.exists(Team.prompt("ada")))
    #expect(!library.repository.exists(Team.prompt("bomb")))
  }

  // Row 9
  @Test func `bytes that are no UTF-8 are refused with their offset`() throws {
    func text(_ bytes: [UInt8]) -> [UInt8] { Array("# Eve\n\nab".utf8) + bytes + [10] }
    let inputs = [
      BadInput("latin", text([0xE9]), .notUTF8, 3, 3),
      BadInput("overlong", text([0xC0, 0xAF]), .notUTF8, 3, 3),
      BadInput("overlong-3", text([0xE0, 0x80, 0xAF]), .notUTF8, 3, 3),
      BadInput("surrogate", text([0xED, 0xA0, 0x80]), .notUTF8, 3, 3),
      BadInput("cesu", text([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]), .notUTF8, 3, 3),
      BadInput("beyond", text([0xF4, 0x90, 0x80, 0x80]), .notUTF8, 3, 3),
      BadInput("cut-off", Array("# Eve\n\nab".utf8) + [0xE2, 0x82], .notUTF8, 3, 3),
    ]
    try BadInputLibrary.expectRefused(inputs)
    let library = try BadInputLibrary()
    try library.repository.write("agents/eve.md", bytes: text([0xE9]))
    try library.team.commit()
    let finding = try library.team.check().plan.findings.first
    #expect(finding?.message.contains("offset 9") == true)
  }

  // Row 10
  @Test func `a NUL byte is refused`() throws {
    try BadInputLibrary.expectRefused([
      BadInput("nul", "# Eve\n\nab\0c\n", .nulByte, 3, 3),
      BadInput("nul-yaml", yaml: "name: \"a\0b\"", .nulByte, 2, 9),
      BadInput("nul-escape", yaml: #"name: "a\0b""#, .yamlSyntax, 2),
    ])
  }

  // Row 11
  @Test func `UTF-16 and UTF-32 are refused with a hint`() throws {
    func wide(_ unit: Int, bigEndian: Bool, mark: Bool) -> [UInt8] {
      (mark ? "\u{FEFF}# Eve\n" : "# Eve\n").unicodeScalars.flatMap { scalar in
        let bytes = (0..<unit).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * $0)) }
        return bigEndian ? bytes.reversed() : bytes
      }
    }
    try BadInputLibrary.expectRefused([
      BadInput("utf16le", wide(2, bigEndian: false, mark: true), .utf16),
      BadInput("utf16be", wide(2, bigEndian: true, mark: true), .utf16),
      BadInput("utf16le-bare", wide(2, bigEndian: false, mark: false), .utf16),
      BadInput("utf16be-bare", wide(2, bigEndian: true, mark: false), .utf16),
      BadInput("utf32le", wide(4, bigEndian: false, mark: true), .utf16),
      BadInput("utf32be", wide(4, bigEndian: true, mark: true), .utf16),
    ])
    let library = try BadInputLibrary()
    let text = wide(2, bigEndian: false, mark: true)
    try library.repository.write("agents/eve.md", bytes: text)
    try library.team.commit()
    #expect(try library.team.check().plan.findings.first?.hint?.contains("UTF-8") == true)
  }
}
