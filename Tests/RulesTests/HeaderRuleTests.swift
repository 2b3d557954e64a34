import AgentModel
import Git
import Rules
import Testing

private let promptPath = ".github/prompts/plan.prompt.md"
private let agentPath = ".github/agents/planner.agent.md"
private let skillPath = ".github/skills/plan/SKILL.md"

private func header(_ lines: String) -> String { "---\n\(lines)\n---\nPlan.\n" }

struct HeaderRuleTests {
  @Test(arguments: [
    ("description: Use when X. Triggers on: 'a'\nname: n", "2:37"),
    ("description: 'don't'\nname: n", "2:19"), ("name: \"text'\ndescription: n", "2:7"),
    ("name: &x y", "2:7"), ("name: !!str y", "2:7"), ("name: &a y\ndescription: *a", "2:7"),
    ("tools: [a] b\nname: n", "2:12"),
  ])
  func `what VS Code reads otherwise is told where it begins`(lines: String, place: String) throws {
    #expect(try RuleProbe(.headerReadOtherwise).places(promptPath, header(lines)) == [place])
  }

  @Test(arguments: [
    "applyTo: **/*.ts, **/*.js", "description: `text`", "description: |\n  one\n  two\n",
    "description: >\n  one\n  two\n\n", "description: >-\n  one\n\n  two", "name: ~", "name:",
    "description: \"tab\\t\\u0041\"", "description: one\n  two", "argument-hint: [file]",
    "name: 'it''s'", "name: 012", "description: \"two\n  lines\"", "'name': n", "name: \"\"",
    "description: a # no\nname: b#c", "tools: [a, # first\n  'b']", "description: |+\n  one\n\n",
    "handoffs:\n- label: x\n  prompt: 'don''t'", "description: \"ends in \\\\\"",
  ])
  func `what both read alike is left alone`(lines: String) throws {
    #expect(try RuleProbe(.headerReadOtherwise).findings(promptPath, header(lines)) == [])
  }

  @Test func `the message says what VS Code takes for the value`() throws {
    let found = try RuleProbe(.headerReadOtherwise)
      .findings(promptPath, header("description: 'don't'\nname: n"))
    #expect(found.map(\.message) == ["'description' is the last key that VS Code reads, as 'don'"])
  }

  @Test func `text that no terminal shows is written out`() throws {
    let found = try RuleProbe(.headerReadOtherwise)
      .findings(promptPath, header("description: 'a\u{202E}\u{1B}\tb'c"))
    let message = try #require(found.first?.message)
    #expect(message.hasSuffix("as 'a<U+202E><U+1B> b'"))
  }

  @Test func `a slip of the pen is set right`() throws {
    let found = try RuleProbe(.headerUnknownKey)
      .findings(agentPath, header("descripton: a\nuser-invokable: true\nx: y"))
    #expect(
      found.map(\.hint) == [
        "did you mean 'description'?", "did you mean 'user-invocable'?",
        "remove it if nothing else reads it",
      ]
    )
  }

  @Test func `what GitHub documents is known where the agent is for GitHub alone`() throws {
    let probe = try RuleProbe(.headerUnknownKey)
    let lines = "target: github-copilot\nmetadata:\n  a: b\nmodel: x\nhandoffs: []"
    #expect(try probe.places(agentPath, header(lines)) == ["6:1"])
  }

  @Test func `an unknown key of a skill is told once`() throws {
    let text = header("name: plan\nallowed-tools: Read\nwhen_to_use: never\nversion: 1")
    #expect(try RuleProbe(.headerUnknownKey).places(skillPath, text) == ["3:1"])
    #expect(try RuleProbe(.skillUnknownKey).places(skillPath, text) == ["4:1", "5:1"])
    let claude = ".claude/skills/plan/SKILL.md"
    #expect(try RuleProbe(.headerUnknownKey).places(claude, text) == ["3:1", "4:1"])
    #expect(try RuleProbe(.skillUnknownKey).places(claude, text) == ["5:1"])
  }

  @Test(arguments: [("name:", 0), ("name: ''", 1), ("name: |\n\n", 1), ("name: \u{A0}", 1)])
  func `an empty value is not told beside a missing one`(lines: String, count: Int) throws {
    let text = header(lines)
    #expect(try RuleProbe(.headerEmptyValue).findings(promptPath, text).count == count)
    #expect(try RuleProbe(.headerMissingValue).findings(promptPath, text).count == 1 - count)
  }

  @Test(arguments: ["True", "yes", "\"true\"", "1", "[true]", "{a: true}"])
  func `no other word is a yes`(word: String) throws {
    let probe = try RuleProbe(.headerNotABoolean)
    #expect(try probe.places(agentPath, header("user-invocable: \(word)")) == ["2:17"])
    #expect(
      try probe.places(skillPath, header("disable-model-invocation: \(word)")) == ["2:27"]
    )
  }

  @Test func `guides have no header`() throws {
    for rule in Rule.headerRuleCodes {
      let probe = try RuleProbe(rule)
      for text in ["\u{FEFF}# Title", "---\na: [b\nb: ''\n", header("- a\n- b")] {
        #expect(try probe.findings("AGENTS.md", text) == [])
      }
    }
  }

  @Test func `no input is too much`() throws {
    let long = String(repeating: "a", count: 20_000)
    let texts: [[UInt8]] = [
      Array(header(String(repeating: "[", count: 10_000)).utf8),
      Array(header(String(repeating: "hooks: {a: [{hooks: ", count: 1_000)).utf8),
      Array(header("tools: \(long)\nname: \(long)\nmodel: \(long)\n\(long): b").utf8),
      Array(header("tools: '\(String(repeating: "a, ", count: 10_000))'").utf8),
      Array(header("handoffs:\n" + String(repeating: "- label: a\n", count: 2_000)).utf8),
      Array("---\nname: ".utf8) + [0xFF, 0xFE, 0, 0x80] + Array("\n---\n".utf8) + [0xFF, 0],
      Array("---\r---\r\u{2028}".utf8), Array("---".utf8), [], [0xEF, 0xBB, 0xBF],
    ]
    let paths = [
      promptPath, agentPath, skillPath, ".claude/agents/a.md", ".claude/rules/a.md",
      ".github/instructions/a.instructions.md", ".github/hooks/a.json", ".vscode/mcp.json",
      ".vscode/settings.json", "AGENTS.md", ".github/chatmodes/a.chatmode.md",
    ]
    for bytes in texts {
      let files = try paths.compactMap { path -> RuleFile? in
        let path = try #require(RepoPath(path))
        return CustomizationKind(path).map { RuleFile(path: path, kind: $0, bytes: bytes) }
      }
      let found = examine(RuleContext(files: files) { _ in false })
      #expect(found.allSatisfy { $0.message.utf8.count < 1_000 && !$0.message.contains("\n") })
    }
  }
}

extension Rule {
  /// The codes of the rules about headers of all kinds.
  fileprivate static var headerRuleCodes: [Problem.Code] {
    all.map(\.code).filter { $0.rawValue.hasPrefix("header.") }
  }
}
