import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// Two repositories that push and fetch their memories through a third.
struct MemoryExchangeTests {
  private typealias Made = MadeUpSettlements

  private let hub: TemporaryRepository
  private let ada: TemporaryRepository
  private let bob: TemporaryRepository
  private let now = RecordFile.now

  init() throws {
    hub = try TemporaryRepository("--bare")
    ada = try TemporaryRepository()
    bob = try TemporaryRepository()
    for it in [ada, bob] { try it.git("remote", "add", "origin", hub.root.string) }
  }

  @discardableResult
  private func push(_ it: TemporaryRepository) throws -> MemoryExchange {
    try pushMemory(in: try it.open(), isQuiet: true)
  }

  @discardableResult
  private func fetch(_ it: TemporaryRepository) throws -> MemoryExchange {
    try fetchMemory(in: try it.open(), isQuiet: true)
  }

  private func memory(_ it: TemporaryRepository) throws -> Memory {
    try Memory(of: try it.open())
  }

  private func conflict(_ number: Int) -> MergeConflict { Made.conflict(base: "\(number)\n") }

  private func settle(
    _ it: TemporaryRepository,
    _ number: Int,
    _ text: String = "both\n",
    ago: Int64 = 0
  ) throws {
    try remember([Made.settlement(conflict(number), text, at: now - ago)], in: try it.open())
  }

  @Test func `a remote without a memory is no error`() throws {
    #expect(try fetch(ada).count == nil)
    #expect(try push(ada).pushed == nil)
    #expect(try hub.git("for-each-ref") == "")
  }

  @Test func `what one pushed the other is offered, and only offered`() throws {
    try settle(ada, 1)
    #expect(try push(ada).pushed != nil)
    #expect(try push(ada).pushed == nil)
    #expect(try memory(bob).isEmpty)
    #expect(try fetch(bob).count == 1)
    let found = try #require(try memory(bob).recall(conflict(1)))
    #expect(!found.mayBeApplied)
    #expect(found.isExact)
    #expect(found.source == .remote("origin"))
    #expect(try memory(ada).recall(conflict(1))?.mayBeApplied == true)
    #expect(try memory(ada).remembered.first?.sources == [.own, .remote("origin")])
    #expect(try memory(bob).suggestion(for: conflict(9), minimum: 1) == nil)
  }

  @Test func `the person's own configuration may trust it, unless others contradict`() throws {
    try settle(ada, 1, "hers\n", ago: 5)
    try push(ada)
    try fetch(bob)
    try bob.git("config", "agentsync.trustMemory", "maybe")
    #expect(try memory(bob).recall(conflict(1))?.mayBeApplied == false)
    try bob.git("config", "agentsync.trustMemory", "true")
    #expect(try memory(bob).recall(conflict(1))?.mayBeApplied == true)
    let other = try TemporaryRepository()
    try other.git("remote", "add", "origin", hub.root.string)
    try settle(other, 1, "another\n", ago: 3)
    try push(other)
    try fetch(bob)
    let found = try #require(try memory(bob).recall(conflict(1)))
    #expect(!found.mayBeApplied)
    #expect(found.resolution == "another\n".bytes)
    try settle(bob, 1, "own\n", ago: 9)
    #expect(try memory(bob).recall(conflict(1))?.resolution == "own\n".bytes)
    #expect(try memory(bob).recall(conflict(1))?.mayBeApplied == true)
  }

  @Test(arguments: [true, false])
  func `pushed in either order, both remotes hold the same`(isAdaFirst: Bool) throws {
    try settle(ada, 1, ago: 3)
    try settle(ada, 2, "ada\n", ago: 2)
    try settle(bob, 2, "bob\n", ago: 1)
    try settle(bob, 1, ago: 4)
    for it in isAdaFirst ? [ada, bob] : [bob, ada] { try push(it) }
    try fetch(ada)
    try fetch(bob)
    #expect(try memory(ada).remembered.count == 3)
    let tree = try hub.id("refs/agentsync/memory^{tree}")
    #expect(tree.hex == "\(try expectedTree())")
    #expect(try hub.git("rev-list", "--count", "refs/agentsync/memory") == "2")
    #expect(try hub.git("fsck", "--strict") == "")
  }

  /// The tree of the union, made in one go.
  private func expectedTree() throws -> ObjectID {
    let it = try TemporaryRepository()
    let all = [
      try Made.settlement(conflict(1), "both\n", at: now - 3),
      try Made.settlement(conflict(2), "ada\n", at: now - 2),
      try Made.settlement(conflict(2), "bob\n", at: now - 1),
    ]
    try remember(all, in: try it.open())
    return try it.id("refs/agentsync/memory^{tree}")
  }

