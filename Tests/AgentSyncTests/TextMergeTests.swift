import TestSupport
import Testing

@testable import AgentSync

struct TextMergeTests {
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
    #expect(try TextMerge.merge(base: base, ours: base, theirs: theirs) == .clean(theirs))
    #expect(try TextMerge.merge(base: base, ours: ours, theirs: base) == .clean(ours))
    #expect(try TextMerge.merge(base: base, ours: ours, theirs: ours) == .clean(ours))
    let there = try TextMerge.merge(base: base, ours: ours, theirs: theirs)
    let back = try TextMerge.merge(base: base, ours: theirs, theirs: ours)
    switch (there, back) {
    case (.clean(let left), .clean(let right)): #expect(left == right)
    case (.conflict, .conflict): break
    default: Issue.record("one order conflicts and the other does not, seed \(seed)")
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `no line of either side is lost from the stretches`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed &+ 1000)
    let base = randomText(&random)
    let ours = randomText(&random)
    let theirs = randomText(&random)
    let chunks = try #require(try TextMerge.chunks(base: base, ours: ours, theirs: theirs))
    var held: [[UInt8]: Int] = [:]
    for chunk in chunks {
      switch chunk {
      case .clean(let lines): for line in lines { held[line, default: 0] += 1 }
      case .conflict(let left, let right):
        for line in left + right { held[line, default: 0] += 1 }
      }
    }
    let before = TextMerge.lines(of: base)
    for line in TextMerge.lines(of: ours) where !before.contains(line) {
      #expect(held[line, default: 0] > 0)
    }
    for line in TextMerge.lines(of: theirs) where !before.contains(line) {
      #expect(held[line, default: 0] > 0)
    }
  }

  @Test func `a text of too many lines is not merged`() throws {
    let huge = [UInt8](repeating: 10, count: TextMerge.maximumLines + 1)
    let result = try TextMerge.merge(base: [], ours: huge, theirs: Array("a\n".utf8))
    #expect(result == .tooBig)
  }
}
