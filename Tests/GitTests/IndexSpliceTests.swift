import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

/// An index spliced here must be the one that git would have written.
struct IndexSpliceTests {
  @Test(arguments: 0..<36 as Range<UInt64>)
  func `random edits give the index that git gives`(_ seed: UInt64) throws {
    var tree = try RandomTree(seed: seed)
    let repository = tree.repository
    try tree.change(14)
    // A name that differs from its neighbours late, and one that is longer than twelve bits can say.
    let deep = Array(repeating: String(repeating: "d", count: 230), count: 19).joined(
      separator: "/"
    )
    let blob = try repository.blob("x")
    try repository.git("update-index", "--index-info", input: "100644 \(blob) 0\tz/\(deep)\n")
    try repository.commit()
    try repository.git("update-index", "--index-version", "\(seed % 3 + 2)")
    if let path = try paths(repository).randomElement(using: &tree.random) {
      let flag = ["--assume-unchanged", "--skip-worktree"][Int(seed % 2)]
      try repository.git("update-index", flag, path)
    }
    if seed % 4 == 0 { try repository.git("update-index", "--untracked-cache") }
    for _ in 0..<3 {
      let edits = try edits(repository, &tree.random)
      // git does the same to a copy.
      let copy = repository.root.appending(".git").appending("other").string
      try? FileManager.default.removeItem(atPath: copy)
      try repository.write(".git/other", bytes: repository.readBytes(".git/index"))
      var words = ""
      for (path, id) in edits {
        words += id.map { "100644 \($0) 0\t\(path)\n" } ?? "0 \(ObjectID.zero) 0\t\(path)\n"
      }
      _ = try runGit(
        ["update-index", "--index-info"],
        in: repository.root,
        input: Array(words.utf8),
        environment: repository.environment.merging(["GIT_INDEX_FILE": copy]) { _, new in new }
      )
      try splice(repository, edits)
      try expectSame(repository, as: copy)
    }
  }

  @Test func `the trees that git knows stay known where nothing changed`() throws {
    let repository = try TemporaryRepository()
    for name in ["a/b/x", "a/c/y", "d/z", "top"] { try repository.write(name, name) }
    try repository.commit()
    let id = try repository.id("HEAD:top")
    try splice(repository, [("a/b/x", id)])
    // git takes each tree that it still knows for what it is, so a wrong one would show in the new tree.
    let tree = try repository.git("write-tree")
    try repository.git("read-tree", "--empty")
    try repository.git("read-tree", "HEAD")
    try repository.git("update-index", "--cacheinfo", "100644,\(id),a/b/x")
    try repository.git("update-index", "--force-write-index")
    #expect(try repository.git("write-tree") == tree)
    try splice(repository, [("a/b/x", nil), ("a/c/y", nil), ("new/n", id)])
    #expect(try repository.git("ls-files") == "d/z\nnew/n\ntop")
    let second = try repository.git("write-tree")
    #expect(try repository.git("ls-tree", "-r", "--name-only", second) == "d/z\nnew/n\ntop")
    let open = try repository.open()
    let head = try open.readCommit(repository.id("HEAD")).treeID
    let changes = try open.changes(from: head, toIndex: open.indexScan(below: nil))
    #expect(changes.map(\.path.string) == ["a/b/x", "a/c/y", "new/n"])
  }

  @Test func `an index without checksum gets one, and a wrong one is refused`() throws {
    let repository = try TemporaryRepository()
    for name in ["a", "b"] { try repository.write(name, name) }
    try repository.git("add", ".")
    let whole = try repository.readBytes(".git/index")
    let body = Array(whole.dropLast(20))
    try repository.write(".git/index", bytes: body + [UInt8](repeating: 0, count: 20))
    try splice(repository, [])
    #expect(try repository.readBytes(".git/index").suffix(20) == whole.suffix(20))
    try repository.write(".git/index", bytes: body + [UInt8](repeating: 1, count: 20))
    let error = #expect(throws: GitError.self) { try splice(repository, []) }
    #expect(error?.code == .corrupt)
  }

