import Foundation
import TestSupport
import Testing

@testable import AgentSync

/// Documents that nobody would write, spoilt and cut and spliced: nothing may crash, hang or be lost.
struct FuzzedMergeTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["AGENTSYNC_MERGE_ROUNDS"].flatMap(Int.init) ?? 40

  private static let snippets: [[UInt8]] = [
    "---\n", "- ", "  - a: b\n", "| x | y |\n|---|---|\n", "```\n", "## ", "\n\n", "1. ",
    "[x]: y\n", "**A:** b\n",
    "key: [a, b]\n", "key: |\n  text\n", "#", ":", "\"", "'", "\\", "\u{FEFF}", "é", "\t", "\r\n",
    "<<<<<<< a\n",
    "=======\n", ">>>>>>> b\n", "> ", "<!--", "-->", "* * *\n", "===\n", "&a ", "*a", "!!x ", "? ",
    "{", "}", "~~~\n",
  ].map { Array($0.utf8) }

  private static func spoilt(_ text: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var text = text
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0...text.count, using: &random)
      let end = min(text.count, place + Int.random(in: 0...40, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: text.insert(contentsOf: snippets.randomElement(using: &random) ?? [], at: place)
      case 1: text.removeSubrange(place..<end)
      case 2:
        text.insert(
          contentsOf: text[place..<end],
          at: Int.random(in: 0...text.count, using: &random)
        )
      case 3:
        let lines = TextLines.split(text).shuffled(using: &random)
        if random.chance(20) { text = Array(lines.joined()) }
      default: if place < text.count { text[place] = UInt8.random(in: 9...126, using: &random) }
      }
    }
    return text
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func `spoilt documents lose nothing and crash nothing`(seed: UInt64) {
    var random = SeededRandom(seed: seed &+ 5000)
    let fixtures = MergeFixture.all
    for _ in 0..<Self.rounds {
      let seeds =
        fixtures.randomElement(using: &random).map { [$0.base, $0.ours, $0.theirs] } ?? [
          [], [], [],
        ]
      let texts = seeds.map { random.chance(70) ? Self.spoilt($0, &random) : $0 }
        .map { OutputText($0).content }
      let merged = DocumentMerge.merge(base: texts[0], ours: texts[1], theirs: texts[2])
      let holds = MergeAudit.holds(merged, base: texts[0], ours: texts[1], theirs: texts[2])
      #expect(
        holds,
        Comment(
          rawValue: texts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n═══\n")
        )
      )
      let markers = MarkerStyle(ours: "a", base: "b", theirs: "c")
      let driven = MergeDriver.merge(
        base: seeds[0],
        ours: texts[1],
        theirs: texts[2],
        markers: markers
      )
      #expect(!driven.bytes.isEmpty || texts[1].isEmpty || texts[2].isEmpty || driven.isClean)
    }
  }
}
