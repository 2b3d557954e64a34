import AgentModel
import Git
import Rules
import Testing

/// Targets, tools, variables and patterns, and what is near to them.
struct BodyAndInstructionsTests {
  private func findings(
    _ text: String,
    at place: String = ".github/prompts/a.prompt.md",
    family: String
  ) throws -> [String] {
    let path = try #require(RepoPath(place))
    let kind = try #require(CustomizationKind(path))
    let there = try ["docs/a b.md", "docs/guide.md", ".github/prompts/x.md"].map {
      try #require(RepoPath($0))
    }
    let context = RuleContext(
      files: [RuleFile(path: path, kind: kind, bytes: Array(text.utf8))],
      existence: { path in there.contains { $0.isWithin(path) } }
    )
    return examine(context).map(\.code.rawValue).filter { $0.hasPrefix(family) }
  }

  @Test(arguments: [
    ("[a](x.md)", []), ("[a](./x.md)", []), ("[a](../../docs)", []),
    ("[a](../../docs/../docs/guide.md)", []),
    ("[a](../..)", []), ("[a](#top)", []), ("[a](mailto:a@b.example)", []), ("[a](~/x.md)", []),
    ("[a](vscode:extension/x)", []), ("![a](none.png)", []), ("`[a](none.md)`", []),
    ("[a](none.md)", ["body.missing-file"]), ("#file:none.md", ["body.missing-file"]),
    ("[a](../../../x.md)", ["body.missing-file"]), ("[a](none.md#part)", ["body.missing-file"]),
    ("[a](docs/guide.md)", ["body.missing-file"]),
    ("[a](x.md#part)", ["body.literal-target"]), ("[a](x.md \"title\")", ["body.literal-target"]),
    ("[a](<x.md>)", ["body.literal-target"]), ("[a](../../docs/a%20b.md)", ["body.literal-target"]),
    ("[a](<../../docs/a b.md> 'title')", ["body.literal-target"]), ("[a](../../docs/a b.md)", []),
    ("[a](/docs/guide.md)", ["body.rooted-target"]),
    ("#file:/docs/none.md", ["body.rooted-target"]),
    ("[a](%)", ["body.missing-file"]), ("[a](%zz)", ["body.missing-file"]),
    ("[a]( )", ["body.missing-file"]),
  ])
  func `what a target is found to be`(text: String, codes: [String]) throws {
    #expect(try findings(text, family: "body") == codes)
  }

  @Test func `guides that VS Code doesn't check are left alone`() throws {
    #expect(try findings("[a](none.md#part) #tool:none", at: "AGENTS.md", family: "body").isEmpty)
    #expect(
      try findings("[a](none.md)", at: ".github/copilot-instructions.md", family: "body").count == 1
    )
  }

  @Test(arguments: [
    ("#tool:search/codebase", []), ("#tool:search", []), ("#tool:todos", []),
    ("#tool:server/thing", []),
    ("#tool:codebase", ["body.renamed-tool"]), ("#tool:runTasks", ["body.renamed-tool"]),
    ("#tool:search/nothing", ["body.unknown-tool"]), ("#tool:Search", ["body.unknown-tool"]),
    ("Use #tool:search/codebase.", ["body.unknown-tool"]),
    ("---\ntools: []\n---\n#tool:search", ["body.disabled-tool"]),
    ("---\ntools: 'edit, read'\n---\n#tool:search", ["body.disabled-tool"]),
    ("---\ntools: 'edit, codebase'\n---\n#tool:search/codebase", []),
    ("---\ntools: ['*']\n---\n#tool:search/codebase", []),
    ("---\ntools: {a: b}\n---\n#tool:search", []),
    (
      "---\ntools: [server/thing]\n---\n#tool:server/thing #tool:server/other",
      ["body.disabled-tool"]
    ),
  ])
  func `what a tool is found to be`(text: String, codes: [String]) throws {
    #expect(try findings(text, family: "body") == codes)
  }

  @Test(arguments: [
    ("${selection} ${file} ${input:a} ${input:a:b c}", 0),
    ("${SELECTION} ${HOME} ${x} ${files} ${}", 0),
    ("`${selectedtext}`", 0), ("```\n${input}\n```", 0), ("${input}", 1), ("${input:}", 1),
    ("${input::b}", 1),
    ("${Input:a}", 1), ("${inputs:a}", 1), ("${selectedtext}", 1), ("${selectoin}", 1),
    ("${workspacefolder}", 1),
    ("${workspaceFolders}", 1), ("${NAME=\"a|b\"}", 0), ("${", 0), ("$${{{", 0),
  ])
  func `variables that are nearly one`(text: String, count: Int) throws {
    #expect(try findings(text, family: "body.unknown-variable").count == count)
  }

  private func globs(_ pattern: String) throws -> [String] {
    let text = "---\napplyTo: \"\(pattern)\"\n---\nText.\n"
    return try findings(text, at: ".github/instructions/a.instructions.md", family: "instructions")
      .map { String($0.dropFirst("instructions.".count)) }
  }

  @Test(arguments: [
    ("**", []), ("**/*", []), ("**/*.{a,b}", []), ("**/a, **/b", []), ("{**/a,**/b}", []),
    ("**/[a,b].c", []),
    ("*", ["applies-otherwise"]), ("src/*.ts", ["applies-otherwise"]),
    ("{a,b}/**", ["applies-otherwise"]),
    ("*.a, *.b", ["applies-otherwise", "applies-otherwise"]), ("/src/**", ["absolute-glob"]),
    ("", ["bad-glob"]),
    (" ", ["bad-glob"]), ("**/a,,**/b", ["bad-glob"]), ("**/a,", []), ("**/{a", ["bad-glob"]),
    ("**/[a", ["bad-glob"]), ("**/[z-a]", ["bad-glob"]), ("**/[a-z]", []), ("**/[{]", []),
    ("**/[-a]", []),
  ])
  func `what a pattern is found to be`(pattern: String, codes: [String]) throws {
    #expect(try globs(pattern) == codes)
  }

  @Test(arguments: [
    ("paths: a", 1), ("paths: []", 0), ("paths: ['']", 1), ("paths: [[a], {b: c}]", 2),
    ("paths: {a: b}", 1),
    ("description: a", 0), ("paths: ['src/*.ts']", 0), ("paths: [/src/**]", 1),
    ("paths: ['{a']", 1),
  ])
  func `paths of Claude's rules`(header: String, count: Int) throws {
    let text = "---\n\(header)\n---\nText.\n"
    #expect(try findings(text, at: ".claude/rules/a.md", family: "instructions").count == count)
  }

  @Test func `length counts from the limit on, in characters`() throws {
    let place = ".github/copilot-instructions.md"
    let fits = String(repeating: "é", count: 4_000)
    #expect(try findings(fits, at: place, family: "instructions").isEmpty)
    #expect(
      try findings(fits + "é", at: place, family: "instructions") == ["instructions.too-long"]
    )
    #expect(try findings(fits + "é", at: "AGENTS.md", family: "instructions").isEmpty)
  }
}
