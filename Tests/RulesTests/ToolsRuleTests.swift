import AgentModel
import Rules
import Testing

private let promptPath = ".github/prompts/plan.prompt.md"
private let agentPath = ".github/agents/planner.agent.md"

private func header(_ lines: String) -> String { "---\n\(lines)\n---\nPlan.\n" }

struct ToolsRuleTests {
  @Test(arguments: [
    ("tools: [search, 'codebase', Read]", "2:17", "2:29"),
    ("tools: search, \"codebase\", Read", "2:17", "2:28"),
    ("tools: 'search, codebase,Read'", "2:17", "2:26"),
    ("tools:\n  - search\n  - codebase\n  - Read", "4:5", "5:5"),
  ])
  func `each tool is found where it stands`(lines: String, renamed: String, unknown: String) throws
  {
    #expect(try RuleProbe(.toolsRenamed).places(agentPath, header(lines)) == [renamed])
    #expect(try RuleProbe(.toolsUnknown).places(agentPath, header(lines)) == [unknown])
  }

  @Test(arguments: [
    ("Bash", "VS Code's name is 'execute'"),
    ("KillShell", "VS Code has nothing like it: remove it"),
    ("serach", "did you mean 'search'?"), ("mcp__docs__find", "VS Code's name is 'docs/find'"),
    ("search/usage", "did you mean 'search/usages'?"),
    ("mine", "it has no effect unless a server, an extension or a tool set of yours brings it"),
  ])
  func `what to do about an unknown tool`(name: String, hint: String) throws {
    let found = try RuleProbe(.toolsUnknown).findings(promptPath, header("tools: ['\(name)']"))
    #expect(found.map(\.hint) == [hint])
  }

  @Test(arguments: [
    "*", "browser/click", "github/*", "playwright/*", "docs/find", "docs/*", "a.b/c", "todo",
  ])
  func `what may be there is left alone`(name: String) throws {
    for code in [Problem.Code.toolsUnknown, .toolsUnknownServer, .toolsUnknownExtension] {
      #expect(try RuleProbe(code).findings(agentPath, header("tools: ['\(name)']")) == [])
    }
  }

  @Test func `a team that writes its servers down is told of one that is not there`() throws {
    let servers = [".vscode/mcp.json": "{\"servers\": {\"docs\": {}}} // \"find\": 1"]
    let probe = try RuleProbe(.toolsUnknown)
    let text = header("tools: [docs/find, find/docs, github/issues]")
    #expect(try probe.places(agentPath, text, beside: servers) == ["2:20"])
    #expect(try probe.places(agentPath, text) == [])
  }

  @Test func `agents of others have tools of their own`() throws {
    let lines = "tools: [Read, codebase, a/b/c, x.y]"
    for code in [
      Problem.Code.toolsUnknown, .toolsRenamed, .toolsUnknownServer, .toolsUnknownExtension,
    ] {
      let probe = try RuleProbe(code)
      #expect(try !probe.findings(agentPath, header(lines)).isEmpty)
      #expect(try probe.findings(agentPath, header("target: github-copilot\n\(lines)")) == [])
      #expect(try probe.findings(".claude/agents/a.md", header(lines)) == [])
    }
  }

  @Test(arguments: [
    "sonnet", "inherit", "opus (copilot)", "gpt-5", "claude-sonnet-4", "GPT-4.1 | 'gpt-5'",
  ])
  func `no model has such a name`(name: String) throws {
    let probe = try RuleProbe(.languageModelUnknown)
    #expect(try probe.findings(agentPath, header("model: \(name)")).count == 1)
    #expect(try probe.findings(".claude/agents/a.md", header("model: \(name)")) == [])
  }

  @Test(arguments: ["GPT-5 (copilot)", "o3", "GPT-4.1", "llama3 (ollama)", "gpt-5 (openai)"])
  func `a model may have such a name`(name: String) throws {
    #expect(
      try RuleProbe(.languageModelUnknown).findings(agentPath, header("model: \(name)")) == []
    )
  }
}
