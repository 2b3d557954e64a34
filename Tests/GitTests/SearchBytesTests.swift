import Git
import TestSupport
import Testing

/// Searching says what looking at each place says.
struct SearchBytesTests {
  private static let texts: [StaticString] = [
    "a", "-", "]:", "://", "```", "-->", "ab-", "--A-", "aab:",
  ]

  @Test(arguments: texts.indices, 0..<40 as Range<UInt64>)
  func `a text is found where it first stands`(number: Int, seed: UInt64) {
    let text = SearchBytesTests.texts[number]
    let pattern = Array("\(text)".utf8)
    var random = SeededRandom(seed: seed)
    let letters = Array("ab-A:`]/>".utf8)
    let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
      letters[Int.random(in: 0..<letters.count, using: &random)]
    }
    let start = Int.random(in: 0...bytes.count, using: &random)
    let end = Int.random(in: start...bytes.count, using: &random)
    let place = (start..<end).first { bytes[$0..<end].starts(with: pattern) }
    #expect(bytes.firstIndex(of: text, in: start..<end) == place)
    if pattern.count == 1 {
      #expect(bytes.firstIndex(of: pattern[0], in: start..<end) == place)
    }
  }
}
