import TestSupport
import Testing

@testable import Rules

/// Runs of bytes are found as by looking at each byte.
struct ByteRunsTests {
  @Test(arguments: 1...9, 0..<30 as Range<UInt64>)
  func `every run that is long enough is found`(least: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let share = Int.random(in: 50...95, using: &random)
    let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
      random.chance(share) ? UInt8(1) : 0
    }
    var found: [Range<Int>] = []
    var at = 0
    while let run = bytes.run(of: least, from: at, where: { $0 == 1 }) {
      found.append(run)
      at = run.upperBound
    }
    let all = bytes.split(separator: 0).map(\.indices).filter { $0.count >= least }
    #expect(found == all)
  }
}
