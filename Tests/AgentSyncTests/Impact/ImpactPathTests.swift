import AgentModel
import TestSupport
import Testing

@testable import AgentSync

struct ImpactPathTests {
  private func lines(_ library: ImpactLibrary, _ names: String...) throws -> [String] {
    try AgentSync.impact(
      of: names,
      in: .head,
      of: try library.repository.open(),
      work: Work()
    ).outputs.map(\.line)
  }

  @Test func `an agent's own document is one step away`() throws {
    let library = try ImpactLibrary()
    let document = "agents/dot.md"
    let expected = [
      "dot agent text: \(document) < generated", "dot prompt text: \(document) < generated",
    ]
    #expect(try lines(library, document) == expected)
    #expect(try lines(library, "dot") == expected)
    #expect(try lines(library, ".github/prompts/dot.prompt.md") == expected)
  }

  @Test func `a part is text where it is put in place and a link where it is linked`() throws {
    let library = try ImpactLibrary()
    let plan = "agents/core/ada/modules/plan.md"
    let ada = "agents/core/ada/ada.md"
    let found = try lines(library, plan)
    #expect(found.first == "ada agent text: \(plan) < \(ada):11:1 atPath < generated")
    #expect(found.dropFirst().first == "ada prompt link: \(plan) < \(ada):11:1 atPath < generated")
  }

