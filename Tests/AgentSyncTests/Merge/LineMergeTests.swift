import TestSupport
import Testing

@testable import AgentSync

struct LineMergeTests {
  private func randomText(_ random: inout SeededRandom) -> [UInt8] {
    let lines = (0..<Int.random(in: 0...8, using: &random)).map { _ in
      ["a", "b", "c", "<<<<<<<", "=======", ">>>>>>> x", ""][Int.random(in: 0...6, using: &random)]
    }
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the laws of merging hold`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let base = randomText(&random)
    let ours = randomText(&random)
    let theirs = randomText(&random)
    #expect(LineMerge.merge(base: base, ours: base, theirs: theirs) == theirs)
    #expect(LineMerge.merge(base: base, ours: ours, theirs: base) == ours)
    #expect(LineMerge.merge(base: base, ours: ours, theirs: ours) == ours)
    let there = LineMerge.merge(base: base, ours: ours, theirs: theirs)
    #expect(there == LineMerge.merge(base: base, ours: theirs, theirs: ours))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `no line of either side is lost from the stretches`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed &+ 1000)
    let base = randomText(&random)
    let ours = randomText(&random)
    let theirs = randomText(&random)
    let chunks = try #require(LineMerge.chunks(base: base, ours: ours, theirs: theirs))
    var held: [[UInt8]: Int] = [:]
    for chunk in chunks {
      switch chunk {
      case .clean(let lines): for line in lines { held[line, default: 0] += 1 }
      case .conflict(_, let left, let right):
        for line in left + right { held[line, default: 0] += 1 }
      }
    }
    let before = TextLines.split(base)
    for line in TextLines.split(ours) where !before.contains(line) {
      #expect(held[line, default: 0] > 0)
    }
    for line in TextLines.split(theirs) where !before.contains(line) {
      #expect(held[line, default: 0] > 0)
    }
  }

  @Test func `a text of too many lines is not merged`() throws {
    let huge = [UInt8](repeating: 10, count: LineMerge.maximumLines + 1)
    let result = LineMerge.merge(base: [], ours: huge, theirs: Array("a\n".utf8))
    #expect(result == nil)
    #expect(LineMerge.chunks(base: [], ours: huge, theirs: []) == nil)
  }
}
