import Foundation
import TestSupport
import Testing

@testable import AgentSync

/// Texts that are made to be slow to merge.
struct HugeMerge: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let base: [UInt8]
  let ours: [UInt8]
  let theirs: [UInt8]

  /// Three versions, each made of its parts; `side` is 0 for the base, 1 for ours, 2 for theirs.
  private init(_ name: String, _ count: Int, _ text: (_ side: Int, _ index: Int) -> String) {
    self.init(name) { side in (0..<count).map { text(side, $0) }.joined() }
  }

  private init(_ name: String, _ text: (_ side: Int) -> String) {
    testDescription = name
    (base, ours, theirs) = (Array(text(0).utf8), Array(text(1).utf8), Array(text(2).utf8))
  }

  /// A word of a side's own in every hundredth place.
  private static func word(_ side: Int, _ index: Int) -> String {
    index % 100 == 50 ? ["old", "ours", "theirs"][side] : "word\(index)"
  }

  static func all(_ count: Int) -> [HugeMerge] {
    [
      HugeMerge("lines of prose", count) { "A line of \(word($0, $1)) and \($1).\n" },
      HugeMerge("equal lines", count) { $1 == 7 ? "\(word($0, 50))\n" : "the same line\n" },
      HugeMerge("equal items", count) { $1 == 7 ? "- \(word($0, 50))\n" : "- the same\n" },
      HugeMerge("equal items with new ones") { side in
        String(repeating: "- the same\n", count: count + side * 31) + "- \(word(side, 50))\n"
      },
      HugeMerge("all lines different", count) { "line \($0) \($1) of \($0 * count + $1)\n" },
      HugeMerge("all items different", count) { "- item \($0 * count + $1)\n" },
      HugeMerge("items half different", count) { "- item \($1 % 2 == 0 ? $1 : $0 * count + $1)\n" },
      HugeMerge("one list", count) { "- \(word($0, $1)) of \($1)\n" },
      HugeMerge("one list turned round", count) {
        "- item \($0 == 1 ? count - $1 : $1) \(word($0 == 2 ? 2 : 0, $1))\n"
      },
      HugeMerge("one numbered list", count) { "\($1 + 1). \(word($0, $1)) of \($1)\n" },
      HugeMerge("one table") { side in
        "| a | b |\n|---|---|\n"
          + (0..<count).map { "| \($0) | \(word(side, $0)) |\n" }.joined()
      },
      HugeMerge("one row of many cells") { side in
        let row = (0..<count).map { "\(word(side, $0))\($0)" }.joined(separator: "|")
        return "|\(row)|\n|" + String(repeating: "---|", count: count) + "\n|\(row)|\n"
      },
      HugeMerge("one line of many words", count) { "\(word($0, $1)) " },
      HugeMerge("one paragraph", count) { "\(word($0, $1)) is \($1)\n" },
      HugeMerge("paragraphs", count) { "\(word($0, $1)) is \($1)\n\n" },
      HugeMerge("paragraphs of other words", count) { "p\($0 * count + $1) q\($0)\($1)\n\n" },
      HugeMerge("headings", count) { "## \(word($0, $1)) \($1)\n\n" },
      HugeMerge("headings that all changed", count) { "## \($0 * count + $1)\n\ntext\n\n" },
      HugeMerge("equal headings", count) { $1 % 50 == 7 ? "## h\($0)\n\n" : "## same\n\n" },
      HugeMerge("sections turned round", count / 2) {
        "## h \($0 == 1 ? count - $1 : $1)\n\nbelow \(word($0 == 2 ? 2 : 0, $1))\n\n"
      },
      HugeMerge("deep nesting", 150) {
        String(repeating: "  ", count: $1) + "- \(word($0, $1 * 10)) \($1)\n"
      },
      HugeMerge("deep quotes") { String(repeating: "> ", count: 900) + word($0, 50) + "\n" },
      HugeMerge("front matter of many keys") { side in
        "---\n" + (0..<count).map { "k\($0): \(word(side, $0))\n" }.joined() + "---\n"
      },
      HugeMerge("a flow list of many items") { side in
        let items = (0..<count).map { "\(word(side, $0))-\($0)" }.joined(separator: ", ")
        return "---\ntools: [\(items)]\n---\n"
      },
      HugeMerge("a block list of many items") { side in
        "---\ntools:\n" + (0..<count).map { "  - \(word(side, $0))-\($0)\n" }.joined() + "---\n"
      },
      HugeMerge("many handoffs") { side in
        "---\nhandoffs:\n"
          + (0..<(count / 4)).map { "  - label: l\($0)\n    agent: \(word(side, $0))\n" }.joined()
          + "---\n"
      },
      HugeMerge("link definitions", count) { "[l\($1)]: \(word($0, $1))\n" },
      HugeMerge("code") { side in
        "```\n" + (0..<count).map { "\(word(side, $0)) \($0)\n" }.joined() + "```\n"
      },
      HugeMerge("blank lines", count) { $1 == 7 ? "\(word($0, 50))\n" : "\n" },
    ]
  }
}

struct MergeSizeTests {
  @Test(arguments: HugeMerge.all(200))
  func `a merge of hostile texts ends`(_ huge: HugeMerge) {
    let merged = DocumentMerge.merge(base: huge.base, ours: huge.ours, theirs: huge.theirs)
    #expect(
      MergeAudit.holds(merged, base: huge.base, ours: huge.ours, theirs: huge.theirs)
    )
  }

  /// Set AGENTSYNC_MERGE_LINES to a number of lines to see how long such merges take.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["AGENTSYNC_MERGE_LINES"] != nil))
  func `merges of many lines take their time`() {
    let lines = ProcessInfo.processInfo.environment["AGENTSYNC_MERGE_LINES"].flatMap(Int.init)
    let count = lines ?? 10_000
    for (huge, half) in zip(HugeMerge.all(count), HugeMerge.all(count / 2)) {
      let times = [half, huge].map { it in
        ContinuousClock().measure {
          _ = DocumentMerge.merge(base: it.base, ours: it.ours, theirs: it.theirs)
        }
      }
      print("\(huge.testDescription): \(times[0]) for half, \(times[1])")
    }
  }

  @Test func `a document of too many lines is one conflict`() {
    let huge = [UInt8](repeating: 10, count: LineMerge.maximumLines + 1)
    let merged = DocumentMerge.merge(base: [], ours: huge, theirs: Array("a\n".utf8))
    #expect(merged.conflicts.map(\.kind) == [.tooBig])
  }
}
