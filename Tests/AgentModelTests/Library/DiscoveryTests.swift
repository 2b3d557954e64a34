import AgentModel
import Testing

import struct Git.FileMode
import struct Git.ObjectID
import struct Git.RepoPath

struct DiscoveryTests {
  /// Finds agents among plain files.
  private func find(_ paths: [String], _ rules: LibraryRules = LibraryRules()) -> Discovery {
    let files = paths.map { LibraryFile(path: path($0), mode: .file, blobID: .zero) }
    return findAgents(among: files.sorted { $0.path < $1.path }, rules: rules)
  }

  private func documents(_ discovery: Discovery) -> [String] {
    discovery.agents.map(\.document.string)
  }

  // MARK: - Folders of their own

  @Test(arguments: ["ada.md", "ada.prompt.md", "ada.agent.md"])
  func `a file named after its folder makes that an agent's folder`(name: String) throws {
    let found = find([
      "agents/core/ada/\(name)", "agents/core/ada/notes.md", "agents/core/ada/modules/a/b.md",
    ])
    let agent = try #require(found.agents.first)
    #expect(found.agents.count == 1)
    #expect(agent.folder == path("agents/core/ada"))
    #expect(agent.category == ["core"])
    #expect(agent.name == "ada")
    #expect(agent.root == path("agents"))
    #expect(found.findings.isEmpty)
    #expect(found.passedOver.isEmpty)
  }

  @Test func `of several documents of a folder the plainest name is the agent`() {
    let found = find(["agents/ada/ada.md", "agents/ada/ada.agent.md", "agents/ada/ada.prompt.md"])
    #expect(documents(found) == ["agents/ada/ada.md"])
  }

  @Test(arguments: ["AGENT.md", "index.md"])
  func `AGENT and index count where a folder holds nothing else but part folders`(name: String)
    throws
  {
    let found = find([
      "agents/core/ada/\(name)", "agents/core/ada/modules/a.md", "agents/core/ada/tasks/b.md",
    ])
    let agent = try #require(found.agents.first)
    #expect(agent.folder == path("agents/core/ada"))
    #expect(agent.name == "ada")
    #expect(agent.category == ["core"])
    #expect(documents(find(["agents/ada/\(name)"])) == ["agents/ada/\(name)"])
  }

  @Test(arguments: [
    "agents/core/ada/bob.md", "agents/core/ada/data.json", "agents/core/ada/other/c.md",
  ])
  func `AGENT and index do not count beside anything else`(other: String) {
    let found = find(["agents/core/ada/AGENT.md", other])
    #expect(!documents(found).contains("agents/core/ada/AGENT.md"))
    #expect(found.passedOver.map(\.path.string) == ["agents/core/ada/AGENT.md"])
  }

  @Test func `a library root is never an agent's folder`() throws {
    let found = find(
      ["agents/agents.md", "agents/index.md", "agents/ada.md"],
      LibraryRules(roots: ["agents"])
    )
    // `agents.md` in any case is a name of another tool's file.
    #expect(documents(found) == ["agents/ada.md"])
    let library = find(["library/library.md", "library/bob.md"], LibraryRules(roots: ["library"]))
    #expect(documents(library) == ["library/bob.md", "library/library.md"])
    #expect(library.agents.allSatisfy { $0.folder == nil })
  }

  @Test func `an agent in an agent's folder is a part of it`() {
    let found = find(["agents/core/core.md", "agents/core/ada/ada.md", "agents/core/bob.md"])
    #expect(documents(found) == ["agents/core/core.md"])
  }

  // MARK: - Loose documents

  @Test func `other Markdown files are agents, the folders above them their category`() throws {
    let found = find([
      "agents/a/b/ada.md", "agents/bob.md", "agents/eve.agent.md", "agents/kim.chatmode.md",
      "agents/tom.prompt.md",
    ])
    #expect(found.agents.map(\.name) == ["ada", "bob", "eve", "kim", "tom"])
    #expect(found.agents.map(\.category) == [["a", "b"], [], [], [], []])
    #expect(found.agents.allSatisfy { $0.folder == nil })
  }

  @Test func `only files that end with md are looked at`() {
    #expect(find(["agents/a.txt", "agents/b.MD", "agents/c.md.bak", "agents/d"]).agents.isEmpty)
  }

  @Test(arguments: [
    "README.md", "Changelog.md", "contributing.md", "LICENSE.md", "AGENTS.md", "Claude.md",
  ])
  func `files that other tools own are never agents`(name: String) {
    let found = find(["agents/\(name)", "agents/x/\(name)"])
    #expect(found.agents.isEmpty)
    #expect(found.passedOver.count == 2)
  }

