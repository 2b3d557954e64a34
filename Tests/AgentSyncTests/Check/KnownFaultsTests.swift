import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// What of a head's findings the base had, and as often.
struct KnownFaultsTests {
  private static let path = "AGENTS.md"
  private static let token = "ghp_R7kQ2mX9vB4nT6wZ1cY8pL3sD5fH0jGeAuNi"

  /// The findings that count, and how many don't, when a file goes from one text to another.
  private func found(_ before: String, _ after: String, at path: String = path) throws -> (
    brought: [String], before: Int
  ) {
    let repository = try TemporaryRepository()
    try repository.write(path, before)
    try repository.commit("base")
    try repository.git("branch", "base")
    try repository.write(path, after)
    try repository.commit("change")
    var options = CheckOptions()
    options.base = "base"
    let outcome = try check(repository.open(), options)
    let brought = outcome.brought.findings.map { "\($0.place?.line ?? 0) \($0.code.rawValue)" }
    return (brought, outcome.before.findings.count)
  }

  @Test(arguments: [
    ("One: \(token)", "credential.literal"), ("One: hel\u{200B}lo.", "hidden.invisible-character"),
    ("One: hel\u{E0041}\u{E0042}lo.", "hidden.tag-character"),
    ("One: hel\u{202E}abc\u{202C}lo.", "hidden.direction-character"),
  ])
  func `a second finding of a kind is brought`(line: String, code: String) throws {
    let before = "# Guide\n\n\(line)\n"
    let same = try found(before, "# Guide\n\nMore.\n\n\(line)\n")
    #expect(same.brought == [])
    #expect(same.before > 0)
    let another = line.replacing("One", with: "Two")
    let more = try found(before, before + "\n\(another)\n")
    #expect(Set(more.brought) == ["5 \(code)"], "\(more.brought)")
    #expect(more.before == same.before)
    // One that takes the place of another is another.
    let other = try found(before, "# Guide\n\n\(another)\n")
    #expect(Set(other.brought) == ["3 \(code)"], "\(other.brought)")
    #expect(other.before == 0)
  }

  @Test func `of findings that the line tells nothing of those count that are more`() throws {
    let path = ".github/copilot-instructions.md"
    let before = "See [a](gone.md).\n"
    let reworded = try found(before, "Look at [a](gone.md).\n", at: path)
    #expect(reworded.brought == [])
    let more = try found(before, "Look [a](gone.md).\n\nSee [a](gone.md).\n", at: path)
    #expect(more.brought == ["1 body.missing-file"])
    #expect(more.before == 1)
  }

  @Test func `a file that moved keeps what was found in it`() throws {
    let repository = try TemporaryRepository()
    let text =
      "---\ndescription: A.\ntools: []\n---\nHel\u{200B}lo, and words enough to know it by.\n"
    try repository.write(".github/agents/a.agent.md", text)
    try repository.commit("base")
    try repository.git("branch", "base")
    try repository.git("mv", ".github/agents/a.agent.md", ".github/agents/b.agent.md")
    try repository.commit("move")
    var options = CheckOptions()
    options.base = "base"
    let outcome = try check(repository.open(), options)
    #expect(outcome.brought.findings.map(\.code.rawValue) == [])
    #expect(outcome.before.findings.map(\.code) == [.hiddenInvisible])
  }
}
