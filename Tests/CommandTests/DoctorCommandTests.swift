import Foundation
import TestSupport
import Testing

struct DoctorCommandTests {
  private struct Answer: Decodable {
    struct Check: Decodable {
      let name: String
      let status: String
      let message: String
      let cure: String?
    }

    let version: Int
    let worst: String
    let checks: [Check]

    func check(_ name: String) -> Check? { checks.first { $0.name == name } }
  }

  private func diagnose(
    _ repository: TemporaryRepository,
    environment: [String: String] = [:]
  ) throws -> Answer {
    let result = try Tool.run("doctor", "--json", in: repository, environment: environment)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
    #expect(result.status == (answer.worst == "error" ? 3 : 0))
    return answer
  }

  /// A repository that is set up.
  private func library() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", "# Ada\n\n## Purpose\n\nHelps.\n")
    try repository.commit("library")
    let result = try Tool.run("init", in: repository)
    #expect(result.status == 0, "\(result.errorOutput)")
    return repository
  }

  @Test func `a repository that is set up has nothing in the way`() throws {
    let answer = try diagnose(try library())
    #expect(answer.version == 1)
    let names = [
      "agentsync", "git", "repository", "index", "history", "identity", "state", "locks",
      "unfinished run", "permissions", "cache", "configuration", "library", "attributes",
      "registry", "pristine files", "ignored outputs", "filtered outputs",
    ]
    for name in names { #expect(answer.check(name)?.status == "ok", "\(name)") }
    #expect(answer.check("libgit2") != nil)
  }

  @Test func `each check reads in one line, its cure below it`() throws {
    let repository = try library()
    try repository.write(".git/index.lock", "")
    let result = try Tool.run("doctor", in: repository)
    #expect(result.status == 3)
    #expect(result.output.contains("ok       repository       work tree '\(repository.root)'\n"))
    #expect(
      result.output.contains("error    locks            '\(repository.root)/.git/index.lock'")
    )
    #expect(
      result.output.contains("\n         hint: if no git runs in this repository, remove it\n")
    )
  }

  @Test func `outside of a repository only the machine is looked at`() throws {
    let repository = try TemporaryRepository()
    try FileManager.default.removeItem(atPath: repository.root.appending(".git").string)
    let answer = try diagnose(
      repository,
      environment: ["GIT_CEILING_DIRECTORIES": repository.sandbox.string]
    )
    #expect(answer.worst == "error")
    #expect(answer.checks.map(\.name) == ["agentsync", "git", "libgit2", "repository"])
  }

  @Test func `a repository that can't be served is named in words`() throws {
    let repository = try TemporaryRepository("--object-format=sha256")
    let check = try #require(try diagnose(repository).check("repository"))
    #expect(check.status == "error")
    #expect(check.message.contains("SHA-256"))
    #expect(check.cure != nil)
  }

  @Test func `an index that can't be read is named in words`() throws {
    let repository = try library()
    var bytes = try repository.readBytes(".git/index")
    bytes.replaceSubrange(4..<8, with: [0, 0, 0, 9])
    try repository.write(".git/index", bytes: bytes)
    let check = try #require(try diagnose(repository).check("index"))
    #expect(check.status == "error")
    #expect(check.message.contains("version 9"))
    #expect(check.cure?.contains("git status") == true)
  }

  @Test func `nobody to commit as is an error`() throws {
    let repository = try library()
    let empty = [
      "GIT_AUTHOR_NAME": "", "GIT_AUTHOR_EMAIL": "", "GIT_COMMITTER_NAME": "",
      "GIT_COMMITTER_EMAIL": "", "EMAIL": "",
    ]
    let check = try #require(try diagnose(repository, environment: empty).check("identity"))
    #expect(check.status == "error")
    #expect(check.cure?.contains("user.name") == true)
  }

  @Test func `an unfinished merge is a warning with its end`() throws {
    let repository = try library()
    try repository.git("switch", "--quiet", "-c", "side")
    try repository.write("agents/ada.md", "# Ada of side\n")
    try repository.commit("side")
    try repository.git("switch", "--quiet", "main")
    try repository.write("agents/ada.md", "# Ada of main\n")
    try repository.commit("main")
    #expect(throws: (any Error).self) { try repository.git("merge", "--quiet", "side") }
    let answer = try diagnose(repository)
    #expect(answer.check("state")?.status == "warning")
    #expect(answer.check("state")?.cure?.contains("git merge --abort") == true)
    #expect(answer.check("index")?.status == "warning")
    #expect(answer.worst == "warning")
  }

  @Test func `a lock of the branch is found`() throws {
    let repository = try library()
    try repository.write(".git/refs/heads/main.lock", "")
    let check = try #require(try diagnose(repository).check("locks"))
    #expect(check.status == "error")
    #expect(check.message.contains("refs/heads/main.lock"))
  }

  @Test func `a damaged journal is found`() throws {
    let repository = try library()
    try repository.write(".git/agentsync/journal", "{")
    let check = try #require(try diagnose(repository).check("unfinished run"))
    #expect(check.status == "error")
    #expect(check.message.contains("journal"))
  }

  @Test func `a configuration that can't be read is an error, committed or not`() throws {
    let repository = try library()
    try repository.write(".agentsync.yml", "target: [prompt]\n")
    let answer = try diagnose(repository)
    #expect(answer.check("configuration")?.status == "ok")
    #expect(answer.check("work tree's configuration")?.status == "error")
    try repository.commit("damage")
    let committed = try diagnose(repository)
    #expect(committed.check("configuration")?.status == "error")
    #expect(committed.check("configuration")?.message.hasPrefix(".agentsync.yml:1: ") == true)
    #expect(committed.check("work tree's configuration") == nil)
  }

  @Test func `a root that holds nothing is an error, no agent at all a note`() throws {
    let repository = try TemporaryRepository()
    try repository.write("README.md", "x\n")
    try repository.commit()
    #expect(try diagnose(repository).check("library")?.status == "note")
    try repository.write(".agentsync.yml", "library:\n  roots: [nowhere]\n")
    try repository.commit()
    let check = try #require(try diagnose(repository).check("library"))
    #expect(check.status == "error")
    #expect(check.message.contains("nowhere"))
  }

  @Test func `documents that can't be used are a warning`() throws {
    let repository = try library()
    try repository.write("agents/web/ada.md", "# Ada too\n")
    try repository.commit()
    let check = try #require(try diagnose(repository).check("library"))
    #expect(check.status == "warning")
    #expect(check.message.contains("'agents/ada.md', 'agents/web/ada.md'"))
  }

  @Test func `attributes that init did not write are a warning`() throws {
    let repository = try library()
    try repository.remove(".gitattributes")
    try repository.commit()
    #expect(try diagnose(repository).check("attributes")?.status == "warning")
  }

  @Test func `damaged records and stray pristine files are warnings`() throws {
    let repository = try library()
    try repository.write(".agentsync/registry/ada.json", "{")
    try repository.write(".agentsync/pristine/.github/prompts/zoe.prompt.md", "| x\n")
    try repository.commit()
    let answer = try diagnose(repository)
    #expect(answer.check("registry")?.status == "warning")
    #expect(answer.check("registry")?.message.contains("ada.json") == true)
    #expect(answer.check("pristine files")?.status == "warning")
    #expect(answer.check("pristine files")?.message.contains("zoe.prompt.md") == true)
  }

  @Test func `outputs that git would not see are a warning`() throws {
    let repository = try library()
    try repository.write(".gitignore", "*.prompt.md\n")
    try repository.write("agents/bob.md", "# Bob\n")
    try repository.git("add", "agents", ".gitignore")
    try repository.git("commit", "--quiet", "-m", "bob")
    let check = try #require(try diagnose(repository).check("ignored outputs"))
    #expect(check.status == "warning")
    #expect(check.message == "git ignores '.github/prompts/bob.prompt.md'")
  }

  @Test func `outputs that pass a filter are an error`() throws {
    let repository = try library()
    let attributes = try repository.read(".gitattributes")
    try repository.git("config", "filter.canary.clean", "cat")
    let line = "*.prompt.md filter=canary\n"
    try repository.write(".gitattributes", attributes + line)
    let check = try #require(try diagnose(repository).check("filtered outputs"))
    #expect(check.status == "error")
    #expect(check.message.contains("canary"))
  }

  @Test func `a shallow clone is a warning`() throws {
    let repository = try library()
    let source = repository.root
    try repository.run([
      "clone", "--quiet", "--depth=1", "file://\(source)", "\(repository.sandbox)/copy",
    ])
    let result = try Tool.run("doctor", "-C", "../copy", in: repository)
    #expect(result.status == 0)
    #expect(result.output.contains("warning  history          the clone is shallow"))
    #expect(result.output.contains("hint: run: git fetch --unshallow"))
  }

  @Test func `a bare repository is a note`() throws {
    let repository = try TemporaryRepository("--bare")
    let answer = try diagnose(repository)
    #expect(answer.check("repository")?.status == "note")
    #expect(answer.check("index") == nil)
  }

  @Test func `names that differ in case only are a note where they are one`() throws {
    let repository = try library()
    try repository.git("config", "core.ignorecase", "true")
    #expect(try diagnose(repository).check("file names")?.status == "note")
  }
}
