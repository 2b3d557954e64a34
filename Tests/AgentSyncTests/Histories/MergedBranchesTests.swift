import TestSupport
import Testing

@testable import AgentSync

/// What random histories broke once, each as short as it can be told.
struct MergedBranchesTests {
  /// A synced team on `main`, with a branch `side` of it checked out.
  private func branched(_ agents: [String] = ["ada", "bo"]) throws -> Team {
    let team = try Team(agents)
    try team.sync()
    try team.repository.git("checkout", "--quiet", "-b", "side")
    return team
  }

  private func checkOut(_ branch: String, in team: Team) throws {
    try team.repository.git("checkout", "--quiet", branch)
  }

  private func merge(_ branch: String, in team: Team) throws {
    try team.repository.git("merge", "--quiet", "--no-edit", branch)
  }

  @Test func `a rename is found whichever branch was merged into which`() throws {
    for isBackwards in [false, true] {
      let team = try branched()
      try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
      try team.commit("edit, then rename")
      try team.repository.git("mv", "agents/ada.md", "agents/eve.md")
      try team.commit("rename")
      try checkOut("main", in: team)
      try team.edit("agents/ada.md", "Line 8 of ada.", "Line eight of ada.")
      try team.commit("edit what was renamed there")
      if isBackwards { try checkOut("side", in: team) }
      try merge(isBackwards ? "main" : "side", in: team)
      let outcome = try team.sync()
      #expect(team.state("eve", in: outcome) == .moved, "backwards: \(isBackwards)")
      #expect(try team.repository.read(".agentsync/registry/eve.json").contains("agents/ada.md"))
      try team.expectQuiet()
    }
  }

  @Test func `no pristine file is left where one branch removed an output that another edited`()
    throws
  {
    let team = try branched()
    try team.repository.remove("agents/ada.md")
    try team.commit("no ada")
    try team.sync()
    try checkOut("main", in: team)
    try team.edit(Team.prompt("ada"), "Line 8 of ada.", "Line 8, mine.")
    try team.commit("by hand")
    try team.sync()
    // A merge by git alone would conflict: here a person lets the output go.
    try team.repository.git("rm", "--quiet", Team.prompt("ada"))
    try team.commit("let it go")
    try team.edit(Team.prompt("bo"), "Line 8 of bo.", "Line 8, mine.")
    try team.commit("by hand")
    try merge("side", in: team)
    let pristine = ".agentsync/pristine/" + Team.prompt("ada")
    #expect(team.repository.exists(pristine))
    #expect(try team.check().verdict == .inStep)
    try team.sync()
    #expect(!team.repository.exists(pristine))
    #expect(team.repository.exists(".agentsync/pristine/" + Team.prompt("bo")))
    try team.expectQuiet()
  }

