import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

struct IndexDraftTests {
  private struct Scene {
    let files: TemporaryRepository
    var index: FilePath { files.root.appending(".git").appending("index") }

    init(_ names: [String] = ["a", "b", "c/d"]) throws {
      files = try TemporaryRepository()
      for name in names { try files.write(name, "\(name)\n") }
      try files.commit()
    }

    func draft() throws -> IndexDraft {
      let names = ["a", "a/x", "a/x/y", "b", "c", "c/d", "c/new", "never"]
      return try IndexDraft(
        of: index,
        changing: names.map { try path($0) },
        worktree: Worktree(of: files.open())
      )
    }

    /// Puts the draft in the place of the index.
    func take(_ draft: IndexDraft) throws {
      let lock = try LockFile(for: index, token: "t")
      try lock.take(waiting: .zero)
      try draft.write(to: lock)
      try lock.commit()
    }

    func path(_ text: String) throws -> RepoPath { try #require(RepoPath(text)) }
  }

  @Test(arguments: [2, 3, 4])
  func `an index keeps its version and all that is not named`(version: Int) throws {
    let scene = try Scene()
    try scene.files.git("update-index", "--index-version", "\(version)")
    try scene.files.git("update-index", "--assume-unchanged", "a")
    if version > 2 {
      try scene.files.write("later", "x\n")
      try scene.files.git("add", "--intent-to-add", "later")
      try scene.files.git("update-index", "--skip-worktree", "b")
    }
    let before = try scene.files.git("ls-files", "-v", "-s", "--debug")
    let draft = try scene.draft()
    try scene.take(draft)
    #expect(try scene.files.git("ls-files", "-v", "-s", "--debug") == before)
    #expect(try scene.files.readBytes(".git/index")[7] == UInt8(version))
  }

  @Test func `entries are added, replaced and removed`() throws {
    let scene = try Scene()
    let draft = try scene.draft()
    let blob = try scene.files.id("HEAD:a")
    try draft.put(scene.path("b"), .executable, blob, nil)
    try draft.put(scene.path("c/new"), .file, blob, nil)
    try draft.remove(scene.path("c/d"))
    try draft.remove(scene.path("never"))
    try scene.take(draft)
    let lines = try scene.files.git("ls-files", "-s")
    #expect(
      lines == """
        100644 \(blob) 0\ta
        100755 \(blob) 0\tb
        100644 \(blob) 0\tc/new
        """
    )
    #expect(try scene.files.git("fsck", "--strict", "--no-dangling").isEmpty)
  }

  @Test func `with what the system says of the file, git need not look into it`() throws {
    let scene = try Scene()
    try scene.files.write("a", "new\n")
    let worktree = try Worktree(of: scene.files.open())
    let draft = try scene.draft()
    let blob = try scene.files.git("hash-object", "-w", "a")
    let id = try #require(ObjectID(hex: blob))
    try draft.put(scene.path("a"), .file, id, worktree.status(of: scene.path("a")))
    try scene.take(draft)
    #expect(try scene.files.git("diff-files", "--name-only").isEmpty)
  }

  @Test func `a change in the second of the last index stays visible`() throws {
    // The file is saved after `git add`, with the same size, within the granularity of its time.
    for _ in 0..<5 {
      let scene = try Scene()
      try scene.files.write("a", "x\n")
      try scene.files.git("add", "a")
      try scene.files.write("a", "y\n")
      let draft = try scene.draft()
      try draft.remove(scene.path("b"))
      usleep(1_100_000)
      try scene.take(draft)
      #expect(try scene.files.git("diff", "--name-only") == "a")
    }
  }

  @Test func `a folder where a file is to be is an error that names it`() throws {
    let scene = try Scene()
    let draft = try scene.draft()
    let blob = try scene.files.id("HEAD:a")
    for name in ["c", "a/x", "a/x/y"] {
      #expect { try draft.put(scene.path(name), .file, blob, nil) } throws: {
        ($0 as? GitError)?.code == .exists
      }
    }
    try scene.take(draft)
    #expect(try scene.files.git("ls-files") == "a\nb\nc/d")
  }

  @Test func `without an index it begins with nothing`() throws {
    let scene = try Scene()
    let blob = try scene.files.id("HEAD:a")
    try scene.files.remove(".git/index")
    let draft = try scene.draft()
    #expect(draft.entry(at: try scene.path("a")) == nil)
    try draft.put(scene.path("a"), .file, blob, nil)
    try scene.take(draft)
    #expect(try scene.files.git("ls-files") == "a")
  }

  @Test func `a damaged index is refused and stays`() throws {
    let scene = try Scene()
    var bytes = try scene.files.readBytes(".git/index")
    bytes[20] ^= 255
    try scene.files.write(".git/index", bytes: bytes)
    #expect(throws: GitError.self) { _ = try scene.draft() }
    #expect(try scene.files.readBytes(".git/index") == bytes)
  }

  @Test func `unmerged paths are seen`() throws {
    let scene = try Scene()
    #expect(try !scene.draft().hasConflicts)
    let id = try scene.files.id("HEAD:a")
    try scene.files.git("update-index", "--force-remove", "a")
    let lines = "100644 \(id) 1\ta\n100644 \(id) 2\ta\n"
    try scene.files.git("update-index", "--index-info", input: lines)
    #expect(try scene.draft().hasConflicts)
  }
}
