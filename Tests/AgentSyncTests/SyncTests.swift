import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

struct SyncTests {
  @Test func `the first sync makes every output in one commit`() throws {
    let team = try Team(["ada", "bob"])
    let outcome = try team.sync()
    #expect(outcome.applied?.commitID != nil)
    #expect(
      try team.repository.git("log", "-1", "--format=%s")
        .contains("agentsync: sync 2 agents (2 added)")
    )
    #expect(try team.repository.read(Team.prompt("ada")).contains("Line 1 of ada."))
    #expect(team.repository.exists(".agentsync/registry/ada.json"))
    try team.expectQuiet()
  }

  @Test func `a change of one agent touches its output alone`() throws {
    let team = try Team(["ada", "bob"])
    try team.sync()
    try team.edit("agents/ada.md", "Line 3 of ada.", "Line three of ada.")
    try team.commit()
    try team.sync()
    let files = try team.repository.git("show", "--name-only", "--format=", "HEAD")
    #expect(files.split(separator: "\n").map(String.init) == [Team.prompt("ada")])
    try team.expectQuiet()
  }

  @Test func `a hand edit survives a change elsewhere`() throws {
    let team = try Team()
    try team.sync()
    try team.edit(Team.prompt("ada"), "Line 8 of ada.", "Line 8 of ada, as I see it.")
    try team.commit("hand edit")
    let taken = try team.sync()
    #expect(team.state("ada", in: taken) == .edited)
    #expect(taken.plan.rows[0].takenUpEdit?.added == 1)
    #expect(taken.plan.rows[0].takenUpEdit?.removed == 1)
    try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.commit("source")
    try team.sync()
    let text = try team.repository.read(Team.prompt("ada"))
    #expect(text.contains("Line two of ada."))
    #expect(text.contains("as I see it"))
    try team.expectQuiet()
  }

  @Test func `an overlapping hand edit stops with a conflict, and both texts are there`() throws {
    let team = try Team()
    try team.sync()
    try team.edit(Team.prompt("ada"), "Line 5 of ada.", "Line 5, mine.")
    try team.edit("agents/ada.md", "Line 5 of ada.", "Line 5, theirs.")
    try team.commit("both")
    let outcome = try team.sync()
    #expect(outcome.plan.syncVerdict == .conflict)
    #expect(outcome.plan.rows[0].problem?.code == .mergeConflict)
    #expect(try team.repository.read(Team.prompt("ada")).contains("Line 5, mine."))
    #expect(try team.repository.read("agents/ada.md").contains("Line 5, theirs."))
    #expect(try team.check().verdict == .conflict)
  }

  @Test func `a conflict is settled by adopting or replacing`() throws {
    for replaces in [false, true] {
      let team = try Team()
      try team.sync()
      try team.edit(Team.prompt("ada"), "Line 5 of ada.", "Line 5, mine.")
      try team.edit("agents/ada.md", "Line 5 of ada.", "Line 5, theirs.")
      try team.commit("both")
      let outcome = try team.sync { options in
        options.plan.selection = ["ada"]
        options.plan.adopts = !replaces
        options.plan.replaces = replaces
      }
      #expect(outcome.plan.syncVerdict == .inStep)
      let text = try team.repository.read(Team.prompt("ada"))
      #expect(text.contains(replaces ? "theirs" : "mine"))
      try team.expectQuiet()
    }
  }

  @Test func `an edit that went away leaves no record`() throws {
    let team = try Team()
    try team.sync()
    try team.edit(Team.prompt("ada"), "Line 8 of ada.", "Line 8, mine.")
    try team.commit("hand edit")
    try team.sync()
    let pristine = ".agentsync/pristine/" + Team.prompt("ada")
    #expect(team.repository.exists(pristine))
    try team.edit(Team.prompt("ada"), "Line 8, mine.", "Line 8 of ada.")
    try team.commit("taken back")
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .inStep)
    #expect(!team.repository.exists(pristine))
    try team.expectQuiet()
  }

  @Test func `a foreign file is refused and named, and the rest goes on`() throws {
    let team = try Team(["ada", "bob"])
    try team.repository.write(Team.prompt("ada"), "mine\n")
    try team.commit("a prompt of my own")
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .foreign)
    #expect(outcome.plan.syncVerdict == .conflict)
    #expect(try team.repository.read(Team.prompt("ada")) == "mine\n")
    #expect(team.repository.exists(Team.prompt("bob")))
    try team.sync { $0.plan.adopts = true }
    #expect(try team.repository.read(Team.prompt("ada")) == "mine\n")
    try team.expectQuiet()
  }

  @Test func `an output deleted by hand stays away until it comes back`() throws {
    let team = try Team(["ada", "bob"])
    try team.sync()
    let text = try team.repository.read(Team.prompt("ada"))
    try team.repository.remove(Team.prompt("ada"))
    try team.commit("no prompt for ada")
    #expect(try team.check().verdict == .inStep)
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .missing)
    try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.commit("source")
    let later = try team.sync()
    #expect(team.state("ada", in: later) == .suppressed)
    #expect(!team.repository.exists(Team.prompt("ada")))
    try team.expectQuiet()
    try team.repository.write(Team.prompt("ada"), text)
    try team.commit("back again")
    let back = try team.sync()
    #expect(team.state("ada", in: back) == .stale)
    #expect(try team.repository.read(Team.prompt("ada")).contains("Line two of ada."))
    try team.expectQuiet()
  }

  @Test func `the output of an agent that is gone goes too, unless it was edited`() throws {
    let team = try Team(["ada", "bob", "eve"])
    try team.sync()
    try team.edit(Team.prompt("bob"), "Line 8 of bob.", "Line 8, mine.")
    try team.repository.remove("agents/ada.md")
    try team.repository.remove("agents/bob.md")
    try team.commit("two are gone")
    let outcome = try team.sync()
    #expect(!team.repository.exists(Team.prompt("ada")))
    #expect(!team.repository.exists(".agentsync/registry/ada.json"))
    #expect(team.repository.exists(Team.prompt("bob")))
    #expect(outcome.plan.syncVerdict == .conflict)
    #expect(outcome.plan.rows.contains { $0.problem?.code == .goneButEdited })
  }

  @Test func `a renamed agent takes its hand-edited output along`() throws {
    let team = try Team(["ada", "bob"])
    try team.sync()
    try team.edit(Team.prompt("ada"), "Line 8 of ada.", "Line 8, mine.")
    try team.commit("hand edit")
    try team.sync()
    try team.repository.git("mv", "agents/ada.md", "agents/lovelace.md")
    try team.commit("rename")
    let outcome = try team.sync()
    #expect(team.state("lovelace", in: outcome) == .edited)
    #expect(!team.repository.exists(Team.prompt("ada")))
    #expect(try team.repository.read(Team.prompt("lovelace")).contains("Line 8, mine."))
    let registry = try team.repository.read(".agentsync/registry/lovelace.json")
    #expect(registry.contains("agents/ada.md"))
    #expect(try team.repository.git("log", "-1", "--format=%s").contains("1 renamed"))
    try team.expectQuiet()
  }

  @Test func `many outputs never go in silence`() throws {
    let names = (1...9).map { "agent\($0)" }
    let team = try Team(names)
    try team.sync()
    for name in names.prefix(6) { try team.repository.remove("agents/\(name).md") }
    try team.commit("most are gone")
    let problem = #expect(throws: Problem.self) { try team.sync() }
    #expect(problem?.code == .massRemoval)
    try team.sync { $0.allowsRemovals = true }
    #expect(!team.repository.exists(Team.prompt("agent1")))
    try team.expectQuiet()
  }

  @Test func `two documents of one id stop theirs and nothing else`() throws {
    let team = try Team(["ada", "bob"])
    try team.sync()
    try team.repository.write("agents/core/ada.md", Team.text("other"))
    try team.edit("agents/bob.md", "Line 2 of bob.", "Line two of bob.")
    try team.commit("a double")
    let outcome = try team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    #expect(team.state("ada", in: outcome) == .kept)
    #expect(try team.repository.read(Team.prompt("bob")).contains("Line two"))
    #expect(try team.repository.read(Team.prompt("ada")).contains("Line 1 of ada."))
    let messages = outcome.plan.findings.map(\.message).joined()
    #expect(messages.contains("agents/ada.md"))
    #expect(messages.contains("agents/core/ada.md"))
  }

  @Test func `index and work tree keep what they hold beyond HEAD`() throws {
    let team = try Team()
    try team.sync()
    try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.commit("source")
    try team.edit(Team.prompt("ada"), "Line 8 of ada.", "Line 8, not committed.")
    try team.sync()
    let committed = try team.repository.git("show", "HEAD:" + Team.prompt("ada"))
    #expect(committed.contains("Line two"))
    #expect(!committed.contains("not committed"))
    let there = try team.repository.read(Team.prompt("ada"))
    #expect(there.contains("Line two"))
    #expect(there.contains("not committed"))
  }

  @Test func `an untracked file in the way keeps its output out of the commit`() throws {
    let team = try Team(["ada", "bob"])
    try team.repository.write(Team.prompt("ada"), "mine\n")
    let outcome = try team.sync()
    #expect(outcome.plan.syncVerdict == .conflict)
    #expect(outcome.applied?.commitID != nil)
    #expect(try team.repository.read(Team.prompt("ada")) == "mine\n")
    #expect(
      try team.repository.git("ls-tree", "-r", "--name-only", "HEAD")
        .contains(Team.prompt("bob"))
    )
  }

  @Test func `a dry run writes nothing and says what it would do`() throws {
    let team = try Team()
    let before = try team.repository.id("HEAD")
    let outcome = try team.sync { $0.isDryRun = true }
    #expect(outcome.applied == nil)
    #expect(team.state("ada", in: outcome) == .new)
    #expect(try team.repository.id("HEAD") == before)
    #expect(!team.repository.exists(Team.prompt("ada")))
  }

  @Test func `on an unborn branch outputs are staged for the first commit`() throws {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", Team.text("ada"))
    try repository.git("add", "agents")
    let outcome = try synchronize(try repository.open(), SyncOptions())
    #expect(outcome.applied?.destination == .stage)
    let staged = try repository.git("diff", "--cached", "--name-only")
    #expect(staged.contains(Team.prompt("ada")))
    try repository.commit("first")
    let again = try synchronize(try repository.open(), SyncOptions())
    #expect(again.applied == nil)
  }

  @Test func `staged sources make staged outputs`() throws {
    let team = try Team()
    try team.sync()
    try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.repository.git("add", "agents")
    let head = try team.repository.id("HEAD")
    try team.sync { $0.mode = .staged }
    #expect(try team.repository.id("HEAD") == head)
    #expect(try team.repository.git("show", ":" + Team.prompt("ada")).contains("Line two"))
    #expect(try team.check { $0.head = .index }.verdict == .inStep)
  }

  @Test func `work-tree sources make work-tree outputs and nothing else`() throws {
    let team = try Team()
    try team.sync()
    try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.sync { $0.mode = .worktree }
    #expect(try team.repository.read(Team.prompt("ada")).contains("Line two"))
    #expect(try team.repository.git("diff", "--cached", "--name-only").isEmpty)
    #expect(try team.check { $0.head = .worktree }.verdict == .inStep)
  }

  @Test func `check with a base judges what the change brings`() throws {
    let team = try Team(["ada", "bob"])
    try team.sync()
    try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.commit("out of step")
    let base = try team.repository.id("HEAD").hex
    try team.edit("agents/bob.md", "Line 2 of bob.", "Line two of bob.")
    try team.commit("out of step too")
    let outcome = try team.check { $0.base = base }
    #expect(outcome.verdict == .drift)
    #expect(outcome.brought.rows.map(\.agentID) == ["bob"])
    #expect(outcome.before.rows.map(\.agentID) == ["ada"])
    #expect(try team.check { $0.base = "HEAD" }.verdict == .inStep)
  }

  @Test func `undoing a sync commit takes one on top, and undoing that redoes it`() throws {
    let team = try Team()
    try team.sync()
    try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.commit("source")
    try team.sync()
    let synced = try team.repository.id("HEAD")
    _ = try undo(in: try team.repository.open())
    #expect(try team.repository.id("HEAD^") == synced)
    #expect(!(try team.repository.read(Team.prompt("ada"))).contains("Line two"))
    _ = try undo(in: try team.repository.open())
    #expect(try team.repository.read(Team.prompt("ada")).contains("Line two"))
    #expect(try team.repository.git("status", "--porcelain").isEmpty)
  }

  @Test func `adopting one output of an agent leaves its other one alone`() throws {
    let team = try Team()
    try team.repository.write(".agentsync.yml", "targets: [prompt, agent]\n")
    try team.repository.write(Team.prompt("ada"), "mine\n")
    try team.repository.write(".github/agents/ada.agent.md", "mine too\n")
    try team.commit("files of my own")
    let outcome = try team.sync { options in
      options.plan.selection = [Team.prompt("ada")]
      options.plan.adopts = true
    }
    #expect(outcome.plan.rows.map(\.path.string) == [Team.prompt("ada")])
    let later = try team.sync()
    #expect(team.state("ada", in: later) == .edited)
    #expect(later.plan.rows.contains { $0.target == .agent && $0.state == .foreign })
  }
}
