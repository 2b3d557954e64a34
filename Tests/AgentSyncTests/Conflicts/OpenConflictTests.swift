import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// Conflicts as git has them: versions in the index, markers in the file.
struct OpenConflictTests {
  @Test func `git knows the conflict, and only the disputed line is marked`() throws {
    let disputed = try Disputed()
    let opened = try disputed.open()
    #expect(opened.conflicts.map(\.path.string) == [disputed.path] && opened.left.isEmpty)
    #expect(try disputed.status() == "UU \(disputed.path)")
    let text = try disputed.repository.read(disputed.path)
    #expect(
      text.contains(
        """
        Line 4 of ada.

        <<<<<<< ours (hand edit)
        Line 5, by hand.
        ||||||| generated before
        Line 5 of ada.
        =======
        Line 5, from the source.
        >>>>>>> generated (agents/ada.md)

        Line 6 of ada.
        """
      )
    )
    let ours = try disputed.repository.git("show", ":2:\(disputed.path)")
    #expect(ours == (try disputed.repository.git("show", "HEAD:\(disputed.path)")))
    #expect(try disputed.repository.git("show", ":1:\(disputed.path)").contains("Line 5 of ada."))
    #expect(try disputed.repository.git("show", ":3:\(disputed.path)").contains("the source."))
    _ = try disputed.repository.git("fsck", "--strict")
  }

  @Test func `git's own commands settle it`() throws {
    for side in ["--ours", "--theirs"] {
      let disputed = try Disputed()
      try disputed.open()
      try disputed.repository.git("checkout", side, disputed.path)
      try disputed.repository.git("add", disputed.path)
      let outcome = try disputed.conclude()
      #expect(outcome.applied?.commitID != nil)
      try disputed.team.expectQuiet()
      let text = try disputed.repository.read(disputed.path)
      #expect(text.contains(side == "--ours" ? "Line 5, by hand." : "Line 5, from the source."))
    }
  }

  @Test func `what a person wrote is committed, and is a hand edit from then on`() throws {
    let disputed = try Disputed(["bob"])
    try disputed.open()
    let marked = try disputed.repository.read(disputed.path)
    let settled = marked.replacing(/(?s)<<<<<<<.*>>>>>>>[^\n]*/, with: "Line 5, agreed.")
    try disputed.repository.write(disputed.path, settled)
    try disputed.repository.git("add", disputed.path)
    #expect(throws: Problem.self) { try disputed.team.sync() }
    let outcome = try disputed.conclude()
    #expect(outcome.plan.commitMessage.contains("settled \(disputed.path)"))
    try disputed.team.expectQuiet()
    #expect(try disputed.repository.read(disputed.path) == settled)
    // The source moves on elsewhere, and the settled line stays.
    try disputed.team.edit("agents/ada.md", "Line 9 of ada.", "Line nine of ada.")
    try disputed.team.commit()
    try disputed.team.sync()
    let merged = try disputed.repository.read(disputed.path)
    #expect(merged.contains("Line 5, agreed.") && merged.contains("Line nine of ada."))
    try disputed.team.expectQuiet()
  }

  @Test func `everything else is committed before the conflict is opened`() throws {
    let disputed = try Disputed(["bob"])
    try disputed.open()
    #expect(try disputed.repository.git("log", "-1", "--format=%b").contains("bob.prompt.md"))
    #expect(try disputed.repository.git("show", "HEAD:\(Team.prompt("bob"))").contains("Line one"))
  }

  @Test func `all or nothing commits nothing until the conflict is settled`() throws {
    let disputed = try Disputed(["bob"])
    let head = try disputed.repository.id("HEAD")
    let left = try disputed.team.sync { $0.isAllOrNothing = true }
    #expect(left.applied == nil && left.opened == nil)
    try disputed.open { $0.isAllOrNothing = true }
    #expect(try disputed.repository.id("HEAD") == head)
    #expect(try disputed.status() == "UU \(disputed.path)")
    try disputed.repository.git("checkout", "--ours", disputed.path)
    try disputed.repository.git("add", disputed.path)
    try disputed.conclude()
    try disputed.team.expectQuiet()
    #expect(try disputed.repository.read(Team.prompt("bob")).contains("Line one"))
  }

  @Test func `a sync that nobody watches opens nothing`() throws {
    let disputed = try Disputed()
    let before = try disputed.look()
    let outcome = try Tool.run("sync", in: disputed.repository)
    #expect(outcome.status == 2 && outcome.errorOutput.contains("[merge.conflict]"))
    #expect(try disputed.look() == before)
  }

  @Test func `a deletion by hand that the source changed is one to git`() throws {
    for side in [true, false] {
      let team = try Team()
      try team.sync()
      try team.repository.remove(Team.prompt("ada"))
      try team.edit("agents/ada.md", "Line 5 of ada.", "Line five.")
      try team.commit("gone here, changed there")
      _ = try team.sync { $0.opensConflicts = true }
      #expect(try team.repository.git("status", "--porcelain").hasPrefix("DU "))
      if side {
        try team.repository.git("rm", "--quiet", Team.prompt("ada"))
      } else {
        try team.repository.git("add", Team.prompt("ada"))
      }
      let outcome = try conclude(try team.repository.open(), work: Work(workers: 1))
      #expect(outcome.plan.syncVerdict == .inStep)
      #expect(team.repository.exists(Team.prompt("ada")) != side)
      try team.expectQuiet()
    }
  }

  @Test func `an edited output of an agent that is gone is one to git`() throws {
    for isKept in [true, false] {
      let team = try Team(["ada", "bob"])
      try team.sync()
      try team.edit(Team.prompt("ada"), "Line 5 of ada.", "Mine.")
      try team.repository.remove("agents/ada.md")
      try team.commit("gone there, edited here")
      _ = try team.sync { $0.opensConflicts = true }
      #expect(try team.repository.git("status", "--porcelain").hasPrefix("UD "))
      try team.repository.git(isKept ? "add" : "rm", Team.prompt("ada"))
      _ = try conclude(try team.repository.open(), work: Work(workers: 1))
      #expect(team.repository.exists(Team.prompt("ada")) == isKept)
      try team.expectQuiet()
      #expect(!team.repository.exists(".agentsync/registry/ada.json"))
    }
  }

  @Test func `a disputed output of a renamed agent is settled and moves`() throws {
    let disputed = try Disputed()
    try disputed.repository.git("mv", "agents/ada.md", "agents/eva.md")
    try disputed.team.commit("a new name")
    let opened = try disputed.open()
    try #require(opened.conflicts.count == 1)
    try disputed.repository.git("checkout", "--ours", opened.conflicts[0].path.string)
    try disputed.repository.git("add", opened.conflicts[0].path.string)
    try disputed.conclude()
    #expect(try disputed.repository.read(Team.prompt("eva")).contains("Line 5, by hand."))
    #expect(!disputed.repository.exists(disputed.path))
    try disputed.team.expectQuiet()
  }

  @Test func `an output that is being edited is left and named`() throws {
    let disputed = try Disputed()
    try disputed.team.edit(disputed.path, "Line 9 of ada.", "Not committed yet.")
    let before = try disputed.look()
    let opened = try disputed.open()
    #expect(opened.conflicts.isEmpty && opened.left.first?.code == .worktreeConflict)
    #expect(try disputed.look() == before)
    try disputed.repository.git("add", disputed.path)
    #expect(try disputed.open().left.first?.code == .indexConflict)
  }

  @Test func `files checked out with CRLF get CRLF markers and come back as they were`() throws {
    let disputed = try Disputed()
    try disputed.repository.git("config", "core.autocrlf", "true")
    try disputed.repository.remove(disputed.path)
    try disputed.repository.git("checkout", "--", disputed.path)
    let before = try disputed.repository.readBytes(disputed.path)
    #expect(before.contains(13))
    try disputed.open()
    let marked = try disputed.repository.readBytes(disputed.path)
    #expect(marked.count { $0 == 10 } == marked.count { $0 == 13 })
    _ = try abortConflicts(try disputed.repository.open())
    #expect(try disputed.repository.readBytes(disputed.path) == before)
    #expect(try disputed.status().isEmpty)
  }

  @Test func `status, check, sync and undo say that a conflict is open`() throws {
    let disputed = try Disputed()
    try disputed.open()
    let status = try Tool.run("status", in: disputed.repository)
    #expect(status.output.contains("To be settled:") && status.output.contains("both changed"))
    #expect(try Tool.run("check", in: disputed.repository).status == 2)
    for command in ["sync", "undo"] {
      let said = try Tool.run(command, in: disputed.repository)
      #expect(said.status == 128 && said.errorOutput.contains("[merge.conflicts-open]"))
    }
    let said = try Tool.run("continue", in: disputed.repository)
    #expect(said.status == 128 && said.errorOutput.contains("[merge.unsettled]"))
    try disputed.repository.git("add", disputed.path)
    let marked = try Tool.run("continue", in: disputed.repository)
    #expect(marked.status == 128 && marked.errorOutput.contains("is staged with conflict markers"))
  }

  @Test func `a person who commits the answer without continue is understood`() throws {
    let disputed = try Disputed()
    try disputed.open()
    try disputed.repository.git("checkout", "--ours", disputed.path)
    try disputed.team.commit("mine")
    try disputed.conclude()
    try disputed.team.expectQuiet()
    #expect(try disputed.repository.read(disputed.path).contains("Line 5, by hand."))
  }

  @Test func `an answer that a newer source meets again is not forgotten`() throws {
    let disputed = try Disputed()
    try disputed.open()
    _ = try resolve([], .ours, in: try disputed.repository.open())
    try disputed.team.edit("agents/ada.md", "Line 5, from the source.", "Line 5, newer still.")
    try disputed.team.commit("and again")
    let said = try Tool.run("continue", in: disputed.repository)
    #expect(said.status == 128 && said.errorOutput.contains("changed again"), "\(said.errorOutput)")
    #expect(try Tool.run("status", in: disputed.repository).output.contains("To be settled:"))
  }

  @Test func `a newer source that does not meet the answer is merged with it`() throws {
    let disputed = try Disputed()
    try disputed.open()
    _ = try resolve([], .ours, in: try disputed.repository.open())
    try disputed.team.edit("agents/ada.md", "Line 9 of ada.", "Line nine of ada.")
    try disputed.repository.git("commit", "--quiet", "-m", "elsewhere", "agents")
    try disputed.conclude()
    let text = try disputed.repository.read(disputed.path)
    #expect(text.contains("Line 5, by hand.") && text.contains("Line nine of ada."))
    try disputed.team.expectQuiet()
  }

  @Test func `a history that left the conflict behind is told from it`() throws {
    let disputed = try Disputed()
    try disputed.open()
    try disputed.repository.git("reset", "--quiet", "--hard", "HEAD~1")
    let said = try Tool.run("continue", in: disputed.repository)
    #expect(said.status == 128 && said.errorOutput.contains("[apply.stale-base]"))
    #expect(try Tool.run("abort", in: disputed.repository).status == 0)
    #expect(try Tool.run("sync", in: disputed.repository).status == 0)
  }
}
