import AgentModel
import Git
import Rules
import Testing

/// What a change of one file lets a model do that it could not do before.
struct PowerTests {
  private static let agent = ".github/agents/a.agent.md"
  private static let prompt = ".github/prompts/a.prompt.md"
  private static let claude = ".claude/agents/a.md"
  private static let skill = ".github/skills/a/SKILL.md"
  private static let finder = [
    ".github/agents/finder.agent.md": "---\ntools: [search]\nagents: []\n---\nFind.\n",
    ".claude/agents/cc.md": "---\nname: cc\ntools: Bash\n---\nDo.\n",
  ]

  private func context(_ files: [String: String]) throws -> RuleContext {
    let read = try files.map { path, text in
      let path = try #require(RepoPath(path))
      let kind = try #require(CustomizationKind(path))
      return RuleFile(path: path, kind: kind, bytes: Array(text.utf8))
    }
    return RuleContext(files: read) { _ in false }
  }

  /// The messages of what a file gains; `before` nil is a new file, `after` nil one that is gone.
  private func gained(
    _ path: String,
    from before: String?,
    to after: String?,
    beside others: [String: String] = [:],
    policy: [PowerPolicy.Allowance] = [],
    agentIDs: [String: String] = [:]
  ) throws -> [String] {
    var (base, head) = (others, others)
    base[path] = before
    head[path] = after
    var ids: [RepoPath: String] = [:]
    for (path, id) in agentIDs { ids[try #require(RepoPath(path))] = id }
    return try powerGained(
      from: context(base),
      to: context(head),
      agentIDs: ids,
      allowing: PowerPolicy(policy)
    )
    .map { "\($0.code.rawValue): \($0.message)" }
  }

  private func header(_ lines: String) -> String { "---\n\(lines)\n---\nText.\n" }

  /// What a header of a file gains when its lines change.
  private func gained(_ path: String, _ before: String, _ after: String) throws -> [String] {
    try gained(path, from: header(before), to: header(after), beside: Self.finder)
  }

  @Test(arguments: [
    ("**/docs/**", "**/docs/**", false), ("**/*.ts, **/*.tsx", "**/*.ts", false),
    ("a/**, b/**", "b/**, a/**", false), ("**", "src/**", false), ("src/**", "**", true),
    ("src/**", "src/**, test/**", true), ("**/*", "**", false),
  ])
  func `what a pattern applied to is no gain`(before: String, after: String, isGain: Bool) throws {
    let found = try gained(
      ".github/instructions/a.instructions.md",
      "applyTo: '\(before)'",
      "applyTo: '\(after)'"
    )
    #expect(found.isEmpty != isGain, "\(found)")
  }

  @Test(arguments: [
    ("tools: [search]", false), ("tools: [search, agent]", true), ("tools: ['agent/*']", true),
    ("description: A.", true), ("tools: [search]\nagents: ['*']", true), ("tools: []", false),
  ])
  func `only who has the tool starts agents`(lines: String, isStarting: Bool) throws {
    let found = try gained(Self.agent, from: nil, to: header(lines))
    #expect(found.contains { $0.hasPrefix("power.subagents") } == isStarting, "\(found)")
  }

  @Test(arguments: [
    ("command: x # one", "command: \"x\"", false), ("command: x", "command: y", true),
    ("command: x\n    args: [a, b]", "args:\n    - a\n    - 'b'\n    command: x", false),
    ("args: [a, b]", "args: ['a, b']", true),
  ])
  func `formatting is no power`(before: String, after: String, isGain: Bool) throws {
    for place in ["mcp-servers:\n  a:", "hooks:\n  Stop:\n  -"] {
      let found = try gained(
        Self.agent,
        "tools: []\n\(place)\n    \(before)",
        "tools: []\n\(place)\n    \(after)"
      )
      #expect(found.isEmpty != isGain, "\(found)")
    }
  }

  @Test(arguments: [
    ("tools: []\ngithub: {permissions: {contents: read}}", "write", "'contents: write'"),
    ("tools: []\ngithub: {permissions: {contents: write}}", "read", nil),
    ("tools: []\ngithub: {permissions: {contents: write}}", "none", nil),
  ])
  func `what GitHub's agent may do is power`(before: String, level: String, words: String?) throws {
    let after = before.replacing("contents: read", with: "contents: \(level)")
      .replacing("contents: write", with: "contents: \(level)")
    let found = try gained(Self.agent, before, after)
    #expect(found == (words.map { ["power.tools: 'a' gains the permission \($0)"] } ?? []))
  }

  @Test func `what was not to be started by itself is, when the key goes`() throws {
    for path in [Self.agent, Self.skill] {
      let before = "tools: []\ndisable-model-invocation: true"
      #expect(try gained(path, before, "tools: []").count == 1)
      #expect(try gained(path, "tools: []", before) == [])
      #expect(try gained(path, from: nil, to: header("tools: []")) == [])
    }
  }

  @Test(arguments: [
    ("Bash(git status:*)", "Bash(sh:*)", "execute(sh:*)"),
    ("Bash(git status:*)", "Bash(git status:*), Read", "read"),
    ("Bash(git:*)", "Bash(git status:*)", nil), ("Bash(git:*)", "Bash(git status)", nil),
    ("Bash(git:*)", "Bash(gitx:*)", "execute(gitx:*)"),
    ("Bash(git:*)", "Bash(git a; sh:*)", "execute(git a; sh:*)"), ("Bash", "Bash(sh:*)", nil),
    ("Bash(git:*)", "Bash(*)", "execute"), ("Bash(git:*)", "Bash", "execute"),
  ])
  func `Claude's tools are compared with what limits them`(
    before: String,
    after: String,
    tool: String?
  ) throws {
    for (path, key) in [(Self.claude, "tools"), (Self.skill, "allowed-tools")] {
      let found = try gained(path, "\(key): \(before)", "\(key): \(after)")
      #expect(found == (tool.map { ["power.tools: 'a' gains the tool '\($0)'"] } ?? []))
    }
  }

  @Test(arguments: [
    ("tools: Read", "tools: Read\npermissionMode: bypassPermissions", 1),
    ("tools: Read", "tools: Read\npermissionMode: acceptEdits", 1),
    ("tools: Read", "tools: Read\npermissionMode: plan", 0),
    ("permissionMode: bypassPermissions", "permissionMode: dontAsk", 0),
    ("disallowedTools: Bash, Write", "disallowedTools: Bash", 1),
    ("disallowedTools: Bash", "disallowedTools: [Bash, Write]", 0),
  ])
  func `an agent of Claude's that asks less gains`(before: String, after: String, count: Int) throws
  {
    #expect(try gained(Self.claude, before, after).count == count)
  }

  @Test(arguments: [
    ("agent: agent\ntools: [search]", "agent: agent", "all tools"),
    ("agent: ask", "agent: agent", "all tools"), ("agent: finder", "agent: agent", "all tools"),
    ("agent: finder\ntools: []", "agent: finder", "the tool 'search'"),
    ("agent: finder", "agent: cc", "the tool 'execute'"),
    ("agent: agent", "agent: agent\ntools: [search]", nil), ("agent: agent", "agent: ask", nil),
    ("agent: agent", "agent: finder", nil), ("agent: finder", "agent: finder", nil),
  ])
  func `a prompt that is no longer held to a list gains`(
    before: String,
    after: String,
    words: String?
  ) throws {
    let found = try gained(Self.prompt, before, after)
    #expect(found == (words.map { ["power.tools: 'a' gains \($0)"] } ?? []))
  }

  @Test func `a new prompt without a list runs as the person has it, and a new guide always`()
    throws
  {
    #expect(try gained(Self.prompt, from: nil, to: header("agent: agent")) == [])
    for path in ["AGENTS.md", "CLAUDE.md", ".github/copilot-instructions.md"] {
      let found = try gained(path, from: nil, to: "Run this.\n")
      #expect(found == ["power.applies: the new file brings being applied to '**'"])
      #expect(try gained(path, from: "One.\n", to: "Two.\n") == [])
    }
  }

  @Test func `a policy goes by id, stem and path, not by the name that a file gives itself`() throws
  {
    let policy = [PowerPolicy.Allowance(subject: "deployer", tools: ["execute"])]
    let file = header("name: deployer\ntools: [execute]")
    func found(_ path: String, _ ids: [String: String] = [:]) throws -> Int {
      try gained(path, from: nil, to: file, policy: policy, agentIDs: ids).count
    }
    #expect(try found(".github/agents/evil.agent.md") == 1)
    #expect(try found(".github/agents/deployer.agent.md") == 0)
    let output = ".github/agents/made.agent.md"
    #expect(try found(output, [output: "deployer"]) == 0)
  }
}
