import Foundation
import TestSupport
import Testing

struct LogCommandTests {
  /// A repository whose two agents are synced.
  private func library() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", "# Ada\n\n## Purpose\n\nHelps.\n")
    try repository.write("agents/bob.md", "# Bob\n\n## Purpose\n\nBuilds.\n")
    try repository.commit("library")
    try sync(repository)
    return repository
  }

  private func sync(_ repository: TemporaryRepository) throws {
    let result = try Tool.run("sync", in: repository)
    #expect(result.status == 0, "\(result.errorOutput)")
  }

  private func edit(_ repository: TemporaryRepository, _ name: String, _ text: String) throws {
    try repository.write("agents/\(name).md", "# \(name)\n\n## Purpose\n\n\(text)\n")
    try repository.commit("edit \(name)")
  }

  /// The subjects that `log` lists, and the lines below them.
  private func log(_ repository: TemporaryRepository, _ words: String...) throws -> [String] {
    let result = try Tool.run(
      "log",
      "-v",
      words.first ?? "-v",
      words.count > 1 ? words[1] : "-v",
      in: repository
    )
    #expect(result.status == 0, "\(result.errorOutput)")
    return result.output.split(separator: "\n").map { line in
      line.hasPrefix(" ")
        ? line.trimmingCharacters(in: .whitespaces)
        : String(line.split(separator: ": ", maxSplits: 1).last ?? "")
    }
  }

  @Test func `commits that changed no output are not listed`() throws {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", "# Ada\n")
    try repository.commit("library")
    #expect(try Tool.run("log", in: repository).output == "no commit has changed an output\n")
  }

  @Test func `an unborn branch has no commits`() throws {
    let result = try Tool.run("log", in: try TemporaryRepository())
    #expect(result.status == 0)
    #expect(result.output == "no commit has changed an output\n")
  }

  @Test func `a commit is told by id, date, author and subject`() throws {
    let repository = try library()
    let id = try repository.git("rev-parse", "HEAD")
    let date = try repository.git("log", "-1", "--format=%aI")
    let result = try Tool.run("log", in: repository)
    #expect(
      result.output
        == "\(id.prefix(7)) \(date) Ada Author: agentsync: sync 2 agents (2 added)\n"
    )
  }

  @Test func `the newest commit comes first, with what it did to each output`() throws {
    let repository = try library()
    try edit(repository, "ada", "Helps more.")
    try sync(repository)
    try repository.remove("agents/bob.md")
    try repository.commit("bob goes")
    try sync(repository)
    #expect(
      try log(repository) == [
        "agentsync: sync 1 agent (1 removed)",
        "D .github/prompts/bob.prompt.md",
        "agentsync: sync 1 agent (1 edited)",
        "M .github/prompts/ada.prompt.md",
        "agentsync: sync 2 agents (2 added)",
        "A .github/prompts/ada.prompt.md",
        "A .github/prompts/bob.prompt.md",
      ]
    )
    #expect(try log(repository, "-n", "1").count == 2)
    #expect(try log(repository, "--max-count", "0") == ["no commit has changed an output"])
  }

  @Test func `a hand edit is listed, and a commit that only claims to be a sync is not`() throws {
    let repository = try library()
    let text = try repository.read(".github/prompts/ada.prompt.md")
    try repository.write(".github/prompts/ada.prompt.md", text + "\nBy hand.\n")
    try repository.commit("by hand")
    try repository.write("other.txt", "x\n")
    try repository.commit("agentsync: sync 9 agents\n\nAgentsync-Format: 1")
    #expect(try log(repository).first == "by hand")
  }

  @Test func `an agent's log follows its output through a rename`() throws {
    let repository = try library()
    try repository.git("mv", "agents/ada.md", "agents/eda.md")
    try repository.commit("ada is eda")
    try sync(repository)
    let expected = [
      "agentsync: sync 1 agent (1 renamed)",
      "R .github/prompts/ada.prompt.md -> .github/prompts/eda.prompt.md",
      "agentsync: sync 2 agents (2 added)",
      "A .github/prompts/ada.prompt.md",
    ]
    #expect(try log(repository, "eda") == expected)
    #expect(try log(repository, "ada") == expected)
    #expect(try log(repository, "agents/eda.md") == expected)
    let path = ".github/prompts/eda.prompt.md"
    #expect(try log(repository, path).first == expected.first)
  }

  @Test func `an output that is gone can still be asked for`() throws {
    let repository = try library()
    try repository.remove("agents/bob.md")
    try repository.commit("bob goes")
    try sync(repository)
    #expect(try log(repository, "bob").count == 4)
    #expect(try log(repository, ".github/prompts/bob.prompt.md").count == 4)
    #expect(try log(repository, ".github/prompts").count == 5)
  }

  @Test func `a name that never was one is refused, with the nearest`() throws {
    let result = try Tool.run("log", "adda", in: try library())
    #expect(result.status == 128)
    #expect(result.errorOutput.contains("[command.unknown-output]"))
    #expect(result.errorOutput.contains("did you mean 'ada'?"))
  }

  @Test func `a merge is listed where it made a text of its own`() throws {
    let repository = try library()
    let path = ".github/prompts/ada.prompt.md"
    try repository.git("switch", "--quiet", "-c", "side")
    let text = try repository.read(path)
    try repository.write(path, text + "\nSide.\n")
    try repository.commit("side")
    try repository.git("switch", "--quiet", "main")
    try repository.write("other.txt", "x\n")
    try repository.commit("main")
    try repository.git("merge", "--quiet", "--no-edit", "side")
    #expect(try log(repository).first == "side")
    try repository.git("merge", "--quiet", "--no-commit", "--no-ff", "-s", "ours", "HEAD~")
    try repository.git("switch", "--quiet", "-c", "again", "HEAD~")
    try repository.write("more.txt", "x\n")
    try repository.commit("more")
    try repository.git("merge", "--quiet", "--no-commit", "side")
    try repository.write(path, text + "\nMerged.\n")
    try repository.commit("merge by hand")
    #expect(try log(repository).prefix(2) == ["merge by hand", "M \(path)"])
  }

  @Test func `the zone of a date is the author's`() throws {
    let repository = try library()
    let text = try repository.read(".github/prompts/ada.prompt.md")
    try repository.write(".github/prompts/ada.prompt.md", text + "\nLate.\n")
    try repository.git("add", "--all")
    try repository.git(
      "commit",
      "--quiet",
      "-m",
      "late",
      "--date=2024-02-29T23:30:00-0330"
    )
    let result = try Tool.run("log", "-n", "1", in: repository)
    #expect(result.output.contains(" 2024-02-29T23:30:00-03:30 "))
  }

  @Test func `the answer in JSON says the same`() throws {
    let repository = try library()
    let result = try Tool.run("log", "--json", in: repository)
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    )
    let entry = try #require((answer["commits"] as? [[String: Any]])?.first)
    let commit = try #require(entry["commit"] as? [String: Any])
    #expect(commit["id"] as? String == (try repository.git("rev-parse", "HEAD")))
    #expect(commit["trailers"] as? [String] == ["Agentsync-Format: 1"])
    #expect((commit["author"] as? [String: String])?["name"] == "Ada Author")
    let outputs = try #require(entry["outputs"] as? [[String: Any]])
    #expect(outputs.map { $0["change"] as? String } == ["added", "added"])
    #expect(outputs.map { $0["agent"] as? String } == ["ada", "bob"])
  }
}
