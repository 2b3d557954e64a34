import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

/// Only the superuser can give a folder away, so elsewhere these have nothing to test.
@Suite(.enabled(if: getuid() == 0))
struct RepositoryOwnerTests {
  @Test func `a foreign repository is refused in git's words, with the cure`() throws {
    let repository = try foreignRepository()
    let error = #expect(throws: GitError.self) { try repository.location() }
    #expect(error?.code == .owner)
    #expect(error?.message.contains("dubious ownership") == true)
    let command = "git config --global --add safe.directory \(repository.root)"
    #expect(error?.hint == "trust it with: \(command)")
  }

  @Test(arguments: ["*", "", "/elsewhere"])
  func `a foreign repository is opened where git opens it`(_ trusted: String) throws {
    let repository = try foreignRepository()
    let folder = trusted.isEmpty ? repository.root.string : trusted
    try repository.write("../mine", "[safe]\n\tdirectory = \(folder)\n")
    var environment = repository.environment
    environment["GIT_CONFIG_GLOBAL"] = repository.sandbox.appending("mine").string
    let discover = {
      try RepositoryLocation.discover(from: repository.root, environment: environment)
    }
    guard trusted != "/elsewhere" else {
      #expect(throws: GitError.self) { try discover() }
      return
    }
    let location = try discover()
    #expect(try location.open().head() == .unborn("refs/heads/main"))
    // Trust belongs to the place that git was asked about, not to the process.
    let other = try foreignRepository()
    #expect(throws: GitError.self) { try other.location() }
  }

  private func foreignRepository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    for name in ["", "/.git", "/.git/config"] {
      #expect(chown(repository.root.string + name, 4242, 4242) == 0)
    }
    return repository
  }
}
