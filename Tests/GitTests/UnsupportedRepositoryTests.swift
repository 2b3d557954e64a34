import Git
import SystemPackage
import TestSupport
import Testing

struct UnsupportedRepositoryTests {
  @Test func `SHA-256 is refused in words`() throws {
    let repository = try TemporaryRepository("--object-format=sha256")
    let error = try refusal(of: repository)
    #expect(error?.message.contains("SHA-256") == true)
    #expect(error?.hint != nil)
  }

  @Test(.enabled(if: !InstalledGit.hasReftables, "this git reads them"))
  func `a reftable is refused in words where git is too old for it`() throws {
    let repository = try TemporaryRepository()
    let error = try refusal(of: repository, set: "extensions.refStorage", to: "reftable")
    #expect(error?.message.contains("reftable") == true)
    #expect(error?.hint?.contains("git refs migrate") == true)
  }

  @Test func `an unknown extension is refused in words`() throws {
    let repository = try TemporaryRepository()
    let error = try refusal(of: repository, set: "extensions.teleport", to: "true")
    #expect(error?.message.contains("teleport") == true)
    #expect(error?.hint != nil)
  }

  @Test func `repository format 2 is refused in words`() throws {
    let repository = try TemporaryRepository()
    try repository.write(".git/config", "[core]\n\trepositoryformatversion = 2\n\tbare = false\n")
    let error = try refusal(of: repository)
    #expect(error?.message.contains("version") == true)
    #expect(error?.hint != nil)
  }

  @Test(arguments: ["noop", "partialClone", "preciousObjects", "worktreeConfig"])
  func `harmless extensions are opened`(_ name: String) throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("first")
    try repository.git("config", "core.repositoryFormatVersion", "1")
    let value = name == "partialClone" ? "origin" : "true"
    try repository.git("config", "extensions.\(name)", value)
    #expect(try repository.open().head().commitID == first)
  }

  @Test(.enabled(if: testedEngine == nil))
  func `relative work trees are opened`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("first")
    // git 2.39 does not know this extension yet, so it is only opened here.
    let text = try repository.read(".git/config")
    let version = text.replacing("repositoryformatversion = 0", with: "repositoryformatversion = 1")
    try repository.write(".git/config", version + "[extensions]\n\trelativeWorktrees = true\n")
    #expect(try repository.open().head().commitID == first)
  }

  @Test func `an index without checksum is read, as git does`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a.md", "a")
    try repository.git("add", ".")
    var bytes = try repository.readBytes(".git/index")
    bytes.replaceSubrange((bytes.count - 20)..., with: [UInt8](repeating: 0, count: 20))
    try repository.write(".git/index", bytes: bytes)
    #expect(try repository.open().indexScan(below: nil).entries.count == 1)
  }

  private func refusal(
    of repository: TemporaryRepository,
    set key: String,
    to value: String
  ) throws -> GitError? {
    try repository.git("config", key, value)
    let text = try repository.read(".git/config")
    let version = text.replacing("repositoryformatversion = 0", with: "repositoryformatversion = 1")
    try repository.write(".git/config", version)
    return try refusal(of: repository)
  }

  private func refusal(of repository: TemporaryRepository) throws -> GitError? {
    let error = #expect(throws: GitError.self) { try repository.location() }
    #expect(error?.code == .unsupported)
    return error
  }
}
