import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// One's own memory: what is remembered, recalled and forgotten in a repository.
struct MemoryStoreTests {
  private typealias Made = MadeUpSettlements

  private let reference = "refs/agentsync/memory"
  private let now = RecordFile.now

  private func resolution(_ memory: Memory, _ conflict: MergeConflict) -> String? {
    memory.recall(conflict).map { String(decoding: $0.resolution, as: UTF8.self) }
  }

  @Test func `nothing is remembered at first, and nothing is written for nothing`() throws {
    let it = try TemporaryRepository()
    let repository = try it.open()
    try remember([], in: repository)
    let memory = try Memory(of: repository)
    #expect(memory.isEmpty)
    #expect(memory.problems.isEmpty)
    #expect(memory.recall(Made.conflict()) == nil)
    #expect(memory.suggestion(for: Made.conflict(), minimum: 0) == nil)
    #expect(try repository.reference(named: reference) == nil)
  }

  @Test func `what was settled here is applied to the same conflict, from either side`() throws {
    let it = try TemporaryRepository()
    let repository = try it.open()
    let conflict = Made.conflict(ours: "\na\n\n", theirs: "b\n")
    try remember([Made.settlement(conflict, "both\n", at: now)], in: repository)
    let memory = try Memory(of: try it.open())
    let found = try #require(memory.recall(conflict))
    #expect(String(decoding: found.resolution, as: UTF8.self) == "\nboth\n\n")
    #expect(found.mayBeApplied && found.isExact)
    #expect(found.source == .own)
    let turned = Made.conflict(kind: .item, ours: "b\n", theirs: "a\n")
    #expect(resolution(memory, turned) == "both\n")
    #expect(memory.recall(turned)?.mayBeApplied == true)
    #expect(memory.recall(Made.conflict(ours: "a\n", theirs: "c\n")) == nil)
    #expect(try it.git("status", "--porcelain") == "")
    #expect(try it.git("fsck", "--strict") == "")
  }

  @Test func `where only the two texts are the same it is offered`() throws {
    let it = try TemporaryRepository()
    try remember([Made.settlement("both\n", at: now)], in: try it.open())
    let found = try Memory(of: try it.open()).recall(Made.conflict(base: "Another base.\n"))
    #expect(found?.mayBeApplied == false)
    #expect(found?.isExact == false)
  }

  @Test func `of several resolutions the newest counts`() throws {
    let it = try TemporaryRepository()
    try remember(
      [Made.settlement("new\n", at: now), Made.settlement("old\n", at: now - 9)],
      in: try it.open()
    )
    #expect(resolution(try Memory(of: try it.open()), Made.conflict()) == "new\n")
    try remember([Made.settlement("old\n", at: now + 1)], in: try it.open())
    let memory = try Memory(of: try it.open())
    #expect(resolution(memory, Made.conflict()) == "old\n")
    #expect(memory.recall(Made.conflict())?.mayBeApplied == true)
    #expect(memory.remembered.count == 2)
  }

  @Test func `nothing can be what was settled, too`() throws {
    let it = try TemporaryRepository()
    try remember([Made.settlement("", at: now)], in: try it.open())
    #expect(resolution(try Memory(of: try it.open()), Made.conflict(ours: "\na\n")) == nil)
    #expect(resolution(try Memory(of: try it.open()), Made.conflict()) == "")
  }

  @Test func `what is forgotten is gone until it is settled again`() throws {
    let it = try TemporaryRepository()
    let made = try Made.settlement("both\n", at: now)
    try remember([made], in: try it.open())
    try forget([made], in: try it.open())
    #expect(try Memory(of: try it.open()).isEmpty)
    #expect(try it.git("ls-tree", "-r", "--name-only", reference) == "forgotten/\(made.key)")
    try remember([Made.settlement("both\n", at: now)], in: try it.open())
    #expect(try Memory(of: try it.open()).remembered.count == 1)
  }

  @Test func `remembering the same once more writes nothing`() throws {
    let it = try TemporaryRepository()
    let made = try Made.settlement("both\n", at: now)
    try remember([made], in: try it.open())
    let tip = try it.id(reference)
    try remember([made], in: try it.open())
    #expect(try it.id(reference) == tip)
    try remember([made.settled(at: now + 1)], in: try it.open())
    #expect(try it.git("rev-list", "--count", reference) == "2")
  }

