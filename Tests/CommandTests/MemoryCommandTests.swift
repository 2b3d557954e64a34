import Foundation
import Git
import TestSupport
import Testing

@testable import AgentSync

struct MemoryCommandTests {
  private let it: TemporaryRepository
  private let hub: TemporaryRepository
  private let now = Int64(Date().timeIntervalSince1970)

  init() throws {
    hub = try TemporaryRepository("--bare")
    it = try TemporaryRepository()
    try it.git("remote", "add", "origin", hub.root.string)
  }

  private func tools(_ base: String) -> MergeConflict {
    MergeConflict(
      kind: .value,
      place: .frontMatter(["tools"]),
      base: Array("tools: [\(base)]\n".utf8),
      ours: Array("tools: [read, web]\n".utf8),
      theirs: Array("tools: [read, edit]\n".utf8)
    )
  }

  @discardableResult
  private func settle(
    _ repository: TemporaryRepository,
    _ resolution: String = "tools: [read, edit, web]\n",
    base: String = "read",
    at seconds: Int64? = nil
  ) throws -> SettlementKey {
    let settlement = try #require(
      Settlement(tools(base), resolution: Array(resolution.utf8), settled: seconds ?? now)
    )
    try remember([settlement], in: try repository.open())
    return settlement.key
  }

  private struct Said {
    let status: Int32
    let output: String
    let errorOutput: String
  }

  private func run(_ words: String..., status: Int32 = 0) throws -> Said {
    let result = try runProgram(
      [Tool.path.string, "memory"] + words,
      in: it.root,
      input: nil,
      environment: it.environment
    )
    let said = Said(
      status: result.status,
      output: String(decoding: result.output, as: UTF8.self),
      errorOutput: String(decoding: result.errorOutput, as: UTF8.self)
    )
    #expect(said.status == status, "\(words): \(said.errorOutput)")
    return said
  }

  private func expectFit(_ words: String...) throws {
    let file = try #require(ProjectFile("docs/output.schema.json"))
    let schema = JSONSchema(root: try JSONValue(parsing: file.text))
    let said = try runProgram(
      [Tool.path.string, "memory"] + words + ["--json", "-q"],
      in: it.root,
      input: nil,
      environment: it.environment
    )
    #expect(said.status == 0, "\(words)")
    #expect(try schema.faults(of: JSONValue(parsing: said.text)).isEmpty, "\(words)")
  }

  @Test func `nothing is remembered at first`() throws {
    #expect(try run().output == "no settled conflict is remembered\n")
    #expect(try run("list").output == "no settled conflict is remembered\n")
    #expect(try run("fetch").output == "'origin' has no memory of settled conflicts\n")
    #expect(try run("push").output == "'origin' has no memory of settled conflicts\n")
    try expectFit("list")
    try expectFit("fetch")
  }

  @Test func `the list has a line for each, newest first`() throws {
    let old = try settle(it, base: "a", at: now - 86_400 * 40)
    let one = try settle(it)
    let two = try settle(it, "tools: [read, web]\n", at: now - 86_400 * 20)
    let lines = try run("list").output.split(separator: "\n")
    func line(_ key: SettlementKey, _ isWhole: Bool, _ ago: Int64, _ words: String) -> String {
      let name = key.disagreement.short + (isWhole ? "/\(key.resolution.short)" : "")
      return "\(name) \(day(now - ago)) tools: \(words) (own)"
    }
    #expect(
      lines == [
        line(one, true, 0, "kept both")[...],
        line(two, true, 86_400 * 20, "kept the hand edit")[...],
        line(old, false, 86_400 * 40, "kept both")[...],
      ]
    )
    try expectFit("list")
  }

  private func day(_ seconds: Int64) -> String {
    String(Date(timeIntervalSince1970: Double(seconds)).ISO8601Format().prefix(10))
  }

  @Test func `a settled conflict is shown with its texts`() throws {
    let key = try settle(it, "")
    let date = Date(timeIntervalSince1970: Double(now)).ISO8601Format()
    let said = try run("show", key.disagreement.short)
    #expect(
      said.output == """
        \(key)
        tools: wrote something else (own)
        \(date.dropLast())+00:00

        base:
            tools: [read]

        ours (hand edit):
            tools: [read, web]

        generated:
            tools: [read, edit]

        settled as:
            (nothing)

        """
    )
    try expectFit("show", key.description)
  }

  @Test func `a key that is not there, or not clear, is refused`() throws {
    let key = try settle(it)
    try settle(it, "tools: []\n")
    #expect(try run("show", key.disagreement.hex).output.contains("tools: []"))
    for wrong in ["0000000", "nonsense", "1", "\u{1B}[2J"] {
      let said = try run("show", wrong, status: 128)
      #expect(said.errorOutput.contains("[command.unknown-settlement]"))
      #expect(!said.errorOutput.contains("\u{1B}"))
      #expect(said.output.isEmpty)
    }
    _ = try run("forget", key.disagreement.short, "0000000", status: 128)
    #expect(try run().output.split(separator: "\n").count == 2)
    _ = try run("forget", status: 129)
    _ = try run("show", status: 129)
    _ = try run("recall", status: 129)
  }

  @Test func `one answer of two is forgotten, or both`() throws {
    let key = try settle(it)
    let other = try settle(it, "tools: []\n")
    let name = "\(key.disagreement.short)/\(key.resolution.short)"
    let said = try run("forget", name)
    #expect(said.output == "forgot \(name) tools: kept both (own)\n")
    #expect(try run().output.hasPrefix("\(other.disagreement.short) "))
    try settle(it, at: now + 5)
    _ = try run("forget", key.disagreement.short)
    #expect(try run().output == "no settled conflict is remembered\n")
    try settle(it, at: now + 9)
    try expectFit("forget", key.disagreement.hex)
  }

  @Test func `what was pushed here is fetched there`() throws {
    try settle(it)
    let pushed = try run("push")
    let commit = try hub.git("rev-parse", "refs/agentsync/memory")
    #expect(
      pushed.output == "pushed as \(commit.prefix(7)); 'origin' remembers 1 settled conflict\n"
    )
    #expect(pushed.errorOutput.contains("refs/agentsync/memory"))
    #expect(
      try run("push", "origin").output
        == "nothing to push; 'origin' remembers 1 settled conflict\n"
    )
    try expectFit("push")
    let bob = try TemporaryRepository()
    try bob.git("remote", "add", "origin", hub.root.string)
    let fetched = try Tool.run("memory", "fetch", in: bob)
    #expect(fetched.output == "'origin' remembers 1 settled conflict\n")
    #expect(try Tool.run("memory", in: bob).output.hasSuffix("tools: kept both ('origin')\n"))
    let quiet = try Tool.run("memory", "fetch", "-q", in: bob)
    #expect(quiet.output.isEmpty && quiet.errorOutput.isEmpty)
  }

  @Test func `an exchange that fails says what to do`() throws {
    #expect(
      try run("fetch", "--", "--upload-pack=x", status: 128).errorOutput
        == "fatal: no remote is named '--upload-pack=x' [command.unknown-remote]\n"
        + "hint: the remotes are: 'origin'\n"
    )
    try it.git("remote", "set-url", "origin", "/nowhere/at/all")
    let said = try run("fetch", status: 128)
    #expect(said.errorOutput.contains("'/nowhere/at/all' does not appear to be a git repository"))
    #expect(said.errorOutput.contains("[record.memory-not-exchanged]"))
    try it.git("remote", "remove", "origin")
    #expect(try run("push", status: 128).errorOutput.contains("git remote add origin <url>"))
  }

  @Test func `a memory of a stranger is passed over with a warning`() throws {
    let blob = try it.git("hash-object", "-w", "--stdin", input: "x")
    let tree = try it.git("mktree", input: "120000 blob \(blob)\tentries\n")
    let commit = try it.git("commit-tree", "-m", "x", tree)
    try it.git("update-ref", "refs/agentsync/fetched/origin/memory", commit)
    let said = try run("list")
    #expect(said.output == "no settled conflict is remembered\n")
    #expect(said.errorOutput.hasPrefix("warning: 1 file in the memory of 'origin' is not as"))
    try expectFit("list")
  }
}
