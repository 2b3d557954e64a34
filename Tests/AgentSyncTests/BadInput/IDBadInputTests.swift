import AgentModel
import TestSupport
import Testing

@testable import AgentSync

/// The ids of agents: rows 26 and 27 of the table of bad input.
struct IDBadInputTests {
  // Row 26
  @Test func `an id that could be a path, an option or another one is refused`() throws {
    let ids: [(name: String, yaml: String)] = [
      ("empty", "\"\""), ("blank", "\"  \""), ("only-signs", "\"!!!\""),
      ("long", String(repeating: "x", count: 65)), ("newline", "\"a\\nb\""),
      ("slash", "a/b"), ("backslash", "'a\\b'"), ("dots", "\"..\""), ("parent", "\"../ada\""),
      ("inner-dots", "a..b"), ("option", "\"-rf\""), ("hidden", "\".ada\""), ("dot-end", "ada."),
      ("device", "con"), ("device-ending", "aux.md"), ("device-case", "NUL"), ("port", "com1"),
      ("cyrillic", "\u{0430}da"), ("greek", "ad\u{03B1}"), ("wide", "\u{FF41}da"),
      ("zero-width", "\"a\u{200B}da\""), ("override", "\"a\u{202E}da\""), ("tab", "\"a\\tb\""),
      ("nel", "\"a\\Nb\""),
    ]
    try BadInputLibrary.expectRefused(
      ids.map { BadInput($0.name, yaml: "id: \($0.yaml)", .badID, 2, 5) }
    )
  }

  // Row 26
  @Test func `an id of 64 characters, of other scripts and in upper case is fine`() throws {
    let library = try BadInputLibrary()
    let ids = [
      (String(repeating: "x", count: 64), String(repeating: "x", count: 64)),
      ("pr\u{FC}fer", "pr\u{FC}fer"), ("Big Name", "big-name"), ("作家", "作家"),
      ("писатель", "писатель"),
      ("a.b_c-d", "a.b_c-d"),
    ]
    for (number, (id, _)) in ids.enumerated() {
      let text = "---\nid: \"\(id)\"\n---\n# Title\n\nText.\n"
      try library.repository.write("agents/file\(number).md", text)
    }
    try library.team.commit()
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    for (_, made) in ids { #expect(library.repository.exists(Team.prompt(made)), "\(made)") }
    try library.team.expectQuiet()
  }

  // Row 26
  @Test func `a file of whose name nothing is left asks for an id`() throws {
    let library = try BadInputLibrary(files: ["agents/!!!.md": Team.text("eve")])
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    let finding = outcome.plan.findings.first { $0.code == .badID }
    #expect(finding?.place?.path.string == "agents/!!!.md")
    #expect(finding?.hint?.contains("'id'") == true)
    #expect(library.repository.exists(Team.prompt("ada")))
  }

  // Row 27
  @Test func `two agents with one output are both named and stay, all others go on`() throws {
    let config = """
      targets:
        - prompt: {path: "out/{name}.prompt.md"}
      """
    let library = try BadInputLibrary(
      config: config,
      files: [
        "agents/x/eve.md": "---\nid: one\n---\n# One\n\nText.\n",
        "agents/y/bob.md": Team.text("bob"),
      ]
    )
    try library.team.sync()
    let before = try library.repository.readBytes("out/eve.prompt.md")
    try library.repository.write("agents/y/eve.md", "---\nid: two\n---\n# Two\n\nText.\n")
    try library.team.edit("agents/x/eve.md", "# One", "# Won")
    try library.team.edit("agents/y/bob.md", "Line 2 of bob.", "Line two of bob.")
    try library.team.commit()
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    let twins = outcome.plan.findings.filter { $0.code == .outputTwins }
    #expect(twins.compactMap { $0.place?.path.string } == ["agents/x/eve.md", "agents/y/eve.md"])
    for finding in twins {
      #expect(finding.message.contains("agents/x/eve.md"))
      #expect(finding.message.contains("agents/y/eve.md"))
    }
    #expect(try library.repository.readBytes("out/eve.prompt.md") == before)
    #expect(try library.repository.read("out/bob.prompt.md").contains("Line two of bob."))
    #expect(try library.team.check().verdict == .findings)
  }

  // Row 27
  @Test func `outputs that differ only in case or in the form of letters are one`() throws {
    for (one, other) in [("Eve", "eve"), ("\u{E9}va", "e\u{301}va")] {
      let config = "targets: [{prompt: {path: \"out/{category}/{name}.prompt.md\"}}]\n"
      let library = try BadInputLibrary(config: config)
      for (folder, id) in [(one, "one"), (other, "two")] {
        let text = "---\nid: \(id)\n---\n# Title\n\nText.\n"
        try library.repository.write("agents/\(folder)/mine.md", text)
      }
      try library.team.commit()
      let outcome = try library.team.sync()
      #expect(outcome.plan.syncVerdict == .findings)
      #expect(library.repository.exists("out/ada.prompt.md"))
      #expect(!library.repository.exists("out/\(one)"))
      #expect(!library.repository.exists("out/\(other)"))
      // Strings that differ only in form are equal, paths are not.
      let named = Set(outcome.plan.findings.compactMap(\.place?.path))
      #expect(named.count == 2)
    }
  }

  // Row 27
  @Test func `two documents with one id are both named and stay, all others go on`() throws {
    let library = try BadInputLibrary(files: ["agents/x/eve.md": Team.text("eve")])
    try library.team.sync()
    let before = try library.repository.readBytes(Team.prompt("eve"))
    try library.repository.write("agents/y/other.md", "---\nid: EVE\n---\n# Other\n\nText.\n")
    try library.team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try library.team.commit()
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    let finding = try #require(outcome.plan.findings.first { $0.code == .duplicateID })
    #expect(finding.message.contains("agents/x/eve.md"))
    #expect(finding.message.contains("agents/y/other.md"))
    #expect(try library.repository.readBytes(Team.prompt("eve")) == before)
    #expect(try library.repository.read(Team.prompt("ada")).contains("Line two of ada."))
  }
}
