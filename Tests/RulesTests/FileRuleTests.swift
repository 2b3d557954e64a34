import AgentModel
import Git
import Rules
import Testing

/// What is found in a file whatever its kind, and in what VS Code passes over.
struct FileRuleTests {
  private static let prompt = ".github/prompts/a.prompt.md"

  @Test func `bytes that are no text are told at their place`() throws {
    let probe = try RuleProbe(.fileNotUTF8)
    func messages(_ bytes: [UInt8]) throws -> [String] {
      try probe.findings([(Self.prompt, bytes)]).map { problem in
        "\(problem.place?.line ?? 0):\(problem.place?.column ?? 0) \(problem.message)"
      }
    }
    #expect(try messages(Array("é 日 😀\n".utf8)) == [])
    #expect(try messages(Array("a\nb".utf8) + [0xFF]) == ["2:2 byte 0xFF is no text of UTF-8"])
    #expect(try messages([0x61, 0x0A, 0xE9, 0x0A]) == ["2:1 byte 0xE9 is no text of UTF-8"])
    #expect(
      try messages([0xFF, 0xFE, 0x61, 0]) == ["1:1 the file is UTF-16, and VS Code reads UTF-8"]
    )
    #expect(try messages([]) == [])
  }

  @Test(arguments: [
    ("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", ["1:1"]),
    ("x\n<<<<<<< a\r\nx\r\n||||||| c\r\n=======\r\n>>>>>>> b\r\n", ["2:1"]),
    ("<<<<<<<<< a\n=========\n>>>>>>>>> b\n", ["1:1"]),
    // A heading, an arrow, and markers that are a part of a line.
    ("Title\n=======\n>>>>>>> b\n", []), ("<<<<<<< a\n>>>>>>> b\n", []),
    (" <<<<<<< a\n=======\n>>>>>>> b\n", []), ("<<<<<<< a\n======\n>>>>>>> b\n", []),
  ])
  func `markers of a conflict are the three of git's, in their order`(
    text: String,
    places: [String]
  )
    throws
  {
    #expect(try RuleProbe(.fileConflictMarkers).places(Self.prompt, text) == places)
  }

  @Test func `markers of a conflict are found in JSON, too`() throws {
    let text = "{\n<<<<<<< a\n=======\n>>>>>>> b\n}\n"
    #expect(try RuleProbe(.fileConflictMarkers).places(".vscode/mcp.json", text) == ["2:1"])
  }

  @Test(arguments: [
    ("", true), (" \r\n", true), ("---\ndescription: a\n---\n", true), ("\u{FEFF}\n", true),
    ("a", false), ("---\ndescription: a\n", false), ("---\ndescription: a\n---\na", false),
  ])
  func `a file without a text is found`(text: String, isFound: Bool) throws {
    #expect(try RuleProbe(.fileEmpty).findings(Self.prompt, text).isEmpty != isFound)
  }

  @Test(arguments: [
    ".github/prompts/x/a.prompt.md", ".github/prompts/a.md", ".github/agents/x/a.agent.md",
    ".github/chatmodes/x/a.chatmode.md", ".github/instructions/a.md", ".github/hooks/x/hooks.json",
    ".github/skills/SKILL.md", ".claude/skills/x/a/SKILL.md",
  ])
  func `what VS Code passes over is found`(path: String) throws {
    #expect(try RuleProbe(.fileUnread).findings(path, "---\na: b\n---\n").count == 1)
  }

  @Test(arguments: [
    ".github/prompts/README.md", ".github/prompts/x/notes.md", ".github/agents/x/notes.md",
    ".github/instructions/x/a.instructions.md", ".github/skills/a/notes.md", "docs/a.prompt.md",
    ".github/skills/a/SKILL.md", ".github/hooks/x/package.json", ".claude/agents/x/a.md",
  ])
  func `what is read, or meant for nobody, is not`(path: String) throws {
    #expect(try RuleProbe(.fileUnread).findings(path, "---\na: b\n---\n").isEmpty)
  }

  @Test func `a page without a header beside the prompts is no prompt`() throws {
    #expect(try RuleProbe(.fileUnread).findings(".github/prompts/a.md", "# Notes\n").isEmpty)
  }
}