  @Test func `forgetting hides what was fetched, and is pushed`() throws {
    try settle(ada, 1)
    try settle(ada, 2)
    try push(ada)
    try fetch(bob)
    let known = try memory(bob).remembered.filter {
      $0.settlement.disagreement.base == "1\n".bytes
    }
    try forget(known.map(\.settlement), in: try bob.open())
    #expect(
      try memory(bob).recall(conflict(1)) == nil
        || memory(bob).recall(conflict(1))?.isExact == false
    )
    #expect(try memory(bob).remembered.count == 1)
    try push(bob)
    #expect(
      try hub.git("ls-tree", "-r", "--name-only", "refs/agentsync/memory").split(separator: "\n")
        .count == 2
    )
    try fetch(ada)
    // One's own settlements are not for others to forget.
    #expect(try memory(ada).remembered.count == 2)
    try settle(ada, 1, ago: -2)
    try push(ada)
    try fetch(bob)
    #expect(try memory(bob).remembered.count == 2)
  }

  @Test func `what was never pushed and is forgotten does not go out`() throws {
    let made = try Made.settlement(conflict(1), "secret\n", at: now)
    try remember([made], in: try ada.open())
    try forget([made], in: try ada.open())
    try settle(ada, 2)
    try push(ada)
    let all = try hub.git("cat-file", "--batch-all-objects", "--batch")
    #expect(!all.contains("secret"))
  }

  @Test func `many that push at once all get through`() async throws {
    let people = try (0..<4).map { number in
      let it = try TemporaryRepository()
      try it.git("remote", "add", "origin", hub.root.string)
      try remember([Made.settlement(conflict(number), "x\n", at: now)], in: try it.open())
      return it
    }
    let places = try people.map { try $0.location() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for place in places {
        group.addTask { _ = try pushMemory(in: try place.open(), isQuiet: true) }
      }
      try await group.waitForAll()
    }
    try fetch(ada)
    #expect(try memory(ada).remembered.count == 4)
    withExtendedLifetime(people) {}
  }

  @Test func `a memory that comes as a pack is read at once, also in a partial clone`() throws {
    let many = try (0..<90).map { try Made.settlement(conflict($0), "x\n", at: now) }
    try remember(many, in: try ada.open())
    try push(ada)
    try bob.git("config", "remote.origin.promisor", "true")
    try bob.git("config", "remote.origin.partialclonefilter", "blob:none")
    try hub.git("config", "uploadpack.allowFilter", "true")
    let repository = try bob.open()
    #expect(try Memory(of: repository).isEmpty)
    let fetched = try fetchMemory(in: repository, isQuiet: true)
    #expect(fetched.count == 90)
    #expect(fetched.problems.isEmpty)
    #expect(try Memory(of: repository).remembered.count == 90)
    #expect(try bob.git("count-objects", "-v").contains("packs: 1"))
  }

  @Test func `a remote whose memory is gone takes the fetched one along`() throws {
    try settle(ada, 1)
    try push(ada)
    try fetch(bob)
    try hub.git("update-ref", "-d", "refs/agentsync/memory")
    #expect(try fetch(bob).count == nil)
    #expect(try memory(bob).isEmpty)
  }

  @Test(arguments: ["nowhere", "--upload-pack=touch x", "", "../hub", "-"])
  func `only remotes of the repository can be named`(name: String) throws {
    for exchange in [
      { try fetchMemory(from: name, in: try ada.open(), isQuiet: true) },
      { try pushMemory(to: name, in: try ada.open(), isQuiet: true) },
    ] {
      do {
        _ = try exchange()
        Issue.record("it went to '\(name)'")
      } catch let problem as Problem {
        #expect(problem.code == .unknownRemote)
      }
    }
  }

  @Test func `the remote is the branch's, else origin, else the only one`() throws {
    try settle(ada, 1)
    try ada.git("remote", "add", "up", hub.root.string)
    #expect(try fetch(ada).remote == "origin")
    try ada.git("config", "branch.main.remote", "up")
    #expect(try fetch(ada).remote == "up")
    try ada.git("config", "remote.pushDefault", "origin")
    #expect(try push(ada).remote == "origin")
    try ada.git("config", "branch.main.remote", ".")
    #expect(try fetch(ada).remote == "origin")
    try ada.git("remote", "remove", "origin")
    try ada.git("config", "--unset-all", "branch.main.remote")
    #expect(try fetch(ada).remote == "up")
    try ada.git("remote", "remove", "up")
    #expect(throws: Problem.self) { try fetch(ada) }
  }

  @Test func `a push that is refused says so`() throws {
    try settle(ada, 1)
    try hub.git("config", "transfer.hideRefs", "refs/agentsync")
    do {
      try push(ada)
      Issue.record("it was pushed")
    } catch let problem as Problem {
      #expect(problem.code == .memoryNotExchanged)
    }
    #expect(try memory(ada).remembered.count == 1)
  }

  @Test func `a fetch that mirrors everything does not write over one's own`() throws {
    try settle(bob, 1)
    try push(bob)
    try settle(ada, 2)
    try ada.git("config", "remote.origin.fetch", "+refs/*:refs/*")
    let tip = try ada.id("refs/agentsync/memory")
    try fetch(ada)
    #expect(try ada.id("refs/agentsync/memory") == tip)
  }
}
