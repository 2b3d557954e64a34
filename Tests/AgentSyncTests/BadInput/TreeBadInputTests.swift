import AgentModel
import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

@testable import AgentSync

/// Trees that no git would write, or no system check out: rows 35 to 41 of the table of bad input.
struct TreeBadInputTests {
  private static let sound = "# Eve\n\n## Purpose\n\nHelps.\n"

  /// The tree of HEAD with another one at `agents`.
  private func commitLibrary(_ agents: ObjectID, in repository: TemporaryRepository) throws {
    let top = try repository.tree([OddEntry("40000", "agents", agents)])
    try repository.commit(tree: top)
    try repository.git("read-tree", "--empty")
  }

  // Row 35
  @Test func `a source that is a link, a submodule or of an odd mode is refused`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let blob = try repository.blob(Self.sound)
    let ada = try repository.blob(Team.text("ada"))
    let commit = try repository.id("HEAD")
    let agents = try repository.tree([
      OddEntry("100644", "ada.md", ada),
      OddEntry("160000", "gitlink.md", commit),
      OddEntry("120000", "link.md", try repository.blob("ada.md")),
      OddEntry("100000", "no-bits.md", blob),
      OddEntry("100666", "odd.md", blob),
      OddEntry("104755", "set-uid.md", blob),
      OddEntry("140000", "socket.md", blob),
    ])
    try commitLibrary(agents, in: repository)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    let refused = outcome.plan.findings.filter { $0.code == .sourceNotPlainFile }
    let names = ["gitlink", "link", "no-bits", "odd", "set-uid", "socket"]
    #expect(refused.compactMap { $0.place?.path.string } == names.map { "agents/\($0).md" })
    #expect(library.repository.exists(Team.prompt("ada")))
    for name in names { #expect(!library.repository.exists(Team.prompt(name))) }
  }

  // Row 35
  @Test func `an executable source is fine, with a note`() throws {
    let library = try BadInputLibrary()
    try library.repository.write("agents/eve.md", Team.text("eve"), executable: true)
    try library.team.commit()
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    #expect(outcome.plan.findings.map(\.code) == [.executableSource])
    #expect(outcome.plan.findings.first?.severity == .info)
    #expect(try library.repository.git("ls-tree", "HEAD", Team.prompt("eve")).hasPrefix("100644"))
  }

