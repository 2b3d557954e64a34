import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

struct RenameFinderTests {
  @Test(arguments: 0..<24 as Range<UInt64>)
  func `what git finds is found with the same share, and what is sure is true`(
    seed: UInt64
  ) throws {
    var change = RandomMoves(seed: seed)
    let repository = try TemporaryRepository()
    for (path, text) in change.files { try repository.write(path, bytes: text) }
    let old = try repository.commit()
    for path in change.files.keys.sorted() { try repository.remove(path) }
    change.run()
    for (path, text) in change.files { try repository.write(path, bytes: text) }
    let new = try repository.commit()
    let opened = try repository.open()
    let finder = RenameFinder(repository: opened, work: Work())
    let renames = try finder.renames(
      from: opened.readCommit(old).treeID,
      to: opened.readCommit(new).treeID
    )
    for rename in renames where rename.confidence == .sure {
      #expect(change.truth[rename.from.string] == rename.to.string, "\(rename.line)")
    }
    for (from, to, share) in try gitRenames(in: repository, old, new) {
      let ours = renames.filter { $0.from.string == from || $0.to.string == to }
      let isBeyondContent = ours.contains { [.id, .registry, .folder].contains($0.evidence) }
      let same = ours.first { $0.from.string == from && $0.to.string == to }
      guard let same else {
        #expect(isBeyondContent, "git has \(from) -> \(to) \(share), we have \(ours.map(\.line))")
        continue
      }
      #expect(abs(same.similarity - share) <= 1, "\(same.line), git says \(share)")
    }
  }

  /// What `git diff -M -l0` says: old path, new one, share in percent.
  private func gitRenames(
    in repository: TemporaryRepository,
    _ old: ObjectID,
    _ new: ObjectID
  ) throws -> [(String, String, Int)] {
    let output = try repository.run(["diff", "-M", "-l0", "--raw", "-z", old.hex, new.hex]).output
    let fields = output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var renames: [(String, String, Int)] = []
    var index = 0
    while index < fields.count {
      let status = fields[index].split(separator: " ").last ?? ""
      if status.hasPrefix("R") {
        renames.append((fields[index + 1], fields[index + 2], Int(status.dropFirst()) ?? -1))
        index += 3
      } else {
        index += 2
      }
    }
    return renames
  }

  @Test func `trees that are missing or equal have no renames`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a.md", "# A\n")
    let tree = try repository.open().readCommit(repository.commit()).treeID
    let finder = RenameFinder(repository: try repository.open(), work: Work())
    #expect(try finder.renames(from: nil, to: tree).isEmpty)
    #expect(try finder.renames(from: tree, to: nil).isEmpty)
    #expect(try finder.renames(from: tree, to: tree).isEmpty)
  }

  @Test func `a file above the limit is followed by its blob alone`() throws {
    let repository = try TemporaryRepository()
    let big = Array(repeating: Array("The same line again and again.\n".utf8), count: 40_000)
    try repository.write("same.txt", bytes: big.flatMap { $0 })
    try repository.write("edited.txt", bytes: [1] + big.flatMap { $0 })
    let old = try repository.commit()
    try repository.git("mv", "same.txt", "moved.txt")
    try repository.remove("edited.txt")
    try repository.write("rewritten.txt", bytes: [2] + big.flatMap { $0 })
    let new = try repository.commit()
    let opened = try repository.open()
    let renames = try RenameFinder(repository: opened, work: Work()).renames(
      from: opened.readCommit(old).treeID,
      to: opened.readCommit(new).treeID
    )
    #expect(renames.map(\.line) == ["same.txt -> moved.txt same-blob 100 sure"])
  }

  @Test func `a submodule is never a rename`() throws {
    let repository = try TemporaryRepository()
    let commit = try repository.commit()
    func tree(_ path: String) throws -> ObjectID {
      try repository.git("read-tree", "--empty")
      try repository.git("update-index", "--add", "--cacheinfo", "160000,\(commit.hex),\(path)")
      return try #require(ObjectID(hex: try repository.git("write-tree")))
    }
    let (old, new) = (try tree("sub"), try tree("moved"))
    let finder = RenameFinder(repository: try repository.open(), work: Work())
    #expect(try finder.renames(from: old, to: new).isEmpty)
  }

  @Test func `the number of threads does not matter`() throws {
    var change = RandomMoves(seed: 99, fileCount: 150)
    let repository = try TemporaryRepository()
    for (path, text) in change.files { try repository.write(path, bytes: text) }
    let old = try repository.commit()
    for path in change.files.keys.sorted() { try repository.remove(path) }
    change.run()
    for (path, text) in change.files { try repository.write(path, bytes: text) }
    let new = try repository.commit()
    let opened = try repository.open()
    let trees = (try opened.readCommit(old).treeID, try opened.readCommit(new).treeID)
    let answers = try [1, 2, 4].map { workers in
      try RenameFinder(repository: opened, work: Work(workers: workers))
        .renames(from: trees.0, to: trees.1)
    }
    #expect(!answers[0].isEmpty)
    #expect(answers[0] == answers[1] && answers[1] == answers[2])
  }
}
