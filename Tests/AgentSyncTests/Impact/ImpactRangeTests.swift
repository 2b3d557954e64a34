import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// What `impact A..B` says and what a sync touches are one set.
struct ImpactRangeTests {
  /// A change of the library, and the agents whose outputs it changes.
  struct Change: Sendable, CustomTestStringConvertible {
    let name: String
    let agents: Set<String>
    let make: @Sendable (ImpactLibrary) throws -> Void

    var testDescription: String { name }

    init(
      _ name: String,
      _ agents: Set<String>,
      _ make: @escaping @Sendable (ImpactLibrary) throws -> Void
    ) {
      self.name = name
      self.agents = agents
      self.make = make
    }
  }

  private static func edit(
    _ library: ImpactLibrary,
    _ path: String,
    _ old: String,
    _ new: String
  ) throws {
    try library.team.edit(path, old, new)
  }

  static let changes = [
    Change("a body is edited", ["dot"]) { library in
      try edit(library, "agents/dot.md", "alone", "still")
    },
    Change("a description is edited", ["ada"]) { library in
      try edit(library, "agents/core/ada/ada.md", "Plans", "Plans well")
    },
    Change("a part that is put in place is edited", ["ada"]) { library in
      try edit(library, "agents/core/ada/modules/plan.md", "First", "At first")
    },
    Change("a part that is linked is edited", []) { library in
      try edit(library, "agents/core/ada/modules/ask.md", "Everyone", "Nobody")
    },
    Change("a heading that a link names is worded otherwise", ["ada"]) { library in
      try edit(library, "agents/core/ada/modules/ask.md", "## Who", "## Who?")
    },
    Change("a heading that a link names is gone", ["ada"]) { library in
      try edit(library, "agents/core/ada/modules/ask.md", "## Who", "## Whom")
    },
    Change("a heading behind a part is worded otherwise", ["ada"]) { library in
      try edit(library, "docs/deep.md", "## Low", "## LOW")
    },
    Change("a shared document is edited", []) { library in
      try edit(library, "docs/style.md", "Short", "Shorter")
    },
    Change("a shared document is removed", ["ada", "cy", "bo"]) { library in
      try library.repository.remove("docs/style.md")
    },
    Change("a broken reference becomes whole", ["cy"]) { library in
      try library.repository.write("docs/missing.md", "# Found\n")
    },
    Change("a file comes that wins over another", ["cy", "style"]) { library in
      try library.repository.write("agents/docs/style.md", "# Style of agents\n")
    },
    Change("an agent is renamed", ["dot", "dotty"]) { library in
      try library.repository.git("mv", "agents/dot.md", "agents/dotty.md")
    },
    Change("an agent is renamed and edited", ["dot", "dotty"]) { library in
      try library.repository.git("mv", "agents/dot.md", "agents/dotty.md")
      try edit(library, "agents/dotty.md", "# Dot", "# Dotty")
    },
    Change("an agent that others name moves to another folder", ["bo"]) { library in
      try library.repository.write("agents/web/README.md", "# Web\n")
      try library.repository.git("mv", "agents/bo.md", "agents/web/bo.md")
    },
    Change("an agent is removed", ["dot"]) { library in
      try library.repository.remove("agents/dot.md")
    },
    Change("an agent that others name is removed", ["ada", "bo", "cy"]) { library in
      try library.repository.remove("agents/bo.md")
    },
    Change("an agent is added", ["eve"]) { library in
      try library.repository.write("agents/eve.md", "# Eve\n")
    },
    Change("a display name changes", ["ada", "bo", "cy"]) { library in
      try edit(library, "agents/bo.md", "Bo the Builder", "Bo the Great")
    },
    Change("a display name changes that is written as it is shown", ["ada"]) { library in
      try edit(library, "agents/core/ada/ada.md", "# Ada Planner", "# Ada the Great")
    },
    Change("another agent takes a name that an id was", ["ada", "cy", "eve"]) { library in
      try library.repository.write("agents/eve.md", "---\nname: bo\n---\n# Eve\n")
    },
    Change("a target is added", ["ada", "bo", "cy", "dot"]) { library in
      try edit(library, ".agentsync.yml", "[prompt,", "[prompt, skill,")
    },
    Change("a target is taken away", ["ada", "bo", "cy", "dot"]) { library in
      try library.repository.write(".agentsync.yml", "targets: [prompt]\n")
    },
    Change("a target's outputs stand elsewhere", ["ada", "bo", "cy", "dot"]) { library in
      try library.repository.write(
        ".agentsync.yml",
        "targets: [{prompt: {path: 'prompts/{id}.prompt.md'}}, {agent: {body: inline}}]\n"
      )
    },
    Change("an agent can't be read any more", []) { library in
      try library.repository.write("agents/dot.md", "---\nname: [\n---\n# Dot\n")
    },
    Change("another document takes an agent's id", []) { library in
      try library.repository.write("agents/web/dot.md", "# Another Dot\n")
    },
    Change("another document takes the id of an agent that others name", ["ada", "cy"]) { library in
      try library.repository.write("agents/web/bo.md", "# Another Bo\n")
    },
    Change("a foreign file stands where an output would", []) { library in
      try library.repository.write("agents/eve.md", "# Eve\n")
      try library.repository.write(".github/prompts/eve.prompt.md", "Mine.\n")
      try library.repository.write(".github/agents/eve.agent.md", "Mine.\n")
    },
    Change("an output is edited by hand", []) { library in
      let prompt = Team.prompt("dot")
      try library.repository.write(prompt, try library.repository.read(prompt) + "\nMine.\n")
    },
    Change("an output is deleted and its source edited", ["dot"]) { library in
      try library.repository.remove(Team.prompt("dot"))
      try edit(library, "agents/dot.md", "alone", "still")
    },
    Change("nothing that anybody reads is edited", []) { library in
      try edit(library, "docs/other.md", "Nobody", "Still nobody")
    },
    Change("the layout of a document changes and nothing else", []) { library in
      try edit(library, "agents/dot.md", "alone.\n", "alone.\n\n\n")
    },
  ]

