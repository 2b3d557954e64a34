import Rules
import Testing

/// Headers as VS Code reads them, beside what YAML would say.
struct EditorHeaderTests {
  private func header(_ lines: String) throws -> EditorHeader {
    try #require(EditorHeader(reading: Array("---\n\(lines)\n---\nbody\n".utf8)))
  }

  private func texts(_ lines: String) throws -> [String: String] {
    Dictionary(
      try header(lines).pairs.map { ($0.key, $0.value.text ?? "–") },
      uniquingKeysWith: { first, _ in first }
    )
  }

  @Test(arguments: [
    ("description: Use when X. Triggers on: 'a', 'b'\nname: n", "Use when X. Triggers on"),
    ("description: 'don't'\nname: n", "don"),
    ("description: '**/*.ts', '**/*.js'\nname: n", "**/*.ts"),
    ("description: \"text'\nname: n", "text' name: n"),
  ])
  func `what can't be placed is dropped with all that follows, without a word`(
    lines: String,
    value: String
  ) throws {
    let header = try header(lines)
    #expect(header["description"]?.text == value)
    #expect(header["name"] == nil)
    #expect(header.faults.isEmpty)
  }

  @Test(arguments: [
    ("a: **/*.ts, **/*.js", "**/*.ts, **/*.js"), ("a: `text`", "`text`"), ("a: &x y", "&x y"),
    ("a: True # no", "True"), ("a: 'it''s'", "it's"), ("a: \"tab\\t\\u0041\"", "tab\tA"),
    ("a: |\n  one\n   two\n", "one\n two\n"),
    ("a: >-\n  one\n  two\n\n  three\n", "one two\nthree"),
    ("a: one\n  two\n\n  three", "one two\nthree"), ("'a': b", "b"), ("a: b#c", "b#c"),
    ("a: x:y", "x:y"), ("a: |+\n  one\n", "one\n\n"),
  ])
  func `scalars keep their text`(lines: String, value: String) throws {
    let header = try header(lines)
    #expect(header["a"]?.text == value)
    #expect(header.faults.isEmpty)
    #expect(header.dropped == nil)
  }

  @Test(arguments: [
    ("a:\nb: c", EditorHeader.Fault.Kind.missingValue), ("a: b\na: c", .duplicateKey),
    ("a: b\n  c: d", .unexpectedIndentation), ("a: {b: c", .expectedFlowMapEnd),
    ("a: [b, c", .expectedFlowSequenceEnd), ("a: [:]", .unexpectedToken),
    ("a: {[b]: c}", .expectedKey),
    ("a:\n  -\n  - b", .missingValue),
  ])
  func `what it complains about`(lines: String, kind: EditorHeader.Fault.Kind) throws {
    #expect(try header(lines).faults.map(\.kind).contains(kind))
  }

  @Test func `lists and maps, with comments in them`() throws {
    let header = try header(
      """
      tools: [a, # first
        'b c', "d"]
      agents:
      - x
      - y z
      handoffs:
        - label: Go
          agent: there
          send: true
        - {label: Stay, agent: here}
      """
    )
    #expect(header.faults.isEmpty)
    #expect(header.dropped == nil)
    #expect(header["tools"]?.items?.map(\.text) == ["a", "b c", "d"])
    #expect(header["agents"]?.items?.map(\.text) == ["x", "y z"])
    let handoffs = header["handoffs"]?.items ?? []
    #expect(handoffs.map { $0["label"]?.text } == ["Go", "Stay"])
    #expect(handoffs.first?["send"]?.boolean == true)
  }

  @Test func `the first of two keys counts`() throws {
    #expect(try texts("a: one\na: two") == ["a": "one"])
  }

  @Test(arguments: ["--- \t\r\na: b\r\n---\r\nbody", "---\ra: b\r---\rbody"])
  func `every kind of line end is one`(text: String) throws {
    let header = try #require(EditorHeader(reading: Array(text.utf8)))
    #expect(header["a"]?.text == "b")
    #expect(header.isClosed)
  }

  @Test(arguments: [
    "\u{FEFF}---\na: b\n---\n", "----\na: b\n---\n", "\n---\na: b\n---\n", "body", "",
  ])
  func `anything before it hides it`(text: String) {
    #expect(EditorHeader(reading: Array(text.utf8)) == nil)
  }

  @Test func `without a closing line all is header`() throws {
    let header = try #require(EditorHeader(reading: Array("---\na: b\nbody\n".utf8)))
    #expect(!header.isClosed)
    #expect(header["a"]?.text == "b")
    #expect(header.dropped != nil)
  }

  @Test(arguments: ["[", "{", "- ", "a: [", "? "])
  func `depth and length do no harm`(piece: String) {
    let text = "---\n" + String(repeating: piece, count: 20_000)
    #expect(EditorHeader(reading: Array(text.utf8)) != nil)
  }
}
