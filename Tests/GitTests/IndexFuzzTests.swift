import Git
import TestSupport
import Testing

struct IndexFuzzTests {
  @Test(arguments: [2, 3, 4])
  func `an index cut off anywhere is corrupt`(_ version: Int) throws {
    let (repository, whole) = try sample(version: version)
    let open = try repository.open()
    for count in 0..<whole.count {
      try repository.write(".git/index", bytes: Array(whole.prefix(count)))
      let error = #expect(throws: GitError.self) { try open.indexScan(below: nil) }
      #expect(error?.code == .corrupt, "\(count)")
    }
  }

  @Test(arguments: 0..<9 as Range<UInt64>)
  func `an index with garbled bytes is read or refused`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let (repository, whole) = try sample(version: Int(seed % 3) + 2)
    let open = try repository.open()
    let folder = try #require(RepoPath("a"))
    for _ in 0..<150 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let noise = UInt8.random(in: 1...255, using: &random)
        let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
        bytes[place] ^= random.chance(50) ? bit : noise
      }
      if random.chance(20) { bytes += bytes.suffix(Int.random(in: 1...99, using: &random)) }
      try repository.write(".git/index", bytes: bytes)
      for paths in [nil, [folder], []] {
        do throws(GitError) {
          _ = try open.indexScan(below: paths)
        } catch {
          #expect(error.code == .corrupt || error.code == .unsupported)
        }
      }
    }
  }

  @Test func `a huge count does not cost time`() throws {
    let (repository, whole) = try sample(version: 2)
    var bytes = whole
    bytes.replaceSubrange(8..<12, with: [0xff, 0xff, 0xff, 0xff])
    try repository.write(".git/index", bytes: bytes)
    let open = try repository.open()
    let error = #expect(throws: GitError.self) { try open.indexScan(below: nil) }
    #expect(error?.code == .corrupt)
  }

  private func sample(version: Int) throws -> (TemporaryRepository, [UInt8]) {
    let repository = try TemporaryRepository()
    for name in ["a/x", "a/xy", "b", "some/longer/name.md"] { try repository.write(name, name) }
    try repository.git("add", ".")
    try repository.git("update-index", "--skip-worktree", "b")
    try repository.git("update-index", "--index-version", "\(version)")
    return (repository, try repository.readBytes(".git/index"))
  }
}
