import Git
import SystemPackage
import TestSupport
import Testing

struct RepositoryIndexTests {
  @Test func `no index file is an empty index`() throws {
    let repository = try TemporaryRepository()
    let scan = try repository.open().indexScan(below: nil)
    #expect(scan.entries.isEmpty)
    #expect(!scan.exists)
    #expect(!scan.hasUnmerged)
  }

  @Test(arguments: [2, 4])
  func `entries are what git lists`(_ version: Int) throws {
    let repository = try sample(version: version)
    let scan = try repository.open().indexScan(below: nil)
    let listed = try repository.git("ls-files", "--stage", "-z").split(separator: "\0")
    #expect(scan.entries.map(line) == listed.map(String.init))
    #expect(scan.exists)
  }

  @Test(arguments: [2, 4])
  func `what the system said of a file is what git noted`(_ version: Int) throws {
    let repository = try sample(version: version)
    let text = try "\n" + repository.git("ls-files", "--debug")
    for entry in try repository.open().indexScan(below: nil).entries where entry.stage == 0 {
      let stat = entry.stat
      let path = entry.path.isUTF8 && !entry.path.string.contains("\n") ? entry.path.string : nil
      guard let path, let start = text.range(of: "\n\(path)\n  ctime") else { continue }
      let lines = text[start.lowerBound...].split(separator: "\n").prefix(7).joined(separator: "\n")
      #expect(lines.contains("mtime: \(stat.modifiedSeconds):\(stat.modifiedNanoseconds)\n"))
      #expect(lines.contains("ino: \(stat.inode)\n"))
      #expect(lines.contains("size: \(stat.size)\t"))
    }
  }

  @Test(arguments: [
    ["a"], ["a.b"], ["a", "a.b", "a-b"], ["a/x"], ["a/x", "z"], ["none"], [], ["a", "a/x"],
    ["conflict"], ["long"], ["b", "zzz"],
  ])
  func `only what lies below the folders is returned`(_ folders: [String]) throws {
    let paths = try folders.map { try #require(RepoPath($0)) }
    for version in [2, 4] {
      let repository = try sample(version: version)
      let open = try repository.open()
      let all = try open.indexScan(below: nil)
      let some = try open.indexScan(below: paths)
      let wanted = all.entries.filter { entry in paths.contains { entry.path.isWithin($0) } }
      #expect(some.entries == wanted)
      #expect(some.hasUnmerged)
    }
  }

  @Test func `the bits of entries are read`() throws {
    let repository = try TemporaryRepository()
    for name in ["assumed", "skipped", "plain"] { try repository.write(name, name) }
    try repository.git("add", ".")
    try repository.write("intended", "x")
    try repository.git("add", "--intent-to-add", "intended")
    try repository.git("update-index", "--assume-unchanged", "assumed")
    try repository.git("update-index", "--skip-worktree", "skipped")
    for version in ["3", "4"] {
      try repository.git("update-index", "--index-version", version)
      let entries = try repository.open().indexScan(below: nil).entries
      #expect(entries.filter(\.isAssumeUnchanged).map(\.path.string) == ["assumed"])
      #expect(entries.filter(\.isSkipWorktree).map(\.path.string) == ["skipped"])
      #expect(entries.filter(\.isIntentToAdd).map(\.path.string) == ["intended"])
    }
  }

  @Test func `optional extensions are passed over`() throws {
    let repository = try sample(version: 2)
    try repository.git("-c", "core.untrackedCache=true", "update-index", "--untracked-cache")
    try repository.git("-c", "index.threads=2", "update-index", "--force-write-index")
    #expect(try repository.open().indexScan(below: nil).entries.isEmpty == false)
  }

  @Test func `an index that is a folder or a FIFO is refused`() throws {
    let repository = try TemporaryRepository()
    try repository.write(".git/index/x", "x")
    let open = try repository.open()
    let folder = #expect(throws: GitError.self) { try open.indexScan(below: nil) }
    #expect(folder?.code == .notPlainFile)
    try repository.remove(".git/index")
    let words = ["mkfifo", repository.root.pushing(".git/index").string]
    _ = try runProgram(words, in: "/", input: nil, environment: nil)
    let pipe = #expect(throws: GitError.self) { try open.indexScan(below: nil) }
    #expect(pipe?.code == .notPlainFile)
  }

  @Test func `the index of a linked work tree is its own`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a", "a")
    try repository.commit()
    try repository.git("worktree", "add", "--quiet", "../linked")
    try repository.write("../linked/b", "b")
    try repository.git("add", "b", in: "../linked")
    #expect(try repository.open().indexScan(below: nil).entries.map(\.path.string) == ["a"])
    let linked = try repository.location(in: "../linked").open()
    #expect(try linked.indexScan(below: nil).entries.map(\.path.string) == ["a", "b"])
  }

  /// Names of many lengths, of every alignment, and one path in conflict.
  private func sample(version: Int) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    for name in ["a/x", "a/y/z", "a.b", "a-b/c", "b", "z", "ü", "new\nline"] {
      try repository.write(name, name)
    }
    for length in 1...20 {
      try repository.write("long/" + String(repeating: "n", count: length), "")
    }
    try repository.git("add", ".")
    let blob = try repository.blob("x")
    let deep = Array(repeating: String(repeating: "d", count: 250), count: 18).joined(
      separator: "/"
    )
    let stages = (1...3).map { "100644 \(blob) \($0)\tconflict\n" }.joined()
    try repository.git(
      "update-index",
      "--index-info",
      input: stages + "100755 \(blob) 0\tlong/\(deep)\n"
    )
    try repository.git("update-index", "--index-version", "\(version)")
    return repository
  }

  private func line(_ entry: IndexEntry) -> String {
    "\(entry.mode.octal) \(entry.id) \(entry.stage)\t\(entry.path)"
  }
}
