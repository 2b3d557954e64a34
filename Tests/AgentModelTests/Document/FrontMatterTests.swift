import AgentModel
import Testing

struct FrontMatterTests {
  @Test func `front matter stands between two lines of '---'`() throws {
    let ada = try document("---\nname: ada\n---\n# Ada\n")
    let frontMatter = try #require(ada.frontMatter)
    #expect(String(decoding: ada.bytes[frontMatter.range], as: UTF8.self) == "name: ada\n")
    #expect(String(decoding: ada.bytes[ada.bodyStart...], as: UTF8.self) == "# Ada\n")
  }

  @Test(arguments: ["---  ", "---\t", "---\r", "---\u{A0}", "--- \r"])
  func `white space behind '---' opens and closes front matter`(fence: String) throws {
    let ada = try document("\(fence)\nname: ada\n\(fence)\nbody\n")
    #expect(ada.frontMatter?.pairs.map(\.key) == ["name"])
    #expect(String(decoding: ada.bytes[ada.bodyStart...], as: UTF8.self) == "body\n")
  }

  @Test(arguments: ["----\n", "--- yaml\n", " ---\n", "\n---\n", "# c\n---\n", "--\n"])
  func `a first line of anything else means that all is body`(head: String) throws {
    let ada = try document(head + "name: ada\n")
    #expect(ada.frontMatter == nil)
    #expect(ada.bodyStart == 0)
  }

  @Test func `three dots close nothing`() throws {
    let ada = try document("---\nname: ada\n...\n---\nbody\n")
    #expect(ada.frontMatter?["name"]?.value.text == "ada")
    #expect(problem(in: "---\nname: ada\n...\nbody\n")?.code == .unterminatedFrontMatter)
  }

  @Test(arguments: ["---\nname: ada\n", "---\nname: ada\n ---\nbody\n", "---\nname: ada\n# ---\n"])
  func `front matter that nothing closes is refused`(text: String) {
    #expect(problem(in: text)?.code == .unterminatedFrontMatter)
  }

  @Test func `front matter that is not closed within 64 KiB is never read as YAML`() {
    let lines = String(repeating: "[[[[[[[[: &a *b\n", count: 5_000)
    #expect(problem(in: "---\n" + lines)?.code == .unterminatedFrontMatter)
  }

  @Test func `front matter of 64 KiB and one byte is refused before it is parsed`() {
    let line = "# " + String(repeating: "c", count: 1_021) + "\n"
    let full = String(repeating: line, count: 64)
    #expect(full.utf8.count == 64 << 10)
    #expect(problem(in: "---\n" + full + "---\nbody\n") == nil)
    #expect(problem(in: "---\n" + full + "\n---\nbody\n")?.code == .frontMatterTooBig)
    let bad = String(repeating: "[[[[ &a\n", count: 9_000)
    #expect(problem(in: "---\n" + bad + "---\nbody\n")?.code == .frontMatterTooBig)
  }

  @Test func `front matter without a body and a body without front matter are documents`() throws {
    #expect(try document("---\nname: ada\n---").frontMatter != nil)
    #expect(try document("just text").frontMatter == nil)
    #expect(try document("---\n---\nbody").frontMatter?.pairs == [])
  }

  @Test func `places count from the start of the file`() throws {
    let text =
      "---\r\n# comment\nname: ada\ntools: [read,\n  'edit']\ntargets:\n  prompt:\n    model: x\n---\n"
    let frontMatter = try #require(try document(text).frontMatter)
    #expect(frontMatter.pairs.map(\.line) == [3, 4, 6])
    #expect(frontMatter["name"]?.line == 3)
    #expect(frontMatter["name"]?.column == 7)
    let tools = try #require(frontMatter["tools"]?.value.items)
    #expect(tools.map(\.line) == [4, 5])
    #expect(tools.map(\.column) == [9, 3])
    #expect(frontMatter["targets"]?.value["prompt"]?.value["model"]?.line == 8)
    #expect(frontMatter["targets"]?.value["prompt"]?.value["model"]?.column == 12)
  }

  @Test func `columns count Unicode scalars`() throws {
    let frontMatter = try #require(
      try document("---\n'é👩‍💻': {b: \u{2028}c}\nd: [e, f]\n---\n").frontMatter
    )
    #expect(frontMatter.pairs.first?.item.column == 9)
    #expect(frontMatter["d"]?.value.items?.map(\.line) == [3, 3])
  }
}
