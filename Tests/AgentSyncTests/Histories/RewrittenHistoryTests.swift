import TestSupport
import Testing

@testable import AgentSync

/// Changes that git takes back, or makes again elsewhere.
struct RewrittenHistoryTests {
  private static let prompt = Team.prompt("ada")

  /// A synced team.
  private func synced() throws -> Team {
    let team = try Team(["ada", "bo"])
    try team.sync()
    return team
  }

  /// Changes lines of ada's source and commits them together with her output.
  private func commitBoth(_ number: Int, in team: Team) throws {
    try editSource(number, in: team)
    try team.sync { $0.mode = .worktree }
    try team.commit("source and output \(number)")
  }

  private func editSource(_ number: Int, in team: Team) throws {
    try team.edit("agents/ada.md", "Line \(number) of ada.", "Source \(number).")
  }

  private func editOutput(_ number: Int, in team: Team) throws {
    try team.edit(Self.prompt, "Line \(number) of ada.", "By hand \(number).")
    try team.commit("by hand \(number)")
  }

  /// Expects these lines in ada's output, and none of the others.
  private func expect(
    _ lines: [String],
    not others: [String] = [],
    in team: Team,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let text = try team.repository.read(Self.prompt)
    for line in lines { #expect(text.contains(line), "lacks '\(line)'", sourceLocation: location) }
    for line in others { #expect(!text.contains(line), "has '\(line)'", sourceLocation: location) }
  }

  // MARK: - Revert

  @Test func `source and output that are reverted together are in step`() throws {
    let team = try synced()
    try commitBoth(2, in: team)
    try team.repository.git("revert", "--no-edit", "HEAD")
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .inStep)
    try team.expectQuiet()
  }

  @Test func `a hand edit outlives the revert of source and output, and nothing reverted is kept`()
    throws
  {
    let team = try synced()
    try commitBoth(2, in: team)
    try editOutput(8, in: team)
    try team.repository.git("revert", "--no-edit", "HEAD~1")
    // What was reverted is no hand edit: neither now nor when that line changes again.
    try editSource(5, in: team)
    try team.edit("agents/ada.md", "Line 2 of ada.\n", "")
    try team.commit("two lines of the source")
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .edited)
    try expect(["By hand 8.", "Source 5."], not: ["Source 2.", "Line 2 of ada."], in: team)
    try team.expectQuiet()
  }

