import AgentModel
import Rules
import Testing

private let skillPath = ".github/skills/plan/SKILL.md"

private func header(_ lines: String) -> String { "---\n\(lines)\n---\nPlan.\n" }

struct SkillRuleTests {
  @Test(arguments: [
    ("-a", 1), ("a-", 1), ("a--b", 1), ("--", 2), (String(repeating: "a", count: 64), 0),
    (String(repeating: "a", count: 65), 1), ("a-b-c", 0),
  ])
  func `names within and beyond the specification`(name: String, count: Int) throws {
    #expect(
      try RuleProbe(.skillSpecifiedName).findings(skillPath, header("name: '\(name)'")).count
        == count
    )
  }

  @Test func `without a header nothing is asked of it but one, and its length`() throws {
    for rule in Rule.all where rule.code.rawValue.hasPrefix("skill.") {
      if rule.code == .skillNoHeader { continue }
      #expect(try RuleProbe(rule.code).findings(skillPath, "Plan.\n") == [])
    }
    let long = String(repeating: "\n", count: 500)
    #expect(try RuleProbe(.skillTooLong).findings(skillPath, long).count == 1)
  }

  @Test(arguments: [
    ("{\"github.copilot.chat.skillTool.enabled\": false}", 1), ("{}", 1),
    ("{\n  /* \" */ \"github.copilot.chat.skillTool.enabled\" :true}", 0),
    ("{ // \"github.copilot.chat.skillTool.enabled\": true\n}", 1),
  ])
  func `the setting is read as VS Code reads settings`(settings: String, count: Int) throws {
    let found = try RuleProbe(.skillForkedContext)
      .findings(skillPath, header("context: fork"), beside: [".vscode/settings.json": settings])
    #expect(found.count == count)
  }

  @Test func `no diagnostic is said to be both reported and beyond reach`() {
    let reported = Rule.all.flatMap { rule -> [String] in
      guard case .vscode(let names) = rule.source else { return [] }
      return names
    }
    #expect(!reported.isEmpty)
    #expect(Set(reported).isDisjoint(with: UnknowableDiagnostics.reasons.keys))
  }
}
