import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// Libraries that change their shape: outputs, hand edits, records and references go along.
struct StructureTests {
  private static let mine = "Line 8, mine; see [the guide](../../docs/guide.md)."

  /// A synced team of ada, who has parts, and bob, who hands off to her; ada's prompt is edited by hand.
  private func team() throws -> Team {
    let team = try Team(["bob"])
    let lines = (1...9).map { "Line \($0) of ada is about something else.\n\n" }.joined()
    try team.repository.write(
      "agents/core/ada/ada.md",
      """
      ---
      name: Ada
      description: Helps.
      ---
      # Ada

      See @modules/plan.md#ask and [guide](../../../docs/guide.md "t").

      \(lines)
      """
    )
    try team.repository.write("agents/core/ada/modules/plan.md", "# Plan\n\n## Ask\n\nAsk first.\n")
    try team.repository.write("docs/guide.md", "# Guide\n\nWhat there is to know, all of it.\n")
    let bob = try team.repository.read("agents/bob.md")
    try team.repository.write(
      "agents/bob.md",
      """
      ---
      name: Bob
      handoffs:
        - label: Go
          agent: ada
          prompt: Please.
      agents: ["Ada"]
      ---
      \(bob)
      Ask `/agents/core/ada/ada.md` or [her](core/ada/ada.md#ada).

      """
    )
    try team.repository.write(
      ".agentsync.yml",
      "library:\n  roots: [agents]\ntargets: [prompt, agent]\n"
    )
    try team.commit()
    try team.sync()
    try team.edit(Team.prompt("ada"), "Line 8 of ada is about something else.", Self.mine)
    try team.commit("by hand")
    try team.sync()
    return team
  }

  private func brokenReferences(_ team: Team) throws -> [String] {
    let repository = try team.repository.open()
    let found = try checkReferences(of: .head, repository, work: Work())
    return found.broken.map {
      "\($0.edge.document):\($0.edge.reference.line) \($0.edge.reference.path)"
    }
  }

  @Test func `a renamed and edited agent takes everything along`() throws {
    let team = try team()
    try team.repository.git("mv", "agents/core/ada", "agents/core/eva")
    try team.repository.git("mv", "agents/core/eva/ada.md", "agents/core/eva/eva.md")
    try team.edit("agents/core/eva/eva.md", "name: Ada", "name: Eva")
    try team.edit("agents/core/eva/eva.md", "Line 3 of ada is", "Line 3 of eva is now")
    try team.commit("ada is eva")
    let outcome = try team.sync { $0.mendsReferences = true }
    #expect(team.state("eva", in: outcome) == .edited)
    let prompt = try team.repository.read(Team.prompt("eva"))
    #expect(prompt.contains(Self.mine))
    #expect(prompt.contains("Line 3 of eva is now"))
    #expect(try !team.repository.exists(Team.prompt("ada")))
    let bob = try team.repository.read("agents/bob.md")
    #expect(bob.contains("    agent: eva\n"))
    #expect(bob.contains("agents: [\"Eva\"]\n"))
    #expect(bob.contains("Ask `/agents/core/eva/eva.md` or [her](core/eva/eva.md#ada)."))
    let entry = try #require(try registry(team).entries["eva"])
    #expect(entry.formerSources.map(\.string) == ["agents/core/ada/ada.md"])
    #expect(try brokenReferences(team).isEmpty)
    try team.expectQuiet()
  }

