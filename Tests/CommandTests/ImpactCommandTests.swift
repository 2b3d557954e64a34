import Foundation
import Git
import TestSupport
import Testing

struct ImpactCommandTests {
  /// Two agents, a part and a shared document, in a commit.
  private func library() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write(
      "agents/ada/ada.md",
      "# Ada\n\n**Priority**: High\n\nFirst [the plan](modules/plan.md).\n"
    )
    try repository.write("agents/ada/modules/plan.md", "# Plan\n\nKeep to @/docs/style.md.\n")
    try repository.write("agents/bo.md", "# Bo\n\nSee [style](../docs/style.md).\n")
    try repository.write("docs/style.md", "# Style\n")
    try repository.commit("library")
    return repository
  }

  private let reached = """
    .github/prompts/bo.prompt.md  bo  link
      from        docs/style.md
      link        agents/bo.md:3:5
    .github/prompts/ada.prompt.md  ada  link  High
      from        docs/style.md
      atPath      agents/ada/modules/plan.md:3:9
      link        agents/ada/ada.md:5:7

    """

  @Test func `each output is a block, and each step of its chain a line`() throws {
    let result = try Tool.run("impact", "docs/style.md", in: try library())
    #expect(result.status == 0)
    #expect(result.output == reached)
    #expect(result.errorOutput.isEmpty)
  }

  @Test func `nothing that is reached is said in words`() throws {
    let repository = try library()
    try repository.write("docs/other.md", "# Other\n")
    try repository.commit()
    let result = try Tool.run("impact", "docs/other.md", in: repository)
    #expect(result.status == 0)
    #expect(result.output == "no output is reached\n")
  }

  @Test(arguments: ["HEAD~..HEAD", "HEAD~.."])
  func `a range says what a change does reach`(range: String) throws {
    let repository = try library()
    try repository.write("docs/style.md", "# Style\n\nShort.\n")
    try repository.write("agents/bo.md", "# Bo\n\nSee no [style](../docs/style.md).\n")
    try repository.commit("edit")
    let result = try Tool.run("impact", range, in: repository)
    let expected = """
      .github/prompts/bo.prompt.md  bo  text
        from        agents/bo.md
      .github/prompts/ada.prompt.md  ada  link  High
        from        docs/style.md
        atPath      agents/ada/modules/plan.md:3:9
        link        agents/ada/ada.md:5:7

      """
    #expect(result.status == 0)
    #expect(result.output == expected)
  }

  @Test func `an output that moves is named with both places`() throws {
    let repository = try library()
    try repository.git("mv", "agents/bo.md", "agents/bob.md")
    try repository.commit("rename")
    let result = try Tool.run("impact", "HEAD~..", in: repository)
    let heading = ".github/prompts/bo.prompt.md -> .github/prompts/bob.prompt.md  bob  text\n"
    #expect(result.output.hasPrefix(heading))
  }

  @Test func `index and work tree are asked where that is said`() throws {
    let repository = try library()
    try repository.write("agents/cy.md", "# Cy\n")
    #expect(try Tool.run("impact", "cy", in: repository).status == 128)
    #expect(try Tool.run("impact", "--worktree", "cy", in: repository).status == 0)
    #expect(try Tool.run("impact", "--staged", "cy", in: repository).status == 128)
    try repository.git("add", "--all")
    #expect(try Tool.run("impact", "--staged", "cy", in: repository).status == 0)
  }

  @Test func `a name of nothing stops it and names the nearest`() throws {
    let result = try Tool.run("impact", "docs/stile.md", in: try library())
    #expect(result.status == 128)
    #expect(result.output.isEmpty)
    #expect(result.errorOutput.contains("'docs/stile.md'"))
    #expect(result.errorOutput.contains("[command.unknown-path]"))
    #expect(result.errorOutput.contains("did you mean 'docs/style.md'?"))
  }

  @Test(arguments: [
    ["impact"], ["impact", "a...b"], ["impact", "a..b", "c"], ["impact", "--staged", "a..b"],
    ["impact", "--staged", "--worktree", "a"], ["impact", "--json", "--format", "dot", "a"],
    ["impact", "--format", "svg", "a"],
  ])
  func `what does not fit together is wrong usage`(words: [String]) throws {
    let repository = try library()
    let said = try runProgram(
      [Tool.path.string] + words,
      in: repository.root,
      input: nil,
      environment: repository.environment
    )
    #expect(said.status == 129)
  }

  @Test func `the answer in JSON says the same, with --json and with --format json`() throws {
    let repository = try library()
    let result = try Tool.run("impact", "--json", "docs/style.md", in: repository)
    #expect(
      try Tool.run("impact", "--format", "json", "docs/style.md", in: repository).output
        == result.output
    )
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    )
    #expect(answer["command"] as? String == "impact")
    #expect(answer["paths"] as? [String] == ["docs/style.md"])
    #expect(answer["from"] == nil)
    let outputs = try #require(answer["outputs"] as? [[String: Any]])
    #expect(outputs.map { $0["agent"] as? String } == ["bo", "ada"])
    #expect(outputs.map { $0["effect"] as? String } == ["link", "link"])
    #expect(outputs.map { $0["distance"] as? Int } == [2, 3])
    #expect(outputs.map { $0["priority"] as? String } == [nil, "High"])
    let chain = try #require(outputs.last?["chain"] as? [[String: Any]])
    #expect(chain.map { $0["form"] as? String } == [nil, "atPath", "link", "generated"])
    #expect(chain.map { $0["line"] as? Int } == [nil, 3, 5, nil])
  }

  @Test func `documents that can't be read are named beside the answer`() throws {
    let repository = try library()
    try repository.write("agents/cy.md", "---\nname: [\n---\n# Cy\n")
    try repository.commit()
    let result = try Tool.run("impact", "docs/style.md", in: repository)
    #expect(result.status == 0)
    #expect(result.output == reached)
    #expect(result.errorOutput.contains("agents/cy.md"))
  }

  // MARK: - Diagrams

  @Test func `a diagram in Mermaid holds each file once`() throws {
    let result = try Tool.run("impact", "--format", "mermaid", "docs/style.md", in: try library())
    let expected = """
      flowchart LR
        n1[["docs/style.md"]]
        n2["agents/bo.md"]
        n3([".github/prompts/bo.prompt.md"])
        n4["agents/ada/modules/plan.md"]
        n5["agents/ada/ada.md"]
        n6([".github/prompts/ada.prompt.md"])
        n1 -->|"link 3:5"| n2
        n2 -.->|"generated"| n3
        n1 -->|"atPath 3:9"| n4
        n4 -->|"link 5:7"| n5
        n5 -.->|"generated"| n6

      """
    #expect(result.output == expected)
  }

  @Test func `a diagram for Graphviz is the same graph`() throws {
    let repository = try library()
    let result = try Tool.run("impact", "--format", "dot", "docs/style.md", in: repository)
    let graph = try #require(DotGraph(parsing: result.output))
    #expect(
      graph.labels == [
        "n1": "docs/style.md", "n2": "agents/bo.md", "n3": ".github/prompts/bo.prompt.md",
        "n4": "agents/ada/modules/plan.md", "n5": "agents/ada/ada.md",
        "n6": ".github/prompts/ada.prompt.md",
      ]
    )
    #expect(graph.edges == ["n1 n2", "n2 n3", "n1 n4", "n4 n5", "n5 n6"])
  }

  /// Names that would be syntax, if anything of them were taken for it.
  private static let hostileNames = [
    "a\"];b", "a[b](c)", "<script>alert(1)<", "`x`", "%%{init: {}}%%", "end", "1. one", "- two",
    "a\\N\\", "&lt;b&gt;", "#34;", "n1 --> n2", "ünïcode", "a|b", "{x}", "new\nline", "-->|x|",
    "\u{202E}rtl", "a;b", "*b*", "$x$",
  ]

  @Test(arguments: hostileNames)
  func `a hostile name stays text in every form`(name: String) throws {
    let repository = try TemporaryRepository()
    let path = "agents/ada/\(name).txt.md"
    try repository.write("agents/ada/ada.md", "# Ada\n\nSee [all](../ada/).\n")
    try repository.write(path, "# X\n")
    try repository.commit()
    let text = try Tool.run("impact", path, in: repository)
    #expect(text.status == 0)
    #expect(text.output.split(separator: "\n").count == 3)

    let mermaid = try Tool.run("impact", "--format", "mermaid", path, in: repository).output
    let line = #/ {2}n[0-9]+(\[\[|\[|\(\[)"(?<label>[^"]*)"(\]\]|\]|\]\))/#
    let arrow = #/ {2}n[0-9]+ -(-|\.-)>\|"(?<label>[^"]*)"\| n[0-9]+/#
    var labels: [String] = []
    for row in mermaid.split(separator: "\n").dropFirst() {
      let label =
        try line.wholeMatch(in: row)?.output.label ?? arrow.wholeMatch(in: row)?.output.label
      labels.append(String(try #require(label)))
    }
    let safe = #/([a-zA-Z0-9\/_ ]|[.:\-](?! )|#[0-9]+;)*/#
    #expect(try labels.allSatisfy { try safe.wholeMatch(in: $0) != nil })
    let shown = try #require(labels.first)
    #expect(decoded(shown) == "agents/ada/\(terminal(name)).txt.md")

    let dot = try Tool.run("impact", "--format", "dot", path, in: repository).output
    let graph = try #require(DotGraph(parsing: dot))
    #expect(graph.labels["n1"] == "agents/ada/\(terminal(name)).txt.md")
    #expect(graph.labels.count == 3)
    #expect(graph.edges == ["n1 n2", "n2 n3"])
  }

  /// What a terminal would show of a name.
  private func terminal(_ name: String) -> String {
    name.replacingOccurrences(of: "\n", with: "\\n")
      .replacingOccurrences(of: "\u{202E}", with: "\\u{202E}")
  }

  /// A label with Mermaid's entity codes read.
  private func decoded(_ label: String) -> String {
    var text = ""
    var rest = label[...]
    while let hash = rest.firstIndex(of: "#"), let end = rest[hash...].firstIndex(of: ";") {
      text += rest[..<hash]
      let number = UInt32(rest[rest.index(after: hash)..<end]) ?? 0
      text.unicodeScalars.append(Unicode.Scalar(number) ?? " ")
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }
}

/// A strict reader of the little that `impact` writes in Graphviz' language; nil for anything else.
private struct DotGraph {
  private(set) var labels: [String: String] = [:]
  private(set) var edges: [String] = []

  init?(parsing text: String) {
    var rest = text[...]
    func skip(_ word: String) -> Bool {
      while rest.first == " " || rest.first == "\n" { rest.removeFirst() }
      guard rest.hasPrefix(word) else { return false }
      rest.removeFirst(word.count)
      return true
    }
    func name() -> String? {
      guard skip("n") else { return nil }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest[digits.endIndex...]
      return digits.isEmpty ? nil : "n\(digits)"
    }
    func string() -> String? {
      guard skip("\"") else { return nil }
      var string = ""
      while let character = rest.popFirst() {
        switch character {
        case "\"":
          return string.replacingOccurrences(of: "&amp;", with: "&")
        case "\\":
          guard let next = rest.popFirst(), next == "\"" || next == "\\" else { return nil }
          string.append(next)
        case "&" where !rest.hasPrefix("amp;"), "\n": return nil
        default: string.append(character)
        }
      }
      return nil
    }
    guard skip("digraph impact {"), skip("rankdir=LR;"), skip("node [shape=box];") else {
      return nil
    }
    while !skip("}") {
      guard let from = name() else { return nil }
      let to = skip("->") ? name() : nil
      guard skip("[label="), let label = string() else { return nil }
      for style in [", peripheries=2", ", style=rounded", ", style=dashed"] { _ = skip(style) }
      guard skip("];") else { return nil }
      if let to { edges.append("\(from) \(to)") } else { labels[from] = label }
    }
    guard rest == "\n" else { return nil }
  }
}
