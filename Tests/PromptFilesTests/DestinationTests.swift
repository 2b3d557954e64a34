import Git
import TestSupport
import Testing

@testable import PromptFiles

struct DestinationTests {
  private func destination(_ folder: String?, _ target: String) -> (String, Bool) {
    let result = Destination(from: folder.map(MadeUp.path), to: MadeUp.path(target))
    return (String(decoding: result.bytes, as: UTF8.self), result.isEncoded)
  }

  @Test(arguments: [
    (".github/prompts", "agents/core/ada/modules/plan.md", "../../agents/core/ada/modules/plan.md"),
    (".github/prompts", ".github/x.md", "../x.md"), ("a/b", "a/b/c/d.md", "c/d.md"),
    ("a/b", "a/b", "../b"),
    ("a/b/c", "a", "../../../a"), ("ab", "a/x.md", "../a/x.md"), ("a", "ab/x.md", "../ab/x.md"),
    ("a", "a/c:d.md", "./c:d.md"), ("a", "a/~x/d.md", "./~x/d.md"),
    ("a", "größe/直島.md", "../größe/直島.md"),
  ])
  func `the way leads from folder to target`(folder: String, target: String, expected: String) {
    #expect(destination(folder, target) == (expected, false))
  }

  @Test func `from the root every path is its own way`() {
    #expect(destination(nil, "a/b.md") == ("a/b.md", false))
  }

  @Test(arguments: [
    ("a b.md", "a%20b.md"), ("a(1).md", "a%281%29.md"), ("<a>.md", "%3Ca%3E.md"),
    ("a#b.md", "a%23b.md"),
    ("a?b.md", "a%3Fb.md"), ("a%20b.md", "a%2520b.md"), ("a\\b.md", "a%5Cb.md"),
    ("a`b.md", "a%60b.md"),
    ("a|b.md", "a%7Cb.md"), ("a&amp;b.md", "a%26amp;b.md"), ("a\tb.md", "a%09b.md"),
  ])
  func `what CommonMark would read otherwise is encoded`(target: String, expected: String) {
    #expect(destination(nil, target) == (expected, true))
  }

  @Test(arguments: [
    "100%.md", "r&d.md", "a[b].md", "a'b.md", "a\"b.md", "a*b_c.md", "a!.md", "a,b;c.md",
  ])
  func `what both read alike stays`(target: String) {
    #expect(destination(nil, target) == (target, false))
  }

  @Test func `a path that is no text is encoded`() throws {
    let target = try #require(RepoPath([0x61, 0xFF, 0xC3, 0xA4]))
    let result = Destination(from: nil, to: target)
    #expect(String(decoding: result.bytes, as: UTF8.self) == "a%FF%C3%A4")
    #expect(result.isEncoded)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `a way resolves to its target`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let names = ["a", "b", "..x", "c d", "ä", "%41", "x(y)", "~", "e:f", "p#q"]
    func made(_ count: ClosedRange<Int>) -> [String] {
      (0..<Int.random(in: count, using: &random)).map { _ in
        names.randomElement(using: &random) ?? "a"
      }
    }
    let folder = made(0...4)
    let target = made(1...4)
    let start = folder.isEmpty ? nil : MadeUp.path(folder.joined(separator: "/"))
    let result = Destination(from: start, to: MadeUp.path(target.joined(separator: "/")))
    var place = folder
    for component in percentDecoded(result.bytes).split(separator: "/") {
      switch component {
      case ".": break
      case "..": place.removeLast()
      default: place.append(String(component))
      }
    }
    #expect(place == target)
    let text = String(decoding: result.bytes, as: UTF8.self)
    if !result.isEncoded { #expect(text == percentDecoded(result.bytes)) }
    #expect(!text.contains { "() #".contains($0) })
  }
}

/// Percent escapes decoded once, as a reader of Markdown does.
func percentDecoded(_ bytes: [UInt8]) -> String {
  var decoded: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let value = UInt8(
        String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self),
        radix: 16
      )
    {
      decoded.append(value)
      index += 3
    } else {
      decoded.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: decoded, as: UTF8.self)
}
