import AgentModel
import Testing

struct YAMLReaderTests {
  /// The pairs of a text; fails the test where it is refused.
  private func pairs(_ text: String) throws -> [YAMLPair] {
    try YAMLReader.parse(Array(text.utf8)[...], at: path("agents/ada.md"), firstLine: 2)
  }

  /// The code that a text is refused with; nil where it is read.
  private func code(_ text: String) -> Problem.Code? {
    do throws(Problem) {
      _ = try YAMLReader.parse(Array(text.utf8)[...], at: path("agents/ada.md"), firstLine: 2)
      return nil
    } catch {
      return error.code
    }
  }

  // MARK: - Values

  @Test func `mappings, sequences and scalars are read in their order`() throws {
    let pairs = try pairs("b: 1\na:\n  - x\n  - 'y'\nc: {d: \"e\", f: []}\ng: |\n  h\n  i\n")
    #expect(pairs.map(\.key) == ["b", "a", "c", "g"])
    #expect(
      pairs[1].item.value.items?.map(\.value) == [
        .scalar("x", quoted: false), .scalar("y", quoted: true),
      ]
    )
    #expect(pairs[2].item.value["d"]?.value == .scalar("e", quoted: true))
    #expect(pairs[2].item.value["f"]?.value.items == [])
    #expect(pairs[3].item.value == .scalar("h\ni\n", quoted: true))
  }

  /// Each would be a number, a date, a truth value or nothing to other readers, or crash them.
  @Test(arguments: [
    "no", "yes", "on", "True", "012", "0x1F", "0o17", "1_000", "1e3", "~", "null", "2001-12-14",
    "1:59:59:59:59:59:59:59:59:59:59:59", ".inf", "-.nan", "99999999999999999999", "=", "<", "1.",
  ])
  func `a scalar stays what was written`(text: String) throws {
    let pair = try #require(try pairs("a: \(text)\n").first)
    #expect(pair.item.value == .scalar(text, quoted: false))
    #expect(
      try pairs("a: [\(text)]\n").first?.item.value.items?.first?.value
        == .scalar(text, quoted: false)
    )
  }

  @Test(arguments: [
    ("[file]", "[file]"), ("[file, line]", "[file, line]"), ("[ a,b ]", "[ a,b ]"),
    ("[[a], [b]]", "[[a], [b]]"), ("[]", "[]"), ("[file]  # what", "[file]"),
    ("['a]', \"b\\\"]\"]", "['a]', \"b\\\"]\"]"), ("['it''s ]', x]", "['it''s ]', x]"),
    ("[don't, ]", "[don't, ]"), ("[a: 'x]', {b: c}]", "[a: 'x]', {b: c}]"),
    ("[a, # first\n    b,\n\n  c]", "[a, b, c]"), ("['ä]', é]", "['ä]', é]"), ("[x:'y]", "[x:'y]"),
  ])
  func `a hint in brackets is the text that stands there`(source: String, text: String) throws {
    let pairs = try pairs("title: 'é'\nargument-hint: \(source)\nname: x\n")
    #expect(pairs.map(\.item.value.text) == ["é", text, "x"])
    #expect(pairs.map(\.item.line).prefix(2) == [2, 3])
    guard !source.contains("#") else { return }
    let inner = try #require(try self.pairs("a: {argument-hint: \(source)}\n").first?.item.value)
    #expect(inner["argument-hint"]?.value == .scalar(text, quoted: true))
  }

  @Test(arguments: [
    ("[a] [b]", Problem.Code.yamlSyntax), ("[a", .yamlSyntax), ("[*a]", .yamlAlias),
    ("[!x a]", .yamlTag),
  ])
  func `a hint in brackets must be valid YAML`(source: String, code: Problem.Code) {
    #expect(self.code("argument-hint: \(source)\nname: x\n") == code)
  }

  @Test func `a hint that is a list on lines of its own stays a list`() throws {
    #expect(try pairs("argument-hint:\n  - a\n").first?.item.value.items?.count == 1)
  }

  @Test func `text that looks like another type can be quoted`() throws {
    #expect(try pairs("a: \"no\"\n").first?.item.value == .scalar("no", quoted: true))
    #expect(try pairs("a: ''\n").first?.item.value == .scalar("", quoted: true))
  }

  @Test(arguments: ["", "\n", "# only a comment\n", "   \n# x\n\n"])
  func `nothing but comments is an empty mapping`(text: String) throws {
    #expect(try pairs(text).isEmpty)
  }

  @Test(arguments: ["text\n", "- a\n- b\n", "[a]\n", "'x'\n", "\"\"\n"])
  func `what is no mapping is refused`(text: String) {
    #expect(code(text) == .yamlSyntax)
  }

  @Test(arguments: [
    "a: b: c\n", "a: 'b\n", "a: [b\n", "a: \"b\\q\"\n", "a: @b\n", "a:\n\tb: c\n", "a: \"\\0\"\n",
    "a: \u{7}\n",
  ])
  func `what YAML forbids is refused with a place`(text: String) throws {
    #expect(code(text) == .yamlSyntax)
  }

  // MARK: - What is never allowed

  @Test(arguments: [
    "a: &x b\n", "a: *x\n", "a: &x [*x]\n", "&x a: b\n", "a: [&x b, *x]\n", "a: &x\n  b: c\n",
    "- &x a\n", "&x\na: b\n", "a: {b: &x c}\n",
  ])
  func `anchors, aliases and self-aliases are refused`(text: String) {
    #expect(code(text) == .yamlAlias)
  }

  @Test func `aliases that multiply are refused before they do`() {
    var text = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for (name, last) in zip("bcdef", "abcde") {
      text +=
        "\(name): &\(name) [" + Array(repeating: "*\(last)", count: 9).joined(separator: ",")
        + "]\n"
    }
    #expect(code(text) == .yamlAlias)
  }

  @Test func `merge keys that multiply are refused before they do`() {
    var text = "a: &a {x: y}\n"
    for index in 0..<20 { text += "k\(index): &k\(index)\n  <<: [*a, *a]\n" }
    #expect(code(text) == .yamlAlias)
    #expect(code("<<: {a: b}\n") == .yamlAlias)
    #expect(code("'<<': a\n") == nil)
  }

  @Test(arguments: [
    "a: !!python/object:os.system x\n", "a: !!binary aGk=\n", "a: !x b\n", "a: !!str b\n",
    "a: ! b\n", "!x a: b\n",
    "a: !<tag:evil,2000:x> b\n", "a: [!x b]\n", "!x\na: b\n", "a: !x {b: c}\n", "a: !!str \"b\"\n",
  ])
  func `tags are refused`(text: String) {
    #expect(code(text) == .yamlTag)
  }

  @Test(arguments: [
    "%YAML 1.2\n---\na: b\n", "%YAML 9.9\n---\na: b\n", "%TAG ! tag:evil,2000:\n---\na: !x b\n",
    "# c\n\n%FOO\na: b\n",
  ])
  func `directives are refused`(text: String) {
    #expect(code(text) == .yamlDirective)
  }

  @Test(arguments: ["a: b\n---\nc: d\n", "a: b\n...\nc: d\n", "---\na: b\n--- c\n", "a: b\n---\n"])
  func `two documents are refused`(text: String) {
    #expect(code(text) == .yamlDocuments)
  }

  @Test func `a document may begin with '---' and end with '...'`() throws {
    #expect(try pairs("---\na: b\n...\n").map(\.key) == ["a"])
  }

  /// The first two crash other uses of the same library.
  @Test(arguments: [
    "{[a]: b}\n", "? {a: 1}\n: b\n", "a: {[b]: c}\n", "? [x]\n", "{{a: b}: c}\n",
    "'': a\n", "? - a\n: b\n",
  ])
  func `keys that are no scalars, or empty, are refused`(text: String) {
    #expect(code(text) == .yamlKey)
  }

  @Test(arguments: [
    "name: a\nname: b\n", "name: a\n\"name\": b\n", "'name': a\nname: b\n", "a: {b: c, b: d}\n",
    "1: a\n'1': b\n",
  ])
  func `keys that stand twice are refused`(text: String) {
    #expect(code(text) == .yamlDuplicateKey)
  }

  @Test func `keys that differ in case are two keys`() throws {
    #expect(try pairs("name: a\nName: b\n").map(\.key) == ["name", "Name"])
  }

  // MARK: - Limits

  @Test func `200 keys are read and 201 are refused`() throws {
    func keys(_ count: Int) -> String { (0..<count).map { "key-\($0): 'x'\n" }.joined() }
    #expect(try pairs(keys(200)).count == 200)
    #expect(code(keys(201)) == .yamlLimit)
    let nested = (0..<201).map { "k\($0): v" }.joined(separator: ", ")
    #expect(code("a: {\(nested)}\n") == .yamlLimit)
  }

  @Test func `a key of 256 bytes is read and one of 257 is refused`() throws {
    let key = String(repeating: "k", count: 256)
    #expect(try pairs("\(key): v\n").map(\.key) == [key])
    #expect(code("\(key)k: v\n") == .yamlLimit)
    #expect(code("a: {\(key)k: v}\n") == .yamlLimit)
  }

  @Test func `a scalar of 32 KiB is read and one of 64 KiB is refused`() throws {
    let text = String(repeating: "x", count: 32 << 10)
    #expect(try pairs("a: \(text)\n").first?.item.value.text == text)
    #expect(code("a: \(text)x\n") == .yamlLimit)
    #expect(code("a: \(text)\(text)\n") == .yamlLimit)
  }

  @Test func `2,000 keys and values are read and 2,001 are refused`() throws {
    // The mapping, its key, the sequence and 1,997 items.
    func items(_ count: Int) -> String {
      "a: [" + Array(repeating: "x", count: count).joined(separator: ",") + "]\n"
    }
    #expect(try pairs(items(1_997)).first?.item.value.items?.count == 1_997)
    #expect(code(items(1_998)) == .yamlLimit)
  }

  // MARK: - Codes and files

  @Test func `a caller may give all problems one code`() {
    let bytes = Array("a: &x b\n".utf8)
    #expect(
      throws: Problem(
        .configSyntax,
        at: Problem.Place(path(".agentsync.yml"), line: 1, column: 4),
        "an anchor ('&') is not allowed here",
        hint: "write the value out where it is needed; text with '&', '*' or '<<' goes in quotes"
      )
    ) {
      try YAMLReader.parse(file: bytes, at: path(".agentsync.yml"), code: .configSyntax)
    }
  }

  @Test func `a file that is YAML is checked as a source is`() throws {
    func code(_ bytes: [UInt8]) -> Problem.Code? {
      do throws(Problem) {
        _ = try YAMLReader.parse(file: bytes, at: path(".agentsync.yml"), code: .configSyntax)
        return nil
      } catch { return error.code }
    }
    #expect(code([0xFF]) == .configSyntax)
    #expect(code(Array("a: b\0\n".utf8)) == .configSyntax)
    #expect(code(Array("\u{FEFF}a: b\n".utf8)) == nil)
    #expect(code([]) == nil)
  }
}
