import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// What `check --base` says that a change means.
struct BroughtChangeTests {
  private static let ada = """
    ---
    version: 1.2.0
    ---
    # Ada

    **Purpose:** Plans work.

    See [the rules](modules/rules.md#limits).

    ## Steps

    - Read.
    - Plan.

    ## Tone

    Calm.

    """
  private static let output = ".github/prompts/ada.prompt.md"

  /// A library in step on `main`, with a branch `work` on which the change is made.
  private func library(configuration: String = "format: 1\n") throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write(".agentsync.yml", configuration)
    try repository.write("agents/ada/ada.md", Self.ada)
    try repository.write("agents/ada/modules/rules.md", "# Rules\n\n## Limits\n\nNone.\n")
    try repository.write("agents/bob.md", "# Bob\n\n**Purpose:** Helps.\n\n[Ada](ada/ada.md)\n")
    try repository.commit("library")
    try sync(repository)
    try repository.git("branch", "base")
    try repository.git("checkout", "-q", "-b", "work")
    return repository
  }

  private func sync(_ repository: TemporaryRepository) throws {
    _ = try synchronize(repository.open(), SyncOptions())
    try repository.git("reset", "-q", "--hard")
  }

  private func edit(
    _ repository: TemporaryRepository,
    _ path: String,
    _ old: String,
    _ new: String
  ) throws {
    let text = try repository.read(path)
    #expect(text.contains(old))
    try repository.write(path, text.replacing(old, with: new))
  }

  private func check(
    _ repository: TemporaryRepository,
    base: String = "base"
  ) throws -> CheckOutcome {
    var options = CheckOptions()
    options.base = base
    return try AgentSync.check(repository.open(), options)
  }

  private func codes(_ problems: [Problem]) -> [String] {
    problems.filter { $0.severity > .info }.map(\.code.rawValue)
  }

  @Test func `agents, sections and reach of a change are told`() throws {
    let repository = try library()
    try edit(repository, "agents/ada/ada.md", "Calm.", "Calm and brief.")
    try repository.commit("tone")
    try sync(repository)
    let found = try check(repository)
    #expect(found.verdict == .inStep)
    let change = try #require(found.change)
    #expect(change.changes.agents.map(\.id) == ["ada"])
    #expect(change.changes.agents[0].sections.map(\.path) == [["Tone"]])
    #expect(change.impact.outputs.map(\.path.string).contains(Self.output))
    #expect(change.handEdits.isEmpty)
    #expect(!change.isConfigurationChanged)
    guard case .fastForward = change.merge else {
      Issue.record("the head has all that the base has")
      return
    }
  }

  @Test func `a hand edit that the change brings is listed, and one that was there is not`() throws
  {
    let repository = try library()
    try edit(repository, Self.output, "Calm.", "Calm.\n\nBy hand.")
    try repository.commit("by hand")
    let fresh = try #require(try check(repository).change)
    #expect(fresh.handEdits.map(\.path.string) == [Self.output])
    #expect(fresh.handEdits.map(\.added) == [2])
    try sync(repository)
    #expect(try check(repository).change?.handEdits.map(\.added) == [2])

    try repository.git("branch", "-f", "base")
    try edit(repository, "agents/ada/ada.md", "- Read.", "- Read all.")
    try repository.commit("source")
    try sync(repository)
    let later = try #require(try check(repository).change)
    #expect(later.handEdits.isEmpty)
    try repository.remove(Self.output)
    try repository.commit("deleted by hand")
    let gone = try #require(try check(repository).change)
    #expect(gone.handEdits.map(\.added) == [0])
    #expect(gone.handEdits[0].removed > 10)
  }

  @Test func `what the base won since the branch began is no part of the change`() throws {
    let repository = try library()
    try repository.git("checkout", "-q", "base")
    try repository.write(".github/agents/x.agent.md", "---\ntools: [search]\n---\nHelp.\n")
    try edit(repository, "agents/bob.md", "Helps.", "Helps all.")
    try repository.commit("base goes on")
    try sync(repository)
    try repository.git("checkout", "-q", "work")
    try edit(repository, "agents/ada/ada.md", "Calm.", "Calm and brief.")
    try repository.commit("tone")
    try sync(repository)
    let found = try check(repository)
    #expect(found.change?.changes.agents.map(\.id) == ["ada"])
    #expect(found.verdict == .inStep)
    #expect(found.change?.merge.clashes.isEmpty == true)
  }

  @Test func `merging is tried: lines that both changed, and a hand edit that meets a source`()
    throws
  {
    let repository = try library()
    try repository.git("checkout", "-q", "base")
    try edit(repository, "agents/bob.md", "Helps.", "Helps all.")
    try edit(repository, Self.output, "Calm.", "Calm, by hand.")
    try repository.commit("base goes on")
    try repository.git("checkout", "-q", "work")
    try edit(repository, "agents/bob.md", "Helps.", "Helps nobody.")
    try edit(repository, "agents/ada/ada.md", "Calm.", "Calm and brief.")
    try repository.commit("work")
    let found = try check(repository)
    let clashes = try #require(found.change?.merge.clashes)
    #expect(clashes.map(\.path.string) == [Self.output, "agents/bob.md"])
    #expect(clashes.map(\.reason) == [.handEdit(agentID: "ada"), .lines])
    #expect(clashes[1].line == 3)
    #expect(found.verdict == .conflict)
    // git finds the same conflict.
    #expect(throws: CommandFailure.self) {
      try repository.git("merge-tree", "--write-tree", "base", "work")
    }
  }

  @Test func `merging follows files that one side moved`() throws {
    let repository = try library()
    try repository.git("checkout", "-q", "base")
    try edit(repository, "agents/ada/ada.md", "- Read.", "- Read all.")
    try repository.commit("base goes on")
    try repository.git("checkout", "-q", "work")
    try repository.git("mv", "agents/ada", "agents/eve")
    try repository.git("mv", "agents/eve/ada.md", "agents/eve/eve.md")
    try edit(repository, "agents/bob.md", "ada/ada.md", "eve/eve.md")
    try repository.commit("rename")
    try repository.git("merge-tree", "--write-tree", "base", "work")
    #expect(try check(repository).change?.merge.clashes.map(\.path.string) == [])
  }

  @Test
  func `a reference that the change breaks is an error, one that was broken is told as before`()
    throws
  {
    let repository = try library()
    try edit(
      repository,
      "agents/bob.md",
      "[Ada](ada/ada.md)",
      "[Ada](ada/ada.md) [gone](nowhere.md)"
    )
    try repository.commit("broken at base")
    try sync(repository)
    try repository.git("branch", "-f", "base")
    try repository.git("mv", "agents/ada/modules/rules.md", "agents/ada/modules/bounds.md")
    try repository.commit("rename a part")
    let found = try check(repository)
    let broken = found.brought.findings.filter { $0.code == .missingReference }
    #expect(broken.map(\.severity) == [.error])
    #expect(broken[0].place?.path.string == "agents/ada/ada.md")
    #expect(broken[0].hint?.contains("agents/ada/modules/bounds.md") == true)
    #expect(found.before.findings.map(\.code) == [.missingReference])
    #expect(found.before.findings.map(\.severity) == [.warning])
    #expect(found.verdict == .findings)
  }

  @Test func `a new link that leads nowhere is grave where a model reads it`() throws {
    let repository = try library()
    let links = "[x](nowhere.md) [y]({name}/nowhere.md) [z](aside.md)\n"
    try repository.write("docs/aside.md", links)
    let text = try repository.read("agents/bob.md")
    try repository.write("agents/bob.md", text + "\n[aside](../docs/aside.md) " + links)
    try repository.commit("links")
    let found = try check(repository).brought.findings.filter { $0.code == .missingReference }
    let graves = found.filter { $0.severity == .error }.map { $0.message.split(separator: "'")[0] }
    #expect(graves == ["nowhere.md", "aside.md"])
    #expect(Set(found.map { $0.place?.path.string }) == ["agents/bob.md", "docs/aside.md"])
    #expect(found.count == 5)
  }

  @Test func `a section that the change takes away breaks who leads there`() throws {
    let repository = try library()
    try edit(repository, "agents/ada/modules/rules.md", "## Limits", "## Bounds")
    try repository.commit("reword")
    let found = try check(repository)
    #expect(codes(found.brought.findings).contains("model.missing-section"))
    #expect(found.verdict == .findings)
  }

  @Test(arguments: [
    ("1.2.0", "off", []), ("1.2.0", "require-bump", ["version.not-moved"]),
    ("1.10.0", "require-bump", []), ("1.1.9", "off", ["version.went-back"]),
    ("1.1.9", "require-bump", ["version.went-back"]), ("next", "require-bump", []),
  ])
  func `versions move with the text`(version: String, demand: String, expected: [String]) throws {
    let repository = try library(configuration: "versions: \(demand)\n")
    try edit(repository, "agents/ada/ada.md", "Calm.", "Calm and brief.")
    try edit(repository, "agents/ada/ada.md", "1.2.0", version)
    try repository.commit("change")
    try sync(repository)
    #expect(codes(try check(repository).brought.findings) == expected)
  }

  @Test func `hidden text and credentials of a source are findings of sync and check`() throws {
    let repository = try library()
    try edit(repository, "agents/ada/ada.md", "Calm.", "Ca\u{200B}lm.")
    try repository.commit("hide")
    let outcome = try synchronize(repository.open(), SyncOptions())
    #expect(codes(outcome.plan.findings) == ["hidden.invisible-character"])
    try repository.git("reset", "-q", "--hard")
    // It is told of the source, and not once more of the output made from it.
    let found = try check(repository)
    #expect(codes(found.brought.findings) == ["hidden.invisible-character"])
    #expect(found.brought.findings[0].place?.path.string == "agents/ada/ada.md")
    #expect(found.verdict == .findings)
  }

  @Test func `a merge of what the base took back and what it has now brings no power back`() throws
  {
    let agent = ".github/agents/x.agent.md"
    func text(_ tools: String) -> String { "---\ndescription: X.\ntools: [\(tools)]\n---\nHelp.\n" }
    for order in [["one", "two"], ["two", "one"]] {
      let repository = try library()
      try repository.write(agent, text("search, execute"))
      try repository.commit("powerful")
      try repository.git("branch", "one")
      try repository.git("checkout", "-q", "-b", "two")
      try repository.write(agent, text("search"))
      try repository.commit("taken back")
      try repository.git("checkout", "-q", "one")
      try repository.write("notes.txt", "\(order)\n")
      try repository.commit("aside")
      // Both sides merge the same two; the head keeps what was taken back.
      try repository.git("checkout", "-q", "-B", "base", order[0])
      try repository.git("merge", "-q", "--no-edit", order[1])
      #expect(try !repository.read(agent).contains("execute"))
      try repository.git("checkout", "-q", "-B", "work", order[1])
      try repository.git("merge", "-q", "--no-commit", "--no-ff", order[0])
      try repository.write(agent, text("search, execute"))
      try repository.commit("merge")
      #expect(
        try repository.git("merge-base", "--all", "base", "work").split(separator: "\n").count == 2
      )
      let found = try check(repository)
      #expect(codes(found.brought.findings).contains("power.tools"))
      #expect(found.verdict == .findings)
    }
  }

  @Test func `in a shallow clone that ends too early that is said, with what to fetch`() throws {
    let repository = try library()
    try repository.git("checkout", "-q", "base")
    for round in 0..<3 {
      try repository.write("notes.txt", "\(round)\n")
      try repository.commit("base \(round)")
    }
    try repository.git("checkout", "-q", "work")
    for round in 0..<3 {
      try repository.write("other.txt", "\(round)\n")
      try repository.commit("work \(round)")
    }
    let clone = try TemporaryRepository()
    try clone.git(
      "fetch",
      "-q",
      "--depth=1",
      "file://\(repository.root)",
      "work:work",
      "base:base"
    )
    try clone.git("checkout", "-q", "work")
    let found = try check(clone)
    #expect(codes(found.brought.findings) == ["repository.no-common-commit"])
    #expect(found.brought.findings[0].hint?.contains("git fetch --deepen=") == true)
    guard case .unknown = try #require(found.change).merge else {
      Issue.record("nobody can know whether they merge")
      return
    }
    try clone.git("fetch", "-q", "--deepen=100", "file://\(repository.root)", "work", "base")
    #expect(codes(try check(clone).brought.findings).isEmpty)
  }
}

