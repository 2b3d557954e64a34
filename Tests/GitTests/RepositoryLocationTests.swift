import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

struct RepositoryLocationTests {
  @Test func `it is found from the top and from a folder below`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a/b/c.md", "x")
    for folder in [nil, "a", "a/b", ".git/objects"] {
      let location = try repository.location(in: folder)
      #expect(location.gitDirectory == repository.root.appending(".git"))
      #expect(location.commonDirectory == location.gitDirectory)
      #expect(location.workTree == repository.root)
      #expect(location.indexFile == location.gitDirectory.appending("index"))
      #expect(!location.hasForeignIndex)
    }
  }

  @Test func `a bare repository has no work tree`() throws {
    let repository = try TemporaryRepository("--bare")
    let location = try repository.location()
    #expect(location.gitDirectory == repository.root)
    #expect(location.workTree == nil)
    #expect(try location.open().head() == .unborn("refs/heads/main"))
  }

  @Test func `a linked work tree has a git directory of its own`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("first")
    try repository.git("worktree", "add", "--quiet", "-b", "side", "../linked")
    let location = try repository.location(in: "../linked")
    #expect(location.gitDirectory == repository.root.pushing(".git/worktrees/linked"))
    #expect(location.commonDirectory == repository.root.appending(".git"))
    #expect(location.workTree == repository.sandbox.appending("linked"))
    #expect(location.indexFile == location.gitDirectory.appending("index"))
    #expect(try location.open().head() == .branch("refs/heads/side", first))
  }

  @Test func `a submodule is a repository of its own`() throws {
    let inner = try TemporaryRepository()
    try inner.commit("inner")
    let outer = try TemporaryRepository()
    let path = inner.root.string
    try outer.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", path, "sub")
    let location = try outer.location(in: "sub")
    #expect(location.gitDirectory == outer.root.pushing(".git/modules/sub"))
    #expect(location.workTree == outer.root.appending("sub"))
    #expect(try location.open().head().commitID == inner.id("HEAD"))
  }

  @Test func `outside of a repository nothing is found`() throws {
    let repository = try TemporaryRepository()
    let error = #expect(throws: GitError.self) {
      try RepositoryLocation.discover(from: repository.sandbox, environment: [:])
    }
    #expect(error?.code == .notFound)
    let nowhere = #expect(throws: GitError.self) {
      try RepositoryLocation.discover(from: "/no/such/folder", environment: [:])
    }
    #expect(nowhere?.code == .notFound)
  }

  @Test func `GIT_DIR alone makes the current folder the work tree`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a/b", "x")
    var environment = repository.environment
    environment["GIT_DIR"] = "../.git"
    let location = try RepositoryLocation.discover(
      from: repository.root.appending("a"),
      environment: environment
    )
    #expect(location.gitDirectory == repository.root.appending(".git"))
    #expect(location.workTree == repository.root.appending("a"))
    #expect(try topAccordingToGit(in: "a", of: repository, environment) == location.workTree)
  }

  @Test func `GIT_DIR of a linked work tree, as its hooks see it, is that work tree`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("first")
    try repository.git("worktree", "add", "--quiet", "-b", "side", "../linked")
    var environment = repository.environment
    environment["GIT_DIR"] = repository.root.pushing(".git/worktrees/linked").string
    let location = try RepositoryLocation.discover(
      from: repository.sandbox.appending("linked"),
      environment: environment
    )
    #expect(location.workTree == repository.sandbox.appending("linked"))
    #expect(try location.open().head().branch == "refs/heads/side")
  }

  @Test func `a hook of a push, which runs in the git directory, has the true work tree`() throws {
    let repository = try TemporaryRepository()
    var environment = repository.environment
    environment["GIT_DIR"] = "."
    let location = try RepositoryLocation.discover(
      from: repository.root.appending(".git"),
      environment: environment
    )
    #expect(location.workTree == repository.root)
  }

  @Test func `git run from anywhere sees relative variables as they were meant`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a/b", "x")
    try repository.git("add", ".")
    var environment = repository.environment
    environment["GIT_DIR"] = "../.git"
    environment["GIT_WORK_TREE"] = ".."
    environment["GIT_INDEX_FILE"] = ".git/index"
    environment["GIT_COMMON_DIR"] = "../.git"
    let open = try RepositoryLocation.discover(
      from: repository.root.appending("a"),
      environment: environment
    )
    .open()
    #expect(try open.git(["ls-files"]).text == "a/b")
    #expect(!open.location.hasForeignIndex)
  }

  @Test func `a folder whose name is no text is opened`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit()
    let name = repository.sandbox.appending("x").string.utf8.map { CChar(bitPattern: $0) }
    let folder = (name + [CChar(bitPattern: 0xff), 0]).withUnsafeBufferPointer { name in
      name.baseAddress.map { FilePath(platformString: $0) }
    }
    let place = try #require(folder)
    let moved = repository.root.withPlatformString { old in
      place.withPlatformString { new in rename(old, new) }
    }
    #expect(moved == 0)
    let open = try RepositoryLocation.discover(from: place, environment: repository.environment)
      .open()
    #expect(try open.head().commitID == first)
    #expect(try open.git(["rev-parse", "HEAD"]).text == first.hex)
  }

  @Test func `GIT_WORK_TREE moves the work tree`() throws {
    let repository = try TemporaryRepository("--bare")
    try repository.git("init", "--quiet", "../elsewhere")
    var environment = repository.environment
    environment["GIT_DIR"] = repository.root.string
    environment["GIT_WORK_TREE"] = "../elsewhere"
    let location = try RepositoryLocation.discover(
      from: repository.root,
      environment: environment
    )
    #expect(location.workTree == repository.sandbox.appending("elsewhere"))
    #expect(location.indexFile == repository.root.appending("index"))
    #expect(try location.open().git(["rev-parse", "--show-toplevel"]).text.hasSuffix("elsewhere"))
  }

  @Test(arguments: [".git/next-index-1.lock", "../other"])
  func `GIT_INDEX_FILE is relative to the top of the work tree`(_ name: String) throws {
    let repository = try TemporaryRepository()
    try repository.write("a/b", "x")
    try repository.git("add", ".")
    var environment = repository.environment
    environment["GIT_INDEX_FILE"] = name
    let location = try RepositoryLocation.discover(
      from: repository.root.appending("a"),
      environment: environment
    )
    let expected = repository.root.pushing(FilePath(name)).lexicallyNormalized()
    #expect(location.indexFile == expected)
    #expect(location.hasForeignIndex)
    #expect(try location.open().indexScan(below: nil).exists == false)
    #expect(try location.open().git(["ls-files"]).text.isEmpty)
  }

  @Test func `core.worktree is honoured`() throws {
    let repository = try TemporaryRepository()
    try repository.git("init", "--quiet", "../elsewhere")
    try repository.git("config", "core.worktree", "../../elsewhere")
    let location = try repository.location()
    #expect(location.workTree == repository.sandbox.appending("elsewhere"))
    var environment = repository.environment
    environment["GIT_DIR"] = ".git"
    let explicit = try RepositoryLocation.discover(
      from: repository.root,
      environment: environment
    )
    #expect(explicit.workTree == location.workTree)
  }

  @Test func `a work tree that only config.worktree names is found`() throws {
    let repository = try TemporaryRepository()
    try repository.git("init", "--quiet", "../elsewhere")
    try repository.git("config", "extensions.worktreeConfig", "true")
    try repository.git("config", "--worktree", "core.worktree", "../../elsewhere")
    let location = try repository.location()
    #expect(location.workTree == repository.sandbox.appending("elsewhere"))
    #expect(try repository.open().location == location)
  }

  @Test func `a repository that only config.worktree calls bare is bare`() throws {
    let repository = try TemporaryRepository("--bare")
    try repository.git("config", "extensions.worktreeConfig", "true")
    try repository.git("config", "--unset", "core.bare")
    try repository.git("config", "--worktree", "core.bare", "true")
    #expect(try repository.location().workTree == nil)
  }

  @Test func `objects of GIT_OBJECT_DIRECTORY and its alternates are read`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("first")
    let inner = try TemporaryRepository()
    try inner.write("x.md", "text")
    let blob = try #require(ObjectID(hex: inner.git("hash-object", "-w", "x.md")))
    var environment = repository.environment
    environment["GIT_OBJECT_DIRECTORY"] = inner.root.pushing(".git/objects").string
    environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = ".git/objects"
    let open = try RepositoryLocation.discover(from: repository.root, environment: environment)
      .open()
    #expect(try open.objectKind(blob) == .blob)
    #expect(try open.readCommit(first).subject == "first")
  }

  @Test func `a GIT_COMMON_DIR that leads elsewhere is refused in words`() throws {
    let repository = try TemporaryRepository()
    var environment = repository.environment
    environment["GIT_COMMON_DIR"] = ".git"
    environment["GIT_DIR"] = ".git"
    let location = try RepositoryLocation.discover(from: repository.root, environment: environment)
    #expect(location.commonDirectory == repository.root.appending(".git"))
    environment["GIT_COMMON_DIR"] = ".git/objects"
    let error = #expect(throws: GitError.self) {
      try RepositoryLocation.discover(from: repository.root, environment: environment)
    }
    #expect(error?.code == .unsupported)
  }

  @Test func `a discovered bare repository is refused where git is told to`() throws {
    let repository = try TemporaryRepository("--bare")
    var environment = repository.environment
    environment["GIT_CONFIG_COUNT"] = "1"
    environment["GIT_CONFIG_KEY_0"] = "safe.bareRepository"
    environment["GIT_CONFIG_VALUE_0"] = "explicit"
    let error = #expect(throws: GitError.self) {
      try RepositoryLocation.discover(from: repository.root, environment: environment)
    }
    #expect(error?.code == .owner)
    #expect(error?.hint?.contains("--git-dir") == true)
    environment["GIT_DIR"] = repository.root.string
    let location = try RepositoryLocation.discover(from: repository.root, environment: environment)
    #expect(location.workTree == nil)
  }

  private func topAccordingToGit(
    in folder: String,
    of repository: TemporaryRepository,
    _ environment: [String: String]
  ) throws -> FilePath {
    let result = try runGit(
      ["rev-parse", "--show-toplevel"],
      in: repository.root.pushing(FilePath(folder)),
      input: nil,
      environment: environment
    )
    return FilePath(result.text)
  }
}
