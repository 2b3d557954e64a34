import Foundation
import TestSupport
import Testing

/// What `status` and `check` print for people.
struct StatusCommandTests {
  private static let prompt = ".github/prompts/ada.prompt.md"

  /// A repository with an agent whose text ends in these lines.
  private func library(_ lines: String...) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    let text = "# Ada\n\n## Purpose\n\nHelps.\n\n" + lines.joined(separator: "\n\n") + "\n"
    try repository.write("agents/ada.md", text)
    try repository.commit("library")
    return repository
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  @Test func `a hint that several findings share is said once, below the last of them`() throws {
    let repository = try library("[x](gone.md)", "[y](lost.md)", "[z](guides.md)")
    try repository.write("agents/core/guides.md", "# Guides\n\n## Purpose\n\nHelps.\n")
    try repository.commit("a guide")
    #expect(try Tool.run("sync", in: repository).status == 0)
    for command in ["status", "check", "sync"] {
      let said = lines(try Tool.run(command, in: repository).errorOutput)
      #expect(said.filter { $0.hasPrefix("warning: ") }.count == 3, "\(command): \(said)")
      #expect(said.filter { $0.hasPrefix("hint: ") }.count == 2, "\(command): \(said)")
      let kinds = said.map { $0.prefix { $0 != ":" } }
      #expect(kinds == ["warning", "warning", "hint", "warning", "hint"], "\(command): \(said)")
    }
    let json = try Tool.run("status", "--json", in: repository).output
    #expect(json.components(separatedBy: "\"hint\"").count == 4)
  }

  @Test func `what sync brings in step is told from what a person must choose`() throws {
    let repository = try library("Ask.")
    try repository.write(Self.prompt, "Mine.\n")
    try repository.commit("a prompt of my own")
    let choice =
      "'git agentsync sync --adopt PATH' keeps what people wrote, "
      + "'--replace PATH' takes what is generated"
    let foreign = try Tool.run("status", in: repository)
    #expect(foreign.output.contains("\n  (\(choice))\n"))
    #expect(!foreign.output.contains("in step"))
    #expect(try Tool.run("check", in: repository).output.contains("out of step: \(choice)\n"))

    try repository.write("agents/bob.md", "# Bob\n\n## Purpose\n\nBuilds.\n")
    try repository.commit("another one")
    let both = try Tool.run("status", in: repository)
    let first = "'git agentsync sync' brings 1 of them in step"
    #expect(both.output.contains("\n  (\(first); \(choice))\n"))

    #expect(try Tool.run("sync", "--adopt", in: repository).status == 0)
    try repository.write("agents/eve.md", "# Eve\n\n## Purpose\n\nBuilds.\n")
    try repository.commit("a third")
    let new = try Tool.run("status", in: repository)
    #expect(new.output.contains("\n  ('git agentsync sync' brings them in step)\n"))
  }

  @Test func `an output that can't be written names no choice that would not help`() throws {
    let repository = try library("Ask.")
    #expect(try Tool.run("sync", in: repository).status == 0)
    try repository.write("agents/ada.md", "---\ntools: 5\n---\n# Ada\n")
    try repository.commit("broken")
    let status = try Tool.run("status", in: repository)
    #expect(
      status.output.contains(
        "\n  (these outputs can change once what is named below is mended)\n"
      )
    )
  }
}
