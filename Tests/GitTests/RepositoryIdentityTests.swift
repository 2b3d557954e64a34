import Git
import SystemPackage
import TestSupport
import Testing

struct RepositoryIdentityTests {
  @Test func `the environment's identity is git's`() throws {
    let repository = try TemporaryRepository()
    let open = try repository.open()
    #expect(
      try text(open.author())
        == repository.environment["GIT_AUTHOR_DATE"].map {
          "Ada Author <ada@example.com> \($0)"
        }
    )
    #expect(try open.committer().email == "carl@example.com")
  }

  @Test(arguments: [
    "@5 +0000", "1700000000 +0130", "@1700000000 -0700", "2024-01-31T12:00:00Z", "20240131",
    "yesterday is no date but git takes it", "Wed, 31 Jan 2024 12:00:00 +0100",
  ])
  func `dates are read as git reads them`(_ date: String) throws {
    let repository = try TemporaryRepository()
    let variables = [
      "GIT_AUTHOR_DATE": date, "GIT_AUTHOR_NAME": "Zoë O'Neill",
      "GIT_AUTHOR_EMAIL": "z@example.com",
    ]
    try compare(repository, variables)
  }

  @Test(arguments: [" spaced ", "with <brackets>", "dotted.", "\"quoted\"", "tab\there", ","])
  func `names are cleaned as git cleans them`(_ name: String) throws {
    let repository = try TemporaryRepository()
    try compare(repository, ["GIT_AUTHOR_NAME": name, "GIT_AUTHOR_DATE": "1700000000 +0000"])
  }

  @Test func `the configuration's identity is used where the environment has none`() throws {
    let repository = try TemporaryRepository()
    try repository.git("config", "user.name", "Config Name")
    try repository.git("config", "user.email", "config@example.com")
    let open = try open(repository, without: ["NAME", "EMAIL", "DATE"])
    #expect(try open.author().name == "Config Name")
    #expect(try open.committer().email == "config@example.com")
    #expect(try open.committer().seconds > 1_700_000_000)
  }

  @Test func `no identity is an error with the cure`() throws {
    let repository = try TemporaryRepository()
    try repository.git("config", "user.useConfigOnly", "true")
    let open = try open(repository, without: ["NAME", "EMAIL", "DATE"])
    let error = #expect(throws: GitError.self) { try open.committer() }
    #expect(error?.code == .notFound)
    #expect(error?.hint?.contains("git config --global user.name") == true)
  }

  private func compare(
    _ repository: TemporaryRepository,
    _ variables: [String: String]
  ) throws {
    let environment = repository.environment.merging(variables) { _, new in new }
    let answer = try runGit(
      ["var", "GIT_AUTHOR_IDENT"],
      in: repository.root,
      input: nil,
      environment: environment
    )
    let open = try RepositoryLocation.discover(from: repository.root, environment: environment)
      .open()
    if answer.status == 0 {
      #expect(try text(open.author()) == answer.text)
    } else {
      #expect(throws: GitError.self) { try open.author() }
    }
  }

  private func open(
    _ repository: TemporaryRepository,
    without words: [String]
  ) throws -> Repository {
    let environment = repository.environment.filter { variable in
      !words.contains {
        variable.key == "GIT_AUTHOR_\($0)" || variable.key == "GIT_COMMITTER_\($0)"
      }
    }
    return try RepositoryLocation.discover(from: repository.root, environment: environment).open()
  }

  private func text(_ signature: Signature) -> String {
    String(decoding: signature.header, as: UTF8.self)
  }
}
