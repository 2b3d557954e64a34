import AgentModel
import AgentSync
import Git
import Glibc
import TestSupport
import Testing

struct ApplySurveyTests {
  private static let edit = "one\ntwo\n3\nfour\nfive\n"

  @Test func `an edit in another line of the work tree is kept beside the new text`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.write("out/ada.md", "zero\none\ntwo\nthree\nfour\nfive\n")
    try fixture.sync([fixture.change("out/ada.md", to: ApplySurveyTests.edit)])
    #expect(try fixture.files.read("out/ada.md") == "zero\n" + ApplySurveyTests.edit)
    #expect(try fixture.files.git("show", "HEAD:out/ada.md") + "\n" == ApplySurveyTests.edit)
    #expect(try fixture.files.git("show", ":out/ada.md") + "\n" == ApplySurveyTests.edit)
    #expect(try fixture.status().hasPrefix("1 .M "))
    let kept = try fixture.files.git("show", "refs/agentsync/backup:worktree/out/ada.md")
    #expect(kept == "zero\none\ntwo\nthree\nfour\nfive")
  }

  @Test func `a staged edit stays staged beside the new text`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.write("out/ada.md", "zero\none\ntwo\nthree\nfour\nfive\n")
    try fixture.files.git("add", "out/ada.md")
    try fixture.sync([fixture.change("out/ada.md", to: ApplySurveyTests.edit)])
    #expect(
      try fixture.files.git("show", ":out/ada.md") == "zero\n" + ApplySurveyTests.edit.dropLast()
    )
    #expect(try fixture.files.git("show", "HEAD:out/ada.md") == ApplySurveyTests.edit.dropLast())
    #expect(try fixture.status().hasPrefix("1 M. "))
    let kept = try fixture.files.git("ls-tree", "-r", "--name-only", "refs/agentsync/backup")
    #expect(kept == "index/out/ada.md\nworktree/out/ada.md")
  }

  @Test func `other people's staged and unstaged changes stay what they are`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.write("out/bob.md", "staged\n")
    try fixture.files.git("add", "out/bob.md")
    try fixture.files.write("agents/ada.md", "# Edited\n")
    try fixture.files.write("note.txt", "untracked\n")
    try fixture.sync(fixture.usualChanges())
    let status = try fixture.files.git("status", "--porcelain")
    #expect(status == " M agents/ada.md\nM  out/bob.md\n?? note.txt")
  }

  @Test func `a file that already holds the new text is no obstacle`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.write("out/ada.md", ApplySurveyTests.edit)
    try fixture.files.write("out/new/cid.md", "cid\n")
    try fixture.files.remove("out/old")
    try fixture.sync(fixture.usualChanges())
    #expect(try fixture.status().isEmpty)
    #expect(try fixture.files.git("diff-files", "--name-only").isEmpty)
  }

  @Test func `what cannot be merged is an obstacle and stays`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.write("out/ada.md", "one\ntwo\ndrei\nfour\nfive\n")
    try fixture.files.write("out/new/cid.md", "mine\n")
    try fixture.files.write("out/old/gone.md", "changed\n")
    let before = try fixture.picture()
    #expect(
      try fixture.obstacles(fixture.usualChanges()) == [
        "out/ada.md": .worktreeConflict, "out/new/cid.md": .untrackedInTheWay,
        "out/old/gone.md": .worktreeConflict,
      ]
    )
    #expect(try fixture.picture() == before)
  }

  @Test func `conflicting staged changes and a deleted file are obstacles`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.write("out/ada.md", "one\ntwo\ndrei\nfour\nfive\n")
    try fixture.files.git("add", "out/ada.md")
    try fixture.files.remove("out/bob.md")
    let changes = [
      try fixture.change("out/ada.md", to: ApplySurveyTests.edit),
      try fixture.change("out/bob.md", to: "bobby\n"),
    ]
    #expect(
      try fixture.obstacles(changes)
        == ["out/ada.md": .indexConflict, "out/bob.md": .worktreeConflict]
    )
  }

  @Test func `an ignored file in the way is an obstacle`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.write(".gitignore", "out/new/\n")
    try fixture.files.write("out/new/cid.md", "mine\n")
    #expect(
      try fixture.obstacles([fixture.change("out/new/cid.md", to: "cid\n")])
        == ["out/new/cid.md": .untrackedInTheWay]
    )
  }

  @Test func `links, folders, pipes and hard links are obstacles and never touched`() throws {
    let fixture = try ApplyFixture()
    let outside = fixture.files.sandbox.appending("outside.md").string
    try fixture.files.write("../outside.md", "outside\n")
    try fixture.files.remove("out/ada.md")
    try fixture.files.link("out/ada.md", to: outside)
    try fixture.files.write("out/folder.md/x", "x\n")
    let pipe = fixture.files.root.appending("out").appending("pipe.md").string
    #expect(mkfifo(pipe, 0o644) == 0)
    let bob = fixture.files.root.appending("out").appending("bob.md").string
    #expect(link(bob, fixture.files.sandbox.appending("second").string) == 0)
    try fixture.files.link("linked", to: fixture.files.sandbox.string)
    try fixture.files.link("dangling", to: "nowhere")
    let changes = [
      try fixture.change("out/ada.md", to: "new\n"),
      try fixture.change("out/folder.md", to: "new\n"),
      try fixture.change("out/pipe.md", to: "new\n"), try fixture.change("out/bob.md", to: "new\n"),
      try fixture.change("linked/x.md", to: "new\n"),
      try fixture.change("dangling/x.md", to: "new\n"),
      try fixture.change("out/bob.md/deep.md", to: "new\n"),
    ]
    let found = try fixture.obstacles(changes)
    #expect(found.count == changes.count)
    let below = found.filter { $0.value != .notAPlainFile }
    #expect(below == ["out/bob.md/deep.md": .indexConflict])
    #expect(try fixture.files.read("../outside.md") == "outside\n")
    #expect(!fixture.files.exists("../x.md"))
  }

  @Test func `a path outside the sparse checkout is changed in the index alone`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.git("sparse-checkout", "set", "--cone", "--no-sparse-index", "agents")
    #expect(!fixture.files.exists("out/ada.md"))
    try fixture.sync(fixture.usualChanges())
    #expect(!fixture.files.exists("out"))
    #expect(try fixture.status().isEmpty)
    #expect(
      try fixture.files.git("ls-files", "-t", "out").split(separator: "\n") == [
        "S out/ada.md", "S out/bob.md", "S out/new/cid.md",
      ]
    )
    try fixture.expectSound()
  }

  @Test func `a file or a submodule where a folder is needed is an obstacle`() throws {
    let fixture = try ApplyFixture()
    let id = try fixture.files.id("HEAD")
    try fixture.files.git("update-index", "--add", "--cacheinfo", "160000,\(id),module")
    try fixture.files.git("commit", "--quiet", "-m", "module")
    try fixture.files.write("staged", "x\n")
    try fixture.files.git("add", "staged")
    try fixture.files.remove("staged")
    let changes = try ["staged/x.md", "module/x.md", "out", "out/bob.md/x.md"].map {
      try fixture.change($0, to: "new\n")
    }
    let found = try fixture.obstacles(changes)
    #expect(found.keys.sorted() == changes.map(\.path.string).sorted())
    #expect(Set(found.values) == [.indexConflict])
  }

  @Test func `assume-unchanged is an obstacle`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.git("update-index", "--assume-unchanged", "out/ada.md")
    #expect(
      try fixture.obstacles([fixture.change("out/ada.md", to: "new\n")])
        == ["out/ada.md": .indexConflict]
    )
  }

  @Test func `a path that is only meant to be added counts as untracked`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.write("out/new/cid.md", "mine\n")
    try fixture.files.git("add", "--intent-to-add", "out/new/cid.md")
    let change = try fixture.change("out/new/cid.md", to: "cid\n")
    #expect(try fixture.obstacles([change]) == ["out/new/cid.md": .untrackedInTheWay])
    try fixture.files.write("out/new/cid.md", "cid\n")
    try fixture.sync([change])
    #expect(try fixture.status().isEmpty)
  }

  @Test func `an unmerged path is an obstacle`() throws {
    let fixture = try ApplyFixture()
    let id = try fixture.files.id("HEAD:out/ada.md")
    let line = "100644 \(id) 1\tout/ada.md\n100644 \(id) 2\tout/ada.md\n"
    try fixture.files.git("update-index", "--force-remove", "out/ada.md")
    try fixture.files.git("update-index", "--index-info", input: line)
    #expect(
      try fixture.obstacles([fixture.change("out/ada.md", to: "new\n")])
        == ["out/ada.md": .unmergedIndex]
    )
  }

  @Test func `line endings follow git's own conversion`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.git("config", "core.autocrlf", "true")
    try fixture.files.write("out/ada.md", "one\r\ntwo\r\nthree\r\nfour\r\nfive\r\n")
    try fixture.sync([
      fixture.change("out/ada.md", to: ApplySurveyTests.edit),
      fixture.change("out/new/cid.md", to: "cid\n"),
    ])
    #expect(try fixture.files.read("out/ada.md") == "one\r\ntwo\r\n3\r\nfour\r\nfive\r\n")
    #expect(try fixture.files.read("out/new/cid.md") == "cid\r\n")
    #expect(try fixture.files.git("show", "HEAD:out/new/cid.md") == "cid")
    #expect(try fixture.status().isEmpty)
  }

  @Test func `a filter that only git can run is an obstacle`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.git("config", "filter.shout.clean", "tr a-z A-Z")
    try fixture.files.write(
      ".gitattributes",
      "out/ada.md filter=shout\nout/bob.md filter=unknown\n"
    )
    let changes = [
      try fixture.change("out/ada.md", to: "new\n"), try fixture.change("out/bob.md", to: "new\n"),
    ]
    #expect(try fixture.obstacles(changes) == ["out/ada.md": .cannotWrite])
  }

  @Test func `permissions of old files stay, new ones follow the umask`() throws {
    let fixture = try ApplyFixture()
    let path = fixture.files.root.appending("out").appending("ada.md").string
    chmod(path, 0o600)
    try fixture.sync(fixture.usualChanges())
    let worktree = try Worktree(of: fixture.open())
    let ada = try #require(RepoPath("out/ada.md"))
    #expect(try worktree.status(of: ada)?.permissions == 0o600)
    let cid = try #require(RepoPath("out/new/cid.md"))
    let mask = umask(0o022)
    umask(mask)
    #expect(try worktree.status(of: cid)?.permissions == 0o666 & ~UInt32(mask))
  }

  @Test func `an executable bit that a person set is kept`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.git("update-index", "--chmod=+x", "out/ada.md")
    chmod(fixture.files.root.appending("out").appending("ada.md").string, 0o755)
    try fixture.sync([fixture.change("out/ada.md", to: ApplySurveyTests.edit)])
    #expect(try fixture.files.git("ls-files", "-s", "out/ada.md").hasPrefix("100755 "))
    #expect(try fixture.files.git("ls-tree", "HEAD", "out/ada.md").hasPrefix("100644 "))
    let worktree = try Worktree(of: fixture.open())
    let ada = try #require(RepoPath("out/ada.md"))
    #expect(try worktree.status(of: ada)?.isExecutable == true)
  }
}
