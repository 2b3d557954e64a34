import TestSupport
import Testing

@testable import AgentSync

struct SettlementTests {
  private typealias Made = MadeUpSettlements

  private func disagreement(_ conflict: MergeConflict) throws -> Disagreement {
    try #require(Disagreement(conflict))
  }

  @Test func `the side that says something does not matter`() throws {
    let one = try disagreement(Made.conflict(ours: "a\n", theirs: "b\n"))
    let other = try disagreement(Made.conflict(ours: "b\n", theirs: "a\n"))
    #expect(one.key == other.key)
    #expect(one.isSame(as: other))
    #expect(one != other)
  }

  @Test func `blank lines around it and line endings do not matter`() throws {
    let one = try disagreement(Made.conflict(base: "x\n", ours: "a\nb\n", theirs: "c\n"))
    let other = try disagreement(
      Made.conflict(base: "\n  \nx", ours: "a\r\nb\r\n\r\n", theirs: "c\n\n\n")
    )
    #expect(one == other)
  }

  @Test func `place, base and sides make another disagreement`() throws {
    let known = try disagreement(Made.conflict())
    let others = [
      Made.conflict(.section("Work")), Made.conflict(.frontMatter(["Purpose"])),
      Made.conflict(base: "Other.\n"), Made.conflict(ours: "Other.\n"),
      Made.conflict(theirs: "Other.\n"),
    ]
    for other in try others.map(disagreement) {
      #expect(other.key != known.key)
      #expect(!other.isSame(as: known))
    }
    let withoutBase = try disagreement(Made.conflict(base: ""))
    #expect(withoutBase.pairKey == known.pairKey)
    #expect(withoutBase.hasSamePair(as: known))
    #expect(try disagreement(Made.conflict(kind: .item)).key == known.key)
  }

  @Test func `texts that run into each other are told apart`() throws {
    let one = try disagreement(Made.conflict(.frontMatter(["a", "b"])))
    let other = try disagreement(Made.conflict(.frontMatter(["ab"])))
    #expect(one.key != other.key)
    let split = try disagreement(Made.conflict(base: "", ours: "x\ny\n", theirs: "z\n"))
    let joined = try disagreement(Made.conflict(base: "", ours: "x\n", theirs: "y\nz\n"))
    #expect(split.key != joined.key)
  }

  @Test(arguments: [
    "<<<<<<< ours\n", "a\n>>>>>>> theirs\n", "||||||| base\n", "<<<<<<<<<\n", "bell \u{7}\n",
    "escape \u{1B}[31m\n", "next \u{85} line\n", "lone \r return\n", "nul \0\n", "del \u{7F}\n",
  ])
  func `markers and control characters are never remembered`(text: String) throws {
    #expect(Disagreement(Made.conflict(ours: text)) == nil)
    #expect(Disagreement(Made.conflict(base: text)) == nil)
    #expect(Settlement(Made.conflict(), resolution: text.bytes, settled: 1) == nil)
  }

  @Test func `what underlines a heading is no marker`() throws {
    #expect(try Made.settlement("Title\n=======\n", at: 1).resolution == "Title\n=======\n".bytes)
    #expect(try Made.settlement("<<< few\n<<<<<<<<many\n", at: 1).resolution.count == 21)
  }

  @Test func `what is too long, no UTF-8 or no disagreement is not remembered`() {
    let long = String(repeating: "x", count: Disagreement.textLimit) + "\n"
    let many = String(repeating: "x\n", count: Disagreement.lineLimit + 1)
    for text in [long, many] {
      #expect(Disagreement(Made.conflict(ours: text)) == nil)
      #expect(Settlement(Made.conflict(), resolution: text.bytes, settled: 1) == nil)
    }
    #expect(Settlement(Made.conflict(), resolution: [0xFF, 10], settled: 1) == nil)
    #expect(Settlement(Made.conflict(), resolution: "x".bytes, settled: -1) == nil)
    #expect(Disagreement(Made.conflict(ours: "a\n", theirs: "\na\n\n")) == nil)
    let heading = String(repeating: "h", count: 2_000)
    #expect(Disagreement(Made.conflict(.section(heading))) == nil)
    let keys = Array(repeating: "k", count: 17)
    #expect(Disagreement(Made.conflict(.frontMatter(keys))) == nil)
  }