  @Test func `excluded files and folders are passed over with the reason`() throws {
    let rules = LibraryRules(exclude: ["**/*-backup.md", "agents/drafts"])
    let found = find(["agents/ada-backup.md", "agents/ada.md", "agents/drafts/x/y.md"], rules)
    #expect(documents(found) == ["agents/ada.md"])
    #expect(
      found.passedOver.map(\.path.string) == ["agents/ada-backup.md", "agents/drafts/x/y.md"]
    )
    #expect(found.passedOver.first?.reason == "it is excluded by '**/*-backup.md'")
    #expect(documents(find(["agents/a.bak.md", "agents/b-backup.md"])).isEmpty)
  }

  // MARK: - Parts without a document

  @Test func `a folder with part folders but no document is a finding, and nothing in it an agent`()
    throws
  {
    let found = find([
      "agents/core/ada/modules/a.md", "agents/core/ada/tasks/b/c.md", "agents/core/ada/notes.md",
      "agents/core/bob.md",
    ])
    #expect(documents(found) == ["agents/core/bob.md"])
    #expect(found.findings.map(\.code) == [.partsWithoutDocument])
    #expect(found.findings.first?.place?.path == path("agents/core/ada"))
    #expect(found.findings.first?.severity == .warning)
    #expect(found.passedOver.count == 3)
  }

  @Test func `an agent's own folder below such a folder is still one`() {
    let found = find([
      "agents/core/templates/t.md", "agents/core/ada/ada.md", "agents/core/loose.md",
    ])
    #expect(documents(found) == ["agents/core/ada/ada.md"])
    #expect(found.findings.map(\.code) == [.partsWithoutDocument])
  }

  @Test func `part folders right in a library root hold no agents`() {
    let found = find(["agents/templates/t.md", "agents/ada.md"])
    #expect(documents(found) == ["agents/ada.md"])
    #expect(found.findings.map(\.code) == [.partsWithoutDocument])
  }

  @Test func `the names of part folders can be chosen`() {
    let rules = LibraryRules(partFolders: ["bits"])
    #expect(
      documents(find(["agents/modules/a.md", "agents/ada/bits/b.md"], rules)) == [
        "agents/modules/a.md"
      ]
    )
  }

  @Test func `a part folder without agents in it is no finding`() {
    #expect(
      find(["agents/templates/x.json", "agents/templates/README.md", "agents/ada.md"]).findings
        .isEmpty
    )
  }

  // MARK: - Roots

  @Test func `patterns find roots and remember what they matched`() throws {
    let rules = LibraryRules(roots: ["plugins/*/agents", "plugins/*/commands"])
    let found = find(
      [
        "plugins/web/agents/x/ada.md", "plugins/web/commands/go.md", "plugins/web/other.md",
        "agents/no.md",
      ],
      rules
    )
    #expect(documents(found) == ["plugins/web/agents/x/ada.md", "plugins/web/commands/go.md"])
    #expect(found.agents.map(\.root) == [path("plugins/web/agents"), path("plugins/web/commands")])
    #expect(found.agents.map(\.wildcards) == [["web"], ["web"]])
    #expect(found.agents.map(\.category) == [["x"], []])
  }

  @Test func `patterns may name files in the native forms`() throws {
    let rules = LibraryRules(roots: [
      ".claude/agents/*.md", "*.agent.md", ".github/**/*.chatmode.md",
    ])
    let found = find(
      [
        ".claude/agents/ada.md", ".claude/agents/x/no.md", "bob.agent.md", "no.md",
        ".github/a/b/eve.chatmode.md",
      ],
      rules
    )
    #expect(found.agents.map(\.name) == ["ada", "eve", "bob"])
    #expect(found.agents.first?.root == path(".claude/agents"))
  }

  @Test func `of roots in roots the inner one counts`() throws {
    let found = find(
      ["agents/special/x/ada.md"],
      LibraryRules(roots: ["agents", "agents/special"])
    )
    #expect(found.agents.first?.root == path("agents/special"))
    #expect(found.agents.first?.category == ["x"])
  }

  @Test
  func `a configured root that matches nothing is an error, the default root's absence is not`() {
    let found = find(["src/a.md"], LibraryRules(roots: ["library", "plugins/*/agents"]))
    #expect(found.findings.map(\.code) == [.configRootEmpty, .configRootEmpty])
    #expect(found.findings.allSatisfy { $0.severity == .error })
    #expect(find(["src/a.md"]).findings.isEmpty)
    // Where a library moves from one root to another, each is empty for a while.
    let moved = find(["b/x.md"], LibraryRules(roots: ["a", "b"]))
    #expect(moved.findings.map(\.severity) == [.warning])
  }

  @Test func `what to walk are the folders before the first wildcard`() {
    func prefixes(_ roots: String...) -> [String] {
      LibraryRules(roots: roots).staticPrefixes.map(\.string)
    }
    #expect(prefixes("agents", "plugins/*/agents", "plugins/x") == ["agents", "plugins"])
    #expect(prefixes("agents", "*/agents").isEmpty)
    #expect(prefixes("{a,b}/c").isEmpty)
    #expect(prefixes("agents", "agents/core", "agents-x") == ["agents", "agents-x"])
  }

  // MARK: - Paths and modes

  private func find(_ entries: [(String, FileMode)]) -> Discovery {
    let files = entries.map { LibraryFile(path: path($0.0), mode: $0.1, blobID: .zero) }
    return findAgents(among: files.sorted { $0.path < $1.path }, rules: LibraryRules())
  }

  @Test(arguments: [FileMode.symlink, .gitlink, FileMode(rawValue: 0o100600), .tree])
  func `a document that is a symbolic link, a submodule or of an odd mode is refused`(
    mode: FileMode
  ) {
    let found = find([("agents/ada.md", mode), ("agents/bob.md", .file)])
    #expect(documents(found) == ["agents/bob.md"])
    #expect(found.rejected.map(\.document.string) == ["agents/ada.md"])
    #expect(found.findings.map(\.code) == [.sourceNotPlainFile])
    #expect(found.findings.first?.severity == .error)
  }

  @Test func `an executable document is an agent, with a note`() {
    let found = find([("agents/ada.md", .executable)])
    #expect(documents(found) == ["agents/ada.md"])
    #expect(found.findings.map(\.code) == [.executableSource])
    #expect(found.findings.map(\.severity) == [.info])
  }

  @Test(arguments: [
    "a\nb.md", "a\tb.md", "a\u{1B}[31m.md", "a\u{202E}b.md", "a\u{200B}b.md", "x./a.md", "x /a.md",
    "con.md", "aux.x.md",
    "COM1.md", "nul/a.md", "lpt9.agent.md", String(repeating: "a", count: 198) + ".md",
    Array(repeating: String(repeating: "a", count: 100), count: 11).joined(separator: "/") + ".md",
  ])
  func `names that do not work everywhere are refused and shown escaped`(name: String) throws {
    let found = find(["agents/\(name)", "agents/bob.md"])
    #expect(documents(found) == ["agents/bob.md"])
    #expect(found.rejected.count == 1)
    let finding = try #require(found.findings.first)
    #expect(finding.code == .unportablePath)
    let hidden = finding.message.unicodeScalars.filter {
      $0.value < 0x20 || $0 == "\u{202E}" || $0 == "\u{200B}"
    }
    #expect(hidden.isEmpty)
  }

  @Test func `a name that is not UTF-8 is refused and shown escaped`() throws {
    let odd = try #require(RepoPath(Array("agents/a".utf8) + [0xFF] + Array("b.md".utf8)))
    let found = findAgents(
      among: [LibraryFile(path: odd, mode: .file, blobID: .zero)],
      rules: LibraryRules()
    )
    #expect(found.findings.map(\.code) == [.unportablePath])
    #expect(found.findings.first?.message.contains("agents/a\\xFFb.md") == true)
    #expect(odd.escaped == "agents/a\\xFFb.md")
  }

  @Test(arguments: [
    "console.md", "auxiliary.md", "com.md", "com10.md", "a.con.md", ".con.md", "日本.md", "a b.md",
    "👩‍💻.md",
  ])
  func `names that only look odd are fine`(name: String) {
    #expect(documents(find(["agents/\(name)"])) == ["agents/\(name)"])
  }

  @Test(arguments: [
    ("agents/Ada.md", "agents/ada.md"), ("agents/é.md", "agents/e\u{301}.md"),
    ("agents/A/a.md", "agents/a/A.md"),
    ("agents/É/x.md", "agents/e\u{301}/X.md"),
  ])
  func `paths that differ only in case or in the form of letters are both refused`(
    left: String,
    right: String
  ) {
    let found = find([left, right, "agents/bob.md"])
    #expect(documents(found) == ["agents/bob.md"])
    #expect(Set(found.rejected.map(\.document)) == [path(left), path(right)])
    #expect(found.findings.map(\.code) == [.pathTwins, .pathTwins])
  }

  @Test func `an entry that is a file and a folder at once is survived`() {
    // No tree that git writes has both; a hostile one may.
    let found = find(["agents/ada.md", "agents/ada.md/ada.md.md", "agents/a", "agents/a/a.md"])
    #expect(found.agents.count == 3)
  }

  @Test func `the blob of each document is known`() throws {
    let blob = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
    let file = LibraryFile(path: path("agents/ada.md"), mode: .file, blobID: blob)
    #expect(
      findAgents(among: [file], rules: LibraryRules()).blobIDs == [path("agents/ada.md"): blob]
    )
  }

  @Test func `more agents than the limit are an error`() {
    let names = (0...LibraryRules.maximumAgents).map { "agents/a\($0).md" }
    #expect(find(names).findings.map(\.code) == [.tooManyAgents])
  }
}