  // Row 36
  @Test(
    arguments: [
      "double", "double of file and folder", "unsorted", "empty", "dot", "dots", "git", "Git",
      "slash", "cut off", "bad mode",
    ]
  )
  func `a tree that git would not write ends the run`(_ kind: String) throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let blob = try repository.blob(Self.sound)
    let folder = try repository.tree([OddEntry("100644", "x.md", blob)])
    func entry(_ name: String) -> OddEntry { OddEntry("100644", name, blob) }
    let agents: ObjectID =
      switch kind {
      case "double": try repository.tree([entry("a.md"), entry("a.md")])
      case "double of file and folder":
        try repository.tree([entry("a"), entry("a.md"), OddEntry("40000", "a", folder)])
      case "unsorted": try repository.tree([entry("b.md"), entry("a.md")])
      case "empty": try repository.tree([entry("")])
      case "dot": try repository.tree([OddEntry("40000", ".", folder)])
      case "dots": try repository.tree([OddEntry("40000", "..", folder)])
      case "git": try repository.tree([OddEntry("40000", ".git", folder)])
      case "Git": try repository.tree([OddEntry("40000", ".GIT", folder)])
      case "slash": try repository.tree([entry("a/b.md")])
      case "bad mode": try repository.tree([OddEntry("10x644", "a.md", blob)])
      default: try repository.store("tree", Array("100644 a.md\0".utf8) + [1, 2, 3])
      }
    try commitLibrary(agents, in: repository)
    let problem = library.expectNothingRuns(.badTree)
    #expect(problem?.hint?.contains("git fsck") == true)
  }

  // Row 37
  @Test func `a name that not every system can hold or show is refused, and printed escaped`()
    throws
  {
    let names: [(name: [UInt8], shown: String)] = [
      (Array("a\nb.md".utf8), "a\\u{A}b.md"), (Array("a\tb.md".utf8), "a\\u{9}b.md"),
      (Array("a\u{1B}[31mb.md".utf8), "a\\u{1B}[31mb.md"), (Array("a\rb.md".utf8), "a\\u{D}b.md"),
      (Array("a\u{202E}b.md".utf8), "a\\u{202E}b.md"),
      (Array("a\u{200B}b.md".utf8), "a\\u{200B}b.md"),
      ([0x61, 0xFF, 0x62] + Array(".md".utf8), "a\\xFFb.md"),
      ([0x61, 0xE9] + Array(".md".utf8), "a\\xE9.md"),
      (Array((String(repeating: "x", count: 256) + ".md").utf8), "xxx"),
      (Array((String(repeating: "y", count: 198) + ".md").utf8), "yyy"),
      (Array("aux.md".utf8), "aux.md"), (Array("con.prompt.md".utf8), "con.prompt.md"),
      (Array("LPT1.md".utf8), "LPT1.md"),
    ]
    let folders: [(name: [UInt8], shown: String)] = [
      (Array("con".utf8), "con/eve.md"), (Array("dot.".utf8), "dot./eve.md"),
      (Array("space ".utf8), "space /eve.md"), (Array("a\u{1B}]8;;x".utf8), "a\\u{1B}]8;;x/eve.md"),
      ([0x66, 0xC3], "f\\xC3/eve.md"),
    ]
    let library = try BadInputLibrary()
    let repository = library.repository
    let blob = try repository.blob(Self.sound)
    let folder = try repository.tree([OddEntry("100644", "eve.md", blob)])
    var entries = names.map { OddEntry("100644", $0.name, blob) }
    entries += folders.map { OddEntry("40000", $0.name, folder) }
    entries.append(OddEntry("100644", "ada.md", try repository.blob(Team.text("ada"))))
    let sorted = entries.sorted { $0.sortingName.lexicographicallyPrecedes($1.sortingName) }
    try commitLibrary(try repository.tree(sorted), in: repository)

    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    let refused = outcome.plan.findings.filter { $0.code == .unportablePath }
    for (_, shown) in names + folders {
      #expect(refused.contains { $0.message.contains(shown) }, "\(shown)")
    }
    #expect(refused.count == names.count + folders.count)
    let said = outcome.plan.findings.flatMap { $0.message.unicodeScalars }
    #expect(!said.contains { $0.properties.generalCategory == .control })
    #expect(!said.contains("\u{202E}"))
    #expect(repository.exists(Team.prompt("ada")))
    #expect(outcome.plan.rows.map(\.agentID) == ["ada"])
  }

  // Row 38
  @Test func `paths that differ only in case or in the form of letters are both refused`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let blob = try repository.blob(Self.sound)
    let folder = try repository.tree([OddEntry("100644", "x.md", blob)])
    let agents = try repository.tree([
      OddEntry("40000", "Core", folder),
      OddEntry("100644", "Eve.md", blob),
      OddEntry("100644", "ada.md", try repository.blob(Team.text("ada"))),
      OddEntry("40000", "core", folder),
      OddEntry("100644", "eve.md", blob),
      OddEntry("100644", "e\u{301}va.md", blob),
      OddEntry("100644", "\u{E9}va.md", blob),
    ])
    try commitLibrary(agents, in: repository)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    let twins = outcome.plan.findings.filter { $0.code == .pathTwins }
    #expect(Set(twins.compactMap(\.place?.path)).count == 6)
    #expect(outcome.plan.rows.map(\.agentID) == ["ada"])
    #expect(repository.exists(Team.prompt("ada")))
  }

  /// Many trees, each of which holds the one before some times; all in one pack.
  private func storeTower(
    _ levels: Int,
    _ breadth: Int,
    in repository: TemporaryRepository
  ) throws -> ObjectID {
    var batch = ObjectBatch()
    let blob = try batch.add(.blob, Array(Self.sound.utf8))
    var inner = try batch.add(.tree, OddEntry.bytes(of: [OddEntry("100644", "x.md", blob)]))
    for _ in 0..<levels {
      let entries = (0..<breadth).map { OddEntry("40000", "f\($0)", inner) }
      inner = try batch.add(.tree, OddEntry.bytes(of: entries))
    }
    try batch.write(to: try repository.open())
    return inner
  }

  // Row 39
  @Test func `a library nested 20,000 deep ends the run`() throws {
    let library = try BadInputLibrary()
    let tower = try storeTower(20_000, 1, in: library.repository)
    try commitLibrary(tower, in: library.repository)
    library.expectNothingRuns(.tooDeep)
  }

  // Row 39
  @Test func `what is nested outside of the library is not walked`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let tower = try storeTower(20_000, 1, in: repository)
    let top = try repository.tree([
      OddEntry("40000", "agents", try repository.id("HEAD:agents")),
      OddEntry("40000", "deep", tower),
    ])
    try repository.commit(tree: top)
    #expect(try library.team.check().verdict == .drift)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    #expect(try repository.id("HEAD:deep") == tower)
  }

  // Row 39
  @Test func `31 folders in each other are fine, also in index and work tree`() throws {
    let library = try BadInputLibrary()
    let folders = Array(repeating: "f", count: 30).joined(separator: "/")
    try library.repository.write("agents/\(folders)/eve.md", Team.text("eve"))
    try library.team.commit()
    #expect(try library.team.sync().plan.syncVerdict == .inStep)
    #expect(library.repository.exists(Team.prompt("eve")))
    try library.repository.write("agents/\(folders)/f/f/bob.md", Team.text("bob"))
    #expect(throws: Problem.self) { try library.team.check { $0.head = .worktree } }
    try library.repository.git("add", ".")
    let problem = #expect(throws: Problem.self) { try library.team.check { $0.head = .index } }
    #expect(problem?.code == .tooDeep)
    try library.repository.git("commit", "--quiet", "-m", "deeper")
    library.expectNothingRuns(.tooDeep)
  }

  // Row 40
  @Test func `a bomb of ten billion files ends the run at once`() throws {
    let library = try BadInputLibrary()
    let bomb = try storeTower(10, 10, in: library.repository)
    try commitLibrary(bomb, in: library.repository)
    let start = ContinuousClock.now
    let problem = #expect(throws: Problem.self) { try library.team.check() }
    #expect(problem?.code == .tooManyEntries)
    // Seconds where the walk would take years.
    #expect(ContinuousClock.now - start < .seconds(60))
    library.expectAborted(.tooManyEntries)
  }

  // Row 40
  @Test func `more than 20,000 agents end the run`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let blob = try repository.blob(Self.sound)
    let entries = (10_000...30_000).map { OddEntry("100644", "a\($0).md", blob) }
    try commitLibrary(try repository.tree(entries), in: repository)
    library.expectNothingRuns(.tooManyAgents)
  }

  // Row 40
  @Test func `documents of more than 64 MiB together end the run`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let line = String(repeating: "x", count: 60_000) + "\n"
    let text = "# Eve\n\n```\n" + String(repeating: line, count: 17) + "```\n"
    let blob = try repository.blob(text)
    let count = (64 << 20) / text.utf8.count + 1
    let entries = (1_000..<(1_000 + count)).map { OddEntry("100644", "a\($0).md", blob) }
    try commitLibrary(try repository.tree(entries), in: repository)
    let problem = expectUnchanged(of: repository) {
      #expect(throws: Problem.self) { try library.team.check() }
    }
    #expect(problem?.code == .tooMuchText)
  }

  // Row 41
  @Test(arguments: ["missing", "corrupt", "truncated", "empty", "wrong kind", "wrong header"])
  func `a source whose object can't be read ends the run`(_ kind: String) throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    try library.team.sync()
    try repository.write("agents/eve.md", Team.text("eve", lines: ["Only here."]))
    try library.team.commit()
    let id = try repository.id("HEAD:agents/eve.md")
    try spoil(id, kind, in: repository)
    let problem = library.expectNothingRuns(.missingObject)
    let hint = problem?.hint ?? ""
    #expect(hint.contains("git fetch") || hint.contains("git fsck"), "\(hint)")
  }

  // Row 41
  @Test(arguments: ["missing", "corrupt", "truncated", "empty"])
  func `a tree or a commit that can't be read ends the run`(_ kind: String) throws {
    for revision in ["HEAD:agents", "HEAD^{tree}", "HEAD"] {
      let library = try BadInputLibrary()
      try spoil(try library.repository.id(revision), kind, in: library.repository)
      let problem = expectUnchanged(of: library.repository) {
        #expect(throws: Problem.self) { try library.team.sync() }
      }
      let codes: Set<Problem.Code> = [.missingObject, .badTree]
      #expect(problem.map { codes.contains($0.code) } == true, "\(revision) \(kind): \(problem)")
      #expect(problem?.hint?.contains("git f") == true, "\(problem?.hint ?? "")")
    }
  }

  private func spoil(_ id: ObjectID, _ kind: String, in repository: TemporaryRepository) throws {
    let path = repository.loosePath(of: id)
    let bytes = try repository.readBytes(path)
    try repository.remove(path)
    switch kind {
    case "missing": return
    case "truncated": try repository.write(path, bytes: Array(bytes.prefix(bytes.count / 2)))
    case "empty": try repository.write(path, bytes: [])
    case "wrong kind":
      // The bytes of another object under this name.
      let other = try repository.loosePath(of: repository.id("HEAD^{tree}"))
      try repository.write(path, bytes: repository.readBytes(other))
    case "wrong header":
      try repository.write(path, bytes: [0x78, 0x01] + Array(repeating: 0xAA, count: 40))
    default:
      var spoilt = bytes
      for index in (bytes.count / 2)..<bytes.count { spoilt[index] ^= 0x5A }
      try repository.write(path, bytes: spoilt)
    }
  }

  // Row 41
  @Test func `a partial clone lacks a source that its remote no longer gives`() throws {
    let origin = try BadInputLibrary()
    try origin.repository.git("config", "uploadpack.allowFilter", "true")
    let clone = try BadInputLibrary()
    let repository = clone.repository
    try repository.git("remote", "add", "origin", "file://" + origin.repository.root.string)
    try repository.git("fetch", "--quiet", "--filter=blob:none", "origin", "main")
    try repository.git("update-ref", "refs/heads/main", "FETCH_HEAD")
    try repository.git("symbolic-ref", "HEAD", "refs/heads/main")
    try repository.git("remote", "set-url", "origin", "file:///nowhere")
    // The clone made the same blob itself; it must not.
    let path = try repository.loosePath(of: repository.id("HEAD:agents/ada.md"))
    if repository.exists(path) { try repository.remove(path) }
    let problem = clone.expectNothingRuns(.missingObject)
    #expect(problem?.hint?.contains("git ") == true)
    #expect(!repository.exists(path))
  }

  // Row 41
  @Test func `behind a shallow boundary nothing is guessed`() throws {
    let origin = try BadInputLibrary()
    try origin.team.sync()
    try origin.team.edit(Team.prompt("ada"), "Line 8 of ada.", "Line 8, mine.")
    try origin.team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try origin.team.commit("both")
    let clone = try Team([])
    let repository = clone.repository
    let url = "file://" + origin.repository.root.string
    try repository.git("fetch", "--quiet", "--depth=1", url, "main")
    try repository.git("reset", "--quiet", "--hard", "FETCH_HEAD")
    let outcome = try clone.sync()
    #expect(outcome.plan.syncVerdict == .conflict)
    let row = outcome.plan.rows.first
    #expect(row?.state == .unknown)
    #expect(row?.problem?.hint?.contains("git fetch --unshallow") == true)
    #expect(try clone.check().verdict == .drift)
    #expect(try repository.read(Team.prompt("ada")).contains("Line 8, mine."))

    // What the hint says helps, also after a plan that could be remembered.
    try repository.git("fetch", "--quiet", "--unshallow", url, "main")
    #expect(try clone.sync().plan.rows.first?.state == .edited)
    #expect(try repository.read(Team.prompt("ada")).contains("Line two of ada."))
    #expect(try repository.read(Team.prompt("ada")).contains("Line 8, mine."))
  }
}

extension OddEntry {
  /// How git sorts: a folder as if its name ended in a slash.
  fileprivate var sortingName: [UInt8] { mode == "40000" ? name + [0x2F] : name }
}
