import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// What git's merge moves from one output into another that looks like it.
struct MovedEditTests {
  private static let mine = "Line 8, mine."

  /// A synced team in which `side` has eve instead of ada, and `main` edited ada's prompt by hand.
  ///
  /// Where it is no rename, eve is somebody else who is alike.
  private func parted(isRename: Bool) throws -> Team {
    let team = try Team()
    try team.sync()
    try team.repository.git("checkout", "--quiet", "-b", "side")
    let text = try team.repository.read("agents/ada.md")
    if isRename {
      try team.repository.git("mv", "agents/ada.md", "agents/eve.md")
    } else {
      try team.repository.remove("agents/ada.md")
      var other = text.replacing("# Ada", with: "# Eve")
      // Alike enough for git, and not for anybody who asks whether it is the same agent.
      for number in 1...5 { other = other.replacing("Line \(number) of", with: "Row \(number) of") }
      try team.repository.write("agents/eve.md", other)
    }
    try team.commit("eve")
    try team.sync { $0.allowsRemovals = true }
    try team.repository.git("checkout", "--quiet", "main")
    try team.edit(Team.prompt("ada"), "Line 8 of ada.", Self.mine)
    try team.commit("by hand")
    return team
  }

  private func merge(_ branch: String, in team: Team) throws {
    try team.repository.git("merge", "--quiet", "--no-edit", branch)
  }

  private func moved(_ plan: Plan) -> [Problem] {
    plan.findings.filter { $0.code == .movedEdit }
  }

  @Test(arguments: [false, true])
  func `an edit of another output is named after the merge`(isBackwards: Bool) throws {
    let team = try parted(isRename: false)
    let editor = try team.repository.id("main")
    if isBackwards { try team.repository.git("checkout", "--quiet", "side") }
    try merge(isBackwards ? "main" : "side", in: team)
    let text = try team.repository.read(Team.prompt("eve"))
    #expect(text.contains(Self.mine), "git no longer moves the text")
    let checked = try team.check()
    #expect(checked.verdict == .inStep)
    let problem = try #require(moved(checked.plan).first)
    #expect(problem.severity == .warning)
    #expect(problem.place?.path.string == Team.prompt("eve"))
    let line = try #require(problem.place?.line)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false)[line - 1] == Self.mine)
    #expect(problem.message.contains("'\(Team.prompt("ada"))'"))
    #expect(problem.message.contains(editor.short))
    #expect(problem.hint?.contains("sync --replace \(Team.prompt("eve"))") == true)
    let outcome = try team.sync()
    #expect(team.state("eve", in: outcome) == .edited)
    #expect(moved(outcome.plan).count == 1)
    // Taken up, it is an edit like any other.
    #expect(moved(try team.check().plan).isEmpty)
    try team.expectQuiet()
  }

  @Test func `it is dropped by the command that the hint names`() throws {
    let team = try parted(isRename: false)
    try merge("side", in: team)
    let outcome = try team.sync { options in
      options.plan.selection = [Team.prompt("eve")]
      options.plan.replaces = true
    }
    #expect(moved(outcome.plan).isEmpty)
    #expect(!(try team.repository.read(Team.prompt("eve"))).contains(Self.mine))
    try team.expectQuiet()
  }

  @Test func `the edit of a renamed agent's output belongs where it went`() throws {
    let team = try parted(isRename: true)
    try merge("side", in: team)
    #expect(try team.repository.read(Team.prompt("eve")).contains(Self.mine))
    let outcome = try team.sync()
    #expect(team.state("eve", in: outcome) == .edited)
    #expect(moved(outcome.plan).isEmpty)
  }

  @Test func `an edit of one parent's same output is no other one's`() throws {
    let team = try Team(["ada", "bo"])
    try team.sync()
    try team.repository.git("checkout", "--quiet", "-b", "side")
    for name in ["ada", "bo"] {
      try team.edit(Team.prompt(name), "Line 8 of \(name).", Self.mine)
    }
    try team.commit("both by hand")
    try team.repository.git("checkout", "--quiet", "main")
    try team.write("cy")
    try team.commit("somebody else")
    try merge("side", in: team)
    let outcome = try team.sync()
    #expect(team.state("ada", in: outcome) == .edited)
    #expect(moved(outcome.plan).isEmpty)
  }
}
