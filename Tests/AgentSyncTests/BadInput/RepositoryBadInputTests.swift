import AgentModel
import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

@testable import AgentSync

/// Repositories in an odd shape or in the middle of something: rows 46 to 48 of the table of bad input.
struct RepositoryBadInputTests {
  private func change(_ library: BadInputLibrary) throws {
    try library.team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try library.commitOnTop("agents/ada.md")
  }

  // Row 46
  @Test func `a linked work tree has a branch, an index and files of its own`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let linked = repository.sandbox.appending("linked")
    try repository.git("worktree", "add", "--quiet", "-b", "other", linked.string)
    let main = try repository.id("main")
    let before = try repository.readBytes(".git/index")
    let place = try RepositoryLocation.discover(
      from: linked,
      environment: repository.environment
    )
    let outcome = try synchronize(try place.open(), SyncOptions())
    #expect(outcome.applied?.branchName == "other")
    #expect(try repository.id("main") == main)
    #expect(try repository.readBytes(".git/index") == before)
    #expect(!repository.exists(Team.prompt("ada")))
    let prompt = linked.pushing(FilePath(Team.prompt("ada"))).string
    #expect(FileManager.default.fileExists(atPath: prompt))
    let status = try repository.run(["status", "--porcelain"], in: linked)
    #expect(status.text.isEmpty)
  }

  // Row 46
  @Test func `a submodule is synced from inside, and left alone from outside`() throws {
    let inner = try BadInputLibrary()
    let outer = try BadInputLibrary()
    let repository = outer.repository
    let url = inner.repository.root.string
    try repository.git(
      "-c",
      "protocol.file.allow=always",
      "submodule",
      "--quiet",
      "add",
      url,
      "agents/shared"
    )
    try repository.git("commit", "--quiet", "-m", "a submodule")
    let outcome = try outer.team.sync()
    #expect(outcome.plan.rows.map(\.agentID) == ["ada"])
    #expect(outcome.plan.syncVerdict == .inStep)
    #expect(!repository.exists("agents/shared/.github"))
    #expect(try repository.git("status", "--porcelain").isEmpty)
    _ = try synchronize(try repository.location(in: "agents/shared").open(), SyncOptions())
    #expect(repository.exists("agents/shared/.github/prompts/ada.prompt.md"))
    #expect(try repository.git("status", "--porcelain") == " M agents/shared")
  }

  // Row 46
  @Test func `outside of a sparse checkout no file appears, and the index knows`() throws {
    for folder in ["docs", "docs/deep"] {
      let library = try BadInputLibrary(files: ["docs/x.md": "# X\n", "docs/deep/y.md": "# Y\n"])
      let repository = library.repository
      try repository.git("sparse-checkout", "set", "--cone", "--no-sparse-index", folder)
      #expect(!repository.exists("agents"))
      let outcome = try library.team.sync()
      #expect(outcome.plan.syncVerdict == .inStep)
      #expect(!repository.exists(".github"))
      #expect(!repository.exists(".agentsync"))
      #expect(try repository.git("ls-files", "-t", Team.prompt("ada")).hasPrefix("S "))
      #expect(try repository.git("status", "--porcelain").isEmpty)
      #expect(try repository.git("show", "HEAD:" + Team.prompt("ada")).contains("Line 2"))
      try repository.git("sparse-checkout", "disable")
      #expect(repository.exists(Team.prompt("ada")))
      try library.team.expectQuiet()
    }
  }

  // Row 46
  @Test func `a file marked skip-worktree stays, and the commit goes on`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    try library.team.sync()
    try repository.git("update-index", "--skip-worktree", Team.prompt("ada"))
    try repository.write(Team.prompt("ada"), "mine alone\n")
    try change(library)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    #expect(try repository.read(Team.prompt("ada")) == "mine alone\n")
    #expect(try repository.git("show", "HEAD:" + Team.prompt("ada")).contains("Line two"))
    #expect(try repository.git("show", ":" + Team.prompt("ada")).contains("Line two"))
    #expect(try repository.git("ls-files", "-t", Team.prompt("ada")).hasPrefix("S "))
  }

  // Row 46
  @Test func `a file marked assume-unchanged is left out and named`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    try library.team.sync()
    try repository.git("update-index", "--assume-unchanged", Team.prompt("ada"))
    try repository.write(Team.prompt("ada"), "mine alone\n")
    try change(library)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .conflict)
    #expect(outcome.plan.rows.first?.problem?.code == .indexConflict)
    #expect(outcome.applied == nil)
    #expect(try repository.read(Team.prompt("ada")) == "mine alone\n")
  }

  // Row 46
  @Test func `a source that is a pointer of Git LFS is a document like any other`() throws {
    let pointer = """
      version https://git-lfs.github.com/spec/v1
      oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
      size 12345

      """
    try BadInputLibrary.expectAccepted([BadInput("eve", pointer, nil)])
  }

  // Row 46
  @Test func `an output that passes a filter is left out, and the filter is not run`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let canary = repository.sandbox.appending("canary").string
    for direction in ["clean", "smudge"] {
      try repository.git("config", "filter.canary.\(direction)", "touch '\(canary)'; cat")
    }
    try repository.write(".gitattributes", "*.prompt.md filter=canary\n")
    try library.team.commit("attributes")
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .conflict)
    #expect(outcome.plan.rows.first?.state == .kept)
    #expect(outcome.plan.rows.first?.problem?.code == .cannotWrite)
    #expect(!repository.exists(Team.prompt("ada")))
    #expect(!FileManager.default.fileExists(atPath: canary))
  }

  // Row 46
  @Test func `with autocrlf files have CRLF and the tree has LF`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    try repository.git("config", "core.autocrlf", "true")
    try library.team.sync()
    #expect(try repository.read(Team.prompt("ada")).contains("\r\n"))
    let bytes = try repository.run(["cat-file", "blob", "HEAD:" + Team.prompt("ada")]).output
    #expect(!bytes.contains(13))
    try library.team.expectQuiet()
    try change(library)
    try library.team.sync()
    #expect(try repository.read(Team.prompt("ada")).contains("Line two of ada.\r\n"))
    try library.team.expectQuiet()
  }

  // Row 47
  @Test func `on a detached HEAD a sync commits as git does`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let main = try repository.id("main")
    try repository.git("checkout", "--quiet", "--detach")
    #expect(try library.team.check().verdict == .drift)
    let outcome = try library.team.sync()
    #expect(try repository.id("HEAD") == outcome.applied?.commitID)
    #expect(try repository.id("main") == main)
    try library.team.expectQuiet()
  }

  // Row 47
  @Test func `on an unborn branch nothing is committed`() throws {
    let team = try Team([])
    try team.repository.git("checkout", "--quiet", "--orphan", "new")
    try team.write("ada")
    try team.repository.git("add", ".")
    #expect(try team.check().verdict == .drift)
    let outcome = try team.sync()
    #expect(outcome.applied?.destination == .stage)
    #expect(throws: CommandFailure.self) { try team.repository.id("HEAD") }
    #expect(try team.check { $0.head = .index }.verdict == .inStep)
  }

  // Row 47
  @Test(arguments: ["merge", "rebase", "rebase -i", "cherry-pick", "revert", "am", "bisect"])
  func `in the middle of something sync refuses and check still answers`(_ state: String) throws {
    let library = try BadInputLibrary(files: ["x.md": "one\n"])
    let repository = library.repository
    try library.team.sync()
    try repository.git("checkout", "--quiet", "-b", "other")
    try repository.write("x.md", "two\n")
    try library.team.commit("two")
    try repository.git("checkout", "--quiet", "main")
    try repository.write("x.md", "three\n")
    try library.team.commit("three")
    try change(library)
    switch state {
    case "merge": _ = try? repository.git("merge", "--quiet", "other")
    case "rebase": _ = try? repository.git("rebase", "--quiet", "other")
    case "rebase -i":
      try repository.git("-c", "sequence.editor=sed -i 1ibreak", "rebase", "-i", "HEAD~1")
    case "cherry-pick": _ = try? repository.git("cherry-pick", "other")
    case "revert": try repository.git("revert", "--no-commit", "HEAD~1")
    case "am":
      let patch = try repository.git("format-patch", "-1", "--stdout", "other")
      _ = try? repository.git("am", "--quiet", input: patch + "\n")
    default:
      try repository.git("bisect", "start")
      try repository.git("bisect", "bad")
    }
    library.expectAborted(.repositoryBusy)
    let outcome = try expectUnchanged(of: repository) { try library.team.check() }
    #expect(outcome.plan.rows.map(\.agentID) == ["ada"])
    let isMerge = state == "merge"
    #expect(isMerge ? outcome.verdict == .conflict : outcome.verdict >= .inStep)
  }

  // Row 47
  @Test func `with conflicts in the index sync refuses and check exits at least 2`() throws {
    let library = try BadInputLibrary(files: ["x.md": "one\n"])
    let repository = library.repository
    try library.team.sync()
    let ids = try ["one", "two", "three"].map { try repository.blob($0) }
    let lines = zip(1..., ids).map { "100644 \($0.1) \($0.0)\tx.md" }
    try repository.git("update-index", "--force-remove", "x.md")
    try repository.git("update-index", "--index-info", input: lines.joined(separator: "\n") + "\n")
    library.expectAborted(.unmergedIndex)
    #expect(try library.team.check().verdict == .conflict)
  }

  // Row 47
  @Test func `a lock of somebody else is waited for and never broken`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    try repository.write(".git/index.lock", "")
    // In a hook nothing is waited for: the git that runs it may hold the lock itself.
    let index = repository.root.appending(".git").appending("index").string
    let place = try RepositoryLocation.discover(
      from: repository.root,
      environment: repository.environment.merging(["GIT_INDEX_FILE": index]) { _, new in new }
    )
    expectUnchanged(of: repository) {
      let problem = #expect(throws: Problem.self) {
        try synchronize(try place.open(), SyncOptions())
      }
      #expect(problem?.code == .locked)
    }
    #expect(try library.team.check().verdict == .drift)
    let path = repository.root.pushing(".git/index.lock").string
    let remover = Thread {
      Thread.sleep(forTimeInterval: 0.4)
      try? FileManager.default.removeItem(atPath: path)
    }
    remover.start()
    #expect(try library.team.sync().applied?.commitID != nil)
    try library.team.expectQuiet()
  }

  // Row 48
  @Test(
    arguments: [
      "-x", "--output=/tmp/x", "--all", "a..b", "HEAD..HEAD", "a.lock", "refs/heads/main.lock",
      String(repeating: "x", count: 300), "a\u{FFFD}b", "", " ", "HEAD^{tree}", "HEAD:agents",
      "HEAD^@", "^HEAD", "HEAD@{", "@{-99}", "HEAD@{99.days.ago", ":/^agents(", "a b", "a\nb",
      "../../../etc/passwd", "refs/../HEAD.x", "HEAD~99999999999999999999",
    ]
  )
  func `a revision that is none ends the run`(_ name: String) throws {
    let library = try BadInputLibrary()
    expectUnchanged(of: library.repository) {
      for isBase in [true, false] {
        let problem = #expect(throws: Problem.self) {
          try library.team.check { options in
            if isBase { options.base = name } else { options.head = .revision(name) }
          }
        }
        #expect(problem?.code == .unknownRevision, "\(problem?.message ?? "")")
      }
    }
  }

  // Row 48
  @Test(
    arguments: [
      "ref: refs/heads/loop", "ref: ../../../outside", "ref: /etc/passwd",
      "ref: refs/heads/../../x",
      "ref: refs/heads/a..b", "ref: refs/heads/a.lock", "ref: HEAD", "ref: ", "ref: refs/heads/",
      "ref: refs/heads/a b", "ref: refs/heads/\u{1}", "garbage", "", "1234",
    ]
  )
  func `a HEAD that leads nowhere sound ends the run`(_ text: String) throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let open = try repository.open()
    try repository.write(".git/refs/heads/loop", "ref: refs/heads/pool\n")
    try repository.write(".git/refs/heads/pool", "ref: refs/heads/loop\n")
    try repository.write(".git/HEAD", text + "\n")
    expectUnchanged(of: repository) {
      #expect(throws: Problem.self) { try synchronize(open, SyncOptions()) }
      #expect(throws: (any Error).self) { try synchronize(try repository.open(), SyncOptions()) }
    }
  }

  // Row 48
  @Test func `a branch whose name is no UTF-8 is not mistaken for another`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    let head = try repository.id("HEAD")
    let name = Array("refs/heads/a".utf8) + [0xFF, 0xFE]
    let packed = Array("\(head.hex) ".utf8) + name + [10]
    try repository.write(".git/packed-refs", bytes: packed)
    try repository.write(".git/HEAD", bytes: Array("ref: ".utf8) + name + [10])
    expectUnchanged(of: repository) {
      #expect(throws: Problem.self) { try library.team.sync() }
    }
  }
}
