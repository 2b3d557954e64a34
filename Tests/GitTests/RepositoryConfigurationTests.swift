import Git
import SystemPackage
import TestSupport
import Testing

struct RepositoryConfigurationTests {
  @Test func `values are text, truth or number as git reads them`() throws {
    let repository = try TemporaryRepository()
    try repository.write(".git/config", try repository.read(".git/config") + "[a]\n\timplicit\n")
    let values = [
      "a.text": "with space", "a.yes": "yes", "a.off": "off", "a.empty": "", "a.one": "1",
      "a.zero": "0", "a.size": "2k", "a.large": "1g", "a.negative": "-3", "a.Sub.Key": "kept",
    ]
    for (key, value) in values { try repository.git("config", key, value) }
    for open in try [repository.open(), withoutEnvironment(repository)] {
      for (key, value) in values { #expect(try open.string(for: key) == value) }
      #expect(try open.string(for: "A.TEXT") == "with space")
      #expect(try open.string(for: "a.sub.key") == nil)
      #expect(try open.string(for: "A.Sub.KEY") == "kept")
      for key in ["a.implicit", "a.yes", "a.off", "a.empty", "a.one", "a.zero", "a.size"] {
        let answer = try repository.git("config", "--type=bool", key)
        #expect(try open.boolean(for: key).map { "\($0)" } == answer, "\(key)")
      }
      for key in ["a.size", "a.large", "a.negative", "a.zero"] {
        let answer = try repository.git("config", "--type=int", key)
        #expect(try open.integer(for: key).map { "\($0)" } == answer, "\(key)")
      }
      #expect(try open.boolean(for: "a.none") == nil)
      #expect(throws: GitError.self) { try open.boolean(for: "a.text") }
      #expect(throws: GitError.self) { try open.integer(for: "a.text") }
      #expect(throws: GitError.self) { try open.integer(for: "a.empty") }
    }
  }

  @Test func `the last of several values wins`() throws {
    let repository = try TemporaryRepository()
    try repository.write("more", "[b]\n\tkey = included\n[c]\n\tkey = included\n")
    try repository.git("config", "b.key", "before")
    try repository.git("config", "include.path", "../more")
    try repository.git("config", "--add", "c.key", "after")
    for open in try [repository.open(), withoutEnvironment(repository)] {
      for key in ["b.key", "c.key"] {
        #expect(try open.string(for: key) == repository.git("config", key))
        let all = try repository.git("config", "--get-all", key)
        #expect(try open.configuration.strings(for: key).joined(separator: "\n") == all)
      }
    }
  }

  @Test func `what git is told on the command line holds`() throws {
    let repository = try TemporaryRepository()
    try repository.git("config", "a.key", "file")
    var environment = repository.environment
    environment["GIT_CONFIG_COUNT"] = "1"
    environment["GIT_CONFIG_KEY_0"] = "a.key"
    environment["GIT_CONFIG_VALUE_0"] = "counted"
    #expect(try open(repository, environment).string(for: "a.key") == "counted")
    environment["GIT_CONFIG_PARAMETERS"] = "'a.key'='option'"
    #expect(try open(repository, environment).string(for: "a.key") == "option")
  }

  @Test func `GIT_CONFIG_GLOBAL names the user's file`() throws {
    let repository = try TemporaryRepository()
    try repository.write("../mine", "[a]\n\tkey = mine\n")
    var environment = repository.environment
    environment["GIT_CONFIG_GLOBAL"] = repository.sandbox.appending("mine").string
    #expect(try open(repository, environment).string(for: "a.key") == "mine")
  }

  @Test func `config.worktree is read where the extension is on`() throws {
    let repository = try TemporaryRepository()
    try repository.git("config", "extensions.worktreeConfig", "true")
    try repository.git("config", "--worktree", "a.key", "here")
    #expect(try withoutEnvironment(repository).string(for: "a.key") == "here")
  }

  @Test func `a file that git cannot parse is an error in git's words`() throws {
    let repository = try TemporaryRepository()
    let open = try repository.open()
    try repository.write(".git/config", "[broken")
    let error = #expect(throws: GitError.self) { try open.string(for: "a.key") }
    #expect(error?.message.contains("bad config") == true)
  }

  /// Without the variables that make git be asked, so that libgit2 answers.
  private func withoutEnvironment(_ repository: TemporaryRepository) throws -> Repository {
    try open(repository, repository.environment.filter { !$0.key.hasPrefix("GIT_CONFIG") })
  }

  private func open(
    _ repository: TemporaryRepository,
    _ environment: [String: String]
  ) throws -> Repository {
    try RepositoryLocation.discover(from: repository.root, environment: environment).open()
  }
}
