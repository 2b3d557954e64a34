import Git
import SystemPackage
import TestSupport
import Testing

struct RepositoryChangesTests {
  @Test(arguments: 0..<12 as Range<UInt64>)
  func `two trees differ as git says`(_ seed: UInt64) throws {
    var tree = try RandomTree(seed: seed)
    let repository = tree.repository
    try tree.change(12)
    let old = try repository.commit()
    try tree.change(8)
    let new = try repository.commit()
    let open = try repository.open()
    let trees = try [old, new].map { try open.readCommit($0).treeID }
    let changes = try open.changes(from: trees[0], to: trees[1])
    #expect(changes.map(line) == (try diff(repository, ["diff-tree", "-r", old.hex, new.hex])))
    let back = try open.changes(from: trees[1], to: trees[0])
    #expect(back == changes.map { TreeChange(path: $0.path, old: $0.new, new: $0.old) })
    let paths = tree.paths()
    let some = try open.changes(from: trees[0], to: trees[1], below: paths)
    #expect(some == changes.filter { change in paths.contains { change.path.isWithin($0) } })
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `tree and index differ as git says`(_ seed: UInt64) throws {
    var tree = try RandomTree(seed: seed)
    let repository = tree.repository
    try tree.change(12)
    let old = try repository.commit()
    try tree.change(8)
    let open = try repository.open()
    let treeID = try open.readCommit(old).treeID
    let scan = try open.indexScan(below: nil)
    let changes = try open.changes(from: treeID, toIndex: scan)
    let arguments = ["diff-index", "--cached", "-r", "--ignore-submodules=none", old.hex]
    #expect(changes.map(line) == (try diff(repository, arguments)))
    let paths = tree.paths()
    let wanted = changes.filter { change in paths.contains { change.path.isWithin($0) } }
    #expect(try open.changes(from: treeID, toIndex: scan, below: paths) == wanted)
    let narrow = try open.indexScan(below: paths)
    #expect(try open.changes(from: treeID, toIndex: narrow) == wanted)
  }

  @Test func `nothing is an empty tree on either side`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a/b", "x")
    let commit = try repository.commit()
    let open = try repository.open()
    let treeID = try open.readCommit(commit).treeID
    let added = try open.changes(from: nil, to: treeID)
    #expect(added.map(\.path.string) == ["a/b"])
    #expect(added.map(\.old) == [nil])
    #expect(try open.changes(from: treeID, to: nil).map(\.new) == [nil])
    #expect(try open.changes(from: treeID, to: treeID).isEmpty)
    #expect(try open.changes(from: nil, to: nil).isEmpty)
    let scan = try open.indexScan(below: nil)
    #expect(try open.changes(from: nil, toIndex: scan) == added)
  }

  @Test func `a mode that git reads as another is no change`() throws {
    let repository = try TemporaryRepository()
    let blob = try repository.blob("x")
    let old = try repository.tree([("100664", "a", blob)])
    let new = try repository.tree([("100644", "a", blob)])
    #expect(try repository.open().changes(from: old, to: new).isEmpty)
  }

  @Test func `equal folders are not read`() throws {
    let repository = try TemporaryRepository()
    let blob = try repository.blob("x")
    let missing = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    let old = try repository.tree([("40000", "gone", missing), ("100644", "z", blob)])
    let new = try repository.tree([("40000", "gone", missing), ("100755", "z", blob)])
    #expect(try repository.open().changes(from: old, to: new).map(\.path.string) == ["z"])
  }

  @Test func `an intended file is not in the index, and an unmerged one is left out`() throws {
    let repository = try TemporaryRepository()
    try repository.write("both", "1\n")
    let base = try repository.commit()
    try repository.write("both", "2\n")
    try repository.commit()
    try repository.git("checkout", "--quiet", "-b", "side", base.hex)
    try repository.write("both", "3\n")
    let side = try repository.commit()
    #expect(throws: CommandFailure.self) { try repository.git("merge", "main") }
    try repository.write("new", "x")
    try repository.git("add", "--intent-to-add", "new")
    let open = try repository.open()
    let scan = try open.indexScan(below: nil)
    #expect(scan.hasUnmerged)
    #expect(scan.entries.map(\.stage) == [1, 2, 3, 0])
    #expect(scan.entries.last?.isIntentToAdd == true)
    #expect(try open.changes(from: open.readCommit(side).treeID, toIndex: scan).isEmpty)
  }

  private func diff(_ repository: TemporaryRepository, _ arguments: [String]) throws -> [String] {
    let fields = try repository.run(arguments + ["--raw", "-z", "--no-renames"]).text
      .split(separator: "\0").map(String.init)
    var lines: [String] = []
    for start in stride(from: 0, to: fields.count - 1, by: 2) {
      // The last word is a letter for the kind of change.
      let words = fields[start].split(separator: " ").prefix(4)
      lines.append(words.joined(separator: " ") + "\t" + fields[start + 1])
    }
    // git shows a change of type in one line where a file became a link, and so do we; but it
    // sorts a folder's files by the name of the folder, which is the order of paths.
    return lines
  }

  private func line(_ change: TreeChange) -> String {
    let modes = [change.old, change.new].map { $0?.mode.octal ?? "000000" }
    let ids = [change.old, change.new].map { ($0?.id ?? .zero).hex }
    return ":\(modes[0]) \(modes[1]) \(ids[0]) \(ids[1])\t\(change.path)"
  }
}
