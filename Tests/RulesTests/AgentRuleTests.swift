import AgentModel
import Rules
import Testing

private let agentPath = ".github/agents/planner.agent.md"

private func header(_ lines: String) -> String { "---\n\(lines)\n---\nPlan.\n" }

struct AgentRuleTests {
  @Test func `a character is a Unicode scalar, and the header does not count`() throws {
    let probe = try RuleProbe(.agentTooLong)
    let start = "---\ndescription: \(String(repeating: "a", count: 500))\n---\n"
    #expect(try probe.findings(agentPath, start + String(repeating: "é", count: 30_000)) == [])
    #expect(try probe.places(agentPath, start + String(repeating: "é", count: 30_001)) == ["4:1"])
  }

  @Test func `GitHub reads neither chat modes nor what is for VS Code alone`() throws {
    let long = String(repeating: "a", count: 30_001)
    for code in [Problem.Code.agentTooLong, .agentNoDescription, .agentFileName] {
      let probe = try RuleProbe(code)
      #expect(try probe.findings(".github/agents/ä.agent.md", header("name: a") + long).count == 1)
      #expect(try probe.findings(".github/chatmodes/ä.chatmode.md", header("name: a") + long) == [])
      #expect(try probe.findings(".github/agents/ä.md", header("target: vscode") + long) == [])
      #expect(try probe.findings(".claude/agents/ä.md", header("name: a") + long) == [])
    }
  }

  @Test func `both of two agents of one name are told, with the other's path`() throws {
    let found = try RuleProbe(.agentSameName)
      .findings(
        agentPath,
        header("name: A"),
        beside: [".claude/agents/A.md": "text", ".github/agents/a.md": "text"]
      )
    #expect(
      found.map { "\($0.place?.path.string ?? ""): \($0.message)" } == [
        ".claude/agents/A.md: 'A' is the name of '\(agentPath)' as well",
        "\(agentPath): 'A' is the name of '.claude/agents/A.md' as well",
      ]
    )
  }

  @Test(arguments: [
    ("github: x", "2:9"), ("github:\n  permissions: []", "3:16"),
    ("github:\n  permissions:\n    issues: [read]", "4:13"),
    ("github:\n  permissions:\n    metadata: none", "4:15"),
  ])
  func `permissions that can't be read`(lines: String, place: String) throws {
    let probe = try RuleProbe(.agentBadPermission)
    #expect(try probe.places(agentPath, header(lines)) == [place])
    #expect(try probe.places(agentPath, header(lines + "\ntarget: vscode")) == [])
  }

  @Test func `what only Claude Code knows is said to be its own`() throws {
    let found = try RuleProbe(.agentClaudeValue)
      .findings(".claude/agents/a.md", header("model: fable\nmemory: team"))
    #expect(
      found.map(\.message) == [
        "'fable' is no 'model' that VS Code knows, though Claude Code does",
        "'team' is no 'memory' that VS Code knows",
      ]
    )
  }

  @Test(arguments: [
    ("hooks: [a]", "2:8"), ("hooks:\n  Stop:\n    - ./a.sh", "4:7"),
    ("hooks:\n  Stop:\n    - hooks: a", "4:14"), ("hooks:\n  Stop:\n    - hooks: [a]", "4:15"),
  ])
  func `hooks of another shape`(lines: String, place: String) throws {
    for path in [agentPath, ".claude/agents/a.md"] {
      #expect(try RuleProbe(.hookBadShape).places(path, header(lines)) == [place])
    }
  }

  @Test(arguments: ["command: ''", "cwd: [a]", "env: a", "env: {A: [b]}", "timeout: soon"])
  func `values of hooks of another kind`(line: String) throws {
    let lines = "hooks:\n  Stop:\n    - type: command\n      \(line)"
    #expect(try RuleProbe(.hookBadValue).findings(agentPath, header(lines)).count == 1)
  }

  @Test(arguments: ["prompt: [a]", "model: {a: b}", "send: 'true'", "showContinueOn: no"])
  func `values of handoffs of another kind`(line: String) throws {
    let lines = "handoffs:\n  - label: Go\n    agent: ask\n    \(line)"
    let probe = try RuleProbe(.handoffBadValue)
    #expect(try probe.findings(agentPath, header(lines)).count == 1)
    #expect(try probe.findings(agentPath, header("target: github-copilot\n" + lines)) == [])
  }
}
