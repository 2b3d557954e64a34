import AgentModel
import Git
import Testing

@testable import PromptFiles

struct InlineBodyTests {
  private func output(
    _ text: String,
    with files: KeyValuePairs<String, String> = [:],
    modes: [String: FileMode] = [:]
  ) throws -> Output {
    var all: [RepoPath: [UInt8]] = [MadeUp.path("agents/ada/ada.md"): Array(text.utf8)]
    for (path, text) in files { all[MadeUp.path(path)] = Array(text.utf8) }
    return try Workshop(all, modes: modes).output("agents/ada/ada.md", as: .prompt, body: .inline)
  }

  private func codes(_ output: Output) -> [Problem.Code] {
    output.findings.map(\.code).filter { $0 != .missingDescription }
  }

  private let parts: KeyValuePairs = [
    "agents/ada/modules/plan.md":
      "---\ntitle: x\n---\n\n# Plan\n\nThink.\n\n## Ask\n\nAsk.\n\n## Do\n\nDo.\n",
    "agents/ada/modules/plain.md": "Only words.\n",
    "docs/guide.md": "# Guide\n\nSee [plan](../agents/ada/modules/plan.md).\n",
  ]

  @Test func `a part stands below its label, its headings below the heading above`() throws {
    let text = """
      # Ada

      ## Parts

      - **Plan**: @modules/plan.md
      - **Words** - @modules/plain.md

      After.

      """
    let given = try output(text, with: parts)
    #expect(
      given.body == """
        # Ada

        ## Parts

        - **Plan**:

        ### Plan

        Think.

        #### Ask

        Ask.

        #### Do

        Do.

        - **Words**

        Only words.

        After.

        """
    )
    #expect(codes(given).isEmpty)
  }

  @Test func `a line that holds only the at-path goes`() throws {
    let given = try output("Intro:\n@modules/plain.md\n@docs/guide.md\n", with: parts)
    #expect(
      given.body == """
        Intro:

        Only words.

        # Guide

        See [plan](../../agents/ada/modules/plan.md).

        """
    )
  }

  @Test(arguments: [
    "See @modules/plan.md first.", "| @modules/plan.md |", "> @modules/plan.md",
    "**Plan** is @modules/plan.md",
    "@modules/plan.md, please", "- Plan: @modules/plan.md", "[plan](modules/plan.md)",
    "        @modules/plan.md",
  ])
  func `a mention stays a mention`(line: String) throws {
    let given = try output("# Ada\n\n\(line)\n", with: parts)
    #expect(!given.body.contains("Think."))
  }

  @Test(arguments: [
    "* @modules/plain.md", "+   @modules/plain.md", "12) @modules/plain.md",
    "**Plan:** @modules/plain.md",
    "1. **PLAN** – @modules/plain.md  ", "**Plan** : @modules/plain.md",
  ])
  func `every form of standing alone is known`(line: String) throws {
    let given = try output("# Ada\n\n\(line)\n", with: parts)
    #expect(given.body.contains("Only words."))
    #expect(!given.body.contains("@"))
    #expect(!given.body.contains("–"))
  }

  @Test func `only the section that is meant is put in`() throws {
    let given = try output("# Ada\n\n@modules/plan.md#ask\n\n@modules/plan.md#gone\n", with: parts)
    #expect(
      given.body
        == "# Ada\n\n## Ask\n\nAsk.\n\n[modules/plan.md § gone](../../agents/ada/modules/plan.md)\n"
    )
  }

  @Test func `each part comes once`() throws {
    let text =
      "@modules/plan.md#ask\n\n@modules/plan.md#ask\n\n@modules/plan.md\n\n@modules/plan.md\n"
    let given = try output(text, with: parts)
    #expect(given.body.split(separator: "\n").filter { $0 == "Think." }.count == 1)
    #expect(given.body.contains("[modules/plan.md § Ask](../../agents/ada/modules/plan.md)"))
    #expect(given.body.hasSuffix("[modules/plan.md](../../agents/ada/modules/plan.md)\n"))
    #expect(codes(given).isEmpty)
  }

  @Test func `parts within parts, diamonds and circles`() throws {
    let given = try output(
      "# Ada\n\n@b.md\n\n@c.md\n",
      with: [
        "agents/ada/b.md": "# B\n\n@d.md\n", "agents/ada/c.md": "# C\n\n@d.md\n\n@ada.md\n",
        "agents/ada/d.md": "# D\n\n@b.md\n",
      ]
    )
    #expect(
      given.body == """
        # Ada

        ## B

        ### D

        [b.md](../../agents/ada/b.md)

        ## C

        [d.md](../../agents/ada/d.md)

        [ada.md](../../agents/ada/ada.md)

        """
    )
    #expect(codes(given) == [.referenceCycle, .referenceCycle])
    #expect(
      given.findings.contains {
        $0.message.contains("agents/ada/b.md -> agents/ada/d.md -> agents/ada/b.md")
      }
    )
  }

  @Test func `a circle of fifty is cut`() throws {
    var files: [RepoPath: [UInt8]] = [
      MadeUp.path("agents/ada/ada.md"): Array("# A\n\n@p0.md\n".utf8)
    ]
    for index in 0..<50 {
      files[MadeUp.path("agents/ada/p\(index).md")] = Array(
        "# P\n\n@p\((index + 1) % 50).md\n".utf8
      )
    }
    let given = try Workshop(files).output("agents/ada/ada.md", as: .prompt, body: .inline)
    #expect(codes(given) == [.referenceLimit])
  }

  @Test(arguments: [(8, 0), (9, 1)])
  func `parts go eight levels deep`(depth: Int, errors: Int) throws {
    var files: [RepoPath: [UInt8]] = [
      MadeUp.path("agents/ada/ada.md"): Array("# A\n\n@p1.md\n".utf8)
    ]
    for index in 1...depth {
      files[MadeUp.path("agents/ada/p\(index).md")] = Array("# P\n\n@p\(index + 1).md\n".utf8)
    }
    let given = try Workshop(files).output("agents/ada/ada.md", as: .prompt, body: .inline)
    #expect(given.findings.count { $0.code == .referenceLimit && $0.severity == .error } == errors)
    #expect(given.body.contains("###### P"))
  }

  @Test(arguments: [256, 257])
  func `parts are counted`(count: Int) throws {
    var files: [RepoPath: [UInt8]] = [:]
    var text = "# A\n"
    for index in 0..<count {
      text += "\n@p\(index).md\n"
      files[MadeUp.path("agents/ada/p\(index).md")] = Array("P\n".utf8)
    }
    files[MadeUp.path("agents/ada/ada.md")] = Array(text.utf8)
    let given = try Workshop(files).output("agents/ada/ada.md", as: .prompt, body: .inline)
    let isRefused = given.findings.contains { $0.code == .referenceLimit && $0.severity == .error }
    #expect(isRefused == (count > 256))
  }

  @Test func `an output has a budget`() throws {
    let part = String(repeating: "word ", count: 20)
    let workshop = Workshop([
      "agents/ada/ada.md": "# A\n\n@a.md\n\n@b.md\n\n@c.md\n", "agents/ada/a.md": part,
      "agents/ada/b.md": part, "agents/ada/c.md": "Short.\n",
    ])
    let agent = try #require(workshop.library().agents.first)
    let body = BodyWriter(agent: agent, folder: nil, tree: workshop)
    var writer = InlineWriter(body, budget: 160)
    let document = agent.document
    writer.write(0..<document.bytes.count, of: document, at: agent.file.document)
    #expect(writer.body.findings.map(\.code) == [.outputTooBig])
    #expect(writer.body.findings.map(\.severity) == [.error])
    let text = String(decoding: writer.body.bytes, as: UTF8.self)
    #expect(text.hasPrefix("# A\n\nword word"))
    #expect(text.hasSuffix("[b.md](agents/ada/b.md)\n\nShort.\n\n"))
  }

  @Test func `what is no Markdown is linked and named`() throws {
    let given = try output(
      "@logo.svg\n\n@data.json\n\n@link.md\n\n@lfs.md\n\n@bad.md\n",
      with: [
        "agents/ada/logo.svg": "<svg/>", "agents/ada/data.json": "{}", "agents/ada/link.md": "x.md",
        "agents/ada/lfs.md": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        "agents/ada/bad.md": "a\0b",
      ],
      modes: ["agents/ada/link.md": .symlink]
    )
    #expect(
      given.findings.count { $0.code == .uninlinableReference && $0.severity == .warning } == 4
    )
    #expect(given.body.contains("[data.json](../../agents/ada/data.json)"))
    #expect(given.body.contains("[link.md](../../agents/ada/link.md)"))
    #expect(!given.body.contains("oid"))
  }

  @Test func `underlined headings get marks when they move`() throws {
    let given = try output(
      "# Ada\n\n## Parts\n\n@p.md\n",
      with: [
        "agents/ada/p.md": "Two\r\nlines\r\n=====\r\n\r\nText\r\n\r\nSub @q.md\r\n---\r\nMore.\r\n",
        "agents/ada/q.md": "Q\n",
      ]
    )
    #expect(
      given.body
        == "# Ada\n\n## Parts\n\n### Two lines\n\nText\n\n#### Sub [q.md](../../agents/ada/q.md)\nMore.\n"
    )
  }

  @Test func `without a heading above, a part keeps its own`() throws {
    #expect(
      try output("@p.md\n", with: ["agents/ada/p.md": "## P\n\n### Q\n"]).body == "# P\n\n## Q\n"
    )
  }
}