  @Test(arguments: [
    ("Helps by hand.\n", SettlementOutcome.handEdit), ("\nHelps anew.\n", .generated),
    ("Helps anew.\n\nHelps by hand.\n", .both), ("Helps.\n", .somethingElse),
    ("", .somethingElse),
  ])
  func `it is told in whose favour it was settled`(text: String, outcome: SettlementOutcome) throws
  {
    #expect(try Made.settlement(text, at: 1).outcome == outcome)
  }

  @Test func `a list of both values keeps both, in whatever spelling`() throws {
    let conflict = Made.conflict(
      .frontMatter(["tools"]),
      kind: .value,
      base: "tools: [read]\n",
      ours: "tools: [read, web/fetch]\n",
      theirs: "tools: [read, edit]\n"
    )
    let both = try Made.settlement(
      conflict,
      "tools:\n  - edit\n  - read\n  - \"web/fetch\"\n",
      at: 1
    )
    #expect(both.outcome == .both)
    #expect(try Made.settlement(conflict, "tools: [edit]\n", at: 1).outcome == .somethingElse)
  }

  @Test func `a file of the memory is read as it was written`() throws {
    for place in [MergeConflict.Place.section(""), .frontMatter(["handoffs", "a"])] {
      for resolution in ["", "\"quoted\" \\ ü 👍\n\n\tindented\n"] {
        let made = try Made.settlement(Made.conflict(place), resolution, at: 1_700_000_000)
        let bytes = try SettlementFile.encode(made)
        #expect(SettlementFile.decode(bytes) == .settlement(made))
      }
    }
    #expect(try SettlementFile.decode(SettlementFile.encode(forgotten: 7)) == .forgotten(7))
  }

  private func file(_ change: (String) -> String) throws -> SettlementFile.Content? {
    let bytes = try SettlementFile.encode(Made.settlement("Both.\n", at: 1))
    let text = String(decoding: bytes, as: UTF8.self)
    let changed = change(text)
    #expect(changed != text)
    return SettlementFile.decode(changed.bytes)
  }

  @Test func `a file that the tool would not have written is not read`() throws {
    func expectRefused(_ old: String, _ new: String) throws {
      #expect(try file { $0.replacing(old, with: new) } == nil, "\(new)")
    }
    try expectRefused("\"Both.\"", "\"Both.\\u001b[2J\"")
    try expectRefused("\"Both.\"", "\"Both.\\nMore.\"")
    try expectRefused("\"Both.\"", "\"\", \"Both.\"")
    try expectRefused("\"Both.\"", "\"<<<<<<< x\"")
    try expectRefused("\"Both.\"", "5")
    try expectRefused("\"paragraph\"", "\"nonsense\"")
    try expectRefused("\"section\"", "\"nowhere\"")
    try expectRefused("\"settled\" : 1", "\"settled\" : -1")
    try expectRefused("\"settled\" : 1", "\"settled\" : 1e99")
    try expectRefused("\"settled\" : 1", "\"settled\" : 1, \"more\" : 2")
    try expectRefused("\"version\" : 1", "\"version\" : 0")
    try expectRefused("\"Helps.\"", "\"Helps.\\r\"")
    try expectRefused("{", "")
    #expect(SettlementFile.decode([]) == nil)
    #expect(SettlementFile.decode([0xFF, 0xFE]) == nil)
    #expect(SettlementFile.decode(Array(repeating: 0x5B, count: 100_000)) == nil)
    #expect(try file { $0.replacing("\"version\" : 1", with: "\"version\" : 2") } == .newer)
  }
}
