import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// How a conflict was settled is kept in mind, and met again.
struct RememberedConflictTests {
  private static let answer = "Line 5, agreed."

  /// Settles what is open by hand, in these words.
  private func settle(_ disputed: Disputed, _ answer: String = answer) throws -> SyncOutcome {
    let marked = try disputed.repository.read(disputed.path)
    let text = marked.replacing(/(?s)<<<<<<<.*>>>>>>>[^\n]*/, with: answer)
    #expect(text != marked)
    try disputed.repository.write(disputed.path, text)
    try disputed.repository.git("add", disputed.path)
    return try disputed.conclude()
  }

  /// A team that settled a conflict, and is at the commit before that again.
  private func again() throws -> Disputed {
    let disputed = try Disputed()
    try disputed.open()
    let before = try disputed.repository.id("HEAD")
    #expect(try settle(disputed).remembered == 1)
    try disputed.repository.git("checkout", "--quiet", "-b", "again", before.hex)
    return disputed
  }

  @Test func `the very same conflict is settled so again, and says so`() throws {
    let disputed = try again()
    let said = try Tool.run("sync", in: disputed.repository)
    #expect(said.status == 0 && said.output.contains("settled as before"))
    #expect(try disputed.repository.read(disputed.path).contains(Self.answer))
    let body = try disputed.repository.git("log", "-1", "--format=%b")
    #expect(body.contains("settled \(disputed.path) (as before: "))
    try disputed.team.expectQuiet()
  }

  @Test func `check knows nothing of it`() throws {
    let disputed = try again()
    #expect(try disputed.team.check().verdict == .conflict)
    // And what check found out does not keep the next sync from asking.
    #expect(try disputed.team.sync().plan.syncVerdict == .inStep)
  }

  @Test func `what was forgotten is asked again`() throws {
    let disputed = try again()
    let key = try Memory(of: try disputed.repository.open()).remembered[0].settlement.key
    let said = try Tool.run("memory", "forget", key.disagreement.hex, in: disputed.repository)
    #expect(said.status == 0)
    #expect(try disputed.team.sync().plan.syncVerdict == .conflict)
  }

  @Test func `the same disagreement in another agent's output is recognised`() throws {
    let disputed = try again()
    let team = disputed.team
    // The same section and texts, and nothing else.
    let text = try team.repository.read("agents/ada.md")
    try team.repository.write("agents/eve.md", text.replacing("Ada", with: "Eve"))
    try team.edit("agents/eve.md", "Line 5, from the source.", "Line 5 of ada.")
    try team.edit("agents/eve.md", "Line 9 of ada.", "Something else here.")
    try team.commit("eve")
    try team.sync()
    try team.edit(Team.prompt("eve"), "Line 5 of ada.", "Line 5, by hand.")
    try team.edit("agents/eve.md", "Line 5 of ada.", "Line 5, from the source.")
    try team.commit("the same again")
    #expect(try team.sync().plan.syncVerdict == .inStep)
    #expect(try team.repository.read(Team.prompt("eve")).contains(Self.answer))
  }

  @Test func `the same texts over another base are only offered`() throws {
    let disputed = try again()
    let team = disputed.team
    try team.repository.git("checkout", "--quiet", "-b", "other", "HEAD~1")
    try team.edit("agents/ada.md", "Line 5 of ada.", "Line five.")
    try team.commit("another base")
    try team.sync()
    try team.edit(disputed.path, "Line five.", "Line 5, by hand.")
    try team.edit("agents/ada.md", "Line five.", "Line 5, from the source.")
    try team.commit("the same texts")
    let outcome = try team.sync()
    #expect(outcome.plan.syncVerdict == .conflict)
    #expect(outcome.recall?.offers.map(\.isExact) == [false])
    try disputed.open()
    let resolved = try resolveRemembered([], in: try team.repository.open())
    #expect(resolved.unmerged.isEmpty)
    try disputed.conclude()
    #expect(try team.repository.read(disputed.path).contains(Self.answer))
    try team.expectQuiet()
  }

  @Test func `what others settled is offered, and taken only by a person`() throws {
    let disputed = try again()
    let repository = disputed.repository
    // As if a remote had it: one's own memory is another's.
    try repository.git(
      "update-ref",
      "refs/agentsync/fetched/origin/memory",
      "refs/agentsync/memory"
    )
    try repository.git("update-ref", "-d", "refs/agentsync/memory")
    try repository.git("config", "remote.origin.url", "nowhere")
    let left = try Tool.run("sync", in: repository)
    #expect(left.status == 2 && left.output.contains("from 'origin'"))
    _ = try Tool.run("sync", "--conflicts=open", in: repository)
    let said = try Tool.run("resolve", "--remembered", in: repository)
    #expect(said.status == 0, "\(said.errorOutput)")
    #expect(try Tool.run("continue", in: repository).status == 0)
    #expect(try repository.read(disputed.path).contains(Self.answer))
    try disputed.team.expectQuiet()
  }

  @Test func `how such conflicts were settled is said unless it is off`() throws {
    let disputed = try Disputed()
    let team = disputed.team
    try disputed.open()
    _ = try settle(disputed, "Line 5, by hand.")
    for line in [1, 3] {
      try team.edit(disputed.path, "Line \(line) of ada.", "Line \(line), by hand.")
      try team.edit("agents/ada.md", "Line \(line) of ada.", "Line \(line), from the source.")
      try team.commit("more")
      try disputed.open()
      _ = try resolve([], .ours, in: try team.repository.open())
      try disputed.conclude()
    }
    try team.edit(disputed.path, "Line 8 of ada.", "Line 8, by hand.")
    try team.edit("agents/ada.md", "Line 8 of ada.", "Line 8, from the source.")
    try team.commit("and more")
    let text = try Tool.run("sync", in: team.repository).output
    #expect(text.contains("3 of 3"), "\(text)")
    for word in ["off", "\"off\""] {
      try team.repository.write(".agentsync.yml", "merge: {suggest: \(word)}\n")
      try team.commit("quiet")
      #expect(try !Tool.run("sync", in: team.repository).output.contains("3 of 3"))
    }
  }

  @Test func `a lock that a killed run left on the memory holds nobody up`() throws {
    let disputed = try Disputed()
    try disputed.open()
    let folder = ".git/refs/agentsync"
    try disputed.repository.write(".git/agentsync/memory-lock", "")
    try disputed.repository.write("\(folder)/memory.lock", "")
    #expect(try settle(disputed).remembered == 1)
    #expect(!disputed.repository.exists("\(folder)/memory.lock"))
    #expect(try Memory(of: try disputed.repository.open()).remembered.count == 1)
  }

  @Test func `a memory that can't be read stops nothing`() throws {
    let disputed = try Disputed()
    let blob = try disputed.repository.git("rev-parse", "HEAD:agents/ada.md")
    try disputed.repository.git("update-ref", "refs/agentsync/memory", blob)
    let left = try Tool.run("sync", "--conflicts=open", in: disputed.repository)
    #expect(left.status == 2 && left.errorOutput.contains("warning"))
    let outcome = try settle(disputed)
    #expect(outcome.remembered == 0 && outcome.memoryProblem?.code == .badMemory)
    try disputed.team.expectQuiet()
  }
}
