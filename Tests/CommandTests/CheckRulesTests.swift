import TestSupport
import Testing

/// `check` on files that VS Code reads: rules, and the power that a change brings.
struct CheckRulesTests {
  private static let agent = ".github/agents/ada.agent.md"

  /// A repository with an agent file of somebody's, on `main`.
  private func repository(_ header: String, configuration: String = "") throws
    -> TemporaryRepository
  {
    let repository = try TemporaryRepository()
    if !configuration.isEmpty { try repository.write(".agentsync.yml", configuration) }
    try repository.write(Self.agent, file(header))
    try repository.commit("base")
    try repository.git("branch", "base")
    return repository
  }

  private func file(_ header: String) -> String {
    "---\ndescription: Helps.\nagents: []\n\(header)\n---\nYou help.\n"
  }

  private func check(_ repository: TemporaryRepository, _ flag: String? = nil) throws -> Tool.Result
  {
    guard let flag else { return try Tool.run("check", "--base", "base", in: repository) }
    return try Tool.run("check", "--base", "base", flag, in: repository)
  }

  @Test func `what a file gains is an error, until the base allows it`() throws {
    let repository = try repository("tools: [search]")
    try repository.write(Self.agent, file("tools: [search, execute]"))
    try repository.commit("widen")
    let refused = try check(repository)
    #expect(refused.status == 3)
    #expect(refused.errorOutput.contains("'ada' gains the tool 'execute' [power.tools]"))

    // What the change itself allows is no policy.
    try repository.write(
      ".agentsync.yml",
      "policy: {allow: [{agent: ada, tools: [execute]}]}\nrules: {power.tools: off}\n"
    )
    try repository.commit("allow it to myself")
    #expect(try check(repository).status == 3)
    #expect(try check(repository, "--allow-widening").status == 0)

    try repository.git("checkout", "-q", "base")
    try repository.write(".agentsync.yml", "policy: {allow: [{agent: ada, tools: [execute]}]}\n")
    try repository.commit("policy")
    try repository.git("branch", "-f", "policy")
    try repository.git("checkout", "-q", "main")
    // Turning the rule off is a power of its own.
    try repository.git("rm", "-q", ".agentsync.yml")
    try repository.git("commit", "-q", "-m", "as it was")
    #expect(try Tool.run("check", "--base", "policy", in: repository).status == 0)
  }

  @Test(arguments: [
    ("tools: [search]", "model: GPT-5 (copilot)", "all tools"),
    ("tools: [search, edit]", "tools: [edit/editFiles]", nil),
    ("tools: [runCommands]", "tools: [execute]", "the tool 'execute'"),
    (
      "tools: []", "tools: []\nhooks: {Stop: [{type: command, command: ./x.sh}]}",
      "running '{command: ./x.sh, type: command}' at 'Stop'"
    ),
  ])
  func `effective power is compared, not text`(
    before: String,
    after: String,
    gain: String?
  ) throws {
    let repository = try repository(before)
    try repository.write(Self.agent, file(after))
    try repository.commit("change")
    let said = try check(repository)
    #expect(said.status == (gain == nil ? 0 : 3))
    if let gain { #expect(said.errorOutput.contains("gains \(gain)"), "\(said.errorOutput)") }
  }

  @Test func `settings that approve by themselves are power, hooks and servers too`() throws {
    let repository = try repository("tools: []")
    try repository.write(
      ".vscode/settings.json",
      "{ // mine\n  \"chat.tools.global.autoApprove\": true,\n  \"editor.tabSize\": 2,\n}\n"
    )
    try repository.write(".vscode/mcp.json", #"{"servers": {"x": {"command": "npx"}}}"#)
    try repository.commit("convenience")
    let said = try check(repository)
    #expect(said.status == 3)
    #expect(said.errorOutput.contains("[power.setting]"))
    #expect(said.errorOutput.contains("the server 'x' [power.server]"))
    #expect(!said.errorOutput.contains("tabSize"))
  }

  @Test func `a rule finds what a file has wrong, and what was there before doesn't count`() throws
  {
    let repository = try repository("tools: []\nname: ''")
    #expect(try Tool.run("check", in: repository).status == 3)
    #expect(try check(repository).status == 0)
    try repository.write(".github/prompts/x.prompt.md", "---\nname: ''\n---\nDo.\n")
    try repository.commit("another")
    let said = try check(repository)
    #expect(said.status == 3)
    #expect(said.errorOutput.contains(".github/prompts/x.prompt.md:2:7: "))
    #expect(said.output.contains("There before, not counted:"))
  }

  @Test func `severities and excuses are those of the base`() throws {
    let excuse = "# agentsync: ignore header.empty-value: it is a template"
    let repository = try repository("\(excuse)\nname: ''\ntools: []")
    #expect(try Tool.run("check", in: repository).status == 0)
    try repository.write(".github/prompts/x.prompt.md", "---\n\(excuse)\nname: ''\n---\nDo.\n")
    try repository.write(".agentsync.yml", "rules: {header.empty-value: info}\n")
    try repository.commit("excused by itself")
    #expect(try check(repository).status == 3)
    try repository.git("branch", "-f", "base")
    #expect(try check(repository).status == 0)
    #expect(try Tool.run("check", in: repository).status == 0)
  }

  @Test(arguments: [
    "rules: {no.such: off}", "rules: {header.syntax: loud}", "policy: {allow: [{agent: a}]}",
  ])
  func `what the configuration can't say is refused`(text: String) throws {
    let repository = try repository("tools: []")
    try repository.write(".agentsync.yml", text + "\n")
    try repository.commit("configure")
    #expect(try Tool.run("check", in: repository).status == 128)
  }

  @Test func `each code is explained`() throws {
    let repository = try TemporaryRepository()
    let rule = try Tool.run("explain", "prompt.unknown-agent", in: repository)
    #expect(rule.output.hasPrefix("# `prompt.unknown-agent`\n"))
    let problem = try Tool.run("explain", "[merge.conflict]", in: repository)
    #expect(problem.output.contains("**What to do**"))
    let unknown = try Tool.run("explain", "prompt.unknown-agnt", in: repository)
    #expect(unknown.status == 129)
    #expect(unknown.errorOutput.contains("did you mean 'prompt.unknown-agent'?"))
  }
}
