import Git
import PromptFiles
import TestSupport
import Testing

@testable import AgentSync

struct RecordFileTests {
  @Test func `a pristine file gives back the text it was made from`() {
    for text in ["", "a\n", "a\n\nb\n", "| a\n", "\n\n", "---\nx: 1\n---\n"] {
      let bytes = Array(text.utf8)
      #expect(Pristine.decode(Pristine.encode(bytes)) == bytes)
    }
  }

  @Test func `a pristine file with a line of somebody else is not believed`() {
    #expect(Pristine.decode(Array("| a\nb\n".utf8)) == nil)
    #expect(Pristine.decode(Array("<<<<<<< ours\n".utf8)) == nil)
  }

  @Test func `a pristine file checked in with CRLF holds the same text`() {
    #expect(Pristine.decode(Array("| a\r\n| b\r\n".utf8)) == Array("a\nb\n".utf8))
  }

  @Test func `a registry entry survives being written and read`() throws {
    let source = try #require(RepoPath("agents/core/ada.md"))
    let former = try #require(RepoPath("agents/ada.md"))
    let prompt = try #require(RepoPath(".github/prompts/ada.prompt.md"))
    let skill = try #require(RepoPath(".github/skills/ada/SKILL.md"))
    let entry = RegistryEntry(
      id: "ada",
      source: source,
      outputs: [
        RegistryEntry.Output(target: .skill, path: skill, isSuppressed: true),
        RegistryEntry.Output(target: .prompt, path: prompt),
      ],
      formerSources: [former]
    )
    #expect(RegistryEntry(parsing: entry.bytes, id: "ada") == entry)
    #expect(RegistryEntry(parsing: entry.bytes, id: "eve") == nil)
    #expect(RegistryEntry.id(of: RegistryEntry.path(of: "ada")) == "ada")
  }

  @Test(arguments: ["", "{}", "<<<<<<< a", "[1]", "{\"id\": \"ada\"}", "\u{0}"])
  func `a damaged registry entry proves nothing`(_ text: String) {
    #expect(RegistryEntry(parsing: Array(text.utf8), id: "ada") == nil)
  }

  @Test func `taking a text's shape off and putting it on again changes nothing`() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<500 {
      let lines = (0..<Int.random(in: 0...5, using: &random)).map { "line \($0)" }
      let ending = Bool.random(using: &random) ? "\r\n" : "\n"
      var text = lines.joined(separator: ending)
      if Bool.random(using: &random), !text.isEmpty { text += ending }
      if Bool.random(using: &random) { text = "\u{FEFF}" + text }
      let bytes = Array(text.utf8)
      let normalised = OutputText(bytes)
      // A single line without an ending tells nothing of the ending it would have.
      #expect(OutputText.bytes(of: normalised.content, in: normalised.shape) == bytes)
    }
  }
}
