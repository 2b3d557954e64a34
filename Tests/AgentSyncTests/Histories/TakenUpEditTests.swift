import Git
import TestSupport
import Testing

@testable import AgentSync

/// Where the lines of a hand edit come from that is taken up.
struct TakenUpEditTests {
  /// A team whose agent had a line that was changed since, and the sync commit that wrote it.
  private func changed() throws -> (team: Team, first: ObjectID) {
    let team = try Team()
    try team.sync()
    let first = try team.repository.id("HEAD")
    try team.edit("agents/ada.md", "Line 5 of ada.", "Line five of ada.")
    try team.commit("source")
    try team.sync()
    return (team, first)
  }

  private func taken(_ outcome: SyncOutcome) -> Plan.TakenUpEdit? {
    outcome.plan.rows.first { $0.agentID == "ada" }?.takenUpEdit
  }

  @Test func `lines that an ancestor's sync generated name that commit`() throws {
    let (team, first) = try changed()
    let old = try team.repository.git("show", "\(first.hex):\(Team.prompt("ada"))")
    try team.repository.write(Team.prompt("ada"), old)
    try team.commit("back to what it was")
    let planned = try Tool.run("sync", "--dry-run", in: team.repository)
    #expect(
      planned.output.contains(
        "its lines are what \(first.short) generated ('agentsync: sync 1 agent (1 added)')"
      )
    )
    #expect(
      planned.output.contains("'git agentsync sync --replace \(Team.prompt("ada"))' drops it")
    )
    let json = try Tool.run("sync", "--dry-run", "--json", in: team.repository)
    #expect(json.output.contains("\"generatedBy\" : \"\(first.hex)\""))
    let edit = try #require(taken(try team.sync()))
    #expect(edit.added == 1 && edit.removed == 1)
    #expect(edit.origin?.commitID == first)
    #expect(taken(try team.sync()) == nil)
  }

  @Test func `lines of which an ancestor generated only some name none`() throws {
    let (team, _) = try changed()
    try team.edit(Team.prompt("ada"), "Line five of ada.", "Line 5 of ada.\n\nAnd one of mine.")
    try team.commit("both")
    let edit = try #require(taken(try team.sync()))
    #expect(edit.origin == nil)
  }

  @Test func `an earlier hand edit that was put back names no commit`() throws {
    let team = try Team()
    try team.sync()
    let text = try team.repository.read(Team.prompt("ada"))
    try team.edit(Team.prompt("ada"), "Line 5 of ada.", "Line 5, mine.")
    try team.commit("by hand")
    let mine = try team.repository.read(Team.prompt("ada"))
    try team.repository.write(Team.prompt("ada"), text)
    try team.commit("no")
    try team.repository.write(Team.prompt("ada"), mine)
    try team.commit("yes")
    #expect(try #require(taken(try team.sync())).origin == nil)
  }

  @Test func `a file from before the tool names no commit`() throws {
    let team = try Team()
    // Just what would be generated, but by hand.
    try team.sync { $0.mode = .worktree }
    try team.repository.remove(".agentsync")
    try team.commit("a prompt of my own")
    try team.edit("agents/ada.md", "Line 5 of ada.", "Line five of ada.")
    try team.commit("source")
    let edit = try #require(taken(try team.sync { $0.plan.adopts = true }))
    #expect(edit.added == 1 && edit.origin == nil)
  }

  @Test func `only the newest states of an output are looked at`() throws {
    let (team, _) = try changed()
    for number in 1...GeneratedLines.maximumStates {
      try team.edit(Team.prompt("ada"), "Line 8 of ada.", "Line 8 of ada. \(number)")
      try team.commit("by hand")
      try team.edit(Team.prompt("ada"), "Line 8 of ada. \(number)", "Line 8 of ada.")
      try team.commit("and back")
    }
    try team.edit(Team.prompt("ada"), "Line five of ada.", "Line 5 of ada.")
    try team.commit("long after")
    #expect(try #require(taken(try team.sync())).origin == nil)
  }

  @Test func `what is staged is judged by the history below it`() throws {
    let (team, first) = try changed()
    try team.edit(Team.prompt("ada"), "Line five of ada.", "Line 5 of ada.")
    try team.repository.git("add", "--all")
    let outcome = try team.sync { options in
      options.mode = .staged
      options.isDryRun = true
    }
    #expect(taken(outcome)?.origin?.commitID == first)
  }
}
