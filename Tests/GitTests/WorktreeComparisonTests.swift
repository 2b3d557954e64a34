import Git
import Glibc
import TestSupport
import Testing

struct WorktreeComparisonTests {
  @Test func `untracked files are those of git`() throws {
    let repository = try TemporaryRepository()
    try repository.write(".gitignore", "*.log\nbuild/\n")
    for name in ["a/b.md", "a/c.md", "a/x.log", "build/y", "n/.git/z", "n/m", "d/e/f", "top.md"] {
      try repository.write(name, "x\n")
    }
    try repository.link("a/link", to: "nowhere")
    try repository.git("add", "a/b.md", "top.md")
    let places = try ["a", "build", "d", "n", "top.md", "none"].map { try #require(RepoPath($0)) }
    let found = try compare(repository, places)
    #expect(found.untracked == ["a/c.md", "a/link", "d/e/f"])
    #expect(found.deleted.isEmpty)
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func `work tree and index differ as git says, also for who has seen it before`(
    _ seed: UInt64
  ) throws {
    var tree = try RandomTree(seed: seed)
    let repository = tree.repository
    try tree.change(14)
    try repository.write(".gitignore", "ab\nb/\n")
    try repository.git("add", "--force", "--all")
    for name in ["a", "a.b", "a-b", "a0", "b", "ab", "A", "é"] where tree.random.chance(20) {
      try hide(name, in: repository, &tree.random)
    }
    let places = try listed(repository, ["-c"]).compactMap { $0.split(separator: "/").first }
      .map { try #require(RepoPath(String($0))) }
    let first = try compare(repository, places)
    #expect(first == (try oracle(repository)))
    for _ in 0..<4 {
      try disturb(repository, &tree.random)
      #expect(try compare(repository, places + named(repository)) == oracle(repository))
    }
  }

  @Test func `what is remembered of folders never hides a new file`() throws {
    let repository = try TemporaryRepository()
    for name in ["a/x", "a/y/z", "b"] { try repository.write(name, name) }
    try repository.git("add", ".")
    let a = try #require(RepoPath("a"))
    #expect(try compare(repository, [a]).untracked.isEmpty)
    let before = try repository.readBytes(".git/agentsync/cache/folders")
    #expect(before.count == 20 + 2 * 56)
    try repository.write("a/new", "x")
    #expect(try compare(repository, [a]).untracked == ["a/new"])
    try repository.write(".git/agentsync/cache/folders", bytes: Array(before.dropLast(70)))
    #expect(try compare(repository, [a]).untracked == ["a/new"])
    try repository.write(".git/agentsync/cache/folders", "garbage")
    #expect(try compare(repository, [a]).untracked == ["a/new"])
  }

  @Test func `a folder behind a link is gone, and what it leads to is not followed`() throws {
    let repository = try TemporaryRepository()
    for name in ["a/b/x", "c/y"] { try repository.write(name, name) }
    try repository.git("add", ".")
    try repository.write("moved/x", "a/b/x")
    try repository.remove("a/b")
    try repository.link("a/b", to: "../moved")
    let places = try ["a", "c", "moved"].map { try #require(RepoPath($0)) }
    #expect(try compare(repository, places) == oracle(repository))
    let inner = try #require(RepoPath("a/b/x"))
    #expect(try compare(repository, [inner]).deleted == ["a/b/x"])
  }

  // MARK: - Both sides

  private struct Answer: Equatable {
    var deleted: [String] = []
    var untracked: [String] = []
  }

  private func compare(
    _ repository: TemporaryRepository,
    _ places: [RepoPath]
  ) throws -> Answer {
    let open = try repository.open()
    let index = try open.indexScan(below: places)
    // Seen from a minute later, what stands there is old enough to be remembered.
    usleep(10_000)
    var folders = KnownFolders(of: open, now: Int64(time(nil)) + 60)
    let worktree = try Worktree(of: open)
    let found = try worktree.comparison(with: index, knowing: &folders, workers: 2)
    folders.save()
    var answer = Answer(untracked: found.untracked.map(\.string))
    for entry in found.doubtful {
      let file = try? worktree.status(of: entry.path)
      if file == nil || file?.kind == .directory { answer.deleted.append(entry.path.string) }
    }
    // Whatever git calls changed must be doubted.
    let modified = try listed(repository, ["--name-only"], by: "diff-files")
    let doubtful = Set(found.doubtful.map(\.path.string))
    for path in modified where places.contains(where: { isWithin(path, $0.string) }) {
      #expect(doubtful.contains(path), "\(path)")
    }
    return answer
  }

  private func oracle(_ repository: TemporaryRepository) throws -> Answer {
    Answer(
      deleted: try listed(repository, ["--name-only", "--diff-filter=D"], by: "diff-files"),
      untracked: try listed(repository, ["--others", "--exclude-standard"])
    )
  }

  private func listed(
    _ repository: TemporaryRepository,
    _ arguments: [String],
    by command: String = "ls-files"
  ) throws -> [String] {
    let words = try repository.run([command, "-z"] + arguments).text.split(separator: "\0")
    return Set(words.map(String.init)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func isWithin(_ path: String, _ place: String) -> Bool {
    path == place || path.hasPrefix(place + "/")
  }

  /// What stands at the top by now, so that nothing new lies outside of the places.
  private func named(_ repository: TemporaryRepository) throws -> [RepoPath] {
    try listed(repository, ["--others"]).compactMap { $0.split(separator: "/").first }
      .map { try #require(RepoPath(String($0))) }
  }

  // MARK: - What happens to a work tree

  /// Lets git forget to look at something.
  private func hide(
    _ name: String,
    in repository: TemporaryRepository,
    _ random: inout SeededRandom
  ) throws {
    guard let path = try listed(repository, ["-c"]).first(where: { isWithin($0, name) }) else {
      return
    }
    let flag = random.chance(50) ? "--assume-unchanged" : "--skip-worktree"
    try repository.git("update-index", flag, path)
  }

  private func disturb(
    _ repository: TemporaryRepository,
    _ random: inout SeededRandom
  ) throws {
    let paths = try listed(repository, ["-c"])
    let isHidden = Set(
      try repository.run(["ls-files", "-v", "-z"]).text.split(separator: "\0")
        .filter { !$0.hasPrefix("H ") }.map { String($0.dropFirst(2)) }
    )
    guard let path = paths.randomElement(using: &random), !isHidden.contains(path) else { return }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let new = (folder.isEmpty ? "" : folder + "/") + "new\(Int.random(in: 0..<9, using: &random))"
    switch Int.random(in: 0..<7, using: &random) {
    case 0: if repository.exists(path) { try repository.remove(path) }
    case 1: if repository.exists(folder.isEmpty ? "." : folder) { try repository.write(new, "x") }
    case 2:
      if repository.exists(path), !repository.exists(path + "/.") {
        try repository.write(path, "something else")
      }
    case 3: try repository.git("rm", "--cached", "--quiet", "--", path)
    case 4:
      if repository.exists(path), !repository.exists(path + "/.") {
        try repository.remove(path)
        try repository.write(path + "/inner", "x")
      }
    case 5: try repository.git("add", "--all", "--", ".gitignore")
    default: break
    }
  }
}
