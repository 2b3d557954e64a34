import AgentModel
import AgentSync
import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

/// What becomes of a run that is stopped after each step; the numbers are the invariants of `Apply`.
struct ApplyStepTests {
  private static let destinations: [Destination] = [.commit, .stage, .worktree]

  /// An edit that the run has to merge with, so that there is something to back up.
  private static let edited = "zero\none\ntwo\nthree\nfour\nfive\n"

  @Test(arguments: ApplyStep.allCases, destinations)
  func `an error after any step leaves all as before or done`(
    step: ApplyStep,
    destination: Destination
  ) throws {
    let fixture = try makeFixture(destination)
    let before = try fixture.picture()
    let changes = try fixture.usualChanges()
    do {
      try fixture.sync(changes, destination) { reached throws(Problem) in
        if reached == step { throw Problem(.ioFailure, "stopped") }
      }
      #expect(step >= ApplyStep.lastReversible(destination))
    } catch {
      #expect((error as? Problem)?.message == "stopped")
      #expect(step <= ApplyStep.lastReversible(destination))
      #expect(try fixture.picture() == before)  // 1, 7
      try fixture.expectSound()
      try fixture.sync(changes, destination)
    }
    try recover(in: fixture.open())
    try expectDone(fixture, destination)
  }

  /// Each costs a process, so of the shorter ways only the steps that differ.
  private static let kills: [(ApplyStep, Destination)] =
    ApplyStep.allCases.map { ($0, .commit) }
    + [.index, .place, .stage, .finish].map { ($0, .stage) }
    + [.files, .place, .finish].map { ($0, .worktree) }

  @Test(arguments: kills)
  func `the run after a kill heals whatever the kill left`(
    step: ApplyStep,
    destination: Destination
  ) async throws {
    let fixture = try makeFixture(destination)
    let before = try fixture.picture()
    let place: String = fixture.files.root.string
    let environment: [String: String] = fixture.files.environment
    let number: Int = step.rawValue
    let name: String = destination.rawValue
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [
        place = place as String, environment = environment as [String: String],
        number = number as Int, name = name as String,
      ] in
      let repository = try ApplyFixture.open(place, environment)
      let changes = try ApplyFixture.usualChanges(in: repository)
      let destination = try #require(Destination(rawValue: name))
      try ApplyFixture.sync(changes, destination, in: repository) { reached in
        if reached.rawValue == number { kill(getpid(), SIGKILL) }
      }
    }
    if step < .files { #expect(try fixture.picture() == before) }  // 1
    if step < .move { #expect(try fixture.files.id("HEAD").hex == before[0]) }  // 2
    try recover(in: fixture.open())
    try fixture.expectSound()
    let healed = try fixture.picture()
    if healed == before {
      #expect(step <= ApplyStep.lastReversible(destination))
      try fixture.sync(fixture.usualChanges(), destination)
    } else {
      #expect(step >= ApplyStep.lastReversible(destination))
    }
    try expectDone(fixture, destination)
  }

  @Test func `a journal that was only begun goes with the next run`() throws {
    let fixture = try ApplyFixture()
    let draft = ".git/agentsync/journal.4711-42"
    try fixture.files.write(draft, "{")
    try recover(in: fixture.open())
    #expect(!fixture.files.exists(draft))
  }

  // git's own index of a `commit -a` is not waited for, and is empty after a power cut.
  @Test func `a torn index of a commit that was given up keeps nothing from being taken back`()
    async throws
  {
    let fixture = try makeFixture(.stage)
    let before = try fixture.picture()
    let lock = ".git/index.lock"
    try fixture.files.write(lock, bytes: fixture.files.readBytes(".git/index"))
    let place: String = fixture.files.root.string
    var environment: [String: String] = fixture.files.environment
    environment["GIT_INDEX_FILE"] = fixture.files.root.pushing(FilePath(lock)).string
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [place = place as String, environment = environment as [String: String]] in
      let repository = try ApplyFixture.open(place, environment)
      let changes = try ApplyFixture.usualChanges(in: repository)
      try ApplyFixture.sync(changes, .stage, in: repository) { reached in
        if reached == .files { kill(getpid(), SIGKILL) }
      }
    }
    #expect(try fixture.picture() != before)
    try fixture.files.write(lock, "")
    try recover(in: fixture.open())
    #expect(try fixture.picture() == before)
  }

  private func makeFixture(_ destination: Destination) throws -> ApplyFixture {
    let fixture = try ApplyFixture()
    // What goes to the work tree alone was planned from there and takes no other edit.
    if destination != .worktree { try fixture.files.write("out/ada.md", ApplyStepTests.edited) }
    return fixture
  }

  private func expectDone(_ fixture: ApplyFixture, _ destination: Destination) throws {
    let isMerged = destination != .worktree
    let text = "\(isMerged ? "zero\n" : "")one\ntwo\n3\nfour\nfive\n"
    #expect(try fixture.files.read("out/ada.md") == text)
    #expect(try fixture.files.read("out/new/cid.md") == "cid\n")
    #expect(!fixture.files.exists("out/old/gone.md"))
    let committed = try fixture.files.git("log", "--format=%s")
    #expect(committed.split(separator: "\n").count == (destination == .commit ? 2 : 1))
    if isMerged {
      let kept = try fixture.files.git("show", "refs/agentsync/backup:worktree/out/ada.md")
      #expect(kept + "\n" == ApplyStepTests.edited)  // 3
    }
    #expect(try lastOperation(in: fixture.open())?.sequence == 1)  // 8
    try fixture.expectSound()
  }
}

extension ApplyStep {
  /// The step that makes a run count as done: stopped in it, either way is right.
  static func lastReversible(_ destination: Destination) -> ApplyStep {
    switch destination {
    case .commit: .move
    case .stage: .stage
    case .worktree: .place
    }
  }
}
