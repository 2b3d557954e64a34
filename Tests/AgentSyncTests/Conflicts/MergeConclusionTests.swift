import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// A disagreement of two branches is settled once, in the source; the outputs follow.
struct MergeConclusionTests {
  private let team: Team
  private let prompt = Team.prompt("ada")
  private let source = "agents/ada.md"

  init() throws {
    team = try Team(["ada", "bob"])
    try team.sync()
  }

  /// Commits another line on a branch, with its output, and with a hand edit on top.
  private func branch(_ name: String, says line: String, byHand edit: String? = nil) throws {
    try team.repository.git("checkout", "--quiet", "-b", name, "main")
    try team.edit(source, "Line 5 of ada.", line)
    try team.commit("\(name) says")
    try team.sync()
    if let edit {
      try team.edit(prompt, "Line \(name == "left" ? 1 : 9) of ada.", edit)
      try team.commit("\(name) by hand")
    }
  }

  /// Runs something of git that stops at a conflict.
  private func stop(_ arguments: String...) throws {
    #expect(throws: CommandFailure.self) { try team.repository.run(arguments) }
    let unmerged = try team.repository.git("diff", "--name-only", "--diff-filter=U")
    let status = try team.repository.git("status")
    #expect(unmerged.contains(source) && unmerged.contains(prompt), "\(status)")
  }

  private func settle(_ line: String) throws {
    let text = try team.repository.read(source)
    let settled = text.replacing(/(?s)<<<<<<<.*>>>>>>>[^\n]*/, with: line)
    #expect(settled != text)
    try team.repository.write(source, settled)
    try team.repository.git("add", source)
  }

  private func conclude() throws -> SyncOutcome {
    try AgentSync.conclude(try team.repository.open(), work: Work(workers: 1))
  }

  private func expectNothingUnmerged(_ location: SourceLocation = #_sourceLocation) throws {
    let left = try team.repository.git("ls-files", "--unmerged")
    #expect(left.isEmpty, sourceLocation: location)
  }

