import AgentModel
import Foundation
import TestSupport
import Testing

/// Nesting is judged before a parser sees it: deep nesting kills a small stack in the parser itself.
struct YAMLDepthTests {
  private func code(_ text: String) -> Problem.Code? {
    do throws(Problem) {
      _ = try YAMLReader.parse(Array(text.utf8)[...], at: path("agents/ada.md"), firstLine: 2)
      return nil
    } catch {
      return error.code
    }
  }

  private static func nested(_ count: Int, _ opener: String, _ closer: String) -> String {
    String(repeating: opener, count: count) + "x" + String(repeating: closer, count: count)
  }

  @Test func `16 levels are read`() {
    #expect(code("a: " + YAMLDepthTests.nested(15, "[", "]") + "\n") == nil)
    #expect(code(YAMLDepthTests.nested(16, "{a: ", "}") + "\n") == nil)
    #expect(code("a:\n  " + String(repeating: "- ", count: 15) + "x\n") == nil)
    #expect(
      code("a:\n" + (0..<7).map { String(repeating: "  ", count: $0) + "- k:\n" }.joined()) == nil
    )
    #expect(code((0..<20).map { "k\($0):\n- a\n- b: c\n" }.joined()) == nil)
    let indented = (0..<16).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
    #expect(code(indented) == nil)
  }

  @Test(arguments: [
    "a: " + nested(16, "[", "]"), "a: " + String(repeating: "[", count: 17),
    nested(17, "{a: ", "}"),
    "a: " + nested(17, "{a: ", "}"), "a:\n  " + String(repeating: "- ", count: 17) + "x",
    String(repeating: "- ", count: 17) + "x", String(repeating: "? ", count: 17) + "x",
    (0..<17).map { String(repeating: " ", count: $0) + "k:\n" }.joined(),
    (0..<17).map { String(repeating: "  ", count: $0) + "-\n" }.joined(),
    "a:\n" + (0..<8).map { String(repeating: "  ", count: $0) + "- k:\n" }.joined(),
    "'quote': [\"]]]]\", " + nested(16, "[", "]") + "]",
    "a: # comment ' \"\n  " + nested(17, "[", "]"), "a: [\n# ]]]]]\n" + nested(17, "[", "]"),
    "a: |\n  text\nb: " + nested(17, "[", "]"), "a: don't\nb: " + nested(17, "[", "]"),
    "a: [don't, " + nested(17, "[", "]"), "a: 'it''s'\nb: " + nested(17, "[", "]"),
    "a: \"x\\\" \"\nb: " + nested(17, "[", "]"),
  ])
  func `17 levels are refused, however they are written`(text: String) {
    #expect(code(text + "\n") == .yamlDepth)
  }

  @Test(arguments: ["[", "{", "{a: ", "- ", "? ", "[{a: ", "- - ", "\"\": [", "a: [\n"])
  func `100,000 bytes of openers are refused at once`(opener: String) {
    let text = String(repeating: opener, count: 100_000 / opener.utf8.count)
    let time = processorTime { #expect(code(text) == .yamlDepth) }
    #expect(time < .seconds(1))
  }

  @Test(arguments: [
    "a: \"" + String(repeating: "[", count: 100) + "\"",
    "a: '" + String(repeating: "{", count: 100) + "'",
    "a: |\n  " + String(repeating: "[", count: 100),
    "a: >-\n\n  - - - - - - - - - - - - - - - - - - x\nb: c",
    "# " + String(repeating: "[", count: 100) + "\na: b",
    "a: b # " + String(repeating: "[", count: 100),
    "a: b" + String(repeating: "[", count: 100), "a: x - - - - - - - - - - - - - - - - - - x",
    "a: [" + Array(repeating: "[x]", count: 100).joined(separator: ", ") + "]",
    (0..<100).map { "k\($0): [x]\n" }.joined(), "a:\n- b\n- c:\n  - d\n- e",
  ])
  func `brackets and dashes in text do not nest`(text: String) {
    #expect(code(text + "\n") == nil)
  }

  /// 512 KiB is what a thread has on systems with small stacks; 200 levels kill it in the parser.
  @Test func `nothing that is read or refused needs a large stack`() {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      for seed in 0..<300 as Range<UInt64> { _ = code(YAMLDepthTests.hostile(seed: seed)) }
      for unit in ["[", "{", "- ", "? ", "{a: ", "a:\n "] {
        for count in [16, 17, 64, 200, 1_000, 20_000] {
          _ = code(String(repeating: unit, count: count))
        }
      }
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
  }

  private static func hostile(seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    let tokens = [
      "[", "{", "- ", "? ", ": ", "a: ", "]", "}", "'", "\"", "\n", " ", "  ", "#", "|\n", ",", "&",
      "*",
      "!",
    ]
    var text = ""
    // The fewer kinds of tokens there are, the deeper it gets.
    let kinds = Int.random(in: 1...tokens.count, using: &random)
    for _ in 0..<Int.random(in: 1...3_000, using: &random) {
      text += tokens[Int.random(in: 0..<kinds, using: &random)]
    }
    return text
  }
}