  @Test func `after a year, and beyond a thousand, the oldest go`() throws {
    let it = try TemporaryRepository()
    let repository = try it.open()
    let old = try Made.settlement(
      Made.conflict(base: "old\n"),
      "x\n",
      at: now - Settlements.age - 9
    )
    try remember([old], in: repository)
    #expect(try Memory(of: repository).isEmpty)
    let many = try (0...Settlements.limit).map { number in
      try Made.settlement(Made.conflict(base: "\(number)\n"), "x\n", at: now - Int64(number))
    }
    try remember(many, in: repository)
    let memory = try Memory(of: try it.open())
    #expect(memory.remembered.count == Settlements.limit)
    let oldest = try #require(many.last)
    #expect(!memory.remembered.contains { $0.settlement.key == oldest.key })
    #expect(
      try it.git("ls-tree", "-r", "--name-only", reference, "forgotten/")
        == "forgotten/\(oldest.key)"
    )
    #expect(memory.abbreviation == 7 || memory.abbreviation == 8)
  }

  @Test func `a bare repository and linked work trees share it`() throws {
    let bare = try TemporaryRepository("--bare")
    try remember([Made.settlement("both\n", at: now)], in: try bare.open())
    #expect(try Memory(of: try bare.open()).remembered.count == 1)
    let it = try TemporaryRepository()
    try it.commit()
    try it.git("worktree", "add", "--quiet", "../linked")
    let linked = try it.location(in: "../linked").open()
    try remember([Made.settlement("both\n", at: now)], in: linked)
    #expect(try Memory(of: try it.open()).remembered.count == 1)
  }

  @Test func `two that remember at once both get through`() async throws {
    let it = try TemporaryRepository()
    let location = try it.location()
    let now = now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<6 {
        group.addTask {
          for round in 0..<4 {
            let conflict = Made.conflict(base: "\(number) \(round)\n")
            let made = try Made.settlement(conflict, "x\n", at: now)
            try remember([made], in: try location.open())
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try Memory(of: try it.open()).remembered.count == 24)
    #expect(try it.git("rev-list", "--count", reference) == "24")
  }

  @Test func `counts of how such conflicts were settled make a suggestion`() throws {
    let it = try TemporaryRepository()
    func tools(_ number: Int) -> MergeConflict {
      Made.conflict(
        .frontMatter(["tools"]),
        kind: .value,
        base: "tools: [\(number)]\n",
        ours: "tools: [read]\n",
        theirs: "tools: [edit]\n"
      )
    }
    var made = try (0..<3).map { try Made.settlement(tools($0), "tools: [edit, read]\n", at: now) }
    try remember(Array(made.prefix(2)), in: try it.open())
    #expect(try Memory(of: try it.open()).suggestion(for: tools(9)) == nil)
    try remember(made, in: try it.open())
    let memory = try Memory(of: try it.open())
    #expect(memory.suggestion(for: tools(9))?.text == "kept both, 3 of 3")
    #expect(memory.suggestion(for: tools(9))?.subject == "tools")
    #expect(memory.suggestion(for: Made.conflict(.frontMatter(["model"]), kind: .value)) == nil)
    #expect(memory.suggestion(for: Made.conflict(.section("tools"), kind: .value)) == nil)
    made = try (3..<6).map { try Made.settlement(tools($0), "tools: [read]\n", at: now) }
    try remember(made, in: try it.open())
    #expect(try Memory(of: try it.open()).suggestion(for: tools(9)) == nil)
    try remember([Made.settlement(tools(7), "tools: [read]\n", at: now)], in: try it.open())
    #expect(
      try Memory(of: try it.open()).suggestion(for: tools(9))?.text
        == "kept the hand edit, 4 of 7"
    )
  }

  @Test func `a key may be cut short as long as it is clear`() throws {
    let it = try TemporaryRepository()
    let (one, two) = (try Made.settlement("one\n", at: now), try Made.settlement("two\n", at: now))
    try remember([one, two], in: try it.open())
    let memory = try Memory(of: try it.open())
    let name = one.key.disagreement.hex
    #expect(try memory.find(String(name.prefix(4))).count == 2)
    let full = try memory.find(one.key.description.uppercased())
    #expect(full.map(\.settlement.key) == [one.key])
    for key in ["", "abc", "\(name)0", "../\(name)", "\(name)/", "\(name)/\(name)/\(name)", "wxyz"]
    {
      #expect(throws: Problem.self, "\(key)") { try memory.find(key) }
    }
    #expect(throws: Problem.self) { try memory.find("\(name)/0000000000000000") }
  }

  @Test func `a memory that a mirror brought is offered only`() throws {
    let it = try TemporaryRepository()
    try remember([Made.settlement("both\n", at: now)], in: try it.open())
    try it.git("remote", "add", "--mirror=fetch", "origin", "/nowhere")
    #expect(try Memory(of: try it.open()).recall(Made.conflict())?.mayBeApplied == false)
  }

  @Test func `a memory that can't be read is said, and nothing is written over it`() throws {
    let it = try TemporaryRepository()
    let blob = try it.git("hash-object", "-w", "--stdin", input: "x")
    try it.git("update-ref", reference, blob)
    let repository = try it.open()
    #expect(throws: Problem.self) { try Memory(of: repository) }
    do {
      try remember([Made.settlement("both\n", at: now)], in: repository)
      Issue.record("it was written")
    } catch let problem as Problem {
      #expect(problem.code == .badMemory)
    }
    #expect(try it.git("rev-parse", reference) == blob)
  }
}