  @Test(arguments: changes)
  func `the texts that change are those that a sync writes`(change: Change) throws {
    let library = try ImpactLibrary()
    let start = try library.repository.id("HEAD").hex
    try change.make(library)
    try library.team.commit()
    try library.expectLaw(since: start, change.name)
    let found = try library.impact(from: start, to: "HEAD").outputs.filter { $0.effect == .text }
    let agents = Set(found.map(\.agentID)).union(found.compactMap { $0.formerPath?.agentName })
    #expect(agents == change.agents)
  }

  @Test(arguments: changes)
  func `what was changed is changed back with the same reach`(change: Change) throws {
    let library = try ImpactLibrary()
    try change.make(library)
    try library.team.commit()
    try library.team.sync { $0.allowsRemovals = true }
    let middle = try library.repository.id("HEAD").hex
    try library.repository.git(
      "checkout",
      "--quiet",
      "HEAD~2",
      "--",
      "agents",
      "docs",
      ".agentsync.yml"
    )
    for path in ["agents", "docs"] {
      let gone = try library.repository.git(
        "diff",
        "--no-renames",
        "--name-only",
        "--diff-filter=A",
        "HEAD~2",
        "HEAD",
        "--",
        path
      )
      for file in gone.split(separator: "\n") { try library.repository.remove(String(file)) }
    }
    try library.team.commit()
    try library.expectLaw(since: middle, change.name)
  }

  @Test func `outputs that only lead to a change come after those that change`() throws {
    let library = try ImpactLibrary()
    try library.team.edit("agents/core/ada/modules/plan.md", "First", "At first")
    try library.team.commit()
    let found = try library.impact(from: "HEAD~", to: "HEAD").outputs
    #expect(found.map(\.effect) == [.text, .link, .link, .link])
    #expect(found.map(\.target) == [.agent, .prompt, .agent, .prompt])
    #expect(found.map(\.agentID) == ["ada", "ada", "bo", "cy"])
  }

  @Test func `the chain to what is gone goes over the reference that is broken now`() throws {
    let library = try ImpactLibrary()
    try library.repository.remove("docs/style.md")
    try library.team.commit()
    let found = try library.impact(from: "HEAD~", to: "HEAD").outputs
    let bo = try #require(found.first { $0.agentID == "bo" && $0.target == .prompt })
    #expect(bo.line == "bo prompt text: docs/style.md < agents/bo.md:9:13 link < generated")
  }

  @Test func `a chain over a name begins at the agent's document`() throws {
    let library = try ImpactLibrary()
    try library.team.edit("agents/bo.md", "Bo the Builder", "Bo the Great")
    try library.team.commit()
    let found = try library.impact(from: "HEAD~", to: "HEAD").outputs
    let ada = try #require(found.first { $0.agentID == "ada" })
    #expect(
      ada.line == "ada agent text: agents/bo.md < agents/core/ada/ada.md:5:27 agent < generated"
    )
  }

  @Test func `an agent that comes back because its double goes is reached over the double`() throws
  {
    let library = try ImpactLibrary()
    try library.repository.write("agents/web/dot.md", "# Another Dot\n")
    try library.team.edit("agents/dot.md", "alone", "still")
    try library.team.commit()
    let start = try library.repository.id("HEAD").hex
    try library.repository.remove("agents/web/dot.md")
    try library.team.commit()
    try library.expectLaw(since: start)
    let found = try library.impact(from: start, to: "HEAD").outputs
    #expect(
      found.map(\.line) == [
        "dot agent text: agents/web/dot.md < library",
        "dot prompt text: agents/web/dot.md < library",
      ]
    )
  }

  @Test func `a sync commit in the range changes nothing about the answer`() throws {
    let library = try ImpactLibrary()
    let start = try library.repository.id("HEAD").hex
    try library.team.edit("agents/bo.md", "Bo the Builder", "Bo the Great")
    try library.team.commit()
    let before = try library.impact(from: start, to: "HEAD")
    try library.team.sync()
    let after = try library.impact(from: start, to: "HEAD")
    #expect(before.outputs == after.outputs)
  }
}

extension RepoPath {
  /// `dot` for `.github/prompts/dot.prompt.md`.
  fileprivate var agentName: String { String(name.prefix { $0 != "." }) }
}
