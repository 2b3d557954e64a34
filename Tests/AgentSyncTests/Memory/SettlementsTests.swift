import TestSupport
import Testing

@testable import AgentSync

struct SettlementsTests {
  private typealias Made = MadeUpSettlements

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `memories come together in any order and however often`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let (a, b, c) = (
      try Made.memory(&random), try Made.memory(&random), try Made.memory(&random)
    )
    #expect(a.union(b) == b.union(a))
    #expect(a.union(b).union(c) == a.union(b.union(c)))
    #expect(a.union(a) == a)
    #expect(a.union(b).union(b) == a.union(b))
    #expect(a.union(Settlements()) == a)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `what expired comes back from no other memory`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let (a, b) = (try Made.memory(&random), try Made.memory(&random))
    let now: Int64 = 5
    #expect(a.expired(at: now).living(at: now) == a.living(at: now))
    #expect(a.expired(at: now).expired(at: now) == a.expired(at: now))
    let late = a.union(b).living(at: now)
    #expect(a.expired(at: now).union(b.expired(at: now)).living(at: now) == late)
    let few = a.expired(at: now, limit: 1)
    #expect(few.living(at: now) == Array(a.living(at: now).prefix(1)))
    #expect(few.union(a).living(at: now) == few.living(at: now))
  }

  @Test func `what is settled after it was forgotten is alive again`() throws {
    var memory = Settlements()
    let made = try Made.settlement("x\n", at: 5)
    memory.add(made)
    memory.forget(made.key, at: 5)
    #expect(memory.living(at: 9).isEmpty)
    #expect(memory.expired(at: 9).entries.isEmpty)
    memory.forget(made.key, at: 3)
    #expect(!memory.isAlive(made.key))
    memory.add(made.settled(at: 6))
    #expect(memory.living(at: 9).map(\.settled) == [6])
    memory.add(made)
    #expect(memory.living(at: 9).map(\.settled) == [6])
  }

  @Test func `after a year nothing is left, not even the mark`() throws {
    var memory = Settlements()
    let made = try Made.settlement("x\n", at: 5)
    let other = try Made.settlement("y\n", at: 7)
    memory.add(made)
    memory.add(other)
    memory.forget(other.key, at: 8)
    let year = Settlements.age
    #expect(memory.living(at: 4 + year).count == 1)
    #expect(memory.living(at: 5 + year).isEmpty)
    #expect(memory.expired(at: 8 + year) == Settlements())
  }
}
