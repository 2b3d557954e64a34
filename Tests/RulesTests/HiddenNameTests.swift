import AgentModel
import Git
import Rules
import Testing

/// What hides in the names of files and folders.
struct HiddenNameTests {
  @Test(arguments: [
    ("a\u{200B}b", Problem.Code.hiddenInvisible), ("a\u{202E}b", .hiddenDirection),
    ("a\u{E0061}b", .hiddenTag), ("a\u{FE0F}\u{E0101}b", .hiddenVariation),
    ("a\u{1B}b", .hiddenControl),
    ("a\nb", .hiddenControl), ("a\u{E001}b", .hiddenPrivate),
    ("p\u{430}ypal", .hiddenMixedIdentifier),
  ])
  func `a name hides as a text does`(name: String, code: Problem.Code) throws {
    let text = "---\nname: x\ndescription: X.\n---\nDo.\n"
    for path in [
      ".github/prompts/\(name).prompt.md", ".github/skills/\(name)/SKILL.md",
      ".claude/rules/\(name)/a.md",
    ] {
      let found = try RuleProbe(code).findings(path, text)
      #expect(found.map(\.code) == [code])
      #expect(found.allSatisfy { $0.place?.line == nil && $0.place?.path.string == path })
    }
    let source = try #require(RepoPath("agents/\(name).md"))
    #expect(hiddenText(in: Array(text.utf8), at: source).map(\.code) == [code])
  }

  @Test(arguments: [
    "café", "日本", "\u{1F469}\u{200D}\u{1F4BB}", "обзор", "a b", "\u{645}\u{6CC}\u{200C}\u{62E}",
  ])
  func `a name of any script is a name`(name: String) throws {
    let path = ".github/prompts/\(name).prompt.md"
    for code in Problem.Code.allCases where code.rawValue.hasPrefix("hidden.") {
      #expect(try RuleProbe(code).findings(path, "Do.\n") == [])
    }
    let source = try #require(RepoPath("agents/\(name).md"))
    #expect(hiddenText(in: Array("Do.".utf8), at: source) == [])
  }
}
