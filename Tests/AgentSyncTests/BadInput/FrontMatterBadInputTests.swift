import AgentModel
import TestSupport
import Testing

@testable import AgentSync

/// The YAML of front matter: rows 12 to 25 of the table of bad input.
struct FrontMatterBadInputTests {
  private static func nested(_ open: String, _ count: Int, _ close: String = "") -> String {
    String(repeating: open, count: count) + "x" + String(repeating: close, count: count)
  }

  // Row 12
  @Test func `17 levels are refused and 16 are not`() throws {
    let indented = { (levels: Int) in
      (0..<levels).map { String(repeating: " ", count: $0) + "k:" }.joined(separator: "\n") + " x"
    }
    try BadInputLibrary.expectRefused([
      BadInput("flow", yaml: "a: " + Self.nested("[", 17, "]"), .yamlDepth, 2),
      BadInput("maps", yaml: "a: " + Self.nested("{a: ", 17, "}"), .yamlDepth, 2),
      BadInput("dashes", yaml: "a:\n" + Self.nested("- ", 17), .yamlDepth, 3),
      BadInput("marks", yaml: Self.nested("? ", 17), .yamlDepth, 2),
      BadInput("indents", yaml: indented(17), .yamlDepth, 18),
      BadInput("mixed", yaml: "a:\n  - " + Self.nested("[{b: ", 9, "}]"), .yamlDepth, 3),
    ])
    try BadInputLibrary.expectAccepted([
      BadInput("flow", yaml: "a: " + Self.nested("[", 15, "]"), nil),
      BadInput("indents", yaml: indented(16), nil),
    ])
  }

  // Row 13
  @Test func `a crowd of brackets is refused before it is parsed`() throws {
    let brackets = String(repeating: "[", count: 60_000)
    try BadInputLibrary.expectRefused([
      BadInput("one-line", yaml: brackets, .yamlDepth, 2),
      BadInput("100-thousand", yaml: brackets + brackets, .lineTooLong, 2),
      BadInput("quoted", yaml: "a: '\(brackets)", .yamlSyntax),
    ])
  }

  // Row 14
  @Test func `anchors and aliases are refused`() throws {
    try BadInputLibrary.expectRefused([
      BadInput("anchor", yaml: "name: &a ada", .yamlAlias, 2, 7),
      BadInput("alias", yaml: "name: ada\ntools: *a", .yamlAlias, 3, 8),
      BadInput("both", yaml: "a: &a 1\nb: *a", .yamlAlias, 2, 4),
      BadInput("in-a-list", yaml: "tools: [read, *a]", .yamlAlias, 2, 15),
      BadInput("on-a-key", yaml: "&a name: ada", .yamlAlias, 2, 1),
      BadInput("on-a-map", yaml: "metadata: &a\n  b: c", .yamlAlias, 2),
    ])
  }

