import AgentModel
import Testing

import struct Git.RepoPath

struct LibraryTests {
  /// The library of some documents; a nil text can't be read.
  private func library(_ texts: [String: String?], _ rules: LibraryRules = LibraryRules())
    -> Library
  {
    let files = texts.keys.map { LibraryFile(path: path($0), mode: .file, blobID: .zero) }
    let discovery = findAgents(among: files.sorted { $0.path < $1.path }, rules: rules)
    return Library(of: discovery, rules: rules) { file in
      guard let text = texts[file.document.string] ?? nil else {
        return .failure(Problem(.missingObject, at: Problem.Place(file.document), "gone"))
      }
      return Result { () throws(Problem) in
        try Document(parsing: Array(text.utf8), at: file.document)
      }
    }
  }

  // MARK: - Ids

  @Test func `agents are sorted by id and found by it`() {
    let library = library([
      "agents/b.md": "b", "agents/x/a.md": "a", "agents/c.md": "---\nid: aa\n---\n",
    ])
    #expect(library.agents.map(\.id) == ["a", "aa", "b"])
    #expect(library["aa"]?.file.document == path("agents/c.md"))
    #expect(library["c"] == nil)
  }

  @Test func `the id of the front matter wins over the template`() {
    let rules = LibraryRules(idTemplate: "{category}.{name}")
    let library = library(
      ["agents/x/a.md": "---\nid: Ada Two\n---\n", "agents/x/b.md": "b"],
      rules
    )
    #expect(library.agents.map(\.id) == ["ada-two", "x.b"])
  }

  @Test(arguments: ["''", "a/b", "../../etc", "-rf", ".hidden", "con", "a..b", "\"a\\nb\""])
  func `a bad id is an error with its place, and the document is no agent`(id: String) throws {
    let library = library(["agents/a.md": "---\nname: x\nid: \(id)\n---\n", "agents/b.md": "b"])
    #expect(library.agents.map(\.id) == ["b"])
    #expect(library.rejected.map(\.file.document.string) == ["agents/a.md"])
    let finding = try #require(library.findings.first)
    #expect(finding.code == .badID)
    #expect(finding.place?.line == 3)
    #expect(finding.place?.column == 5)
  }

  @Test func `a name that gives no id asks for one`() throws {
    let library = library(["agents/!!!.md": "x"])
    #expect(library.findings.map(\.code) == [.badID])
    #expect(library.findings.first?.hint?.contains("'id'") == true)
  }

  @Test func `two documents of one id are an error that names both, and all others go on`() throws {
    let library = library([
      "agents/x/ada.md": "1", "agents/y/ada.md": "2", "agents/z/c.md": "---\nid: ADA\n---\n",
      "agents/bob.md": "3",
    ])
    #expect(library.agents.map(\.id) == ["bob"])
    #expect(library.rejected.map(\.id) == ["ada", "ada", "ada"])
    let finding = try #require(library.findings.first)
    #expect(library.findings.count == 1)
    #expect(finding.code == .duplicateID)
    #expect(finding.severity == .error)
    for name in ["agents/x/ada.md", "agents/y/ada.md", "agents/z/c.md"] {
      #expect(finding.message.contains(name))
    }
  }

  // MARK: - Documents that can't be read

  @Test func `a document that can't be read is rejected with the id of its path`() throws {
    let library = library([
      "agents/Ada.md": nil, "agents/eve.md": "---\nid: [\n---\n", "agents/bob.md": "b",
    ])
    #expect(library.agents.map(\.id) == ["bob"])
    #expect(library.rejected.map(\.id) == ["ada", "eve"])
    #expect(library.findings.map(\.code) == [.missingObject, .yamlSyntax])
  }

  @Test func `the warnings of a document are the library's too`() {
    let library = library(["agents/a.md": "\u{FEFF}# A\n"])
    #expect(library.agents.count == 1)
    #expect(library.findings.map(\.code) == [.byteOrderMark])
  }

  // MARK: - Keys

  @Test(arguments: [
    "tools: 5", "tools: true", "tools: [[a]]", "tools: {a: b}", "tools: [{a: b}]", "name: {}",
    "name: [a]", "description: {a: b}",
    "model: {a: b}", "agents: [[x]]", "handoffs: x", "handoffs: [x]", "targets: prompt",
    "targets: [prompt]", "title: []",
    "user-invocable: yes", "user-invocable: \"true\"", "disable-model-invocation: True", "id: [a]",
    "argument-hint: {}",
  ])
  func `a known key of the wrong type is an error that tells the right one`(line: String) throws {
    let library = library(["agents/a.md": "---\n\(line)\n---\nx\n", "agents/b.md": "b"])
    #expect(library.agents.map(\.id) == ["b"])
    #expect(library.rejected.map(\.id) == ["a"])
    let finding = try #require(library.findings.first { $0.code == .wrongType })
    #expect(finding.message.contains("must be"))
    #expect(finding.place?.line == 2)
  }

