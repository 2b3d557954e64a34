import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// `resolve`, `abort` and `skip`.
struct SettleTests {
  private func resolve(
    _ disputed: Disputed,
    _ choice: ResolveChoice,
    _ paths: String...
  ) throws -> Resolved {
    try AgentSync.resolve(paths, choice, in: try disputed.repository.open())
  }

  @Test(arguments: [
    (ResolveChoice.ours, "Line 5, by hand."),
    (.theirs, "Line 5, from the source."),
    (.union, "Line 5, by hand.\nLine 5, from the source."),
  ])
  func `each place is settled in the way that was asked for`(
    choice: ResolveChoice,
    line: String
  ) throws {
    let disputed = try Disputed()
    try disputed.open()
    // What is edited around the markers stays.
    try disputed.team.edit(disputed.path, "Line 9 of ada.", "Line 9, edited meanwhile.")
    let outcome = try resolve(disputed, choice)
    #expect(outcome.settled.map(\.string) == [disputed.path] && outcome.unmerged.isEmpty)
    let text = try disputed.repository.read(disputed.path)
    #expect(text.contains("\n\n\(line)\n\n") && text.contains("Line 9, edited meanwhile."))
    #expect(try disputed.status() == "M  \(disputed.path)")
    try disputed.conclude()
    try disputed.team.expectQuiet()
    #expect(try disputed.repository.read(disputed.path) == text)
  }

  @Test func `two values of one key can't both stand`() throws {
    let team = try Team([])
    try team.repository.write("agents/ada.md", "---\ndescription: One.\n---\n\n# Ada\n\nAsk.\n")
    try team.commit()
    try team.sync()
    try team.edit(Team.prompt("ada"), "One.", "By hand.")
    try team.edit("agents/ada.md", "One.", "From the source.")
    try team.commit()
    _ = try team.sync { $0.opensConflicts = true }
    let said = try Tool.run("resolve", "--union", in: team.repository)
    #expect(said.status == 2 && said.errorOutput.contains("[merge.cannot-resolve]"))
    #expect(try team.repository.git("status", "--porcelain").hasPrefix("UU "))
    #expect(try Tool.run("resolve", "--theirs", in: team.repository).status == 0)
    #expect(try Tool.run("continue", in: team.repository).status == 0)
    try team.expectQuiet()
  }

  @Test func `abort puts every byte back, and the commit of the rest stays`() throws {
    let disputed = try Disputed(["bob"])
    let before = try disputed.repository.readBytes(disputed.path)
    try disputed.open()
    let head = try disputed.repository.id("HEAD")
    try disputed.team.edit(disputed.path, "Line 9 of ada.", "Half an answer.")
    let half = try disputed.repository.read(disputed.path)
    let outcome = try abortConflicts(try disputed.repository.open())
    #expect(outcome.restored.map(\.string) == [disputed.path])
    #expect(try disputed.repository.readBytes(disputed.path) == before)
    #expect(try disputed.status().isEmpty)
    #expect(try disputed.repository.id("HEAD") == head)
    // What was begun is not lost.
    let kept = try disputed.repository.git("show", "\(Backup.reference):worktree/\(disputed.path)")
    #expect(kept + "\n" == half)
    #expect(try disputed.team.sync().plan.syncVerdict == .conflict)
    // And undo takes the rest back, not the abort.
    _ = try undo(in: try disputed.repository.open())
    #expect(try !disputed.repository.read(Team.prompt("bob")).contains("Line one"))
  }

  @Test func `what was settled already is put back, too`() throws {
    let disputed = try Disputed()
    let before = try disputed.look()
    try disputed.open()
    _ = try resolve(disputed, .theirs)
    _ = try abortConflicts(try disputed.repository.open())
    #expect(try disputed.look() == before)
  }

  @Test func `skip leaves what is unsettled and concludes the rest`() throws {
    let team = try Team(["ada", "bob"])
    try team.sync()
    for name in ["ada", "bob"] {
      try team.edit(Team.prompt(name), "Line 5 of \(name).", "By hand.")
      try team.edit("agents/\(name).md", "Line 5 of \(name).", "From the source.")
    }
    try team.commit()
    _ = try team.sync { $0.opensConflicts = true }
    #expect(
      try Tool.run("resolve", "--theirs", Team.prompt("bob"), in: team.repository).status == 2
    )
    let outcome = try skip([], in: try team.repository.open(), work: Work(workers: 1))
    #expect(outcome.restored.map(\.string) == [Team.prompt("ada")])
    #expect(outcome.continued?.applied?.commitID != nil)
    #expect(try team.repository.git("status", "--porcelain").isEmpty)
    let left = try team.sync()
    #expect(team.state("ada", in: left) == .conflict && team.state("bob", in: left) == .inStep)
  }

  @Test func `an output that is in no conflict can't be named`() throws {
    let disputed = try Disputed()
    try disputed.open()
    let said = try Tool.run("resolve", "--ours", "\(disputed.path)x", in: disputed.repository)
    #expect(said.status == 128 && said.errorOutput.contains("did you mean '\(disputed.path)'?"))
    let none = try Tool.run("resolve", in: disputed.repository)
    #expect(none.status == 129)
  }

  @Test func `without a conflict there is nothing to settle`() throws {
    let team = try Team()
    try team.sync()
    for command in [["continue"], ["abort"], ["skip"], ["resolve", "--ours"]] {
      let said = try runProgram(
        [Tool.path.string] + command,
        in: team.repository.root,
        input: nil,
        environment: team.repository.environment
      )
      #expect(said.status == 128)
      #expect(String(decoding: said.errorOutput, as: UTF8.self).contains("no-conflict-open"))
    }
  }
}
