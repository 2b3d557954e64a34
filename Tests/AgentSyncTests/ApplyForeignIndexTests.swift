import AgentModel
import AgentSync
import Foundation
import Git
import TestSupport
import Testing

/// Writing into an index that git made for one commit.
struct ApplyForeignIndexTests {
  /// A repository in the hook of a commit: the index it is handed, and `index.lock` beside it.
  private static func start(_ name: String) throws -> (ApplyFixture, Repository) {
    let fixture = try ApplyFixture()
    let folder = fixture.files.root.appending(".git").string
    for copy in Set([name, "index.lock"]) {
      try FileManager.default.copyItem(atPath: "\(folder)/index", toPath: "\(folder)/\(copy)")
    }
    let index = ["GIT_INDEX_FILE": "\(folder)/\(name)"]
    let variables = fixture.files.environment.merging(index) { _, new in new }
    return (fixture, try ApplyFixture.open(fixture.files.root.string, variables))
  }

  private static let names = ["index.lock", "next-index-7.lock"]

  @Test(arguments: names)
  func `an index that went away with its commit is not put there again`(name: String) throws {
    let (fixture, repository) = try Self.start(name)
    let staged = try fixture.files.git("ls-files", "--stage")
    let changes = try ApplyFixture.usualChanges(in: repository)
    _ = try? ApplyFixture.sync(changes, .stage, in: repository) { step throws(Problem) in
      guard step == .place else { return }
      // What git does when it is killed: it takes its own files along.
      for gone in Self.names { try? fixture.files.remove(".git/\(gone)") }
    }
    #expect(try fixture.leftovers().isEmpty)
    #expect(try fixture.files.git("ls-files", "--stage") == staged)
  }

  @Test(arguments: names)
  func `another git's lock in the place of an index is not overwritten`(name: String) throws {
    let (fixture, repository) = try Self.start(name)
    let changes = try ApplyFixture.usualChanges(in: repository)
    _ = try? ApplyFixture.sync(changes, .stage, in: repository) { step throws(Problem) in
      guard step == .place else { return }
      for gone in Self.names { try? fixture.files.remove(".git/\(gone)") }
      try? fixture.files.write(".git/index.lock", "theirs")
    }
    #expect(try fixture.files.read(".git/index.lock") == "theirs")
    try fixture.files.remove(".git/index.lock")
    #expect(try fixture.leftovers().isEmpty)
  }
}