  @Test(arguments: [
    "tools: [a, b]", "tools: a, b", "tools: []", "tools:", "tools: '*'", "model: sonnet",
    "model: [a, b]", "name: no", "name: 012",
    "handoffs: [{label: x, agent: y}]", "targets: {prompt: {model: x}}", "user-invocable: false",
    "version: 1.0", "agents: '*'", "argument-hint: [file]", "argument-hint: [[a], b]",
  ])
  func `a known key of the right type is fine`(line: String) {
    let library = library(["agents/a.md": "---\n\(line)\n---\nx\n"])
    #expect(library.agents.count == 1)
    #expect(library.findings.isEmpty)
  }

  @Test(arguments: [
    ("Name", "name"), ("DESCRIPTION", "description"), ("Tools", "tools"),
    ("descripton", "description"), ("tool", "tools"),
    ("argument_hint", "argument-hint"), ("handoff", "handoffs"), ("naem", "name"),
    ("applyto", "applyTo"), ("verison", "version"),
  ])
  func `a key that may be a slip of a known one is a warning`(key: String, known: String) throws {
    let library = library(["agents/a.md": "---\n\(key): x\n---\nx\n"])
    #expect(library.agents.count == 1)
    let finding = try #require(library.findings.first)
    #expect(finding.code == .misspeltKey)
    #expect(finding.severity == .warning)
    #expect(finding.hint == "did you mean '\(known)'?")
  }

  @Test(arguments: [
    "tags", "category", "icon", "x-team", "author", "ids", "globs", "keywords", "tool_access", "日本",
  ])
  func `an unknown key is kept in its place with a warning`(key: String) {
    let library = library(["agents/a.md": "---\nname: x\n\(key): y\ntitle: z\n---\nx\n"])
    #expect(library.findings.map(\.code) == [.unknownKey])
    #expect(library.findings.map(\.severity) == [.warning])
    #expect(library.agents.first?.document.frontMatter?.pairs.map(\.key) == ["name", key, "title"])
  }

  // MARK: - Metadata

  @Test func `metadata comes from front matter first`() throws {
    let text =
      "---\nname: Ada\ntitle: The Title\ndescription: |\n  Does it.\nversion: 2\ntools: [a]\n---\n# Heading\n\n**Version:** 1\n**Role:** r\n\n## Purpose\n\np\n"
    let metadata = try #require(library(["agents/a.md": text]).agents.first).metadata
    #expect(metadata.name == Sourced("Ada", .frontMatter, line: 2))
    #expect(metadata.title == Sourced("The Title", .frontMatter, line: 3))
    #expect(metadata.description == Sourced("Does it.\n", .frontMatter, line: 4))
    #expect(metadata.fields.map(\.name) == ["version", "role"])
    #expect(
      metadata.fields.map(\.value) == [
        Sourced("2", .frontMatter, line: 6), Sourced("r", .label, line: 12),
      ]
    )
  }

  @Test func `without front matter it comes from heading, labels and purpose`() throws {
    let text = "# Ada Agent\n\n> **Agent Version**: 1.0\n\n## Purpose Statement\nShe computes.\n"
    let metadata = try #require(library(["agents/a.md": text]).agents.first).metadata
    #expect(metadata.name == nil)
    #expect(metadata.title == Sourced("Ada Agent", .title, line: 1))
    #expect(metadata.description == Sourced("She computes.", .section, line: 6))
    #expect(metadata.fields.map(\.name) == ["agent-version"])
  }

  @Test func `a label named description stands before the purpose`() throws {
    let text = "# A\n**Description:** short\n\n## Purpose\nlong\n"
    let metadata = try #require(library(["agents/a.md": text]).agents.first).metadata
    #expect(metadata.description == Sourced("short", .label, line: 2))
  }

  @Test func `the same library comes out whatever the order of work`() {
    let texts = Dictionary(
      uniqueKeysWithValues: (0..<40).map { ("agents/\($0 % 7)/a\($0 % 11)-\($0).md", "# \($0)") }
    )
    let first = library(texts.mapValues { $0 })
    for _ in 0..<5 { #expect(library(texts.mapValues { $0 }) == first) }
  }
}
