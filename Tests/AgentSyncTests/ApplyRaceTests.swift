import AgentModel
import AgentSync
import Foundation
import Git
import TestSupport
import Testing

/// Several who write in one repository at once.
struct ApplyRaceTests {
  /// Runs the body on threads of their own, not on those that run tests, and waits for all.
  private func race(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in 0..<count {
      group.enter()
      Thread.detachNewThread {
        body(number)
        group.leave()
      }
    }
    group.wait()
  }

  @Test func `two runs and git itself lose nothing of each other`() throws {
    let fixture = try ApplyFixture()
    let location = try fixture.files.location()
    let root = fixture.files.root
    let environment = fixture.files.environment
    let rounds = 8
    race(3) { writer in
      for round in 0..<rounds {
        if writer == 2 {
          let script = """
            while ! git commit -q --allow-empty -m "person \(round)" 2> /dev/null; do sleep 0.02; done
            """
          _ = try? runProgram(["sh", "-c", script], in: root, input: nil, environment: environment)
          continue
        }
        for _ in 0..<200 {
          do {
            let repository = try location.open()
            let name = "race/\(writer)-\(round).md"
            let change = try ApplyFixture.change(name, to: "\(name)\n", in: repository)
            let seen = try survey([change], in: repository, destination: .commit)
            let request = try ApplyFixture.request([change], .commit, in: repository)
            try record(apply(request, survey: seen, to: repository), in: repository)
            break
          } catch {
            // Somebody else was faster: plan again.
            let code = (error as? Problem)?.code
            guard code == .staleBase || code == .locked else {
              Issue.record(error)
              return
            }
          }
        }
      }
    }
    let log = try fixture.files.git("log", "--format=%s").split(separator: "\n")
    #expect(log.filter { $0.hasPrefix("person") }.count == rounds)
    #expect(log.filter { $0.hasPrefix("agentsync") }.count == 2 * rounds)
    let names = try fixture.files.git("ls-tree", "-r", "--name-only", "HEAD", "race/")
    #expect(names.split(separator: "\n").count == 2 * rounds)
    #expect(try fixture.status().isEmpty)
    #expect(try lastOperation(in: fixture.open())?.sequence == 2 * rounds)
    try fixture.expectSound()
  }

  @Test(arguments: [".git/index.lock", ".git/refs/heads/main.lock"])
  func `a lock that somebody holds stops all before anything is changed`(lock: String) throws {
    let fixture = try ApplyFixture()
    let before = try fixture.picture()
    let changes = try fixture.usualChanges()
    try fixture.files.write(lock, "")
    #expect { try fixture.sync(changes) } throws: { error in
      let problem = error as? Problem
      return problem?.code == .locked && problem?.message.contains(lock) == true
        && problem?.hint != nil
    }
    #expect(fixture.files.exists(lock))
    try fixture.files.remove(lock)
    #expect(try fixture.picture() == before)
    try fixture.expectSound()
    try fixture.sync(changes)
    #expect(try fixture.status().isEmpty)
  }

  @Test func `another run at work is waited for and named`() throws {
    let fixture = try ApplyFixture()
    try fixture.sync(fixture.usualChanges())
    let folder = StateFolder(of: try fixture.files.location())
    let lock = try RunLock(folder.file("lock"), waiting: .zero)
    #expect { try fixture.sync([fixture.change("out/bob.md", to: "x\n")]) } throws: {
      ($0 as? Problem)?.code == .locked
    }
    withExtendedLifetime(lock) {}
  }

  @Test func `a branch that is switched while we write keeps its files`() throws {
    let fixture = try ApplyFixture()
    try fixture.files.git("branch", "other")
    let before = try fixture.picture()
    #expect {
      try fixture.sync(fixture.usualChanges()) { step throws(Problem) in
        guard step == .place else { return }
        // What `git switch` does last, by hand: its own index lock is ours at this moment.
        try? fixture.files.write(".git/HEAD", "ref: refs/heads/other\n")
      }
    } throws: { ($0 as? Problem)?.code == .staleBase }
    try fixture.files.write(".git/HEAD", "ref: refs/heads/main\n")
    #expect(try fixture.picture() == before)
    try fixture.expectSound()
  }
}