  @Test(arguments: [2, 4])
  func `an index larger than the piece that is read at once is spliced`(_ version: Int) throws {
    let repository = try TemporaryRepository()
    let id = try repository.blob("x")
    let lines = (0..<9000).map { "100644 \(id) 0\tsome/folder-\($0 % 90)/file-\($0)\n" }
    try repository.git("update-index", "--index-info", input: lines.joined())
    try repository.git("update-index", "--index-version", "\(version)")
    try repository.git("write-tree")
    let before = try repository.git("ls-files", "--stage")
    try splice(repository, [])
    #expect(try repository.git("ls-files", "--stage") == before)
    try splice(repository, [("some/folder-3/file-3", nil), ("some/folder-3/new", id)])
    let after = try repository.git("ls-files", "--stage").split(separator: "\n")
    #expect(after.count == 9000)
    #expect(after.contains("100644 \(id) 0\tsome/folder-3/new"))
    #expect(try repository.git("fsck", "--no-dangling").isEmpty)
  }

  // MARK: - Both sides

  private func expectSame(_ repository: TemporaryRepository, as copy: String) throws {
    let other = repository.environment.merging(["GIT_INDEX_FILE": copy]) { _, new in new }
    for words in [
      ["ls-files", "--stage", "-v", "--debug", "-z"], ["write-tree"], ["status", "-z"],
    ] {
      let ours = try lines(repository.run(words))
      let theirs = try lines(
        runGit(words, in: repository.root, input: nil, environment: other)
      )
      #expect(ours.filter { !theirs.contains($0) } == [], "\(words)")
      #expect(theirs.filter { !ours.contains($0) } == [], "\(words)")
      #expect(ours.count == theirs.count)
    }
    #expect(try repository.git("fsck", "--strict", "--no-dangling").isEmpty)
  }

  private func lines(_ result: GitProcess.Result) -> [String] {
    result.text.split { $0 == "\0" || $0 == "\n" }.map(String.init)
  }

  private func splice(
    _ repository: TemporaryRepository,
    _ edits: [(path: String, id: ObjectID?)]
  ) throws {
    let index = repository.root.appending(".git").appending("index")
    let changes = try edits.map { (try #require(RepoPath($0.path)), $0.id) }
    let draft = try IndexDraft(
      of: index,
      changing: changes.map(\.0),
      worktree: Worktree(of: repository.open())
    )
    for (path, id) in changes where id == nil { try draft.remove(path) }
    for (path, id) in changes {
      if let id { try draft.put(path, .file, id, nil) }
    }
    let lock = try LockFile(for: index, token: "t")
    try lock.take(waiting: .zero)
    try draft.write(to: lock)
    try lock.commit()
  }

  private func paths(_ repository: TemporaryRepository) throws -> [String] {
    try repository.run(["ls-files", "-z"]).text.split(separator: "\0").map(String.init)
  }

  /// Some entries that come, change and go, none in the place of a folder of others.
  private func edits(
    _ repository: TemporaryRepository,
    _ random: inout SeededRandom
  ) throws -> [(path: String, id: ObjectID?)] {
    let hidden = Set(
      try lines(repository.run(["ls-files", "-v", "-z"]))
        .filter { !$0.hasPrefix("H ") }.map { String($0.dropFirst(2)) }
    )
    let present = try paths(repository).filter { !hidden.contains($0) }
    var edits: [String: ObjectID?] = [:]
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let id = try repository.blob("\(Int.random(in: 0..<9, using: &random))")
      let path = present.randomElement(using: &random) ?? "first"
      switch Int.random(in: 0..<3, using: &random) {
      case 0: edits[path] = .some(nil)
      case 1: edits[path] = id
      default:
        let folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        edits[folder + "new-\(Int.random(in: 0..<9, using: &random))"] = id
      }
    }
    return edits.map { ($0.key, $0.value) }
  }
}
