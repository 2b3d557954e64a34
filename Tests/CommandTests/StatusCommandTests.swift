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
}
