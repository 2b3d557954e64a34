import Git
import SystemPackage
import TestSupport
import Testing

struct RepositoryReferencesTests {
  @Test func `HEAD is a branch, unborn or detached`() throws {
    let repository = try TemporaryRepository()
    let open = try repository.open()
    #expect(try open.head() == .unborn("refs/heads/main"))
    let first = try repository.commit()
    #expect(try open.head() == .branch("refs/heads/main", first))
    try repository.git("checkout", "--quiet", "--detach")
    #expect(try open.head() == .detached(first))
    try repository.git("checkout", "--quiet", "--orphan", "new/branch")
    #expect(try open.head() == .unborn("refs/heads/new/branch"))
  }

  @Test(arguments: ["garbage", "", "ref: refs/heads/../x\n", "ref: \n"])
  func `a broken HEAD is an error, not a crash`(_ text: String) throws {
    let repository = try TemporaryRepository()
    try repository.commit()
    let open = try repository.open()
    try repository.write(".git/HEAD", text)
    #expect(throws: GitError.self) { try open.head() }
  }

  @Test func `references are found by their full names`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit()
    try repository.git("tag", "-m", "note", "v1")
    try repository.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    let open = try repository.open()
    #expect(try open.reference(named: "refs/heads/main") == first)
    #expect(try open.reference(named: "HEAD") == first)
    #expect(try open.reference(named: "refs/heads/alias") == first)
    #expect(try open.reference(named: "refs/tags/v1") == repository.id("v1"))
    #expect(try open.reference(named: "refs/heads/none") == nil)
    #expect(try open.reference(named: "refs/heads/main/below") == nil)
    try repository.git("pack-refs", "--all")
    #expect(try open.reference(named: "refs/heads/main") == first)
  }

  @Test(arguments: [
    "-x", "refs/heads/a..b", "refs/heads/a.lock", "refs/heads/", "refs/heads/a b", "refs/heads/~",
    "main", "refs/heads/\u{7f}", "refs//heads", "", "refs/heads/a\nb", "refs/heads/@{0}", "a\0b",
  ])
  func `a name that git refuses is refused`(_ name: String) throws {
    let repository = try TemporaryRepository()
    let open = try repository.open()
    #expect(!isValidReferenceName(name))
    let error = #expect(throws: GitError.self) { try open.reference(named: name) }
    #expect(error?.code == .invalidName)
    if !name.contains("\0") {
      #expect(throws: CommandFailure.self) { try repository.git("check-ref-format", name) }
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `names are judged as git judges them`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let parts = [
      "a", "b", ".", "/", "@", "{", ".lock", "-", "~", "*", "[", "\\", "é", " ", ":", "?",
    ]
    let count = Int.random(in: 1...4, using: &random)
    let name =
      "refs/x/" + (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    let answer = try runGit(["check-ref-format", name], in: "/", input: nil, environment: nil)
    #expect(isValidReferenceName(name) == (answer.status == 0), "\(name)")
  }

  @Test func `symbolic references in a circle are an error`() throws {
    let repository = try TemporaryRepository()
    try repository.write(".git/refs/heads/a", "ref: refs/heads/b\n")
    try repository.write(".git/refs/heads/b", "ref: refs/heads/a\n")
    let open = try repository.open()
    #expect(throws: GitError.self) { try open.reference(named: "refs/heads/a") }
  }

  @Test func `all references with a prefix come sorted, broken ones left out`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit()
    for name in ["z", "a", "x/y", "Main"] { try repository.git("branch", name) }
    try repository.git("pack-refs", "--all")
    try repository.git("branch", "loose")
    try repository.write(".git/refs/heads/broken", "nonsense")
    try repository.git("symbolic-ref", "refs/heads/nowhere", "refs/heads/none")
    let open = try repository.open()
    let found = try open.references(withPrefix: "refs/heads/")
    let names = ["Main", "a", "loose", "main", "x/y", "z"].map { "refs/heads/\($0)" }
    #expect(found.map(\.name) == names)
    #expect(found.allSatisfy { $0.id == first })
    #expect(try open.references(withPrefix: "refs/heads/x").map(\.name) == ["refs/heads/x/y"])
    #expect(try open.references(withPrefix: "refs/agentsync/").isEmpty)
  }

  @Test func `a revision is found as git finds it`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("first")
    try repository.git("tag", "-m", "note", "v1")
    let second = try repository.commit("second")
    try repository.git("branch", "topic", first.hex)
    try repository.git("update-ref", "refs/remotes/origin/main", first.hex)
    try repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    let open = try repository.open()
    let revisions = [
      "HEAD", "main", "topic", "v1", "heads/topic", "refs/heads/topic", "origin", "origin/main",
      "HEAD~1", "HEAD^", "@", "main@{0}", first.hex, first.short, "v1^{}", "v1^0",
      "HEAD~", "HEAD~0", "HEAD^1", "main~1^0", "v1~0^0~0", "heads/topic^0", "\(second.hex)~1",
      "\(second.short)~1",
    ]
    for revision in revisions {
      #expect(try open.resolve(revision) == repository.id("\(revision)^{commit}"), "\(revision)")
    }
    #expect(try open.resolve(":/first") == first)
    #expect(try open.resolve(second.hex.uppercased()) == second)
  }

  @Test func `the second parent of a merge is found as git finds it`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("first")
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("aside")
    try repository.git("checkout", "-q", "main")
    try repository.commit("ahead")
    try repository.git("merge", "-q", "--no-ff", "-m", "both", "side")
    let open = try repository.open()
    for revision in ["HEAD^2", "HEAD^", "HEAD^2~1", "HEAD~2", "HEAD^^1", "HEAD^2^0"] {
      #expect(try open.resolve(revision) == repository.id("\(revision)^{commit}"), "\(revision)")
    }
  }

  @Test(arguments: [
    "none", "", "HEAD~9", "HEAD^2", "HEAD~1x", "~1", "a..b", "HEAD^{tree}", "v9", ":nothing", "a b",
  ])
  func `a revision that git does not know is not found`(_ revision: String) throws {
    let repository = try TemporaryRepository()
    try repository.commit()
    let open = try repository.open()
    let error = #expect(throws: GitError.self) { try open.resolve(revision) }
    #expect(error?.code == .notFound)
  }

  @Test(arguments: ["-h", "--all", "--exec=rm", "a\0b"])
  func `an option is no revision`(_ revision: String) throws {
    let repository = try TemporaryRepository()
    let open = try repository.open()
    let error = #expect(throws: GitError.self) { try open.resolve(revision) }
    #expect(error?.code == .invalidName)
  }
}