  @Test func `the revert of a source alone makes the output stale`() throws {
    let team = try synced()
    try editSource(2, in: team)
    try team.commit("source")
    try team.sync()
    try team.repository.git("revert", "--no-edit", "HEAD~1")
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .stale)
    try expect(["Line 2 of ada."], not: ["Source 2."], in: team)
    try team.expectQuiet()
  }

  @Test func `a sync that was reverted stays so until its source is reverted too`() throws {
    let team = try synced()
    try editSource(2, in: team)
    try team.commit("source")
    try team.sync()
    try team.repository.git("revert", "--no-edit", "HEAD")
    #expect(team.state("ada", in: try team.sync()) == .edited)
    try expect(["Line 2 of ada."], not: ["Source 2."], in: team)
    try team.expectQuiet()
    let source = try team.repository.git("log", "-1", "--format=%H", "--grep=^source$")
    try team.repository.git("revert", "--no-edit", source)
    try team.sync()
    try expect(["Line 2 of ada."], not: ["Source 2."], in: team)
    try team.expectQuiet()
  }

  @Test func `a line that was taken over is a hand edit again after the revert`() throws {
    let team = try synced()
    try editOutput(8, in: team)
    try team.edit("agents/ada.md", "Line 8 of ada.", "By hand 8.")
    try team.commit("taken over")
    try team.repository.git("revert", "--no-edit", "HEAD")
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .edited)
    try expect(["By hand 8."], in: team)
    try team.expectQuiet()
  }

  @Test func `a revert with another message, amid other commits, is found all the same`() throws {
    let team = try synced()
    try commitBoth(2, in: team)
    for name in ["cy", "di"] {
      try team.write(name)
      try team.commit("add \(name)")
    }
    try editOutput(8, in: team)
    try team.repository.git("revert", "--no-commit", "HEAD~3")
    try team.commit("This reverts commit 1234567890123456789012345678901234567890.")
    try editSource(5, in: team)
    try team.edit("agents/ada.md", "Line 2 of ada.\n", "")
    try team.commit("two lines of the source")
    try team.sync()
    try expect(["By hand 8.", "Source 5."], not: ["Source 2.", "Line 2 of ada."], in: team)
    try team.expectQuiet()
  }

  // MARK: - Squash, rebase, cherry-pick

  /// A branch `side` with a change of source and output, made from `main` with a hand edit.
  private func parted() throws -> Team {
    let team = try synced()
    try team.repository.git("checkout", "--quiet", "-b", "side")
    try commitBoth(2, in: team)
    try team.repository.git("checkout", "--quiet", "main")
    try editOutput(8, in: team)
    return team
  }

  /// Takes the line out of the source again, and expects that it goes with its output.
  private func expectGenerated(_ line: String, in team: Team) throws {
    try team.edit("agents/ada.md", "\(line)\n\n", "")
    try editSource(5, in: team)
    try team.commit("the line goes")
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .edited)
    try expect(["By hand 8.", "Source 5."], not: [line], in: team)
    try team.expectQuiet()
  }

  @Test func `a squashed branch on top of a hand edit brings no edits`() throws {
    let team = try parted()
    try team.repository.git("merge", "--quiet", "--squash", "side")
    try team.commit("squash")
    try expectGenerated("Source 2.", in: team)
  }

  @Test func `a squashed branch brings its hand edit, and keeps it`() throws {
    for isSynced in [false, true] {
      let team = try synced()
      try team.repository.git("checkout", "--quiet", "-b", "side")
      try commitBoth(2, in: team)
      try editOutput(8, in: team)
      if isSynced { try team.sync() }
      try team.repository.git("checkout", "--quiet", "main")
      try commitBoth(5, in: team)
      try team.repository.git("merge", "--quiet", "--squash", "side")
      try team.commit("squash")
      try team.sync()
      try expect(["By hand 8.", "Source 2.", "Source 5."], in: team)
      try team.expectQuiet()
      try team.edit("agents/ada.md", "Line 9 of ada.", "Source 9.")
      try team.commit("source")
      try team.sync()
      try expect(["By hand 8.", "Source 2.", "Source 5.", "Source 9."], in: team)
      try team.expectQuiet()
    }
  }

  @Test func `a rebased branch brings no edits`() throws {
    let team = try parted()
    try team.repository.git("checkout", "--quiet", "side")
    try team.repository.git("rebase", "--quiet", "main")
    try expectGenerated("Source 2.", in: team)
  }

  @Test func `a rebased branch with sync commits of their own brings no edits`() throws {
    let team = try synced()
    try team.repository.git("checkout", "--quiet", "-b", "side")
    try editSource(2, in: team)
    try team.commit("source")
    try team.sync()
    try team.repository.git("checkout", "--quiet", "main")
    try editOutput(8, in: team)
    try team.repository.git("checkout", "--quiet", "side")
    try team.repository.git("rebase", "--quiet", "main")
    try expectGenerated("Source 2.", in: team)
  }

  @Test func `a cherry-picked source with its output brings no edits`() throws {
    let team = try parted()
    try team.repository.git("cherry-pick", "side")
    try expectGenerated("Source 2.", in: team)
  }

  @Test func `a rebased hand edit stays one`() throws {
    let team = try synced()
    try team.repository.git("checkout", "--quiet", "-b", "side")
    try editOutput(8, in: team)
    try team.repository.git("checkout", "--quiet", "main")
    try commitBoth(2, in: team)
    try team.repository.git("checkout", "--quiet", "side")
    try team.repository.git("rebase", "--quiet", "main")
    try expectGenerated("Source 2.", in: team)
  }

  @Test func `the index knows what a revert that is not committed takes back`() throws {
    let team = try synced()
    try commitBoth(2, in: team)
    try editOutput(8, in: team)
    try team.repository.git("revert", "--no-commit", "HEAD~1")
    try team.repository.git("revert", "--quit")
    try editSource(5, in: team)
    try team.repository.git("add", "--all")
    try team.sync { $0.mode = .staged }
    try expect(["By hand 8.", "Source 5.", "Line 2 of ada."], not: ["Source 2."], in: team)
    try team.commit("revert and more")
    try team.expectQuiet()
  }
}
