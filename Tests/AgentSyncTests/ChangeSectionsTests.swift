import AgentModel
import TestSupport
import Testing

@testable import AgentSync

struct ChangeSectionsTests {
  /// A document of sections, each a heading with its text.
  private func text(_ sections: (String, String)...) -> String {
    sections.map { "\($0)\n\n\($1)\n" }.joined(separator: "\n")
  }

  @Test func `an edited section is named by its headings, the title left out`() throws {
    let lines = try ChangeLibrary.sections(
      text(("# Ada", "I am."), ("## Core", "a\nb"), ("### Details", "one\ntwo\nthree")),
      text(("# Ada", "I am."), ("## Core", "a\nb"), ("### Details", "one\n2\nthree\nfour"))
    )
    #expect(lines == ["Core/Details: edited +2 -1"])
  }

  @Test func `text before the first heading is a section without a path`() throws {
    let lines = try ChangeLibrary.sections("Hello.\n\n## Work\n", "Good day.\n\n## Work\n")
    #expect(lines == [": edited +1 -1"])
  }

  @Test func `a section comes and goes with all in it`() throws {
    let without = text(("# Ada", "I am."), ("## Work", "x"))
    let with = text(
      ("# Ada", "I am."),
      ("## Rules", "r"),
      ("### One", "1"),
      ("### Two", "2\n2"),
      ("## Work", "x")
    )
    #expect(try ChangeLibrary.sections(without, with) == ["Rules: added +7 (2)"])
    #expect(try ChangeLibrary.sections(with, without) == ["Rules: removed -7 (2)"])
  }

  @Test func `a heading worded otherwise over the same text is a renaming`() throws {
    let lines = try ChangeLibrary.sections(
      text(("# Ada", "I am."), ("## Core", "a\nb"), ("### Details", "d"), ("## Work", "x")),
      text(("# Ada", "I am."), ("## Kernel", "a\nb"), ("### Details", "d"), ("## Work", "x"))
    )
    #expect(lines == ["Core -> Kernel: renamed"])
  }

  @Test func `sections below a renamed heading are still themselves`() throws {
    let lines = try ChangeLibrary.sections(
      text(("# Ada", "I am."), ("## Core", ""), ("### Details", "d"), ("### More", "m")),
      text(("# Ada", "I am."), ("## Kernel", ""), ("### Details", "d\nd"), ("### More", "m"))
    )
    #expect(
      lines == ["Core -> Kernel: renamed", "Core/Details -> Kernel/Details: edited +1"]
    )
  }

  @Test func `the document's title may change its words`() throws {
    let lines = try ChangeLibrary.sections(
      text(("# Ada", ""), ("## Work", "x")),
      text(("# Ada Lovelace", ""), ("## Work", "x"))
    )
    #expect(lines == ["Ada -> Ada Lovelace: renamed"])
  }

  @Test func `of sections in another order the fewest are moved`() throws {
    let lines = try ChangeLibrary.sections(
      text(("# T", "t"), ("## A", "a"), ("## B", "b"), ("## C", "c"), ("## D", "d")),
      text(("# T", "t"), ("## D", "d"), ("## A", "a"), ("## B", "b"), ("## C", "c"))
    )
    #expect(lines == ["D: moved"])
  }

  @Test func `a section that moves and is edited is both`() throws {
    let lines = try ChangeLibrary.sections(
      text(("# T", "t"), ("## A", "a"), ("## B", "b"), ("## C", "1\n2\n3")),
      text(("# T", "t"), ("## C", "1\n2\n4"), ("## A", "a"), ("## B", "b"))
    )
    #expect(lines == ["C: moved edited +1 -1"])
  }

  @Test func `a section goes below another heading`() throws {
    let lines = try ChangeLibrary.sections(
      text(("# T", "t"), ("## A", "a"), ("## B", "b"), ("## Rules", "one rule")),
      text(("# T", "t"), ("## A", "a"), ("### Rules", "one rule"), ("## B", "b"))
    )
    #expect(lines == ["Rules -> A/Rules: moved"])
  }

  @Test func `a heading above the others makes them its own`() throws {
    let lines = try ChangeLibrary.sections(
      text(("## A", "first text"), ("## B", "second text")),
      text(("## All", ""), ("### A", "first text"), ("### B", "second text"), ("## C", "c"))
    )
    #expect(
      lines == [
        "All: added +1", "A -> All/A: moved", "B -> All/B: moved", "C: added +2",
      ]
    )
  }

  @Test func `a level alone is an edit of the heading`() throws {
    let lines = try ChangeLibrary.sections(
      text(("# T", "t"), ("## A", "a"), ("### B", "b")),
      text(("# T", "t"), ("## A", "a"), ("#### B", "b"))
    )
    #expect(lines == ["A/B: edited +1 -1"])
  }

  @Test func `sections of one name are told apart by text, then by order`() throws {
    let lines = try ChangeLibrary.sections(
      text(("# T", "t"), ("## Note", "one"), ("## Note", "two"), ("## Note", "three")),
      text(("# T", "t"), ("## Note", "two"), ("## Note", "three, changed"))
    )
    #expect(lines == ["Note: removed -2", "Note: edited +1 -1"])
  }

  @Test func `setext headings and headings in quotes are sections`() throws {
    let lines = try ChangeLibrary.sections(
      "Title\n=====\n\nText.\n\nPart\n----\n\nOne.\n",
      "Title\n=====\n\nText.\n\nPart\n----\n\nTwo.\n"
    )
    #expect(lines == ["Part: edited +1 -1"])
  }

  @Test func `a heading in a code fence is text`() throws {
    let lines = try ChangeLibrary.sections(
      "# T\n\n## A\n\n```\n# no heading\n```\n",
      "# T\n\n## A\n\n```\n# nor this\n```\n"
    )
    #expect(lines == ["A: edited +1 -1"])
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `random documents are taken apart and compared by the same laws`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let old = randomDocument(&random)
    let new = randomDocument(&random)
    guard old != new else { return }
    let there = try ChangeLibrary.change(old, new).sections
    let back = try ChangeLibrary.change(new, old).sections
    // What comes one way goes the other way, line for line.
    func balance(_ changes: [SectionChange]) -> Int {
      changes.reduce(0) { $0 + $1.addedLines - $1.removedLines }
    }
    let lines = { (text: String) in text.split(separator: "\n").count }
    #expect(balance(there) == lines(new) - lines(old))
    #expect(balance(back) == lines(old) - lines(new))
    #expect(there == (try ChangeLibrary.change(old, new).sections))
  }

  /// Few words, so that doubles, renamings and moves come by themselves; no blank lines but between.
  private func randomDocument(_ random: inout SeededRandom) -> String {
    let words = ["Alpha", "Beta", "Gamma", "Delta"]
    var text = ""
    for _ in 0..<Int.random(in: 1...7, using: &random) {
      let level = Int.random(in: 1...3, using: &random)
      text += String(repeating: "#", count: level) + " "
      text += words[Int.random(in: 0..<words.count, using: &random)] + "\n\n"
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        text += "Says \(Int.random(in: 0...3, using: &random)).\n"
      }
      text += "\n"
    }
    return text
  }
}
