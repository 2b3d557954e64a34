import Testing

@testable import AgentModel

struct AgentIDTests {
  private func file(_ name: String, category: [String] = [], wildcards: [String] = []) -> AgentFile
  {
    AgentFile(
      document: path("agents/x.md"),
      root: path("agents"),
      wildcards: wildcards,
      folder: nil,
      category: category,
      name: name
    )
  }

  private func explicit(_ text: String) -> String? { try? AgentID.explicit(text) }

  private func made(_ template: String, _ file: AgentFile) -> String? {
    try? AgentID.fromTemplate(template, file)
  }

  @Test(arguments: [
    ("ada", "ada"), ("Ada Lovelace", "ada-lovelace"), ("a  &  b", "a-b"), ("(ada)", "ada"),
    ("a_b.c-d", "a_b.c-d"),
    ("ÄRGER", "ärger"), ("e\u{301}", "\u{E9}"), ("日本 語", "日本-語"), ("ада", "ада"), ("v2", "v2"),
    ("a-!-b", "a-b"), ("a - b", "a-b"), ("a--b", "a--b"),
    ("İ", "i\u{307}"), (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
  ])
  func `an id is composed, lower case, with '-' for runs of other characters`(
    text: String,
    id: String
  ) throws {
    let made = try #require(explicit(text))
    #expect(Array(made.unicodeScalars) == Array(id.unicodeScalars))
  }

  @Test(arguments: [
    "", " ", "!?", "a/b", "../x", "..", "a..b", "-x", "--help", ".x", "x.", "a\nb", "a\tb",
    "a\u{202E}b", "a\\b", "con", "CON",
    "aux.x", "lpt1", "com¹", String(repeating: "a", count: 65), "p\u{430}ypal", "\u{391}BC",
    "a\u{FF42}", "a\0b", "a\u{200B}b",
  ])
  func `an id is refused that is empty, long, a path, an option, a device or a disguise`(
    text: String
  ) {
    #expect(explicit(text) == nil)
  }

  @Test func `a template is filled from name, category and wildcards`() {
    let agent = file("Ada", category: ["Core", "Web"], wildcards: ["shop", "x"])
    #expect(made("{name}", agent) == "ada")
    #expect(made("{category}.{name}", agent) == "core-web.ada")
    #expect(made("{1}.{name}", agent) == "shop.ada")
    #expect(made("{2}-{1}", agent) == "x-shop")
    #expect(made("{3}{name}", agent) == "ada")
    #expect(made("{category}-{name}", file("bob")) == "bob")
  }

  @Test func `what a name brings is no part of the template`() {
    #expect(made("{name}-{1}", file("{1}", wildcards: ["x"])) == "1-x")
    #expect(made("{name}", file("-ada-")) == "ada")
    #expect(made("{name}", file("con")) == nil)
    #expect(made("{name}", file("!!!")) == nil)
  }

  @Test(arguments: ["ада", "日本", "αβγ", "été", "ada-ада"])
  func
    `letters of one script are fine, of two that look alike they are not`(
      text: String
    )
  {
    #expect((explicit(text) != nil) == (text != "ada-ада"))
  }
}
