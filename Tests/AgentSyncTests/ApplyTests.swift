import AgentModel
import AgentSync
import Git
import TestSupport
import Testing

struct ApplyTests {
  @Test func `a commit changes tree, index and work tree alike`() throws {
    let fixture = try ApplyFixture()
    let applied = try fixture.sync(fixture.usualChanges())
    #expect(applied.commitID == (try fixture.files.id("HEAD")))
    #expect(
      try fixture.files.git("show", "--format=%s", "--name-status").split(separator: "\n") == [
        "agentsync: sync 3 agents", "M\tout/ada.md", "A\tout/new/cid.md", "D\tout/old/gone.md",
      ]
    )
    #expect(try fixture.files.read("out/new/cid.md") == "cid\n")
    #expect(!fixture.files.exists("out/old"))
    #expect(try fixture.status().isEmpty)
    try fixture.expectSound()
    #expect(try fixture.files.git("reflog", "-1", "--format=%gs") == "agentsync: sync")
  }

  @Test func `git finds every file unchanged without reading it`() throws {
    let fixture = try ApplyFixture()
    try fixture.sync(fixture.usualChanges())
    // diff-files trusts the index alone.
    #expect(try fixture.files.git("diff-files", "--name-only").isEmpty)
  }

  @Test func `a detached HEAD moves without a branch`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.git("checkout", "--quiet", "--detach")
    let before = try fixture.files.id("main")
    let applied = try fixture.sync(fixture.usualChanges())
    #expect(applied.branchName == "HEAD")
    #expect(try fixture.files.id("main") == before)
    #expect(try fixture.files.id("HEAD~1") == before)
    #expect(try fixture.status().isEmpty)
    try fixture.expectSound()
  }

  @Test func `staging makes no commit`() throws {
    let fixture = try ApplyFixture()
    let head = try fixture.files.id("HEAD")
    try fixture.sync(fixture.usualChanges(), .stage)
    #expect(try fixture.files.id("HEAD") == head)
    #expect(
      try fixture.files.git("diff", "--cached", "--name-status").split(separator: "\n") == [
        "M\tout/ada.md", "A\tout/new/cid.md", "D\tout/old/gone.md",
      ]
    )
    #expect(try fixture.files.git("diff-files", "--name-only").isEmpty)
  }

  @Test func `an unborn branch gets its outputs staged`() throws {
    let fixture = try ApplyFixture(committing: false)
    try fixture.sync([fixture.change("out/ada.md", to: "ada\n")], .stage)
    #expect(try fixture.status().contains("A. N... 000000 100644 100644"))
    try fixture.files.git("commit", "-m", "first")
    #expect(try fixture.status().isEmpty)
  }

  @Test func `writing to the work tree leaves index and HEAD alone`() throws {
    let fixture = try ApplyFixture()
    let staged = try fixture.files.git("ls-files", "-s")
    try fixture.sync(fixture.usualChanges(), .worktree)
    #expect(try fixture.files.git("ls-files", "-s") == staged)
    #expect(try fixture.files.read("out/new/cid.md") == "cid\n")
    #expect(!fixture.files.exists("out/old/gone.md"))
  }

  @Test func `a bare repository gets the commit`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.git("clone", "--quiet", "--bare", ".", "../bare.git")
    let place = fixture.files.sandbox.appending("bare.git")
    let location = try RepositoryLocation.discover(
      from: place,
      environment: fixture.files.environment
    )
    let repository = try location.open()
    let changes = try fixture.usualChanges()
    let seen = try survey(changes, in: repository, destination: .commit)
    let applied = try apply(
      fixture.request(changes, in: repository),
      survey: seen,
      to: repository
    )
    let names = try fixture.files.git("-C", place.string, "show", "--format=", "--name-only")
    #expect(names == "out/ada.md\nout/new/cid.md\nout/old/gone.md")
    #expect(applied.commitID != nil)
  }

  @Test func `a linked work tree is written where it is`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.git("worktree", "add", "--quiet", "-b", "side", "../side")
    let location = try RepositoryLocation.discover(
      from: fixture.files.sandbox.appending("side"),
      environment: fixture.files.environment
    )
    let repository = try location.open()
    let changes = try fixture.usualChanges()
    let seen = try survey(changes, in: repository, destination: .commit)
    try apply(fixture.request(changes, in: repository), survey: seen, to: repository)
    #expect(try fixture.files.git("-C", "../side", "status", "--porcelain").isEmpty)
    #expect(try fixture.files.id("side~1") == (try fixture.files.id("main")))
    #expect(try fixture.status().isEmpty)
  }

  @Test func `a branch that moved since the plan stops all`() throws {
    let fixture = try ApplyFixture()
    let repository = try fixture.open()
    let changes = try fixture.usualChanges()
    let seen = try survey(changes, in: repository, destination: .commit)
    let request = try fixture.request(changes, in: repository)
    try fixture.files.git("commit", "--quiet", "--allow-empty", "-m", "meanwhile")
    let before = try fixture.picture()
    #expect { try apply(request, survey: seen, to: repository) } throws: {
      ($0 as? Problem)?.code == .staleBase
    }
    #expect(try fixture.picture() == before)
    try fixture.expectSound()
  }

  @Test func `an entry staged since the survey stops all`() throws {
    let fixture = try ApplyFixture()
    let repository = try fixture.open()
    let changes = try fixture.usualChanges()
    let seen = try survey(changes, in: repository, destination: .commit)
    let request = try fixture.request(changes, in: repository)
    try fixture.files.write("out/ada.md", "staged\n")
    try fixture.files.git("add", "out/ada.md")
    let before = try fixture.picture()
    #expect { try apply(request, survey: seen, to: repository) } throws: {
      ($0 as? Problem)?.code == .staleBase
    }
    #expect(try fixture.picture() == before)
  }

  @Test func `a file saved since the survey stops all`() throws {
    let fixture = try ApplyFixture()
    let repository = try fixture.open()
    let changes = try fixture.usualChanges()
    let seen = try survey(changes, in: repository, destination: .commit)
    let request = try fixture.request(changes, in: repository)
    try fixture.files.write("out/old/gone.md", "saved\n")
    let before = try fixture.picture()
    #expect { try apply(request, survey: seen, to: repository) } throws: {
      ($0 as? Problem)?.code == .worktreeConflict
    }
    #expect(try fixture.picture() == before)
    try fixture.expectSound()
  }

  @Test func `two hundred files go through one pack`() throws {
    let fixture = try ApplyFixture()
    let changes = try (0..<200).map {
      try fixture.change("many/\($0 % 7)/\($0).md", to: "text \($0)\n")
    }
    try fixture.sync(changes)
    #expect(try fixture.status().isEmpty)
    #expect(try fixture.files.git("count-objects", "-v").contains("packs: 1"))
    try fixture.expectSound()
  }
}