  @Test func `a heading that a link's text may name is text`() throws {
    let library = try ImpactLibrary()
    let ask = "agents/core/ada/modules/ask.md"
    let found = try lines(library, ask).filter { $0.hasPrefix("ada") }
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.contains(" text: \(ask) < agents/core/ada/ada.md:13:") })
  }

  @Test func `a heading behind a part that is put in place is text, two steps on`() throws {
    let library = try ImpactLibrary()
    let found = try library.impact(of: "docs/deep.md").outputs
    let ada = try #require(found.first { $0.agentID == "ada" && $0.target == .agent })
    #expect(ada.effect == .text)
    #expect(ada.distance == 3)
    let prompt = try #require(found.first { $0.agentID == "ada" && $0.target == .prompt })
    #expect(prompt.effect == .link)
  }

  @Test func `circles among documents end`() throws {
    let library = try ImpactLibrary()
    let found = try library.impact(of: "docs/style.md").outputs
    #expect(Set(found.map(\.agentID)) == ["ada", "bo", "cy"])
    #expect(found.allSatisfy { $0.effect == .link })
    #expect(found.map(\.distance) == found.map(\.distance).sorted())
  }

  @Test func `what is nearer comes first, then what has the higher priority`() throws {
    let library = try ImpactLibrary()
    let found = try library.impact(of: "docs/style.md").outputs.filter { $0.distance == 2 }
    #expect(found.map(\.agentID) == ["bo", "bo", "ada", "ada", "cy", "cy"])
    #expect(found.map { $0.priority?.text } == ["Critical", "Critical", "Low", "Low", nil, nil])
  }

  @Test func `an agent's name is text where it is named by its id`() throws {
    let library = try ImpactLibrary()
    let found = try library.impact(of: "bo").outputs
    func effect(_ id: String, _ target: String) -> ReachedOutput.Effect? {
      found.first { $0.agentID == id && $0.target.rawValue == target }?.effect
    }
    #expect(effect("bo", "prompt") == .text)
    #expect(effect("ada", "agent") == .text)
    #expect(effect("cy", "prompt") == .text)
    // Prompts have no handoffs, and a custom agent no 'agent'.
    #expect(effect("ada", "prompt") == nil)
    #expect(effect("cy", "agent") == nil)
  }

  @Test func `a name that is written as it is shown stays, and leads there`() throws {
    let library = try ImpactLibrary()
    let found = try library.impact(of: "ada").outputs
    let bo = found.filter { $0.agentID == "bo" }
    #expect(bo.map { "\($0.target) \($0.effect)" } == ["agent link"])
  }

  @Test func `the configuration reaches every output`() throws {
    let library = try ImpactLibrary()
    let found = try library.impact(of: ".agentsync.yml").outputs
    #expect(found.count == 8)
    #expect(found.allSatisfy { $0.effect == .text && $0.distance == 1 })
  }

  @Test func `a folder is all that lies below it`() throws {
    let library = try ImpactLibrary()
    let folder = try lines(library, "docs/")
    let files = try AgentSync.impact(
      of: ["docs/style.md", "docs/deep.md", "docs/other.md"],
      in: .head,
      of: try library.repository.open(),
      work: Work()
    ).outputs.map(\.line)
    #expect(folder == files)
    #expect(!folder.isEmpty)
    #expect(try lines(library, "docs/other.md").isEmpty)
  }

  @Test func `a reference to a folder leads to what lies in it`() throws {
    let library = try ImpactLibrary([
      "agents/ada.md": "# Ada\n\nSee [all](../docs/) of it.\n", "docs/a/b.md": "# B\n",
    ])
    #expect(
      try lines(library, "docs/a/b.md")
        == ["ada prompt link: docs/a/b.md < agents/ada.md:3:5 link < generated"]
    )
  }

  @Test func `a file that is missing would become the answer of a reference`() throws {
    let library = try ImpactLibrary()
    let found = try lines(library, "docs/missing.md")
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.hasPrefix("cy ") && $0.contains(" text: docs/missing.md < ") })
    // A file there would win over the one that the reference finds now.
    let nearer = try lines(library, "agents/docs/style.md")
    #expect(nearer.map { $0.prefix(3) } == ["cy ", "cy "])
  }

  @Test func `whoever leads to an output whose text changes is reached over it`() throws {
    let library = try ImpactLibrary([
      "agents/ada.md": "# Ada\n",
      "agents/bo.md": "# Bo\n\nAs [she](../.github/prompts/ada.prompt.md) says.\n",
    ])
    let found = try library.impact(of: "agents/ada.md").outputs
    #expect(found.map(\.agentID) == ["ada", "bo"])
    #expect(found.map(\.distance) == [1, 3])
    #expect(
      found.last?.chain.map(\.path.string) == [
        "agents/ada.md", ".github/prompts/ada.prompt.md", "agents/bo.md",
        ".github/prompts/bo.prompt.md",
      ]
    )
  }

  @Test func `a link that a person put into an output leads on`() throws {
    let library = try ImpactLibrary()
    let prompt = Team.prompt("dot")
    try library.repository.write(
      prompt,
      try library.repository.read(prompt) + "\nSee [other](../../docs/other.md).\n"
    )
    try library.team.commit()
    let found = try library.impact(of: "docs/other.md").outputs
    #expect(found.map(\.path.string) == [prompt])
    #expect(found.map(\.distance) == [1])
  }

  @Test func `an output that was deleted by hand is not reached`() throws {
    let library = try ImpactLibrary()
    try library.repository.remove(Team.prompt("dot"))
    try library.team.commit()
    #expect(try library.impact(of: "dot").outputs.map(\.target) == [.agent])
    try library.team.sync()
    #expect(try library.impact(of: "dot").outputs.map(\.target) == [.agent])
  }

  @Test func `an agent that is gone reaches the outputs it left`() throws {
    let library = try ImpactLibrary()
    try library.repository.remove("agents/dot.md")
    try library.team.commit()
    let found = try lines(library, "agents/dot.md")
    #expect(
      found == [
        "dot agent text: agents/dot.md < generated", "dot prompt text: agents/dot.md < generated",
      ]
    )
    #expect(try lines(library, "dot") == found)
  }

  @Test func `index and work tree are asked where that is said`() throws {
    let library = try ImpactLibrary()
    try library.repository.write("agents/eve.md", "# Eve\n")
    #expect(throws: Problem.self) { try library.impact(of: "eve") }
    #expect(throws: Problem.self) { try library.impact(of: "eve", in: .index) }
    #expect(try library.impact(of: "eve", in: .worktree).outputs.count == 2)
    try library.repository.git("add", "--all")
    #expect(try library.impact(of: "agents/eve.md", in: .index).outputs.count == 2)
  }

  @Test(arguments: [
    ("agents/bo.mdd", "agents/bo.md"), ("doot", "dot"),
    (".github/prompts/dott.prompt.md", ".github/prompts/dot.prompt.md"),
    ("style.md", "docs/style.md"),
  ])
  func `a name of nothing is an error that knows the nearest`(name: String, near: String) throws {
    let library = try ImpactLibrary()
    let problem = try #require(throws: Problem.self) { try library.impact(of: "bo", name) }
    #expect(problem.code == .unknownPath)
    #expect(problem.message.contains("'\(name)'"))
    #expect(problem.hint == "did you mean '\(near)'?")
  }

  @Test func `a document of thousands of links in a row is followed to its end`() throws {
    var files = ["agents/ada.md": "# Ada\n\nSee [x](n0.txt.md).\n"]
    files[".agentsync.yml"] = "library: {exclude: ['**/n*.txt.md']}\n"
    for number in 0..<7 {
      files["agents/n\(number).txt.md"] = "# N\n\n[next](n\(number + 1).txt.md)\n"
    }
    files["agents/n7.txt.md"] = "# The end\n"
    let library = try ImpactLibrary(files)
    #expect(try library.impact(of: "agents/n7.txt.md").outputs.map(\.distance) == [9])
  }

  @Test(arguments: [
    ("Critical", 0), ("P0", 0), ("**HIGH**", 1), ("p1 - soon", 1), ("Medium", 2), ("normal", 2),
    ("low", 3), ("7", 7), ("12", 12), ("🔴 critical (always)", 0), ("High (P3)", 1),
  ])
  func `a priority is understood as people write it`(text: String, rank: Int) {
    #expect(Priority(text).rank == rank)
  }

  @Test(arguments: ["", "soon", "99999999999999999999999", "prio", "p"])
  func `a priority that says nothing comes behind those that do`(text: String) {
    #expect(Priority(text).rank > Priority("999").rank)
    #expect(Priority(text).rank < Priority.lastRank)
  }
}
