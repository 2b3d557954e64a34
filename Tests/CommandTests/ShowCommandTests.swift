import Foundation
import TestSupport
import Testing

struct ShowCommandTests {
  private func library() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", "# Ada\n\n## Purpose\n\nHelps.\n")
    try repository.commit("library")
    try sync(repository)
    return repository
  }

  private func sync(_ repository: TemporaryRepository) throws {
    let result = try Tool.run("sync", in: repository)
    #expect(result.status == 0, "\(result.errorOutput)")
  }

  private let prompt = ".github/prompts/ada.prompt.md"

  @Test func `the newest commit that changed an output is shown as git shows it`() throws {
    let repository = try library()
    try repository.write("agents/ada.md", "# Ada\n\n## Purpose\n\nHelps.\n\n## Work\n\nMore.\n")
    try repository.commit("edit")
    try sync(repository)
    try repository.write("other.txt", "x\n")
    try repository.commit("other")
    let id = try repository.git("rev-parse", "HEAD~")
    let date = try repository.git("log", "-1", "--format=%aI", "HEAD~")
    let patch = try repository.git("diff-tree", "-p", "HEAD~2", "HEAD~", "--", prompt)
    let expected = """
      commit \(id)
      Author: Ada Author <ada@example.com>
      Date:   \(date)

          agentsync: sync 1 agent (1 edited)

          updated \(prompt)

          Agentsync-Format: 1

      Outputs:
          M \(prompt) (in step)

      \(patch)

      """
    let result = try Tool.run("show", in: repository)
    #expect(result.status == 0)
    #expect(result.output == expected)
  }

  @Test func `sources changed in the same commit stand beside the outputs`() throws {
    let repository = try library()
    try repository.write("agents/ada.md", "# Ada\n\n## Purpose\n\nHelps all.\n")
    #expect(try Tool.run("sync", "--no-commit", in: repository).status == 0)
    try repository.write("agents/bob.md", "# Bob\n")
    try repository.commit("both")
    let result = try Tool.run("show", "HEAD", in: repository)
    #expect(result.output.contains("Sources:\n    M agents/ada.md\n    A agents/bob.md\n"))
    #expect(result.output.contains("Outputs:\n    M \(prompt) (in step)\n"))
  }

  @Test func `a hand edit is told from what was generated`() throws {
    let repository = try library()
    let text = try repository.read(prompt)
    try repository.write(prompt, text + "\nBy hand.\n")
    try repository.commit("by hand")
    #expect(try Tool.run("show", in: repository).output.contains("M \(prompt) (edited)"))
  }

  @Test func `a first commit is compared with nothing`() throws {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", "# Ada\n")
    try repository.write(prompt, "foreign\n")
    try repository.commit("all at once")
    let result = try Tool.run("show", "HEAD", in: repository)
    #expect(result.output.contains("A \(prompt) (foreign)"))
    #expect(result.output.contains("+foreign"))
  }

  @Test func `a renamed output is compared with what it was`() throws {
    let repository = try library()
    try repository.git("mv", "agents/ada.md", "agents/eda.md")
    try repository.commit("rename")
    try sync(repository)
    let result = try Tool.run("show", in: repository)
    #expect(result.output.contains("R \(prompt) -> .github/prompts/eda.prompt.md"))
    #expect(result.output.contains("rename to .github/prompts/eda.prompt.md"))
    #expect(result.output.contains("-# agentsync: from agents/ada.md"))
  }

  @Test func `a removed output is shown with what it held`() throws {
    let repository = try library()
    try repository.write("agents/bob.md", "# Bob\n")
    try repository.remove("agents/ada.md")
    try repository.commit("ada goes")
    let result = try Tool.run("sync", "--allow-removals", in: repository)
    #expect(result.status == 0)
    let shown = try Tool.run("show", in: repository).output
    #expect(shown.contains("    D \(prompt)\n"))
    #expect(shown.contains("deleted file mode 100644"))
  }

  @Test func `a commit without outputs says so`() throws {
    let repository = try library()
    let result = try Tool.run("show", "HEAD~", in: repository)
    #expect(result.status == 0)
    #expect(result.output.contains("no output changed"))
    #expect(result.output.contains("A agents/ada.md"))
    let none = try Tool.run("show", in: try TemporaryRepository())
    #expect(none.output == "no commit has changed an output\n")
  }

  @Test func `a commit whose configuration is damaged can still be shown`() throws {
    let repository = try library()
    try repository.write(".agentsync.yml", "targets: [nothing]\n")
    let text = try repository.read(prompt)
    try repository.write(prompt, text + "\nBy hand.\n")
    try repository.commit("damaged")
    let result = try Tool.run("show", "HEAD", in: repository)
    #expect(result.status == 0)
    #expect(result.output.contains("M \(prompt)\n"))
    #expect(result.errorOutput.contains("[config."))
  }

  @Test func `text that would steer a terminal is escaped`() throws {
    let repository = try library()
    let text = try repository.read(prompt)
    try repository.write(prompt, text + "\n\u{1B}[31mred\ttab\n")
    try repository.commit("esc \u{1B}[31m")
    let result = try Tool.run("show", in: repository)
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.output.contains("+\\u{1B}[31mred\ttab"))
  }

  @Test func `the answer in JSON holds each output's difference`() throws {
    let repository = try library()
    try repository.write("agents/bob.md", "# Bob\n")
    try repository.commit("bob")
    try sync(repository)
    let result = try Tool.run("show", "--json", in: repository)
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    )
    #expect(answer["command"] as? String == "show")
    #expect(answer["parent"] as? String == (try repository.git("rev-parse", "HEAD~")))
    let outputs = try #require(answer["outputs"] as? [[String: Any]])
    #expect(outputs.map { $0["state"] as? String } == ["in-step"])
    let patch = try #require(outputs.first?["patch"] as? String)
    let asked = try repository.git("diff-tree", "-p", "HEAD~", "HEAD", "--", ".github")
    #expect(patch == asked + "\n")
  }
}