  // Row 15
  @Test func `a billion laughs and a bomb of merges are refused at their first anchor`() throws {
    var laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    var merges = "a0: &a0 {k: v}\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      laughs += "a\(level): &a\(level) [\(aliases)]\n"
      merges += "a\(level): &a\(level)\n  <<: [\(aliases)]\n"
    }
    try BadInputLibrary.expectRefused([
      BadInput("laughs", yaml: laughs, .yamlAlias, 2, 5),
      BadInput("merges", yaml: merges, .yamlAlias, 2, 5),
      BadInput("merge-key", yaml: "<<: {name: ada}", .yamlAlias, 2, 1),
    ])
  }

  // Row 16
  @Test func `an alias of itself is refused`() throws {
    try BadInputLibrary.expectRefused([BadInput("self", yaml: "a: &a [*a]", .yamlAlias, 2, 8)])
  }

  // Row 17
  @Test func `a key that is no text is refused, and crashes nothing`() throws {
    try BadInputLibrary.expectRefused([
      BadInput("flow", yaml: "{[a]: b}", .yamlKey, 2),
      BadInput("map", yaml: "? {a: 1}\n: b", .yamlKey, 2),
      BadInput("list", yaml: "? - a\n: b", .yamlKey, 2),
      BadInput("inner", yaml: "metadata: {[a, b]: c}", .yamlKey, 2),
      BadInput("empty", yaml: ": b", .yamlSyntax, 2),
      BadInput("quoted-empty", yaml: "\"\": b", .yamlKey, 2),
    ])
  }

  // Row 18
  @Test func `a number of base 60 is a text`() throws {
    let number = "1" + String(repeating: ":59", count: 11)
    try BadInputLibrary.expectAccepted([
      BadInput("number", yaml: "version: \(number)\ndescription: Helps.", nil)
    ])
    let description = try Self.output(yaml: "description: \(number)")
    #expect(description.contains(number))
  }

  // Row 19
  @Test func `a scalar stays as it was written`() throws {
    let words = [
      "no", "012", "0x1F", "1_000", "1e3", "2001-12-14", "0b11", ".inf", "off", "NULL", "1.0",
    ]
    let library = try BadInputLibrary()
    for (number, word) in words.enumerated() {
      let text = "---\ndescription: \(word)\n---\n# Eve\n\nText.\n"
      try library.repository.write("agents/eve\(number).md", text)
    }
    try library.team.commit()
    try library.team.sync()
    for (number, word) in words.enumerated() {
      let output = try library.repository.read(Team.prompt("eve\(number)"))
      let line = output.split(separator: "\n").first { $0.hasPrefix("description:") }
      let value = line?.dropFirst("description:".count).trimmingPrefix(" ")
      #expect(value.map { $0.filter { $0 != "\"" && $0 != "'" } } == word)
    }
  }

  // Row 19
  @Test func `a tilde is a text too`() throws {
    let output = try Self.output(yaml: "description: ~")
    #expect(output.contains("description: \"~\"") || output.contains("description: '~'"))
  }

  // Row 20
  @Test func `keys that stand twice are refused, however they are quoted`() throws {
    try BadInputLibrary.expectRefused([
      BadInput("plain", yaml: "name: ada\nname: eve", .yamlDuplicateKey, 3),
      BadInput("quoted", yaml: "name: ada\n\"name\": eve", .yamlDuplicateKey, 3),
      BadInput("single", yaml: "'name': ada\nname: eve", .yamlDuplicateKey, 3),
      BadInput("escaped", yaml: "name: ada\n\"n\\x61me\": eve", .yamlDuplicateKey, 2),
      BadInput("flow", yaml: "{name: ada, \"name\": eve}", .yamlDuplicateKey, 2),
      BadInput("inner", yaml: "metadata:\n  a: 1\n  a: 2", .yamlDuplicateKey, 4),
      BadInput("unknown", yaml: "a: 1\nb: 2\na: 1", .yamlDuplicateKey, 4),
    ])
  }

  // Row 20
  @Test func `a known key in another case is named with the right one`() throws {
    try BadInputLibrary.expectAccepted([
      BadInput("upper", yaml: "Description: Helps.", .misspeltKey, 2, 1),
      BadInput("both", yaml: "name: ada\nNAME: eve", .misspeltKey, 3, 1),
    ])
    let library = try BadInputLibrary(
      files: ["agents/eve.md": "---\nDescription: Helps.\n---\n# Eve\n\nText.\n"]
    )
    let finding = try library.team.check().plan.findings.first { $0.code == .misspeltKey }
    #expect(finding?.hint?.contains("'description'") == true)
  }

  // Row 21
  @Test func `directives and second documents are refused`() throws {
    try BadInputLibrary.expectRefused([
      BadInput("two", yaml: "name: ada\n--- # second\nname: eve", .yamlDocuments),
      BadInput("end", yaml: "name: ada\n... # end\nname: eve", .yamlDocuments),
      BadInput("yaml-1-2", yaml: "%YAML 1.2\n--- #\nname: ada", .yamlDirective, 2),
      BadInput("yaml-9-9", yaml: "%YAML 9.9\n--- #\nname: ada", .yamlDirective, 2),
      BadInput("tag", yaml: "%TAG ! tag:evil,2000:\n--- #\nname: !x ada", .yamlDirective, 2),
    ])
  }

  // Row 22
  @Test func `tags are refused`() throws {
    try BadInputLibrary.expectRefused([
      BadInput("python", yaml: "name: !!python/object:os.system ls", .yamlTag, 2, 7),
      BadInput("binary", yaml: "name: !!binary aGVsbG8=", .yamlTag, 2, 7),
      BadInput("local", yaml: "name: !x ada", .yamlTag, 2, 7),
      BadInput("verbatim", yaml: "name: !<tag:evil,2000:x> ada", .yamlTag, 2, 7),
      BadInput("on-a-list", yaml: "tools: !!set [a]", .yamlTag, 2, 8),
      BadInput("on-a-key", yaml: "!x name: ada", .yamlTag, 2, 1),
      BadInput("bare", yaml: "name: ! ada", .yamlTag, 2, 7),
    ])
  }

  // Row 23
  @Test func `more keys or values, or longer ones, than anybody needs are refused`() throws {
    func keys(_ count: Int) -> String {
      (1...count).map { "k\($0): v" }.joined(separator: "\n")
    }
    let wide = String(repeating: "word ", count: 14_000)
    let list = (1...2_001).map { "- \($0)" }.joined(separator: "\n")
    let long = String(repeating: "k", count: 257)
    try BadInputLibrary.expectRefused([
      BadInput("201-keys", yaml: keys(201), .yamlLimit),
      BadInput(
        "inner-201",
        yaml: "metadata: {" + keys(201).replacing("\n", with: ", ") + "}",
        .yamlLimit
      ),
      BadInput("nodes", yaml: "metadata:\n" + list, .yamlLimit),
      BadInput("key-of-257", yaml: "\(long): v", .yamlLimit, 2),
      BadInput("quoted-key-of-257", yaml: "\"\(long)\": v", .yamlLimit, 2),
      BadInput("scalar-of-40k", yaml: "name: \"\(wide.prefix(40_000))\"", .yamlLimit, 2),
      BadInput("scalar-of-64k", "---\nname: |\n  \(wide)\n---\n# Eve\n", .lineTooLong, 3),
    ])
    try BadInputLibrary.expectAccepted([
      BadInput("200-keys", yaml: keys(200), .unknownKey),
      BadInput("key-of-256", yaml: "\(long.dropLast()): v", .unknownKey),
    ])
  }

  // Row 24
  @Test func `an unknown key is named, and stays in its place in the source`() throws {
    try BadInputLibrary.expectAccepted([
      BadInput("eve", yaml: "zebra: 1\ndescription: Helps.\naardvark: 2", .unknownKey, 2, 1),
      BadInput("eva", yaml: "description: Helps.\naardvark: 2", .unknownKey, 3, 1),
    ])
    let output = try Self.output(yaml: "zebra: 1\ndescription: Helps.")
    #expect(!output.contains("zebra"))
  }

  // Row 25
  @Test func `a value of the wrong kind is refused with the kind that is expected`() throws {
    let inputs = [
      BadInput("number", yaml: "tools: 5", .wrongType, 2, 8),
      BadInput("truth", yaml: "tools: true", .wrongType, 2, 8),
      BadInput("nested", yaml: "tools: [[a]]", .wrongType, 2, 8),
      BadInput("map-of-tools", yaml: "tools: {a: b}", .wrongType, 2, 8),
      BadInput("name-map", yaml: "name: {}", .wrongType, 2, 7),
      BadInput("name-list", yaml: "name: [ada]", .wrongType, 2, 7),
      BadInput("id-list", yaml: "id: [ada]", .wrongType, 2, 5),
      BadInput("description", yaml: "description: {a: b}", .wrongType, 2, 14),
      BadInput("targets", yaml: "targets: prompt", .wrongType, 2, 10),
      BadInput("handoffs", yaml: "handoffs: ada", .wrongType, 2, 11),
      BadInput("truth-word", yaml: "user-invocable: 1", .wrongType, 2, 17),
    ]
    try BadInputLibrary.expectRefused(inputs)
    let library = try BadInputLibrary(
      files: ["agents/eve.md": "---\ntools: 5\n---\n# Eve\n\nText.\n"]
    )
    let finding = try library.team.check().plan.findings.first { $0.code == .wrongType }
    #expect(finding?.message.contains("a string or a list of strings") == true)
  }

  /// The prompt of an agent with these lines of YAML.
  private static func output(yaml: String) throws -> String {
    let library = try BadInputLibrary(
      files: ["agents/eve.md": "---\n\(yaml)\n---\n# Eve\n\nText.\n"]
    )
    try library.team.sync()
    return try library.repository.read(Team.prompt("eve"))
  }
}
