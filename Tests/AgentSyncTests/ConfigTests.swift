import AgentModel
import PromptFiles
import Testing

@testable import AgentSync

struct ConfigTests {
  private func read(_ text: String) throws -> Config {
    try Config(parsing: Array(text.utf8))
  }

  private func problem(_ text: String) throws -> Problem {
    try #require(#expect(throws: Problem.self) { try read(text) })
  }

  @Test func `an empty configuration is all defaults`() throws {
    #expect(try read("") == .defaults)
    #expect(try read("# nothing but a comment\n") == .defaults)
    #expect(Config.defaults.targets.map(\.path) == [".github/prompts/{id}.prompt.md"])
  }

  @Test func `every key is read`() throws {
    let config = try read(
      """
      format: 1
      library:
        roots: [agents, plugins/*/agents]
        exclude: ["**/old/**"]
        parts: [modules, notes]
        id: "{1}.{name}"
      targets:
        - prompt
        - agent: {path: "agents-out/{id}.agent.md", model: "GPT-5 (copilot)"}
        - skill: {body: link, provenance: true}
      body: inline
      provenance: false
      models: {sonnet: "Claude Sonnet 4.5 (copilot)"}
      """
    )
    #expect(config.rules.roots == ["agents", "plugins/*/agents"])
    #expect(config.rules.exclude == ["**/old/**"])
    #expect(config.rules.partFolders == ["modules", "notes"])
    #expect(config.rules.idTemplate == "{1}.{name}")
    #expect(!config.rules.rootsAreDefault)
    #expect(config.targets.map(\.target) == [.agent, .prompt, .skill])
    #expect(config.targets.map(\.body) == [.inline, .inline, .link])
    #expect(config.targets.map(\.provenance) == [false, false, true])
    #expect(config.targets[0].path == "agents-out/{id}.agent.md")
    #expect(config.targets[0].defaults.map(\.key) == ["model"])
    #expect(config.targets[1].models == ["sonnet": "Claude Sonnet 4.5 (copilot)"])
  }

  @Test func `an unknown key is an error that knows the right one`() throws {
    let problem = try problem("format: 1\ntarget: [prompt]\n")
    #expect(problem.code == .configUnknownKey)
    #expect(problem.place?.line == 2)
    #expect(problem.hint?.contains("did you mean 'targets'?") == true)
    #expect(try self.problem("library: {root: [a]}").hint?.contains("'roots'") == true)
  }

  @Test(arguments: [
    ("format: one", Problem.Code.configWrongType),
    ("format: 2", .configBadValue),
    ("library: agents", .configWrongType),
    ("library: {roots: []}", .configWrongType),
    ("library: {roots: [../x]}", .configBadPath),
    ("library: {roots: [/x]}", .configBadPath),
    ("library: {roots: ['a\\b']}", .configBadPath),
    ("library: {id: '{folder}'}", .configBadValue),
    ("library: {id: 'same'}", .configBadValue),
    ("targets: prompt", .configWrongType),
    ("targets: [prompts]", .configBadValue),
    ("targets: [prompt, prompt]", .configBadValue),
    ("targets: [{prompt: {mode: x}}]", .configUnknownKey),
    ("body: both", .configWrongType),
    ("provenance: 'true'", .configWrongType),
    ("models: [a]", .configWrongType),
    ("a: &x 1", .configSyntax),
    ("- a", .configSyntax),
    ("{[a]: b}", .configSyntax),
    ("format: 1\nformat: 1", .configSyntax),
  ])
  func `bad configuration is refused`(_ text: String, _ code: Problem.Code) throws {
    let problem = try problem(text)
    #expect(problem.code == code, "\(problem)")
    #expect(problem.place?.path == Config.path)
  }

  @Test(arguments: [
    "../x/{id}.prompt.md", "/x/{id}.prompt.md", "a/../../{id}.prompt.md", "C:\\{id}.prompt.md",
    "a\\{id}.prompt.md", "//srv/{id}.prompt.md", ".git/{id}.prompt.md", ".GIT/{id}.prompt.md",
    "git~1/{id}.prompt.md", ".g\u{200C}it/{id}.prompt.md",
    ".git::$INDEX_ALLOCATION/{id}.prompt.md", ".vscode/{id}.prompt.md",
    ".github/workflows/{id}.prompt.md", ".github/hooks/{id}.prompt.md",
    ".devcontainer/{id}.prompt.md", ".githooks/{id}.prompt.md", ".agentsync/{id}.prompt.md",
    "prompts/same.prompt.md", "prompts/{id}.md",
  ])
  func `an output path that leaves the repository or enters a closed folder is refused`(
    _ path: String
  ) throws {
    let quoted = path.replacing("\\", with: "\\\\")
    let problem = try problem("targets: [{prompt: {path: \"\(quoted)\"}}]")
    #expect([.configBadPath, .outputNotAllowed].contains(problem.code), "\(problem)")
    #expect(problem.place?.line == 1)
  }

  @Test func `bytes that are no text are refused`() {
    #expect(throws: Problem.self) { try Config(parsing: [0xFF, 0xFE, 0x00]) }
  }
}
