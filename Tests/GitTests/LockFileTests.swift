import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

struct LockFileTests {
  private struct Scene {
    let files: TemporaryRepository
    var index: FilePath { files.root.appending(".git").appending("index") }

    init() throws {
      files = try TemporaryRepository()
      try files.write("a", "a\n")
      try files.git("add", "a")
    }

    func names() throws -> Set<String> {
      let folder = files.root.appending(".git")
      let found = try runProgram(["ls", "-A"], in: folder, input: nil, environment: nil)
      return Set(found.text.split(separator: "\n").map(String.init).filter { $0.contains("index") })
    }
  }

  @Test func `git waits for nobody while we hold its lock, and sees the new content after it`()
    throws
  {
    let scene = try Scene()
    let bytes = try scene.files.readBytes(".git/index")
    let lock = try LockFile(for: scene.index, token: "t")
    try lock.take(waiting: .zero)
    #expect(throws: CommandFailure.self) { try scene.files.git("add", "a") }
    try lock.write(bytes)
    try lock.commit()
    #expect(try scene.names() == ["index"])
    try scene.files.git("add", "a")
  }

  @Test func `the inode is known before the lock is taken and stays`() throws {
    let scene = try Scene()
    let lock = try LockFile(for: scene.index, token: "t")
    #expect(LockFile.identity(of: lock.path) == nil)
    try lock.take(waiting: .zero)
    try lock.write([1, 2, 3])
    try lock.write([4])
    let held = try #require(LockFile.identity(of: lock.path))
    #expect(held == (lock.device, lock.inode))
    #expect(try scene.files.readBytes(".git/index.lock") == [4])
  }

  @Test func `a lock that is given up leaves nothing`() throws {
    let scene = try Scene()
    do {
      let lock = try LockFile(for: scene.index, token: "t")
      try lock.take(waiting: .zero)
    }
    #expect(try scene.names() == ["index"])
  }

  @Test func `a foreign lock is waited for, named and never broken`() throws {
    let scene = try Scene()
    try scene.files.write(".git/index.lock", "foreign")
    let lock = try LockFile(for: scene.index, token: "t")
    let begin = ContinuousClock.now
    #expect { try lock.take(waiting: .milliseconds(60)) } throws: { error in
      let error = error as? GitError
      return error?.code == .locked && error?.message.hasSuffix("index.lock' exists") == true
    }
    #expect(ContinuousClock.now - begin >= .milliseconds(50))
    lock.release()
    #expect(try scene.files.read(".git/index.lock") == "foreign")
  }

  @Test func `a lock that somebody took from us is not put in place`() throws {
    let scene = try Scene()
    let before = try scene.files.readBytes(".git/index")
    let lock = try LockFile(for: scene.index, token: "t")
    try lock.take(waiting: .zero)
    try lock.write([1])
    try scene.files.remove(".git/index.lock")
    try scene.files.write(".git/index.lock", "theirs")
    #expect { try lock.commit() } throws: { ($0 as? GitError)?.code == .locked }
    lock.release()
    #expect(try scene.files.read(".git/index.lock") == "theirs")
    #expect(try scene.files.readBytes(".git/index") == before)
  }

  @Test func `a lock that ends while we wait becomes ours`() throws {
    let scene = try Scene()
    try scene.files.write(".git/index.lock", "foreign")
    _ = try runProgram(
      ["sh", "-c", "(sleep 0.1; rm .git/index.lock) > /dev/null 2>&1 &"],
      in: scene.files.root,
      input: nil,
      environment: nil
    )
    let lock = try LockFile(for: scene.index, token: "t")
    try lock.take(waiting: .seconds(10))
    #expect(LockFile.identity(of: lock.path).map { $0.inode } == lock.inode)
  }

  // MARK: - Locks of a run that was killed

  @Test func `only a lock with both names is taken for ours`() throws {
    let scene = try Scene()
    let names = LockFile.names(for: scene.index, token: "t")
    try scene.files.write(".git/index.lock", "x")
    try scene.files.write(".git/index.agentsync-t", "x")
    #expect(!StaleLock.remove(names.path, draft: names.draft))
    try scene.files.remove(".git/index.agentsync-t")
    #expect(!StaleLock.remove(names.path, draft: names.draft))
    link(names.path.string, names.draft.string)
    #expect(StaleLock.remove(names.path, draft: names.draft))
    #expect(try scene.names() == ["index", "index.agentsync-t"])
  }

  @Test func `an unmarked lock goes only when it is young, quiet and of fitting content`() throws {
    let scene = try Scene()
    let lock = scene.files.root.pushing(FilePath(".git/refs/heads/main.lock"))
    let journal = scene.files.root.pushing(FilePath(".git/journal"))
    try scene.files.write(".git/refs/heads/main.lock", "")
    #expect(!StaleLock.remove(lock, youngerThan: journal) { _ in true })
    usleep(20_000)
    try scene.files.write(".git/journal", "")
    #expect(!StaleLock.remove(lock, youngerThan: journal) { _ in true })
    usleep(20_000)
    try scene.files.write(".git/refs/heads/main.lock", "foreign\n")
    #expect(!StaleLock.remove(lock, youngerThan: journal) { _ in false })
    #expect(StaleLock.remove(lock, youngerThan: journal) { $0 == Array("foreign\n".utf8) })
    #expect(!scene.files.exists(".git/refs/heads/main.lock"))
  }
}
