import AgentModel
import TestSupport
import Testing

@testable import AgentSync

/// Whose comments excuse a finding: those of the tip of the base, and none that a change brings.
struct ExcuseTests {
  private static let path = ".github/agents/ada.agent.md"
  private static let excuse = "<!-- agentsync: ignore body.missing-file: it is made later -->"

  private static func file(_ lines: String...) -> String {
    "---\ndescription: Helps.\ntools: []\nagents: []\n---\nYou help, and read what there is.\n\n"
      + lines.map { $0 + "\n" }.joined(separator: "\n")
  }

  /// A file where the change begins, at the tip of the base, and at the head.
  private func check(
    start: String,
    base: String,
    head: String,
    basePath: String = path
  ) throws -> CheckOutcome {
    let repository = try TemporaryRepository()
    try repository.write(Self.path, start)
    try repository.commit("start")
    try repository.git("branch", "start")
    try repository.git("checkout", "-q", "-b", "base")
    if basePath != Self.path { try repository.remove(Self.path) }
    try repository.write(basePath, base)
    try repository.commit("base")
    try repository.git("checkout", "-q", "-b", "head", "start")
    try repository.write(Self.path, head)
    try repository.commit("head")
    var options = CheckOptions()
    options.base = "base"
    return try AgentSync.check(repository.open(), options)
  }

  private func brought(_ outcome: CheckOutcome) -> [Int?] {
    outcome.brought.findings.filter { $0.code == .bodyMissingFile }.map(\.place?.line)
  }

  @Test func `one that the base has still counts for what the change puts below it`() throws {
    let start = Self.file(Self.excuse, "Nothing.")
    let head = Self.file(Self.excuse + "\n[x](gone.md)")
    let found = try check(start: start, base: start + "\nMore.\n", head: head)
    #expect(brought(found) == [])
  }

  @Test func `one that the base has dropped since counts no more`() throws {
    let start = Self.file(Self.excuse, "Nothing.")
    let head = Self.file(Self.excuse + "\n[x](gone.md)")
    let found = try check(start: start, base: Self.file("Nothing."), head: head)
    #expect(brought(found) == [9])
    // What was excused when the change began, and is not its work, was there before.
    let same = Self.file(Self.excuse + "\n[x](gone.md)", "The end.")
    let before = try check(
      start: same,
      base: Self.file("[x](gone.md)", "The end."),
      head: same + "\nMore.\n"
    )
    #expect(brought(before) == [])
    #expect(before.before.findings.contains { $0.code == .bodyMissingFile })
  }

  @Test func `one that the change brings does not count, nor a second one of what there is`()
    throws
  {
    let head = Self.file(Self.excuse + "\n[x](gone.md)")
    let plain = Self.file("Nothing.")
    #expect(brought(try check(start: plain, base: plain + "\nMore.\n", head: head)) == [9])
    let twice = head + "\n" + Self.excuse + "\n[y](other.md)\n"
    #expect(brought(try check(start: head, base: head + "\nMore.\n", head: twice)) == [12])
    let otherReason = head.replacing("made later", with: "fine")
    #expect(brought(try check(start: head, base: head + "\nMore.\n", head: otherReason)) == [9])
  }

  @Test func `one that the base has won since counts for the very line`() throws {
    let start = Self.file("[x](gone.md)", "The end.")
    let base = Self.file(Self.excuse + "\n[x](gone.md)", "The end.")
    let found = try check(start: start, base: base, head: start + "\n[y](other.md)\n")
    #expect(brought(found) == [12])
    #expect(!found.before.findings.contains { $0.code == .bodyMissingFile })
    let plain = Self.file("Nothing.")
    let won = plain + "\n" + Self.excuse + "\n[x](gone.md)\n"
    #expect(brought(try check(start: plain, base: won, head: plain + "\n[x](gone.md)\n")) == [])
    #expect(brought(try check(start: plain, base: won, head: plain + "\n[y](gone.md)\n")) == [10])
  }

  @Test func `one that the change takes away counts no more`() throws {
    let start = Self.file(Self.excuse + "\n[x](gone.md)")
    let found = try check(start: start, base: start + "\nMore.\n", head: Self.file("[x](gone.md)"))
    #expect(brought(found) == [8])
  }

  @Test func `a file that the base moved is found where it is now`() throws {
    let start = Self.file(Self.excuse, "Nothing.")
    let head = Self.file(Self.excuse + "\n[x](gone.md)")
    let moved = ".github/agents/eve.agent.md"
    #expect(brought(try check(start: start, base: start, head: head, basePath: moved)) == [])
    let other = "---\ndescription: Another.\n---\nWords that nobody wrote before.\n"
    #expect(brought(try check(start: start, base: other, head: head, basePath: moved)) == [9])
  }
}