  @Test
  func `an agent that only one branch removed gets its output again where the merge keeps it`()
    throws
  {
    let team = try branched()
    try team.repository.remove("agents/ada.md")
    try team.commit("no ada")
    try team.sync()
    try checkOut("main", in: team)
    try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.commit("edit what was removed there")
    #expect(throws: CommandFailure.self) { try merge("side", in: team) }
    try team.repository.git("add", "agents/ada.md")
    try team.repository.git("commit", "--quiet", "--no-edit")
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .new)
    #expect(try team.repository.read(Team.prompt("ada")).contains("Line two of ada."))
    try team.expectQuiet()
  }

  @Test func `an output deleted together with its record is asked about until it is settled`()
    throws
  {
    let team = try Team(["ada", "bo"])
    try team.sync()
    try team.repository.remove(Team.prompt("ada"))
    try team.repository.remove(".agentsync/registry/ada.json")
    try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.commit("all at once")
    for name in ["one", "two"] {
      let outcome = try team.sync()
      #expect(outcome.plan.rows.first?.problem?.code == .deletedAndChanged)
      #expect(!team.repository.exists(Team.prompt("ada")))
      try team.write("agent-\(name)")
      try team.commit("something else")
    }
  }

  @Test func `an agent that two branches put in two places has one output after the merge`() throws
  {
    let team = try Team(["bo"])
    try team.repository.write(
      ".agentsync.yml",
      "targets: [{prompt: {path: \".github/prompts/{category}/{id}.prompt.md\"}}]\n"
    )
    try team.repository.write("agents/web/ada.md", Team.text("ada"))
    try team.commit("ada of the web")
    try team.repository.git("checkout", "--quiet", "-b", "side")
    try team.repository.write("agents/ops/.keep", "")
    try team.repository.git("mv", "agents/web/ada.md", "agents/ops/ada.md")
    try team.commit("ada of operations")
    try team.sync()
    try checkOut("main", in: team)
    try team.sync()
    try team.edit("agents/web/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.commit("edit")
    // Both have made a record of their own.
    #expect(throws: CommandFailure.self) { try merge("side", in: team) }
    try team.repository.git("checkout", "--ours", "--", ".agentsync/registry")
    try team.commit("merge")
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .moved)
    #expect(!team.repository.exists(".github/prompts/web/ada.prompt.md"))
    let text = try team.repository.read(".github/prompts/ops/ada.prompt.md")
    #expect(text.contains("Line two of ada."))
    try team.expectQuiet()
  }

  /// A synced team whose outputs are named after files, and its agents by ids that stay.
  private func named(_ agents: [String]) throws -> Team {
    let team = try Team(agents)
    try team.repository.write(
      ".agentsync.yml",
      "targets: [{prompt: {path: \".github/prompts/{name}.prompt.md\"}}]\n"
    )
    for name in agents {
      try team.repository.write(
        "agents/\(name).md",
        "---\nid: first-\(name)\ndescription: First \(name)\n---\n" + Team.text(name)
      )
    }
    try team.commit("ids")
    try team.sync()
    return team
  }

  @Test(arguments: [false, true])
  func `outputs that pass their places on take their hand edits along`(isSwap: Bool) throws {
    let team = try named(["ada", "bo", "cy"])
    for name in ["ada", "bo"] {
      try team.edit(Team.prompt(name), "Line 8 of \(name).", "Line 8, mine of \(name).")
    }
    try team.commit("by hand")
    try team.sync()
    try team.repository.git("mv", "agents/bo.md", "agents/eve.md")
    try team.repository.git("mv", "agents/ada.md", "agents/bo.md")
    if isSwap { try team.repository.git("mv", "agents/eve.md", "agents/ada.md") }
    try team.commit("names passed on")
    let outcome = try team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    try team.expectQuiet()
    let after = [Team.prompt("bo"): "ada", Team.prompt(isSwap ? "ada" : "eve"): "bo"]
    for (path, name) in after {
      #expect(try team.repository.read(path).contains("Line 8, mine of \(name)."))
    }
  }

  @Test func `a place is not free while the output that has it can't leave`() throws {
    let team = try named(["ada", "bo"])
    try team.edit(Team.prompt("bo"), "Line 5 of bo.", "Line 5, mine.")
    try team.commit("by hand")
    try team.repository.git("mv", "agents/bo.md", "agents/eve.md")
    try team.repository.git("mv", "agents/ada.md", "agents/bo.md")
    try team.edit("agents/eve.md", "Line 5 of bo.", "Line 5, theirs.")
    try team.commit("names passed on, and a change that meets the hand edit")
    let outcome = try team.sync()
    #expect(outcome.plan.syncVerdict == .conflict)
    #expect(try team.repository.read(Team.prompt("bo")).contains("Line 5, mine."))
    #expect(team.repository.exists(Team.prompt("ada")))
    #expect(try team.sync().applied == nil)
  }

  /// A team whose agent was renamed to a name at whose place a file of a person's stands.
  private func renamedInto(_ text: String) throws -> Team {
    let team = try Team(["ada"])
    try team.sync()
    try team.repository.git("mv", "agents/ada.md", "agents/eve.md")
    try team.repository.write(Team.prompt("eve"), text)
    try team.commit("rename, and a prompt of mine")
    return team
  }

  @Test func `a file in the way of a moved output can be adopted or replaced`() throws {
    let team = try renamedInto("Mine.\n")
    #expect(team.state("eve", in: try team.sync()) == .foreign)
    #expect(team.repository.exists(Team.prompt("ada")))
    try team.sync { $0.plan.adopts = true }
    #expect(try team.repository.read(Team.prompt("eve")) == "Mine.\n")
    #expect(!team.repository.exists(Team.prompt("ada")))
    try team.expectQuiet()

    let other = try renamedInto("Mine.\n")
    try other.sync { options in
      options.plan.replaces = true
      options.plan.selection = ["eve"]
    }
    #expect(try other.repository.read(Team.prompt("eve")).contains("# Ada"))
    #expect(!other.repository.exists(Team.prompt("ada")))
    try other.expectQuiet()
  }

  @Test func `a file in the way that can't be adopted costs no output`() throws {
    let team = try renamedInto("<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n")
    try team.sync { $0.plan.adopts = true }
    #expect(team.repository.exists(Team.prompt("ada")))
    #expect(try team.repository.read(Team.prompt("eve")).hasPrefix("<<<<<<< a"))
  }

  @Test
  func `an output that two branches renamed differently holds a conflict until it is settled`()
    throws
  {
    let team = try branched()
    try team.repository.git("mv", "agents/ada.md", "agents/eve.md")
    try team.edit("agents/eve.md", "Line 2 of ada.", "Line two of eve.")
    try team.commit("rename")
    try team.repository.git("mv", Team.prompt("ada"), Team.prompt("eve"))
    try team.edit(Team.prompt("eve"), "Line 2 of ada.", "Line two of eve.")
    try team.commit("rename")
    try checkOut("main", in: team)
    try team.repository.git("mv", Team.prompt("ada"), Team.prompt("flo"))
    try team.edit(Team.prompt("flo"), "Line 2 of ada.", "Line two of flo.")
    try team.commit("rename otherwise")
    #expect(throws: CommandFailure.self) { try merge("side", in: team) }
    // git made the markers longer than usual; whoever adds them all the same is told.
    #expect(try team.repository.read(Team.prompt("eve")).contains("<<<<<<<< "))
    try team.repository.git("rm", "--quiet", "--cached", "--ignore-unmatch", Team.prompt("ada"))
    try team.repository.git("rm", "--quiet", "--force", "--ignore-unmatch", Team.prompt("flo"))
    try team.commit("merge")
    let outcome = try team.sync()
    #expect(team.state("eve", in: outcome) == .conflict)
    #expect(try team.repository.read(Team.prompt("eve")).contains("<<<<<<<< "))
  }

  @Test func `what is missing after an undo is not made anew by the second sync`() throws {
    let team = try Team()
    try team.repository.write(".agentsync.yml", "targets: [agent, skill]\n")
    try team.commit("targets")
    try team.sync()
    try team.repository.remove(".github/skills/ada/SKILL.md")
    try team.commit("no skill")
    try team.sync()
    try team.repository.git("mv", "agents/ada.md", "agents/eve.md")
    try team.commit("rename")
    try team.sync()
    try AgentSync.undo(in: try team.repository.open())
    try team.sync()
    #expect(try team.sync().applied == nil)
    #expect(!team.repository.exists(".github/skills/eve/SKILL.md"))
  }
}