  @Test func `without being asked a sync says what could follow`() throws {
    let team = try team()
    try team.repository.git("mv", "agents/core/ada/ada.md", "agents/core/ada/eva.md")
    try team.repository.git("mv", "agents/core/ada", "agents/core/eva")
    try team.commit("ada is eva")
    let before = try team.repository.read("agents/bob.md")
    let outcome = try team.sync()
    // The name is the same as before, and 'ada' is it but for the case.
    #expect(
      outcome.offered.map(\.edge.reference.path) == ["/agents/core/ada/ada.md", "core/ada/ada.md"]
    )
    #expect(outcome.references == nil)
    #expect(try team.repository.read("agents/bob.md") == before)
    try team.repository.write(".agentsync.yml", "targets: [prompt]\nreferences: {rewrite: off}\n")
    try team.commit("off")
    #expect(try team.sync { $0.allowsRemovals = true }.offered.isEmpty)
  }

  @Test func `an agent that gives itself another id in its place is the same`() throws {
    let team = try team()
    try team.edit("agents/core/ada/ada.md", "name: Ada\n", "name: Ada\nid: ada-two\n")
    try team.commit("another id")
    let outcome = try team.sync { $0.mendsReferences = true }
    #expect(team.state("ada-two", in: outcome) == .edited)
    #expect(try team.repository.read(Team.prompt("ada-two")).contains(Self.mine))
    #expect(try brokenReferences(team).isEmpty)
    try team.expectQuiet()
  }

  @Test func `a display name that changes is followed by those who name it`() throws {
    let team = try team()
    try team.edit("agents/core/ada/ada.md", "name: Ada\n", "name: Ada Lovelace\n")
    try team.commit("another name")
    try team.sync { $0.mendsReferences = true }
    let bob = try team.repository.read("agents/bob.md")
    // An id says the same as before, a name does not.
    #expect(bob.contains("    agent: ada\n"))
    #expect(bob.contains("agents: [\"Ada\"]\n"), "'Ada' is still the id, but for its case")
    #expect(try team.repository.read(".github/agents/bob.agent.md").contains("\"Ada Lovelace\""))
    try team.expectQuiet()
  }

  @Test func `a document that becomes a folder of another category stays the agent`() throws {
    let team = try team()
    try team.edit(Team.prompt("bob"), "Line 7 of bob.", "Line 7 of bob, mine.")
    try team.commit("by hand")
    try team.sync()
    let text = try team.repository.read("agents/bob.md")
    try team.repository.write("agents/web/bob/modules/rest.md", "# Rest\n\nLine 9 of bob.\n")
    try team.repository.write(
      "agents/web/bob/bob.md",
      text.replacing("Line 9 of bob.", with: "See @modules/rest.md.")
    )
    try team.repository.remove("agents/bob.md")
    try team.commit("bob has parts")
    let dry = try team.sync { options in
      options.isDryRun = true
      options.mendsReferences = true
    }
    let step = try #require(dry.migration?.steps.first { $0.kind == .agent })
    #expect(step.from == "agents/bob.md")
    #expect(step.to == "agents/web/bob/bob.md")
    #expect(step.note.contains("in a folder of its own, 1 part"))
    try team.sync { $0.mendsReferences = true }
    let prompt = try team.repository.read(Team.prompt("bob"))
    #expect(prompt.contains("Line 7 of bob, mine."))
    #expect(prompt.contains("agents/web/bob/modules/rest.md"))
    #expect(
      try team.repository.read("agents/web/bob/bob.md").contains("[her](../../core/ada/ada.md#ada)")
    )
    #expect(try brokenReferences(team).isEmpty)
    try team.expectQuiet()
  }

  @Test func `an agent that comes out of another one is told as that`() throws {
    let team = try Team()
    let rest = (1...4).map { "## Part \($0)\n\nWhat part \($0) has to say, at some length.\n\n" }
      .joined()
    try team.repository.write("agents/ada.md", Team.text("ada") + "\n" + rest)
    try team.commit()
    try team.sync()
    try team.repository.write("agents/ada.md", Team.text("ada"))
    try team.repository.write(
      "agents/eve.md",
      "# Eve\n\nA part of ada once, and now somebody.\n\n" + rest
    )
    try team.commit("two of one")
    let dry = try team.sync { $0.isDryRun = true }
    let step = try #require(dry.migration?.steps.first)
    #expect(step.kind == .split)
    #expect(step.from == "ada")
    #expect(step.to == "eve")
    #expect(step.note == "4 of its 5 sections stood there")
    try team.sync()
    try team.expectQuiet()
  }

  @Test func `a library that moved is refused with the cure, and the cure carries all along`()
    throws
  {
    let team = try team()
    try team.repository.write("lib/README.md", "# Lib\n")
    try team.repository.git("mv", "agents", "lib/agents")
    try team.commit("elsewhere")
    let refusal = #expect(throws: Problem.self) { try team.sync() }
    #expect(refusal?.code == .massRemoval)
    #expect(refusal?.hint?.contains("moved from 'agents' to 'lib/agents'") == true)
    let outcome = try team.sync { $0.mendsReferences = true }
    #expect(outcome.plan.changes.contains { $0.role == .configuration })
    #expect(
      try team.repository.read(".agentsync.yml")
        == "library:\n  roots: [lib/agents]\ntargets: [prompt, agent]\n"
    )
    #expect(try team.repository.read(Team.prompt("ada")).contains(Self.mine))
    #expect(try brokenReferences(team).isEmpty)
    try team.expectQuiet()
  }

  @Test func `a library without a configuration gets one when it moves`() throws {
    let team = try Team(["ada", "bob"])
    try team.sync()
    try team.repository.git("mv", "agents", "library")
    try team.commit("elsewhere")
    try team.sync { $0.mendsReferences = true }
    #expect(try team.repository.read(".agentsync.yml") == "library:\n  roots: [library]\n")
    try team.expectQuiet()
  }

  // MARK: - Hand edits

  @Test func `a link in a hand edit follows its file`() throws {
    let team = try team()
    try team.repository.git("mv", "docs/guide.md", "docs/handbook.md")
    try team.commit("a handbook")
    let outcome = try team.sync { $0.mendsReferences = true }
    #expect(outcome.plan.followed.count == 1)
    let prompt = try team.repository.read(Team.prompt("ada"))
    #expect(prompt.contains("Line 8, mine; see [the guide](../../docs/handbook.md)."))
    let source = try team.repository.read("agents/core/ada/ada.md")
    #expect(source.contains("[guide](../../../docs/handbook.md \"t\")"))
    try team.expectQuiet()
  }

  @Test func `a link in a hand edit keeps its target where the output moves`() throws {
    let team = try team()
    let config =
      "library:\n  roots: [agents]\ntargets: [{prompt: {path: \"prompts/{id}.prompt.md\"}}, agent]\n"
    try team.repository.write(".agentsync.yml", config)
    try team.commit("elsewhere")
    try team.sync { $0.allowsRemovals = true }
    let prompt = try team.repository.read("prompts/ada.prompt.md")
    #expect(prompt.contains("Line 8, mine; see [the guide](../docs/guide.md)."))
    try team.expectQuiet()
  }

  // MARK: - In the work tree

  @Test func `a rename that is not committed yet is followed in the work tree alone`() throws {
    let team = try team()
    let head = try team.repository.id("HEAD")
    try team.repository.git("mv", "docs/guide.md", "docs/handbook.md")
    let outcome = try team.sync { options in
      options.mode = .worktree
      options.mendsReferences = true
      options.touchesMendedOnly = true
    }
    #expect(outcome.references?.documents.map(\.path.string) == ["agents/core/ada/ada.md"])
    #expect(Set(outcome.plan.rows.map(\.agentID)) == ["ada"])
    #expect(try team.repository.id("HEAD") == head)
    try team.commit("a handbook")
    try team.expectQuiet()
  }

  @Test func `outputs that were never made are not made by mending`() throws {
    let team = try Team()
    try team.repository.write("agents/ada/modules/plan.md", "# Plan\n")
    try team.repository.git("mv", "agents/ada.md", "agents/ada/ada.md")
    try team.edit("agents/ada/ada.md", "Helps with ada.", "Helps with @modules/old/plan.md.")
    try team.commit()
    let outcome = try team.sync { options in
      options.mode = .worktree
      options.mendsReferences = true
      options.touchesMendedOnly = true
    }
    #expect(outcome.plan.changes.map(\.path.string) == ["agents/ada/ada.md"])
    #expect(try team.repository.read("agents/ada/ada.md").contains("@modules/plan.md."))
    #expect(try !team.repository.exists(Team.prompt("ada")))
  }

  @Test func `a document that is being edited in the same place is left alone`() throws {
    let team = try team()
    try team.repository.git("mv", "docs/guide.md", "docs/handbook.md")
    try team.commit("a handbook")
    try team.edit(
      "agents/core/ada/ada.md",
      "[guide](../../../docs/guide.md \"t\")",
      "[g](other.md)"
    )
    let outcome = try team.sync { $0.mendsReferences = true }
    #expect(outcome.references?.documents.isEmpty == true)
    #expect(outcome.references?.left.count == 1)
    #expect(try team.repository.read("agents/core/ada/ada.md").contains("[g](other.md)"))
  }

  @Test func `what was mended in a sync commit is undone with it`() throws {
    let team = try team()
    try team.repository.git("mv", "docs/guide.md", "docs/handbook.md")
    try team.commit("a handbook")
    let before = try team.repository.read("agents/core/ada/ada.md")
    try team.sync { $0.mendsReferences = true }
    #expect(try team.repository.read("agents/core/ada/ada.md") != before)
    _ = try undo(in: try team.repository.open())
    #expect(try team.repository.read("agents/core/ada/ada.md") == before)
  }

  private func registry(_ team: Team) throws -> Registry {
    let repository = try team.repository.open()
    return try Registry(reader: SnapshotReader(try scan(.head, in: repository), in: repository))
  }
}
