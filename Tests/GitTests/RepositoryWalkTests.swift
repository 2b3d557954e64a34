import Git
import SystemPackage
import TestSupport
import Testing

struct RepositoryWalkTests {
  @Test func `files come as git lists them, without submodules and links being entered`() throws {
    let repository = try sample()
    let open = try repository.open()
    let treeID = try repository.id("HEAD^{tree}")
    let listed = try repository.git("ls-tree", "-r", "-z", "HEAD").split(separator: "\0")
    let walked = try open.walk(tree: treeID, below: nil)
    #expect(Set(walked.map(line)) == Set(listed.map(String.init)))
    #expect(walked.map(\.path) == walked.map(\.path).sorted())
  }

  @Test(arguments: [
    ["a"], ["a", "a.b"], ["a.b", "a/x"], ["a", "a/x", "a/deep/er"], ["a/x"], ["nothing"], ["link"],
    ["sub"], ["a/deep", "b", "zz"], ["a.md"], [],
  ])
  func `only what lies below the folders is returned`(_ folders: [String]) throws {
    let repository = try sample()
    let paths = try folders.map { try #require(RepoPath($0)) }
    let treeID = try repository.id("HEAD^{tree}")
    let all = try repository.open().walk(tree: treeID, below: nil)
    let some = try repository.open().walk(tree: treeID, below: paths)
    #expect(some == all.filter { file in paths.contains { file.path.isWithin($0) } })
  }

  @Test func `a bomb ends at the limit`() throws {
    let repository = try TemporaryRepository()
    var id = try repository.blob("bang")
    for level in 0..<20 {
      let mode = level == 0 ? "100644" : "40000"
      id = try repository.tree((0..<10).map { (mode, "f\($0)", id) })
    }
    let open = try repository.open()
    let error = #expect(throws: GitError.self) { try open.walk(tree: id, below: nil) }
    #expect(error?.code == .limit)
    let changed = #expect(throws: GitError.self) { try open.changes(from: nil, to: id) }
    #expect(changed?.code == .limit)
    let below = try #require(RepoPath("f1"))
    let one = #expect(throws: GitError.self) { try open.walk(tree: id, below: [below]) }
    #expect(one?.code == .limit)
  }

  @Test func `depth ends at the limit, counted from the top`() throws {
    let repository = try TemporaryRepository()
    var id = try repository.tree([("100644", "f", repository.blob("x"))])
    for _ in 0..<31 { id = try repository.tree([("40000", "d", id)]) }
    let open = try repository.open()
    #expect(try open.walk(tree: id, below: nil).count == 1)
    let deep = try #require(RepoPath(String(repeating: "d/", count: 30) + "d"))
    #expect(try open.walk(tree: id, below: [deep]).count == 1)
    id = try repository.tree([("40000", "d", id)])
    for paths in [nil, [try #require(RepoPath(String(repeating: "d/", count: 30) + "d"))]] {
      let error = #expect(throws: GitError.self) { try open.walk(tree: id, below: paths) }
      #expect(error?.code == .depth)
    }
    #expect(throws: GitError.self) { try open.changes(from: id, to: nil) }
  }

  @Test func `limits can be chosen`() throws {
    let repository = try sample()
    let open = try repository.open()
    let treeID = try repository.id("HEAD^{tree}")
    let error = #expect(throws: GitError.self) {
      try open.walk(tree: treeID, below: nil, limit: TreeWalkLimit(entries: 3))
    }
    #expect(error?.code == .limit)
  }

  private func sample() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    for name in ["a/x", "a/deep/er/y.md", "a.b", "a-b/z", "a.md", "b", "ü/ä", "zz/1"] {
      try repository.write(name, name)
    }
    try repository.link("link", to: "a")
    try repository.git("add", "--all")
    let commit = "160000,4b825dc642cb6eb9a060e54bf8d69288fbee4904,sub"
    try repository.git("update-index", "--add", "--cacheinfo", commit)
    try repository.git("commit", "--quiet", "-m", "sample")
    return repository
  }

  private func line(_ file: TreeFile) -> String {
    let kind = file.mode == .gitlink ? "commit" : "blob"
    return "\(file.mode.octal) \(kind) \(file.id)\t\(file.path)"
  }
}
