import AgentModel
import Git
import Rules
import Testing

/// Fences, paths, tags and places of a template in the text of a file.
struct TextRuleTests {
  private static let prompt = ".github/prompts/a.prompt.md"

  private func places(_ code: Problem.Code, _ text: String) throws -> [String] {
    try RuleProbe(code).places(Self.prompt, text)
  }

  @Test(arguments: [
    ("```\na\n", ["1:1"]), ("a\n~~~ swift\na\n", ["2:1"]), ("```\na\n```\n", []),
    ("```\n~~~\n```\n", []),
    ("````\n```\n````\n", []), ("```\n````\n", []), ("```markdown\n```swift\n```\n```\n", ["4:1"]),
    ("- a\n  ```\n  b\nc\n", []), ("``` a ``` b\n", []), ("---\na: b\n---\n```\n", ["4:1"]),
    ("    ```\n", []),
  ])
  func `a fence that is open at the end is found`(text: String, found: [String]) throws {
    #expect(try places(.bodyUnclosedFence, text) == found)
  }

  @Test(arguments: [
    ("/Users/joan/x", ["1:1"]), ("see `/home/joan/x`", ["1:6"]), (#"C:\Users\joan\x"#, ["1:1"]),
    ("/home/user/x /Users/me/x /home/runner/x", []), ("/home/appuser/x", []),
    ("https://a.example/home/joan/x", []),
    ("src/home/joan/x", []), ("~/home/joan/x", []), ("/home/joan", []), ("/home/<name>/x", []),
    ("/home/$USER/x", []),
  ])
  func `a folder of one person's is found`(text: String, found: [String]) throws {
    #expect(try places(.bodyHomePath, text) == found)
  }

  @Test(arguments: [
    ("[TODO]", ["1:1"]), ("a [TODO: b]", ["1:3"]), ("[INSERT NAME]", ["1:1"]),
    ("[YOUR NAME HERE]", ["1:1"]),
    ("[TODO](a.md)", []), ("`[TODO]`", []), ("```\n[TODO]\n```", []), ("TODO: a", []), ("[x]", []),
    ("[Insert a table]", []), ("[TODO]: a.md", []),
    ("---\ndescription: '[TODO: a]'\n---\na", ["2:15"]),
  ])
  func `a place of a template is found`(text: String, found: [String]) throws {
    #expect(try places(.bodyPlaceholder, text) == found)
  }

  @Test(arguments: [
    ("<a>\nb\n", ["1:1"]), ("b\n</a>\n", ["2:1"]), ("<a>\nb\n</a>\n", []), ("<a>\nb</a>\n", []),
    ("<br>\n", []),
    ("a <b> c\n", []), ("<a/>\n", []), ("```\n<a>\n```\n", []), ("<a>\n<a>\n</a>\n", ["2:1"]),
    ("<a b=\"c\">\n", ["1:1"]), ("<https://a.example>\n", []), ("a < b\n", []),
    ("<!-- <a>\n-->\n", []),
  ])
  func `a tag without its other half is found`(text: String, found: [String]) throws {
    #expect(try places(.bodyUnbalancedTag, text) == found)
  }

  @Test func `only long runs that are no words, paths or checksums are encoded text`() throws {
    let noise = CredentialTests.noise(130)
    #expect(try places(.hiddenEncoded, "a \(noise)") == ["1:3"])
    #expect(try places(.hiddenEncoded, "```\n\(noise)\n```\n") == ["2:1"])
    #expect(
      try places(.hiddenEncoded, CredentialTests.noise(120, of: "0123456789abcdef")) == ["1:1"]
    )
    #expect(try places(.hiddenEncoded, CredentialTests.noise(128, of: "0123456789abcdef")) == [])
    #expect(try places(.hiddenEncoded, CredentialTests.noise(119)) == [])
    #expect(try places(.hiddenEncoded, "sha512-\(noise)") == [])
    #expect(try places(.hiddenEncoded, String(repeating: "folder/file/", count: 20)) == [])
    #expect(try places(.hiddenEncoded, String(repeating: "a", count: 200)) == [])
  }

  @Test(arguments: [
    ("name: a", 1, 0), ("description: b", 0, 1), ("applyTo: '**'", 0, 0), ("applyTo: ['**']", 0, 0),
    ("description: ''", 1, 0), ("name: 'a' b\napplyTo: '**'", 0, 0),
  ])
  func `instructions that no request brings are found`(header: String, never: Int, chosen: Int)
    throws
  {
    let path = ".github/instructions/a.instructions.md"
    let text = "---\n\(header)\n---\nUse tabs.\n"
    #expect(try RuleProbe(.instructionsNeverApplied).findings(path, text).count == never)
    #expect(try RuleProbe(.instructionsByDescription).findings(path, text).count == chosen)
  }

  @Test func `instructions without a header are brought by no request`() throws {
    let path = ".github/instructions/a.instructions.md"
    #expect(try RuleProbe(.instructionsNeverApplied).findings(path, "Use tabs.\n").count == 1)
  }
}
