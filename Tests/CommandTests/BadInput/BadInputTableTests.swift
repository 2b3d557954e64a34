import TestSupport
import Testing

/// The table of bad input, played with `check --untrusted` by the built program.
///
/// What a row does to the library alone is looked at closer by the suites of the same names in
/// `AgentSyncTests`; here it is that no row ends in a crash or a wait, and that no program runs which the
/// repository's own configuration names.
struct BadInputTableTests {
  private static let rows: [BadInputRow] =
    BadInputRow.bytes + BadInputRow.frontMatter + BadInputRow.outputs + BadInputRow.trees
    + BadInputRow.references + BadInputRow.hidden + BadInputRow.changes

  @Test(arguments: rows)
  func `row`(_ row: BadInputRow) throws {
    try row.play()
  }

  @Test func `no row stands twice, and none is missing that only reads a commit`() {
    let numbers = Self.rows.map(\.number)
    #expect(Set(numbers).count == numbers.count)
    let reading = Array(1...30) + Array(35...42) + Array(48...62)
    #expect(numbers.sorted() == reading)
  }

  // Row 45
  @Test func `the canary sings where git itself is asked`() throws {
    let canary = try CanaryRepository()
    try canary.arm()
    try canary.repository.write("agents/ada.md", "# Ada\n\nAnother.\n")
    _ = try? canary.repository.git("status")
    _ = try? canary.repository.git("-c", "core.fsmonitor=false", "add", "agents/ada.md")
    #expect(canary.song.contains("fsmonitor") || canary.song.contains("included"))
    #expect(canary.song.contains("clean") || canary.song.contains("process"))
  }

  private static let commands: [[String]] = [
    ["check"], ["check", "--staged"], ["check", "--worktree"],
    ["check", "--base", "base", "--head", "HEAD"], ["check", "--base", "base", "--worktree"],
    ["status"], ["diff"], ["diff", "--staged"], ["diff", "base", "HEAD"], ["diff", "base"],
    ["impact", "agents/ada.md"], ["impact", "--worktree", "agents/ada.md"],
    ["impact", "base..HEAD"],
    ["refs"], ["refs", "list"], ["refs", "list", "--staged"], ["refs", "check", "--head", "HEAD"],
    ["refs", "map", "base", "HEAD"], ["refs", "map", "--since", "base"], ["show"], ["log"],
    ["log", "-p"], ["show", "HEAD", "-p"],
  ]

  // Row 45
  @Test(arguments: ["libgit2", "plumbing"])
  func `no command that reads runs what the configuration names`(engine: String) throws {
    let canary = try CanaryRepository()
    try Self.spread(canary)
    try canary.arm()
    for command in Self.commands {
      let run = try canary.run(
        command + ["--untrusted"],
        environment: engine == "plumbing" ? ["AGENTSYNC_ENGINE": "plumbing"] : [:]
      )
      canary.expectSound(run, "\(engine): \(command.joined(separator: " "))")
    }
  }

  // Row 45
  @Test func `no command does so either where the repository is trusted`() throws {
    let canary = try CanaryRepository()
    try Self.spread(canary)
    try canary.arm(writes: true)
    let writing = [["doctor"], ["sync", "--dry-run"], ["sync", "--no-commit"], ["sync"]]
    for command in Self.commands + writing {
      let run = try canary.run(command)
      canary.expectSound(run, command.joined(separator: " "))
    }
  }

  // Row 45
  @Test func `a file that passes a filter is judged without it, or refused`() throws {
    let canary = try CanaryRepository()
    try Self.spread(canary)
    try canary.arm()
    for options in [[], ["--untrusted"]] {
      let run = try canary.run(["check", "--worktree"] + options)
      canary.expectSound(run, "check --worktree \(options)")
      #expect(run.status == 128)
      #expect(run.errorOutput.contains("passes the filter 'canary', which only git can run"))
    }
  }

  /// Commits that differ, with something new in the index and something else in the work tree.
  private static func spread(_ canary: CanaryRepository) throws {
    let repository = canary.repository
    try canary.commit(["agents/eve.md": "# Eve\n\nSee [x](ada.md).\n", "docs/x.md": "# X\n"])
    try repository.git("mv", "docs/x.md", "docs/y.md")
    try repository.git("commit", "--quiet", "-m", "moved")
    try repository.write("agents/bob.md", "# Bob\n\nStaged.\n")
    try repository.git("add", "--all")
    try repository.write("agents/eve.md", "# Eve\n\nEdited, and longer.\n")
    try repository.write("agents/dan.md", "# Dan\n\nUntracked.\n")
  }
}
