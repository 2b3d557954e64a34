import AgentModel
import AgentSync
import Git
import SystemPackage
import TestSupport
import Testing

struct RecordTests {
  private static let edit = "one\ntwo\n3\nfour\nfive\n"

  @Test func `undo takes a sync commit back by a commit on top`() throws {
    let fixture = try ApplyFixture()
    let tree = try fixture.files.id("HEAD^{tree}")
    let base = try fixture.files.id("HEAD")
    try fixture.sync(fixture.usualChanges())
    let outcome = try undo(in: fixture.open())
    #expect(outcome.left.isEmpty)
    #expect(outcome.undone == "agentsync: sync 3 agents")
    #expect(
      outcome.restored.map(\.string) == [
        "out/ada.md", "out/new/cid.md", "out/old/gone.md",
      ]
    )
    #expect(try fixture.files.id("HEAD^{tree}") == tree)
    #expect(try fixture.files.id("HEAD~2") == base)
    #expect(try fixture.files.git("log", "-1", "--format=%s") == "agentsync: undo sync 3 agents")
    #expect(try fixture.status().isEmpty)
    #expect(!fixture.files.exists("out/new"))
    try fixture.expectSound()
  }

  @Test func `undo of an undo is a redo`() throws {
    let fixture = try ApplyFixture()
    try fixture.sync(fixture.usualChanges())
    let tree = try fixture.files.id("HEAD^{tree}")
    try undo(in: fixture.open())
    try undo(in: fixture.open())
    #expect(try fixture.files.id("HEAD^{tree}") == tree)
    #expect(try fixture.files.git("log", "-1", "--format=%s") == "agentsync: redo sync 3 agents")
    #expect(try lastOperation(in: fixture.open())?.undoes == 2)
    #expect(try fixture.status().isEmpty)
    try undo(in: fixture.open())
    #expect(try fixture.files.git("log", "-1", "--format=%s") == "agentsync: undo sync 3 agents")
  }

  @Test func `a file that was changed since is left and named`() throws {
    let fixture = try ApplyFixture()
    try fixture.sync(fixture.usualChanges())
    try fixture.files.write("out/ada.md", "changed since\n")
    try fixture.files.commit("by hand")
    let outcome = try undo(in: fixture.open())
    #expect(outcome.left.map(\.code) == [.changedSince])
    #expect(outcome.left.first?.place?.path.string == "out/ada.md")
    #expect(try fixture.files.read("out/ada.md") == "changed since\n")
    #expect(try fixture.files.read("out/old/gone.md") == "gone\n")
    #expect(try fixture.status().isEmpty)
  }

  @Test func `an edit that is not committed survives undo and redo`() throws {
    let fixture = try ApplyFixture()
    let edited = "zero\none\ntwo\nthree\nfour\nfive\n"
    try fixture.files.write("out/ada.md", edited)
    try fixture.sync(fixture.usualChanges())
    try undo(in: fixture.open())
    #expect(try fixture.files.read("out/ada.md") == edited)
    try undo(in: fixture.open())
    #expect(try fixture.files.read("out/ada.md") == "zero\n" + RecordTests.edit)
  }

  @Test func `what was staged is restored in index and work tree`() throws {
    let fixture = try ApplyFixture()
    let before = try fixture.picture()
    try fixture.sync(fixture.usualChanges(), .stage)
    let after = try fixture.picture()
    try undo(in: fixture.open())
    #expect(try fixture.picture() == before)
    try undo(in: fixture.open())
    #expect(try fixture.picture() == after)
  }

  @Test func `what was only written is restored, untracked and edited texts included`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.write("out/ada.md", "edited and never staged\n")
    let repository = try fixture.open()
    let path = try #require(RepoPath("out/ada.md"))
    let seen = try hashBlob(Array("edited and never staged\n".utf8))
    let change = FileChange(
      path: path,
      before: TreeItem(mode: .file, objectID: seen),
      after: FileChange.After(bytes: Array("new\n".utf8), mode: .file),
      role: .output
    )
    try ApplyFixture.sync([change], .worktree, in: repository)
    #expect(try fixture.files.read("out/ada.md") == "new\n")
    try undo(in: fixture.open())
    #expect(try fixture.files.read("out/ada.md") == "edited and never staged\n")
    try undo(in: fixture.open())
    #expect(try fixture.files.read("out/ada.md") == "new\n")
    try fixture.expectSound()
  }

  @Test func `with nothing recorded there is nothing to undo`() throws {
    let fixture = try ApplyFixture()
    #expect { try undo(in: fixture.open()) } throws: { ($0 as? Problem)?.code == .nothingToUndo }
  }

  @Test func `when all was changed since, nothing is undone`() throws {
    let fixture = try ApplyFixture()
    try fixture.sync([fixture.change("out/ada.md", to: RecordTests.edit)])
    try fixture.files.git("reset", "--quiet", "--hard", "HEAD~1")
    let before = try fixture.picture()
    #expect { try undo(in: fixture.open()) } throws: { ($0 as? Problem)?.code == .changedSince }
    #expect(try fixture.picture() == before)
  }

  @Test(arguments: [
    "", "{}", "[1", "{\"version\":1}", String(repeating: "[", count: 100_000), "null", "\u{0}",
  ])
  func `a damaged record is said so`(text: String) throws {
    let fixture = try ApplyFixture()
    try fixture.sync(fixture.usualChanges())
    try fixture.files.write(".git/agentsync/operations/1.json", text)
    #expect { try undo(in: fixture.open()) } throws: { ($0 as? Problem)?.code == .damagedRecord }
  }

  @Test func `a record with other people's ids restores nothing foreign`() throws {
    let fixture = try ApplyFixture()
    try fixture.sync([fixture.change("out/ada.md", to: RecordTests.edit)])
    let name = ".git/agentsync/operations/1.json"
    let old = try fixture.files.id("HEAD~1:out/ada.md").hex
    let missing = String(repeating: "1", count: 40)
    try fixture.files.write(name, fixture.files.read(name).replacing(old, with: missing))
    let before = try fixture.picture()
    #expect { try undo(in: fixture.open()) } throws: { ($0 as? Problem)?.code == .changedSince }
    #expect(try fixture.picture() == before)
  }

  @Test func `a damaged journal stops writing and is named`() throws {
    let fixture = try ApplyFixture()
    try fixture.sync(fixture.usualChanges())
    try fixture.files.write(".git/agentsync/journal", "{\"process\": 1}")
    #expect { try undo(in: fixture.open()) } throws: { ($0 as? Problem)?.code == .damagedRecord }
  }

  @Test func `undo is refused in the middle of a merge`() throws {
    let fixture = try ApplyFixture()
    try fixture.sync(fixture.usualChanges())
    try fixture.files.write(".git/MERGE_HEAD", "\(fixture.files.id("HEAD"))\n")
    #expect { try undo(in: fixture.open()) } throws: { ($0 as? Problem)?.code == .repositoryBusy }
  }

  @Test func `operations are numbered and the last one is found`() throws {
    let fixture = try ApplyFixture()
    for number in 1...12 {
      try fixture.sync([fixture.change("out/bob.md", to: "bob \(number)\n")])
    }
    let last = try #require(try lastOperation(in: fixture.open()))
    #expect(last.sequence == 12)
    #expect(last.headAfter == (try fixture.files.id("HEAD")))
    #expect(last.headBefore == (try fixture.files.id("HEAD~1")))
    #expect(last.paths.map(\.path.string) == ["out/bob.md"])
  }

  @Test func `backups older than 90 days are cut off by the next one`() throws {
    let fixture = try ApplyFixture()
    let tree = try fixture.files.id("HEAD^{tree}").hex
    var parent: String?
    for name in ["old", "older"] {
      let words = parent.map { ["-p", $0] } ?? []
      let made = try fixture.files.run(
        ["-c", "user.name=x", "commit-tree"] + words + ["-m", name, tree]
      )
      parent = made.text
    }
    try fixture.files.git("update-ref", "refs/agentsync/backup", try #require(parent))
    try fixture.files.write("out/ada.md", "zero\none\ntwo\nthree\nfour\nfive\n")
    try fixture.sync([fixture.change("out/ada.md", to: RecordTests.edit)])
    let log = try fixture.files.git("log", "--format=%s", "refs/agentsync/backup")
    #expect(log == "agentsync: backup before 'agentsync: sync 3 agents'")
    try fixture.files.write("out/bob.md", "bob\nedited\n")
    try fixture.sync([fixture.change("out/bob.md", to: "new\nbob\n")], .stage)
    let longer = try fixture.files.git("log", "--format=%s", "refs/agentsync/backup")
    #expect(longer.split(separator: "\n").count == 2)
  }
}
