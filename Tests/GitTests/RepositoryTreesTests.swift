import Git
import SystemPackage
import TestSupport
import Testing

struct RepositoryTreesTests {
  @Test func `a tree is read as git lists it`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a.md", "a")
    try repository.write("a/x", "x")
    try repository.write("a-b", "x")
    try repository.write("run", "x", executable: true)
    try repository.write("ümlaut \n name", "x")
    try repository.link("link", to: "a.md")
    try repository.commit()
    let treeID = try repository.id("HEAD^{tree}")
    let lines = try repository.open().readTree(treeID).map { entry in
      let kind = entry.mode.isTree ? "tree" : "blob"
      return
        "\(entry.mode.octal) \(kind) \(entry.id)\t\(String(decoding: entry.name, as: UTF8.self))"
    }
    #expect(lines.joined(separator: "\0") + "\0" == (try repository.git("ls-tree", "-z", "HEAD")))
  }

  @Test func `the empty tree needs no object`() throws {
    let repository = try TemporaryRepository()
    let id = try #require(ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904"))
    #expect(try repository.open().readTree(id).isEmpty)
  }

  @Test func `what stands at a path is found, whatever its kind`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a/b/c.md", "text")
    try repository.write("a.md", "text")
    try repository.commit()
    let open = try repository.open()
    let treeID = try repository.id("HEAD^{tree}")
    for path in ["a", "a/b", "a/b/c.md", "a.md"] {
      let entry = try open.entry(at: try #require(RepoPath(path)), in: treeID)
      #expect(entry?.id == (try repository.id("HEAD:\(path)")))
    }
    for path in ["b", "a/c.md", "a.md/b", "a/b/c.md/d", "a/b/c"] {
      #expect(try open.entry(at: try #require(RepoPath(path)), in: treeID) == nil)
    }
  }

  @Test(arguments: [
    (["100644 b", "100644 a"], "out of order"),
    (["100644 a", "100644 a"], "twice"),
    (["100644 a", "40000 a"], "twice"),
    (["100644 a", "100644 a.b", "40000 a"], "twice"),
    (["40000 a", "100644 a.b"], "out of order"),
    (["100644 ."], "no valid name"),
    (["100644 .."], "no valid name"),
    (["40000 .git"], "no valid name"),
    (["40000 .GiT"], "no valid name"),
    (["100644 a/b"], "no valid name"),
    (["100644 "], "no valid name"),
    (["100844 a"], "bad mode"),
    (["10000000 a"], "bad mode"),
    ([" a"], "cut off"),
  ])
  func `a tree that fsck would refuse is corrupt`(_ lines: [String], _ reason: String) throws {
    let repository = try TemporaryRepository()
    let blob = try repository.blob("x")
    let id = try repository.tree(
      lines.map { line in
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), String(parts[1]), blob)
      }
    )
    let open = try repository.open()
    let error = #expect(throws: GitError.self) { try open.readTree(id) }
    #expect(error?.code == .corrupt)
    #expect(error?.message.contains(id.hex) == true)
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test func `a file whose name begins as a folder's is no double`() throws {
    let repository = try TemporaryRepository()
    let blob = try repository.blob("x")
    let empty = try repository.store("tree", [])
    let id = try repository.tree([
      ("100644", "a-", blob), ("100644", "a.b", blob), ("40000", "a", empty),
      ("100644", "a0", blob),
    ])
    #expect(try repository.open().readTree(id).count == 4)
  }

  @Test func `a tree cut off anywhere is corrupt`() throws {
    let repository = try TemporaryRepository()
    let blob = try repository.blob("x")
    let whole = Array("100644 a\0".utf8) + blob.raw
    let open = try repository.open()
    for count in 1..<whole.count {
      let id = try repository.store("tree", Array(whole.prefix(count)))
      let error = #expect(throws: GitError.self) { try open.readTree(id) }
      #expect(error?.code == .corrupt)
    }
  }

  @Test func `odd modes are values`() throws {
    let repository = try TemporaryRepository()
    let blob = try repository.blob("x")
    let id = try repository.tree([("100664", "a", blob), ("040000", "b", blob), ("1", "c", blob)])
    let modes = try repository.open().readTree(id).map(\.mode)
    #expect(modes.map(\.octal) == ["100664", "040000", "000001"])
    #expect(modes.map(\.canonical) == [.file, .tree, .gitlink])
    #expect(modes[1].isTree)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `a random tree is either read or corrupt`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let repository = try TemporaryRepository()
    let sample = Array("100644 a\0abcdefghijklmnopqrst40000 b\0abcdefghijklmnopqrst".utf8)
    var names: [String] = []
    for number in 0..<100 {
      var bytes = sample
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255,
          using: &random
        )
      }
      names.append("trees/\(number)")
      let count = Int.random(in: 0...bytes.count, using: &random)
      try repository.write("trees/\(number)", bytes: Array(bytes.prefix(count)))
    }
    let arguments = ["hash-object", "-t", "tree", "--literally", "-w", "--stdin-paths"]
    let input = Array(names.joined(separator: "\n").utf8)
    let answer = try repository.run(arguments, input: input).text
    let open = try repository.open()
    for line in answer.split(separator: "\n") {
      let id = try #require(ObjectID(hex: line))
      do throws(GitError) {
        _ = try open.readTree(id)
      } catch {
        #expect(error.code == .corrupt)
      }
    }
  }
}
