import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

/// The cases of `docs/git.md` that work, each from the first sync to a second one.
struct RealRepositoryTests {
  @Test func `a plain repository`() throws {
    try RealLibrary().expectServed()
  }

  // MARK: - The index

  @Test func `a split index`() throws {
    let library = try RealLibrary()
    try library.git("config", "core.splitIndex", "true")
    try library.git("update-index", "--split-index")
    try library.expectServed()
    // git writes it in two files again, as it was told to.
    try library.repository.write("docs/two.md", "two\n")
    try library.git("add", "docs/two.md")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: library.repository.root.appending(".git").string
    )
    #expect(files.contains { $0.hasPrefix("sharedindex.") })
  }

  @Test(arguments: [["agents", ".github", ".agentsync"], ["docs"]])
  func `a sparse index`(cone: [String]) throws {
    let library = try RealLibrary()
    let repository = library.repository
    try repository.run(
      ["sparse-checkout", "set", "--cone", "--sparse-index", "--skip-checks"] + cone
    )
    let isInside = cone.contains("agents")
    #expect(repository.exists(RealLibrary.source) == isInside)
    guard isInside else {
      // The source cannot be edited here, but what was committed elsewhere is brought in step.
      let result = try library.run("sync")
      #expect(result.status == 0, "\(result.errorOutput)")
      #expect(!repository.exists(RealLibrary.output))
      #expect(try library.git("show", "HEAD:\(RealLibrary.output)").contains("Helps."))
      #expect(try library.git("status", "--porcelain").isEmpty)
      #expect(try library.run("check").status == 0)
      return
    }
    try library.expectServed()
    #expect(!repository.exists("docs/one.md"))
  }

  @Test func `an index of version 4`() throws {
    let library = try RealLibrary()
    try library.git("update-index", "--index-version", "4")
    try library.expectServed()
  }

  @Test func `an index without a checksum`() throws {
    let library = try RealLibrary()
    try library.git("config", "index.skipHash", "true")
    let bytes = try library.repository.readBytes(".git/index")
    let bare = bytes.dropLast(20) + [UInt8](repeating: 0, count: 20)
    try library.repository.write(".git/index", bytes: Array(bare))
    try library.expectServed()
  }

  @Test func `the untracked cache, and many files`() throws {
    let library = try RealLibrary()
    try library.git("config", "core.untrackedCache", "true")
    try library.git("config", "feature.manyFiles", "true")
    try library.git("update-index", "--force-untracked-cache")
    try library.expectServed()
  }

  // MARK: - Kinds of repositories

  @Test func `a work tree with a configuration of its own`() throws {
    let library = try RealLibrary()
    try library.git("config", "extensions.worktreeConfig", "true")
    try library.git("config", "--worktree", "core.autocrlf", "true")
    try library.expectServed()
    #expect(try library.repository.read(RealLibrary.output).contains("\r\n"))
  }

  @Test func `a linked work tree`() throws {
    var library = try RealLibrary()
    try library.git("worktree", "add", "--quiet", "-b", "other", "../linked")
    library.folder = "../linked"
    try library.expectServed()
    #expect(!library.repository.exists(RealLibrary.output))
  }

  @Test func `a submodule, from inside`() throws {
    let inner = try RealLibrary()
    var outer = try RealLibrary()
    let url = inner.repository.root.string
    try outer.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", url, "sub")
    outer.folder = "sub"
    try outer.expectServed()
  }

  @Test func `a shallow clone`() throws {
    var library = try RealLibrary()
    try library.git("commit", "--quiet", "--allow-empty", "-m", "second")
    let url = "file://\(library.repository.root.string)"
    try library.git("clone", "--quiet", "--depth=1", url, "../clone")
    library.folder = "../clone"
    try library.expectServed()
  }

  @Test func `a partial clone, whose missing files git fetches`() throws {
    var library = try RealLibrary()
    try library.git("config", "uploadpack.allowFilter", "true")
    try library.git("config", "uploadpack.allowAnySHA1InWant", "true")
    let url = "file://\(library.repository.root.string)"
    // A sparse one, in which most blobs are never checked out.
    let options = ["--quiet", "--filter=blob:none", "--sparse"]
    try library.repository.run(["clone"] + options + [url, "../clone"])
    library.folder = "../clone"
    let blob = try library.git("rev-parse", "HEAD:\(RealLibrary.source)")
    let all = try library.git("rev-list", "--objects", "--missing=print", "HEAD")
    #expect(all.contains("?\(blob)"))
    let result = try library.run("sync")
    #expect(result.status == 0, "\(result.errorOutput)")
    #expect(try library.git("show", "HEAD:\(RealLibrary.output)").contains("Helps."))
    #expect(try library.git("status", "--porcelain").isEmpty)
  }

  @Test func `a clone that borrows its objects`() throws {
    var library = try RealLibrary()
    try library.git("clone", "--quiet", "--shared", library.repository.root.string, "../clone")
    library.folder = "../clone"
    try library.expectServed()
  }

  @Test func `a replaced commit counts as what it was`() throws {
    let library = try RealLibrary()
    let head = try library.repository.id("HEAD")
    try library.write("Replaced.")
    try library.git("commit", "--quiet", "-a", "-m", "other")
    let other = try library.repository.id("HEAD")
    try library.git("reset", "--quiet", "--hard", head.hex)
    try library.git("replace", head.hex, other.hex)
    let result = try library.run("sync")
    #expect(result.status == 0, "\(result.errorOutput)")
    let made = try library.git("--no-replace-objects", "show", "HEAD:\(RealLibrary.output)")
    #expect(made.contains("Helps."))
  }

  @Test func `packs, with a graph of commits and an index of their own`() throws {
    let library = try RealLibrary()
    try library.git("gc", "--quiet")
    try library.git("pack-refs", "--all")
    try library.git("commit", "--quiet", "--allow-empty", "-m", "second")
    try library.git("repack", "--quiet", "-d")
    try library.git("multi-pack-index", "write")
    try library.git("commit-graph", "write", "--reachable", "--changed-paths")
    try library.expectServed()
  }

  @Test(
    .enabled(if: InstalledGit.hasReftables, "it takes git 2.45"),
    arguments: ["cherry-pick", "revert"]
  )
  func `what git is in the middle of shows in a reftable, too`(command: String) throws {
    let library = try RealLibrary()
    try library.git("refs", "migrate", "--ref-format=reftable")
    for text in ["two\n", "three\n"] {
      try library.repository.write("docs/one.md", text)
      try library.git("commit", "--quiet", "-a", "-m", text)
    }
    #expect(try library.repository.open().state() == .none)
    _ = try? library.git(command, "--no-edit", "HEAD~1")
    let state = try library.repository.open().state()
    #expect(state.rawValue == command)
    let message = try library.repository.open().lastReflogMessage(of: "HEAD")
    #expect(message == "commit: three")
    #expect(try library.run("sync").status != 0)
  }

  @Test(.enabled(if: InstalledGit.hasReftables, "it takes git 2.45"))
  func `references in a reftable`() throws {
    let library = try RealLibrary()
    try library.git("refs", "migrate", "--ref-format=reftable")
    #expect(try library.git("rev-parse", "--show-ref-format") == "reftable")
    try library.expectServed()
    try library.git("checkout", "--quiet", "--detach")
    try library.write("Helps on no branch.")
    try library.git("commit", "--quiet", "-a", "-m", "detached")
    #expect(try library.run("sync").status == 0)
    #expect(try library.run("check").status == 0)
    #expect(try library.run("undo").status == 0)
  }

  @Test(.enabled(if: InstalledGit.hasReftables, "it takes git 2.45"))
  func `references in a reftable, locked by somebody else`() throws {
    let library = try RealLibrary()
    try library.git("refs", "migrate", "--ref-format=reftable")
    let repository = try library.repository.open()
    let main = try library.repository.id("main")
    let move = try ReferenceMove(
      of: "refs/heads/main",
      from: main,
      to: main,
      by: repository.committer(),
      message: "first",
      in: repository,
      waiting: .zero
    )
    #expect {
      try ReferenceMove(
        of: "refs/heads/main",
        from: main,
        to: main,
        by: repository.committer(),
        message: "second",
        in: library.repository.open(),
        waiting: .zero
      )
    } throws: {
      ($0 as? GitError)?.code == .locked
    }
    try move.commit()
  }
}
