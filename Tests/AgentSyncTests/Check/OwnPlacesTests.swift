import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// Files at places that a repository names itself are judged as those at VS Code's own.
struct OwnPlacesTests {
  private static let folder = "docs/ai"
  private static let ways: [(file: String, text: String)] = [
    (".agentsync.yml", "targets:\n  - prompt: {path: \"docs/ai/{id}.prompt.md\"}\n"),
    (".vscode/settings.json", #"{"chat.promptFilesLocations": {"docs/ai": true}}"#),
    (".vscode/settings.json", #"{"chat": {"promptFilesLocations": {"./docs/ai/": true}}}"#),
    (".vscode/Settings.json", "{\"chat.promptFilesLocations\": {\"docs/*\": true}, // x\n}"),
    (".vscode/settings.json", #"{"chat.promptFilesLocations": {"**/*.prompt.md": true}}"#),
    (".vscode/settings.json", #"{"a": 1 "chat.promptFilesLocations": {"docs/ai": true}"#),
    ("x.code-workspace", #"{"settings": {"chat.promptFilesLocations": {"docs/ai": true}}}"#),
    (
      ".devcontainer/devcontainer.json",
      #"{"customizations":{"vscode":{"settings":{"chat.promptFilesLocations":{"docs/ai":true}}}}}"#
    ),
  ]

  private func header(_ tools: String, _ text: String = "Run.") -> String {
    "---\ndescription: X.\nagent: agent\ntools: \(tools)\n---\n\(text)\n"
  }

  private func findings(_ repository: TemporaryRepository, base: String? = "base") throws
    -> [Problem]
  {
    var options = CheckOptions()
    options.base = base
    return try AgentSync.check(repository.open(), options).brought.findings
  }

  private func errors(_ repository: TemporaryRepository, base: String? = "base") throws -> [String]
  {
    try findings(repository, base: base).filter { $0.severity == .error }
      .map { "\($0.place?.path.string ?? "") \($0.code.rawValue)" }
  }

  @Test(arguments: ways.indices)
  func `what stands at a place of one's own is looked at, and its power compared`(way: Int) throws {
    let (file, text) = Self.ways[way]
    let path = "docs/ai/x.prompt.md"
    let repository = try TemporaryRepository(base: [
      file: text, path: header("[search]"), "docs/ai/y.md": "Y",
    ])
    #expect(try errors(repository) == [])
    try repository.write(path, header("[search, execute]", "Ru\u{200B}n."))
    try repository.write("docs/ai/y.md", "Ru\u{200B}n.\n")
    try repository.commit("change")
    #expect(
      try errors(repository).sorted() == [
        "\(path) hidden.invisible-character", "\(path) power.tools",
      ]
    )
    #expect(try errors(repository, base: nil).contains("\(path) hidden.invisible-character"))
    try repository.git("branch", "-f", "base")
    #expect(try errors(repository) == [])
  }

  @Test(arguments: ways.indices.dropFirst())
  func `a place that the change brings gives power to what lay there`(way: Int) throws {
    let (file, text) = Self.ways[way]
    let path = "docs/ai/x.prompt.md"
    let repository = try TemporaryRepository(base: [
      path: header("[execute]", "Ru\u{200B}n."), "a.md": "A",
    ])
    try repository.write(file, text)
    try repository.commit("place")
    let found = try findings(repository)
    #expect(found.contains { $0.code == .powerTools && $0.place?.path.string == path })
    #expect(
      found.contains {
        $0.message == "the file, which VS Code reads from now on, brings the tool 'execute'"
      }
    )
    #expect(try errors(repository).contains("\(path) hidden.invisible-character"))
    #expect(try errors(repository).contains("\(file) power.setting"))
  }

  @Test(arguments: ways.indices)
  func `a place that the change takes away hides nothing`(way: Int) throws {
    let (file, text) = Self.ways[way]
    let path = "docs/ai/x.prompt.md"
    let repository = try TemporaryRepository(base: [
      file: text, path: header("[search]"), "a.md": "A",
    ])
    try repository.write(file, file.hasSuffix(".yml") ? "targets: [prompt]\n" : "{}")
    try repository.write(path, header("[search, execute]"))
    try repository.commit("away")
    #expect(try errors(repository).contains("\(path) power.tools"))
  }

  @Test func `a place that the base has won since is no gain of the change`() throws {
    let path = "docs/ai/x.prompt.md"
    let repository = try TemporaryRepository(base: [path: header("[execute]"), "a.md": "A"])
    try repository.write("b.md", "B")
    try repository.commit("change")
    try repository.git("checkout", "-q", "base")
    try repository.write(".vscode/settings.json", Self.ways[1].text)
    try repository.commit("place")
    try repository.git("checkout", "-q", "main")
    #expect(try errors(repository) == [])
    try repository.write(path, header("[execute, edit]"))
    try repository.commit("widen")
    #expect(try errors(repository) == ["\(path) power.tools"])
  }

  @Test(arguments: [
    ("chat.agentFilesLocations", "ai", "ai/x.agent.md", "---\ntools: [execute]\nagents: []\n---\n"),
    (
      "chat.modeFilesLocations", "ai", "ai/x.chatmode.md",
      "---\ntools: [execute]\nagents: []\n---\n"
    ),
    (
      "chat.agentFilesLocations", "web/.claude/agents", "web/.claude/agents/x.md",
      "---\ntools: Bash\nagents: []\n---\n"
    ),
    (
      "chat.instructionsFilesLocations", "ai", "ai/a/b/x.instructions.md",
      "---\napplyTo: '**'\n---\nX.\n"
    ),
    (
      "chat.agentSkillsLocations", "ai", "ai/x/SKILL.md",
      "---\nname: x\ndescription: X.\nallowed-tools: Bash\n---\nX.\n"
    ),
    (
      "chat.hookFilesLocations", "ai", "ai/x.json",
      "{\"version\":1,\"hooks\":{\"Stop\":[{\"type\":\"command\",\"command\":\"x\"}]}}"
    ),
    (
      "chat.hookFilesLocations", "ai/x.json", "ai/x.json",
      "{\"version\":1,\"hooks\":{\"Stop\":[{\"type\":\"command\",\"command\":\"x\"}]}}"
    ),
    (
      "chat.promptFilesLocations", ".", "x.prompt.md",
      "---\ndescription: X.\ntools: [execute]\n---\nX.\n"
    ),
  ])
  func `each setting names places of its kind`(
    key: String,
    place: String,
    path: String,
    text: String
  ) throws {
    let repository = try TemporaryRepository(base: [
      ".vscode/settings.json": "{\"\(key)\": {\"\(place)\": true}}"
    ])
    try repository.write(path, text)
    try repository.commit("new")
    #expect(try errors(repository).contains { $0.hasPrefix("\(path) power.") })
    try repository.git("branch", "-f", "base")
    #expect(try errors(repository) == [])
  }

  @Test(arguments: [
    ("chat.promptFilesLocations", "ai", "ai/a/x.prompt.md"),
    ("chat.agentFilesLocations", "ai", "ai/a/x.agent.md"),
    ("chat.agentFilesLocations", "ai", "ai/x.md"),
    ("chat.promptFilesLocations", "ai", "ai2/x.prompt.md"),
    ("chat.agentSkillsLocations", "ai", "ai/SKILL.md"),
    ("chat.agentSkillsLocations", "ai", "ai/a/b/SKILL.md"),
    ("chat.instructionsFilesLocations", ".", "a/x.instructions.md"),
    ("chat.promptFilesLocations", "/ai", "ai/x.prompt.md"),
    ("chat.promptFilesLocations", "~/ai", "ai/x.prompt.md"),
    ("chat.promptFilesLocations", "../ai", "ai/x.prompt.md"),
  ])
  func `what VS Code reads nowhere is nobody's business`(
    key: String,
    place: String,
    path: String
  ) throws {
    let repository = try TemporaryRepository(base: [
      ".vscode/settings.json": "{\"\(key)\": {\"\(place)\": true}}"
    ])
    try repository.write(
      path,
      "---\ntools: [execute]\napplyTo: '**'\nallowed-tools: Bash\n---\nRu\u{200B}n.\n"
    )
    try repository.commit("new")
    #expect(try errors(repository) == [])
  }

  @Test func `a place that is off is none, unless it was on`() throws {
    let off = #"{"chat.promptFilesLocations": {"docs/ai": false, ".github/prompts": false}}"#
    let repository = try TemporaryRepository(base: [".vscode/settings.json": off])
    try repository.write("docs/ai/x.prompt.md", header("[execute]"))
    try repository.write(".github/prompts/x.prompt.md", header("[execute]"))
    try repository.commit("new")
    #expect(try errors(repository) == [".github/prompts/x.prompt.md power.tools"])
  }

  @Test func `a link at a place of one's own is followed`() throws {
    let repository = try TemporaryRepository(base: [
      ".vscode/settings.json": Self.ways[1].text, "lib/x.prompt.md": header("[execute]"),
    ])
    let blob = try repository.git("hash-object", "-w", "--stdin", input: "../lib")
    try repository.git("update-index", "--add", "--cacheinfo", "120000,\(blob),docs/ai")
    try repository.git("commit", "-q", "-m", "link")
    #expect(try errors(repository) == ["docs/ai/x.prompt.md power.tools"])
  }

  @Test
  func `outputs that go elsewhere are compared as they stand, the same as at VS Code's place`()
    throws
  {
    let agent = "---\ndescription: Helps.\n---\n\n# Ada\n\nHelps.\n"
    let repository = try TemporaryRepository(base: [
      ".agentsync.yml": "targets:\n  - agent: {path: \".ai/{id}.agent.md\"}\n",
      "agents/ada.md": agent,
      ".ai/eve.agent.md": "---\ndescription: E.\ntools: []\nagents: []\n---\n",
    ])
    try repository.write(
      ".ai/eve.agent.md",
      "---\ndescription: E.\ntools: []\nagents: []\nmcp-servers: {x: {command: npx}}\n---\n"
    )
    try repository.commit("hand edit")
    #expect(try errors(repository) == [".ai/eve.agent.md power.server"])
  }
}
