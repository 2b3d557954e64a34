import Git
import TestSupport
import Testing

struct TreeEditTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a tree is edited as git's own index would`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let files = try TemporaryRepository()
    let names = ["a", "a-b", "a.b", "b", "c/a", "c/a.x/y", "c/a-x", "c/d/e/f", "c.d", "ä", "z/z/z"]
    var present: Set<String> = []
    for name in names where random.chance(50) {
      try files.write(name, "\(name) \(seed)\n")
      present.insert(name)
    }
    try files.commit()
    let base = try files.id("HEAD^{tree}")
    let blob = try #require(
      ObjectID(hex: try files.git("hash-object", "-w", "--stdin", input: "new\n"))
    )
    var changes: [RepoPath: TreeEdit.Change] = [:]
    var lines = ""
    for name in names where random.chance(50) {
      let path = try #require(RepoPath(name))
      if present.contains(name), random.chance(50) {
        changes[path] = .remove
        lines += "0 \(ObjectID.zero)\t\(name)\n"
      } else {
        let mode: FileMode = random.chance(30) ? .executable : .file
        changes[path] = .put(mode, blob)
        lines += "\(mode.octal) \(blob)\t\(name)\n"
      }
    }
    try files.git("update-index", "--add", "--index-info", input: lines)
    let expected = try files.git("write-tree")

    let repository = try files.open()
    let result = try TreeEdit(changes).applied(to: base, in: repository)
    #expect(result.root.hex == expected)
    var batch = ObjectBatch()
    for tree in result.trees { batch.add(tree) }
    try batch.write(to: repository)
    #expect(try files.git("fsck", "--strict", "--no-dangling").isEmpty)
  }

  @Test func `only the folders on the way are made anew`() throws {
    let files = try TemporaryRepository()
    for folder in 0..<20 { try files.write("f\(folder)/g/x", "\(folder)\n") }
    try files.commit()
    let repository = try files.open()
    let path = try #require(RepoPath("f3/g/x"))
    var readCount = 0
    let edit = TreeEdit([path: .put(.file, try hashBlob([]))])
    let result = try edit.applied(to: files.id("HEAD^{tree}")) { id throws(GitError) in
      readCount += 1
      return try repository.readTree(id)
    }
    #expect(readCount == 3)
    #expect(result.trees.count == 3)
  }

  @Test func `an edit that changes nothing makes no object`() throws {
    let files = try TemporaryRepository()
    try files.write("a/b", "b\n")
    try files.commit()
    let repository = try files.open()
    let base = try files.id("HEAD^{tree}")
    let path = try #require(RepoPath("a/b"))
    let absent = try #require(RepoPath("c/d"))
    let edit = TreeEdit([path: .put(.file, try files.id("HEAD:a/b")), absent: .remove])
    let result = try edit.applied(to: base, in: repository)
    #expect(result.root == base)
    #expect(result.trees.isEmpty)
  }

  @Test func `the last file that goes leaves the empty tree`() throws {
    let files = try TemporaryRepository()
    try files.write("a/b", "b\n")
    try files.commit()
    let repository = try files.open()
    let path = try #require(RepoPath("a/b"))
    let result = try TreeEdit([path: .remove]).applied(to: files.id("HEAD^{tree}"), in: repository)
    #expect(result.root.hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
  }

  @Test(arguments: [("a", "a/b"), ("a/b", "a")])
  func `a file and a folder of one name are refused`(old: String, new: String) throws {
    let files = try TemporaryRepository()
    try files.write(old, "x\n")
    try files.commit()
    let repository = try files.open()
    let base = try files.id("HEAD^{tree}")
    let path = try #require(RepoPath(new))
    let edit = TreeEdit([path: .put(.file, try hashBlob([]))])
    #expect {
      try edit.applied(to: base, in: repository)
    } throws: { ($0 as? GitError)?.code == .exists }
  }

  @Test func `a file gives way to a folder that the same edit makes, and back`() throws {
    let files = try TemporaryRepository()
    try files.write("a", "x\n")
    try files.commit()
    let repository = try files.open()
    let base = try files.id("HEAD^{tree}")
    let blob = try files.id("HEAD:a")
    let file = try #require(RepoPath("a"))
    let inner = try #require(RepoPath("a/b"))
    let there = try TreeEdit([file: .remove, inner: .put(.file, blob)]).applied(
      to: base,
      in: repository
    )
    var batch = ObjectBatch()
    for tree in there.trees { batch.add(tree) }
    try batch.write(to: repository)
    let back = try TreeEdit([inner: .remove, file: .put(.file, blob)]).applied(
      to: there.root,
      in: repository
    )
    #expect(back.root == base)
  }
}
