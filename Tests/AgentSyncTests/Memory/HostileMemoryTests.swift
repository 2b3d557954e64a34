import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// A memory that was fetched may hold anything.
struct HostileMemoryTests {
  private typealias Made = MadeUpSettlements

  private let it: TemporaryRepository
  private let now = RecordFile.now
  private let reference = "refs/agentsync/fetched/origin/memory"

  init() throws {
    it = try TemporaryRepository()
    try it.git("remote", "add", "origin", "/nowhere")
  }

  /// Makes a tree the memory of the remote.
  private func plant(_ tree: ObjectID) throws {
    let commit = try it.git("commit-tree", "-m", "odd", tree.hex)
    try it.git("update-ref", reference, commit)
  }

  private func memory() throws -> Memory { try Memory(of: try it.open()) }

  private func entry(_ settlement: Settlement) throws -> ObjectID {
    try it.store("blob", SettlementFile.encode(settlement))
  }

  /// A tree of entries, by the two parts of their names.
  private func entries(
    _ files: [(folder: String, name: String, mode: String, id: ObjectID)]
  ) throws -> ObjectID {
    let folders = Dictionary(grouping: files, by: \.folder).sorted { $0.key < $1.key }
    let trees = try folders.map { folder, files in
      let lines = files.sorted { $0.name < $1.name }.map { OddEntry($0.mode, $0.name, $0.id) }
      return OddEntry("40000", folder, try it.tree(lines))
    }
    return try it.tree([OddEntry("40000", "entries", try it.tree(trees))])
  }

  @Test func `one good entry among bad ones is found, and the others are named`() throws {
    let good = try Made.settlement("good\n", at: now)
    let other = try Made.settlement(Made.conflict(base: "x\n"), "moved\n", at: now)
    let future = try Made.settlement("later\n", at: now + 999_999)
    let key = good.key.disagreement.hex
    let name = good.key.resolution.hex
    let zeros = ObjectID.zero.hex
    let link = try it.blob("/etc/passwd")
    try plant(
      try entries([
        (key, name, "100644", try entry(good)),
        (key, future.key.resolution.hex, "100644", try entry(future)),
        (key, zeros, "100644", try entry(other)),
        (key, "f" + zeros.dropFirst(), "120000", link),
        (key, "e" + zeros.dropFirst(), "160000", link),
        (key, "d" + zeros.dropFirst(), "100755", try entry(good)),
        (key, "x\u{1B}[2J", "100644", link),
        ("README.md", name, "100644", link),
        (key.uppercased(), name, "100644", try entry(good)),
      ])
    )
    let memory = try memory()
    #expect(memory.remembered.map(\.settlement) == [good])
    let problem = try #require(memory.problems.first)
    #expect(problem.code == .badMemory)
    #expect(problem.severity == .warning)
    #expect(problem.message.contains("8 files in the memory of 'origin'"))
    #expect(memory.problems.count == 1)
  }

  @Test func `huge and missing files are passed over`() throws {
    let good = try Made.settlement("good\n", at: now)
    let key = good.key.disagreement.hex
    let huge = try it.store("blob", [UInt8](repeating: 32, count: 2 << 20))
    let absent = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
    try plant(
      try entries([
        (key, good.key.resolution.hex, "100644", huge),
        (key, ObjectID.zero.hex, "100644", absent),
      ])
    )
    #expect(try memory().isEmpty)
    #expect(try memory().problems.count == 1)
  }

  @Test func `a tree in many copies of itself ends`() throws {
    let good = try Made.settlement("good\n", at: now)
    let file = try entry(good)
    func names(_ first: Int) -> [String] {
      (first..<first + 400).map { String(repeating: "0", count: 35) + String(10_000 + $0) }
    }
    let folder = try it.tree(names(0).map { OddEntry("100644", $0, file) })
    let many = try it.tree(names(0).map { OddEntry("40000", $0, folder) })
    try plant(try it.tree([OddEntry("40000", "entries", many)]))
    let time = try processorTime {
      let memory = try memory()
      #expect(memory.isEmpty)
      #expect(memory.problems.count == 1)
    }
    #expect(time < .seconds(10))
  }

  @Test func `a reference to anything else is said and passed over`() throws {
    let blob = try it.blob("x")
    try it.git("update-ref", reference, blob.hex)
    #expect(try memory().isEmpty)
    #expect(try memory().problems.map(\.severity) == [.warning])
    let odd = try it.tree([
      OddEntry("100644", "entries", blob), OddEntry("120000", "forgotten", blob),
    ])
    try plant(odd)
    #expect(try memory().problems.first?.message.contains("2 files") == true)
    try plant(try it.store("tree", [1, 2, 3]))
    #expect(try memory().isEmpty)
    #expect(try memory().problems.count == 1)
  }

  @Test func `a stranger's marks hide nothing of one's own`() throws {
    let own = try Made.settlement("own\n", at: now)
    try remember([own], in: try it.open())
    let mark = try it.store("blob", SettlementFile.encode(forgotten: now + 9))
    let never = try it.store("blob", SettlementFile.encode(forgotten: .max))
    let folder = try it.tree([OddEntry("100644", own.key.resolution.hex, mark)])
    let other = try it.tree([OddEntry("100644", own.key.resolution.hex, never)])
    let marks = try it.tree([
      OddEntry("40000", ObjectID.zero.hex, other),
      OddEntry("40000", own.key.disagreement.hex, folder),
    ])
    try plant(try it.tree([OddEntry("40000", "forgotten", marks)]))
    let memory = try memory()
    #expect(memory.recall(Made.conflict())?.mayBeApplied == true)
    #expect(memory.problems.count == 1)
  }

  @Test func `what a newer version wrote is kept when something is written`() throws {
    try remember([Made.settlement("own\n", at: now)], in: try it.open())
    let newer = try it.blob("{\"version\": 2, \"anything\": {}}\n")
    let name = ObjectID.zero.hex
    let path = "entries/\(name)/\(name)"
    try it.git("read-tree", "refs/agentsync/memory")
    try it.git("update-index", "--add", "--cacheinfo", "100644,\(newer),\(path)")
    let tree = try it.git("write-tree")
    let commit = try it.git("commit-tree", "-m", "newer", "-p", "refs/agentsync/memory", tree)
    try it.git("update-ref", "refs/agentsync/memory", commit)
    try remember([Made.settlement("new\n", at: now)], in: try it.open())
    #expect(try it.git("rev-parse", "refs/agentsync/memory:\(path)") == newer.hex)
    #expect(try memory().remembered.count == 2)
    #expect(try memory().problems.isEmpty)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `files that were damaged anywhere never crash it`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let bytes = try SettlementFile.encode(Made.settlement("good\n", at: now))
    for _ in 0..<50 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: damaged.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: damaged[place] = UInt8.random(in: 0...255, using: &random)
        case 1: damaged.remove(at: place)
        default: damaged.insert(UInt8.random(in: 0...127, using: &random), at: place)
        }
      }
      guard case .settlement(let settlement)? = SettlementFile.decode(damaged) else { continue }
      #expect(Disagreement.normal(settlement.resolution) == settlement.resolution)
    }
  }
}
