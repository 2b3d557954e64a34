import AgentModel
import AgentSync
import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

/// What the machine may do to a run: no space, no permission, a signal.
struct ApplyFaultTests {
  /// Surveys and applies the usual changes in the repository at a place; for processes of their own.
  static func run(
    at place: String,
    _ environment: [String: String],
    beforeApply: () -> Void = {},
    afterStep: (ApplyStep) throws(Problem) -> Void = { _ throws(Problem) in }
  ) throws {
    let repository = try ApplyFixture.open(place, environment)
    let changes = try ApplyFixture.usualChanges(in: repository)
    let seen = try survey(changes, in: repository, destination: .commit)
    let request = try ApplyFixture.request(changes, .commit, in: repository)
    beforeApply()
    let applied = try apply(request, survey: seen, to: repository, afterStep: afterStep)
    try record(applied, in: repository)
  }

  // What fails with a limit of so many bytes for each file: the journal, the index, nothing.
  @Test(arguments: [0, 10, 60, 300, 2000, 100_000])
  func `a disk that is full leaves all as before`(limit: Int) async throws {
    let fixture = try ApplyFixture()
    let before = try fixture.picture()
    let place: String = fixture.files.root.string
    let environment: [String: String] = fixture.files.environment
    await #expect(processExitsWith: .success) {
      [
        place = place as String, environment = environment as [String: String],
        limit = limit as Int,
      ] in
      Interrupts.ignoreWriteSignals()
      do {
        let bound = {
          var bounds = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
          setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &bounds)
        }
        try ApplyFaultTests.run(at: place, environment, beforeApply: { _ = bound() })
      } catch {
        let code = (error as? Problem)?.code
        exit(code == .cannotWrite || code == .ioFailure || code == .cannotCommit ? 0 : 9)
      }
    }
    try recover(in: fixture.open())
    if limit < 100_000 {
      #expect(try fixture.picture() == before)
    } else {
      #expect(try fixture.status().isEmpty)
    }
    try fixture.expectSound()
    if try fixture.picture() == before { try fixture.sync(fixture.usualChanges()) }
    #expect(try fixture.files.git("log", "--format=%s").hasPrefix("agentsync: sync"))
  }

  @Test(arguments: [ApplyStep.journal, .index, .files, .place, .move])
  func `a signal turns back or ends what is begun`(step: ApplyStep) async throws {
    let fixture = try ApplyFixture()
    let before = try fixture.picture()
    let place: String = fixture.files.root.string
    let environment: [String: String] = fixture.files.environment
    let number: Int = step.rawValue
    await #expect(processExitsWith: .exitCode(143)) {
      [
        place = place as String, environment = environment as [String: String],
        number = number as Int,
      ] in
      // An error that says so, or success: the status tells both.
      let stop = { (reached: ApplyStep) throws(Problem) in
        guard reached.rawValue == number else { return }
        kill(getpid(), SIGTERM)
        usleep(50_000)
      }
      try? ApplyFaultTests.run(at: place, environment, afterStep: stop)
      exit(Interrupts.exitStatus ?? 0)
    }
    if step < .place {
      #expect(try fixture.picture() == before)
    } else {
      #expect(try fixture.status().isEmpty)
      #expect(try fixture.files.git("log", "-1", "--format=%s") == "agentsync: sync 3 agents")
    }
    try fixture.expectSound()
  }

  @Test(arguments: ["out/ada.md", "out", "."])
  func `what may not be written is an obstacle`(name: String) async throws {
    let fixture = try ApplyFixture()
    let place: String = fixture.files.root.string
    let environment: [String: String] = fixture.files.environment
    // The superuser may write everywhere, so another user is taken for the look.
    let isRoot: Bool = geteuid() == 0
    if isRoot {
      _ = try runProgram(
        ["chown", "-R", "65534", fixture.files.sandbox.string],
        in: fixture.files.sandbox,
        input: nil,
        environment: nil
      )
    }
    chmod(fixture.files.root.pushing(FilePath(name)).string, name == "out/ada.md" ? 0o444 : 0o555)
    let count: Int = ["out/ada.md": 1, "out": 2, ".": 0][name] ?? 0
    await #expect(processExitsWith: .success) {
      [
        place = place as String, environment = environment as [String: String],
        isRoot = isRoot as Bool, count = count as Int,
      ] in
      if isRoot { setuid(65534) }
      let repository = try ApplyFixture.open(place, environment)
      let changes = try ApplyFixture.usualChanges(in: repository)
      let seen = try survey(changes, in: repository, destination: .commit)
      let isExpected = seen.obstacles.values.allSatisfy { $0.code == .cannotWrite }
      exit(seen.obstacles.count == count && isExpected ? 0 : 1)
    }
    chmod(fixture.files.root.string, 0o755)
    chmod(fixture.files.root.appending("out").string, 0o755)
  }

  @Test func `a hook that forbids the move leaves all as before`() throws {
    let fixture = try ApplyFixture()
    let before = try fixture.picture()
    let script =
      "#!/bin/sh\ncase \"$1 $(cat)\" in prepared*refs/heads/*) echo no >&2; exit 1;; esac\n"
    let name = ".git/hooks/reference-transaction"
    _ = try runProgram(
      ["sh", "-c", "mkdir -p .git/hooks && cat > \(name) && chmod +x \(name)"],
      in: fixture.files.root,
      input: Array(script.utf8),
      environment: fixture.files.environment
    )
    #expect { try fixture.sync(fixture.usualChanges()) } throws: { error in
      let problem = error as? Problem
      return problem?.code == .cannotCommit && problem?.message.contains("no") == true
    }
    #expect(try fixture.picture() == before)
    try fixture.expectSound()
  }

  @Test func `a commit that cannot be signed leaves all as before, a signed one verifies`() throws {
    let fixture = try ApplyFixture()
    let key = fixture.files.sandbox.appending("key").string
    try fixture.files.git("config", "commit.gpgSign", "true")
    try fixture.files.git("config", "gpg.format", "ssh")
    try fixture.files.git("config", "user.signingKey", key)
    let before = try fixture.picture()
    #expect { try fixture.sync(fixture.usualChanges()) } throws: {
      ($0 as? Problem)?.code == .cannotSign
    }
    #expect(try fixture.picture() == before)
    try fixture.expectSound()
    _ = try runProgram(
      ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key],
      in: fixture.files.sandbox,
      input: nil,
      environment: nil
    )
    let applied = try fixture.sync(fixture.usualChanges())
    #expect(applied.commitID == (try fixture.files.id("HEAD")))
    #expect(try fixture.files.git("cat-file", "-p", "HEAD").contains("BEGIN SSH SIGNATURE"))
    let last = try #require(try lastOperation(in: fixture.open()))
    #expect(last.headAfter == applied.commitID)
    #expect(try fixture.status().isEmpty)
  }

  @Test func `without a name git's own advice is given`() throws {
    let fixture = try ApplyFixture()
    var environment = fixture.files.environment
    for name in [
      "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
    ] {
      environment[name] = nil
    }
    try fixture.files.git("config", "user.useConfigOnly", "true")
    let before = try fixture.picture()
    #expect { try ApplyFaultTests.run(at: fixture.files.root.string, environment) } throws: {
      let problem = $0 as? Problem
      return problem?.code == .noIdentity && problem?.hint?.contains("user.name") == true
    }
    #expect(try fixture.picture() == before)
  }
}