/// What `check --base` says where the change begins with what can't be planned from.
struct UnplannedStartTests {
  private static let ada = "---\ndescription: Counts.\n---\n# Ada\n\nCounts.\n"
  private static let configuration = "format: 1\n"

  /// A library with this configuration where the change begins, mended on both sides.
  private func check(start configuration: String) throws -> CheckOutcome {
    let repository = try TemporaryRepository()
    try repository.write(".agentsync.yml", Self.configuration)
    try repository.write("agents/ada.md", Self.ada)
    try repository.write("docs/old.md", "# Old\n\nWords that are kept, and many of them.\n")
    try repository.commit("library")
    _ = try synchronize(repository.open(), SyncOptions())
    try repository.git("reset", "-q", "--hard")
    try repository.write(".agentsync.yml", configuration)
    try repository.commit("another configuration")
    try repository.git("checkout", "-q", "-b", "base")
    try repository.write(".agentsync.yml", Self.configuration)
    try repository.commit("mended on the base")
    try repository.git("checkout", "-q", "-b", "head", "HEAD~1")
    try repository.write(".agentsync.yml", Self.configuration)
    try repository.git("mv", "docs/old.md", "docs/new.md")
    try repository.write("agents/bob.md", "---\ndescription: Writes.\n---\n# Bob\n\nWrites.\n")
    try repository.commit("mended by the change")
    var options = CheckOptions()
    options.base = "base"
    return try AgentSync.check(repository.open(), options)
  }

  @Test func `a broken configuration is named, and the change is told by files`() throws {
    let found = try check(start: "library: {roots: [\n")
    let unplanned = try #require(found.change?.unplanned)
    #expect(unplanned.problem.code == .configSyntax)
    #expect(unplanned.problem.severity == .warning)
    #expect(unplanned.problem.message.contains("nothing can be planned"))
    #expect(unplanned.problem.message.contains(".agentsync.yml"))
    #expect(found.brought.findings.contains(unplanned.problem))
    let files = unplanned.files.map {
      "\($0.formerPath?.string ?? "") \($0.path) \($0.kind.rawValue)"
    }
    #expect(
      files == [
        " .agentsync.yml changed", " agents/bob.md added", "docs/old.md docs/new.md moved",
      ]
    )
    #expect(found.change?.changes.isEmpty == true)
    guard case .merged = found.change?.merge else {
      Issue.record("merging is told all the same")
      return
    }
  }

  @Test func `where the start can be planned from nothing of the kind is said`() throws {
    let found = try check(start: "format: 1\n# The same.\n")
    #expect(found.change?.unplanned == nil)
    #expect(found.change?.changes.agents.map(\.id) == ["bob"])
  }
}
