import Foundation
import TestSupport
import Testing

@testable import AgentSync

struct ChangeLineCountTests {
  private func lines(_ text: String) -> [[UInt8]] {
    text.split(separator: "\n").map { Array($0.utf8) }
  }

  @Test func `equal texts have no lines between them`() {
    #expect(LineCount(from: lines("a\nb"), to: lines("a\nb")) == LineCount())
    #expect(LineCount(from: [], to: []) == LineCount())
  }

  @Test func `a text counts as a whole where there was none`() {
    let count = LineCount(from: [], to: lines("a\nb"))
    #expect(count.added == 2)
    #expect(count.removed == 0)
  }

  @Test func `texts too long for a table are counted line by line`() {
    let old = (0..<2000).map { Array("old \($0)".utf8) }
    let new = old.reversed() + [Array("new".utf8)]
    let count = LineCount(from: old, to: Array(new))
    #expect(count.added == 1)
    #expect(count.removed == 0)
    let turned = LineCount(from: old, to: old.reversed())
    #expect(turned.added == 1)
    #expect(turned.removed == 1)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `git's shortest difference counts the same`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var texts: [String] = []
    for _ in 0..<2 {
      let count = Int.random(in: 0...40, using: &random)
      texts.append((0..<count).map { _ in "\(Int.random(in: 0...9, using: &random))\n" }.joined())
    }
    let repository = try TemporaryRepository()
    try repository.write("file", texts[0])
    try repository.commit()
    try repository.write("file", texts[1])
    let answer = try repository.git("diff", "--minimal", "--numstat", "--", "file")
    let numbers = answer.split(separator: "\t").prefix(2).compactMap { Int($0) }
    let count = LineCount(from: lines(texts[0]), to: lines(texts[1]))
    #expect([count.added, count.removed] == (numbers.isEmpty ? [0, 0] : numbers))
  }
}
