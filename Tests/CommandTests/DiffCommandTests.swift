import Foundation
import TestSupport
import Testing

struct DiffCommandTests {
  private static let ada = """
    ---
    tools: [read, edit]
    ---
    # Ada

    **Version:** 1.0.0

    ## Purpose

    Helps with numbers.

    ## Work

    One step.
    """

  /// A repository with two agents in a commit.
  private func library() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", Self.ada)
    try repository.write("agents/bob.md", "# Bob\n\n## Purpose\n\nBuilds.\n")
    try repository.commit("library")
    return repository
  }

  private func edit(_ repository: TemporaryRepository) throws {
    let text = Self.ada
      .replacingOccurrences(of: "[read, edit]", with: "[read, execute]")
      .replacingOccurrences(of: "1.0.0", with: "1.1.0")
      .replacingOccurrences(of: "One step.", with: "One step.\nAnother step.")
    try repository.write("agents/ada.md", text)
  }

  private let edited = """
    agent ada edited agents/ada.md
      field    tools: +execute -edit
      field    version: '1.0.0' -> '1.1.0'
      section  Work: edited +1
      output   .github/prompts/ada.prompt.md: changed

    """

  @Test func `nothing is said where nothing changed`() throws {
    let repository = try library()
    let result = try Tool.run("diff", "--exit-code", in: repository)
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(result.errorOutput.isEmpty)
  }

  @Test func `the work tree is compared with HEAD, field by field and section by section`() throws {
    let repository = try library()
    try edit(repository)
    let result = try Tool.run("diff", in: repository)
    #expect(result.status == 0)
    #expect(result.output == edited)
    #expect(try Tool.run("diff", "--exit-code", in: repository).status == 1)
  }

  @Test func `the index is compared where it is asked for`() throws {
    let repository = try library()
    try edit(repository)
    #expect(try Tool.run("diff", "--staged", in: repository).output.isEmpty)
    try repository.git("add", "--all")
    #expect(try Tool.run("diff", "--staged", in: repository).output == edited)
    #expect(try Tool.run("diff", "--cached", "HEAD", in: repository).output == edited)
  }

  @Test(arguments: [["HEAD~", "HEAD"], ["HEAD~..HEAD"], ["HEAD~.."]])
  func `two commits are compared`(words: [String]) throws {
    let repository = try library()
    try edit(repository)
    try repository.commit("edit")
    let result = try Tool.run("diff", words[0], words.count > 1 ? words[1] : "-q", in: repository)
    let expected = words.count > 1 ? edited : ""
    #expect(result.output == expected)
    let loud = try Tool.run("diff", "--no-color", words[0], in: repository)
    if words.count == 1 { #expect(loud.output == edited) }
  }

  @Test func `one commit is compared with the work tree`() throws {
    let repository = try library()
    try edit(repository)
    try repository.commit("edit")
    #expect(try Tool.run("diff", "HEAD~", in: repository).output == edited)
    #expect(try Tool.run("diff", "HEAD", in: repository).output.isEmpty)
  }

  @Test func `agents that come, go and move are named with their outputs`() throws {
    let repository = try library()
    try repository.git("mv", "agents/ada.md", "agents/eda.md")
    try repository.remove("agents/bob.md")
    try repository.write("agents/core/cid.md", "# Cid\n")
    let result = try Tool.run("diff", in: repository)
    let expected = """
      agent bob removed agents/bob.md
        output   .github/prompts/bob.prompt.md: removed
      agent cid added agents/core/cid.md
        output   .github/prompts/cid.prompt.md: added
      agent ada -> eda renamed, moved
        source   agents/ada.md -> agents/eda.md
        output   .github/prompts/ada.prompt.md -> .github/prompts/eda.prompt.md: changed

      """
    #expect(result.output == expected)
  }

  @Test func `outputs that another file touches are named apart`() throws {
    let repository = try library()
    try repository.write(".agentsync.yml", "targets: [prompt, agent]\n")
    let result = try Tool.run("diff", in: repository)
    let expected = """
      configuration changed .agentsync.yml
      outputs of agents that stay the same
        output   .github/agents/ada.agent.md: added
        output   .github/agents/bob.agent.md: added

      """
    #expect(result.output == expected)
  }

  @Test func `an output whose text stays is named when more is asked for`() throws {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada/ada.md", "# Ada\n\n## Purpose\n\nHelps.\n")
    try repository.write("agents/ada/modules/plan.md", "Plan.\n")
    try repository.commit()
    try repository.write("agents/ada/modules/plan.md", "A better plan.\n")
    let quiet = try Tool.run("diff", in: repository)
    #expect(!quiet.output.contains("output"))
    let result = try Tool.run("diff", "-v", in: repository)
    let expected = """
      agent ada edited agents/ada/ada.md
        part     agents/ada/modules/plan.md: edited
        output   .github/prompts/ada.prompt.md: stays the same

      """
    #expect(result.output == expected)
  }

  @Test func `an agent that can't be used any more keeps its output`() throws {
    let repository = try library()
    try repository.write("agents/web/ada.md", "# Another Ada\n")
    let result = try Tool.run("diff", in: repository)
    #expect(result.status == 0)
    #expect(result.output.contains("agent ada can't be used any more agents/ada.md"))
    #expect(result.output.contains(".github/prompts/ada.prompt.md: stays as it is for now"))
    #expect(result.errorOutput.contains("[model.duplicate-id]"))
  }

  @Test func `the answer in JSON says the same`() throws {
    let repository = try library()
    try edit(repository)
    let result = try Tool.run("diff", "--json", in: repository)
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    )
    #expect(answer["version"] as? Int == 1)
    #expect(answer["command"] as? String == "diff")
    #expect(answer["configurationChanged"] as? Bool == false)
    #expect((answer["from"] as? [String: Any])?["kind"] as? String == "commit")
    #expect((answer["to"] as? [String: Any])?["kind"] as? String == "worktree")
    let agent = try #require((answer["agents"] as? [[String: Any]])?.first)
    #expect(agent["agent"] as? String == "ada")
    #expect(agent["change"] as? String == "changed")
    let sections = try #require(agent["sections"] as? [[String: Any]])
    #expect(sections.map { $0["path"] as? [String] } == [["Work"]])
    #expect(sections.map { $0["addedLines"] as? Int } == [1])
    let outputs = try #require(answer["outputs"] as? [[String: Any]])
    #expect(outputs.map { $0["path"] as? String } == [".github/prompts/ada.prompt.md"])
  }

  @Test(arguments: [["diff", "a", "b", "c"], ["diff", "--staged", "a", "b"], ["diff", "a...b"]])
  func `more than two commits are wrong usage`(words: [String]) throws {
    let repository = try library()
    let result = try Tool.run(
      words[0],
      words[1],
      words.count > 2 ? words[2] : "-q",
      words.count > 3 ? words[3] : "-q",
      in: repository
    )
    #expect(result.status == 129)
  }

  @Test func `an unknown commit stops it`() throws {
    let result = try Tool.run("diff", "nowhere", in: try library())
    #expect(result.status == 128)
    #expect(result.errorOutput.contains("nowhere"))
    #expect(result.errorOutput.contains("[repository.unknown-revision]"))
  }

  @Test func `an unborn branch is compared from its index on`() throws {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", Self.ada)
    let result = try Tool.run("diff", in: repository)
    #expect(result.output.contains("agent ada added agents/ada.md"))
    try repository.git("add", "--all")
    #expect(try Tool.run("diff", in: repository).output.isEmpty)
  }

  @Test func `a bare repository has two commits to compare`() throws {
    let source = try library()
    try edit(source)
    try source.commit("edit")
    try source.git("config", "core.bare", "true")
    #expect(try Tool.run("diff", "HEAD~", "HEAD", in: source).output == edited)
    let result = try Tool.run("diff", in: source)
    #expect(result.status == 128)
    #expect(result.errorOutput.contains("[apply.bare-repository]"))
  }
}