  @Test(arguments: [(nil, nil), ("Mine.", nil), (nil, "Theirs."), ("Mine.", "Theirs.")])
  func `a merge needs one answer, and keeps the hand edits of both sides`(
    left: String?,
    right: String?
  ) throws {
    try branch("left", says: "Left says.", byHand: left)
    try branch("right", says: "Right says.", byHand: right)
    try stop("merge", "left")
    let early = try Tool.run("continue", in: team.repository)
    #expect(early.status == 128 && early.errorOutput.contains("sources are still unmerged"))
    try settle("Both say.")
    let said = try Tool.run("continue", in: team.repository)
    #expect(said.status == 0, "\(said.errorOutput)")
    try expectNothingUnmerged()
    try team.repository.git("commit", "--quiet", "--no-edit")
    let text = try team.repository.read(prompt)
    #expect(text.contains("Both say.") && !text.contains("says."))
    for edit in [left, right].compactMap(\.self) { #expect(text.contains(edit)) }
    try team.expectQuiet()
  }

  @Test func `lines that were typed between markers are not thrown away`() throws {
    try branch("left", says: "Left says.")
    try branch("right", says: "Right says.")
    try stop("merge", "left")
    let conflicted = try team.repository.read(prompt)
    try team.repository.write(prompt, conflicted + "\nTyped below.\n")
    try settle("Both say.")
    let said = try Tool.run("continue", in: team.repository)
    #expect(said.status == 2 && said.errorOutput.contains("settled by hand in part"), "\(said)")
    #expect(try team.repository.read(prompt) == conflicted + "\nTyped below.\n")
    try team.repository.git("checkout", "--merge", "--", prompt)
    #expect(try Tool.run("continue", in: team.repository).status == 0)
    try expectNothingUnmerged()
  }

  @Test(arguments: ["cherry-pick", "rebase", "revert"])
  func `so do the other commands that merge`(command: String) throws {
    // Source and output change in one commit, as a hook would have it.
    try team.repository.git("checkout", "--quiet", "-b", "left", "main")
    try team.edit(source, "Line 5 of ada.", "Left says.")
    try team.sync { $0.mode = .worktree }
    try team.edit(prompt, "Line 1 of ada.", "Line 1, by hand.")
    try team.sync { $0.mode = .worktree }
    let change = try team.commit("left says")
    if command == "revert" {
      try team.edit(source, "Left says.", "Right says.")
      try team.commit("right says")
      try team.sync()
      try stop("revert", change.hex)
    } else {
      try branch("right", says: "Right says.", byHand: "Line 9, by hand.")
      if command == "rebase" { try team.repository.git("checkout", "--quiet", "left") }
      try stop(command, command == "rebase" ? "right" : "left")
    }
    try settle("Both say.")
    _ = try conclude()
    try expectNothingUnmerged()
    try team.repository.git("-c", "core.editor=true", command, "--continue")
    let text = try team.repository.read(prompt)
    #expect(text.contains("Both say."))
    #expect(text.contains("Line 1, by hand.") == (command != "revert"))
    #expect(text.contains("Line 9, by hand.") == (command != "revert"))
    try team.expectQuiet()
  }

  @Test func `hand edits that meet are left to a person`() throws {
    try branch("left", says: "Left says.")
    try team.edit(prompt, "Line 7 of ada.", "Line 7, left.")
    try team.commit("left by hand")
    try branch("right", says: "Right says.")
    try team.edit(prompt, "Line 7 of ada.", "Line 7, right.")
    try team.commit("right by hand")
    try stop("merge", "left")
    try settle("Both say.")
    let said = try Tool.run("continue", in: team.repository)
    #expect(said.status == 2 && said.errorOutput.contains("the hand edits of the two sides meet"))
    #expect(try team.repository.git("ls-files", "--unmerged").contains(prompt))
  }

  @Test func `an output that a person settled is not written over`() throws {
    try branch("left", says: "Left says.")
    try branch("right", says: "Right says.")
    try stop("merge", "left")
    try settle("Both say.")
    let text = try team.repository.read(prompt)
    let mine = text.replacing(/(?s)<<<<<<<.*>>>>>>>[^\n]*/, with: "Quite another line.")
    try team.repository.write(prompt, mine)
    let said = try Tool.run("continue", in: team.repository)
    #expect(said.status == 2 && said.errorOutput.contains("was settled by hand and is not staged"))
    #expect(try team.repository.read(prompt) == mine)
    try team.repository.git("add", prompt)
    try team.repository.git("commit", "--quiet", "--no-edit")
    try team.sync()
    #expect(try team.repository.read(prompt).contains("Quite another line."))
  }

  @Test func `an agent that can't be read keeps its output unmerged`() throws {
    try branch("left", says: "Left says.")
    try branch("right", says: "Right says.")
    try stop("merge", "left")
    try team.repository.write(source, "---\ntools: [\n---\n\n# Ada\n")
    try team.repository.git("add", source)
    let said = try Tool.run("continue", in: team.repository)
    #expect(said.status == 3)
    #expect(try team.repository.git("ls-files", "--unmerged").contains(prompt))
  }

  @Test func `an agent that one side removed goes with its output once the source is gone`() throws
  {
    try branch("left", says: "Left says.")
    try team.repository.git("checkout", "--quiet", "-b", "right", "main")
    try team.repository.git("rm", "--quiet", source)
    try team.commit("gone")
    try team.sync()
    #expect(throws: CommandFailure.self) { try team.repository.git("merge", "left") }
    try team.repository.git("rm", "--quiet", source)
    _ = try conclude()
    try expectNothingUnmerged()
    try team.repository.git("commit", "--quiet", "--no-edit")
    #expect(!team.repository.exists(prompt))
    try team.expectQuiet()
  }

  @Test func `records that both sides wrote are written anew`() throws {
    for (name, folder) in [("left", "core"), ("right", "more")] {
      try team.repository.git("checkout", "--quiet", "-b", name, "main")
      try team.repository.write("agents/\(folder)/x.md", "")
      try team.repository.git("mv", source, "agents/\(folder)/ada.md")
      try team.repository.remove("agents/\(folder)/x.md")
      try team.commit("to \(folder)")
      try team.sync()
    }
    #expect(throws: CommandFailure.self) { try team.repository.git("merge", "left") }
    try team.repository.git("rm", "--quiet", "-f", "--ignore-unmatch", "agents/ada.md")
    try team.repository.git("rm", "--quiet", "-f", "agents/core/ada.md")
    try team.repository.git("add", "agents/more/ada.md")
    _ = try conclude()
    try expectNothingUnmerged()
    try team.repository.git("commit", "--quiet", "--no-edit")
    try team.expectQuiet()
  }
}
