import AgentModel
import Testing

@testable import AgentSync

struct ChangeFieldsTests {
  @Test func `keys of the front matter are compared one by one`() throws {
    let fields = try ChangeLibrary.fields(
      "---\nname: Ada\nmodel: opus\nold: x\n---\n# Ada\n",
      "---\nmodel: sonnet\nname: Ada\nnew: y\n---\n# Ada\n"
    )
    #expect(
      fields == [
        "front-matter model: opus -> sonnet", "front-matter new: - -> y",
        "front-matter old: x -> -",
      ]
    )
  }

  @Test func `a list tells what came and what went`() throws {
    let change = try ChangeLibrary.change(
      "---\ntools: [read, edit, search]\n---\n# Ada\n",
      "---\ntools: [search, read, execute]\n---\n# Ada\n"
    )
    let field = try #require(change.fields.first)
    #expect(field.addedItems == ["execute"])
    #expect(field.removedItems == ["edit"])
    #expect(field.new == "[search, read, execute]")
  }

  @Test func `keys within a mapping are named by their path`() throws {
    let fields = try ChangeLibrary.fields(
      "---\ntargets:\n  prompt: {model: a, agent: b}\n---\n# Ada\n",
      "---\ntargets:\n  prompt: {model: c, agent: b}\n---\n# Ada\n"
    )
    #expect(fields == ["front-matter targets.prompt.model: a -> c"])
  }

  @Test func `quotes are shown where they make a difference`() throws {
    let fields = try ChangeLibrary.fields(
      "---\na: true\nb: 'x'\nc: ''\n---\n# Ada\n",
      "---\na: 'true'\nb: \"x\"\nc:\n---\n# Ada\n"
    )
    #expect(
      fields == ["front-matter a: true -> \"true\"", "front-matter c: \"\" -> "]
    )
  }

  @Test func `a label is a field and not an edited section`() throws {
    let change = try ChangeLibrary.change(
      "# Ada\n\n**Version:** 1.0.0\n**Status:** draft\n\n## Work\n\nText.\n",
      "# Ada\n\n**Version:** 1.1.0\n**Status:** draft\n\n## Work\n\nText.\n"
    )
    #expect(change.fields.map(\.name) == ["version"])
    #expect(change.fields.map(\.origin) == [.label])
    #expect(change.fields.map(\.old) == ["1.0.0"])
    #expect(change.sections.isEmpty)
    #expect(!change.isLayoutChanged)
  }

  @Test func `text beside a label is an edited section`() throws {
    let change = try ChangeLibrary.change(
      "# Ada\n\nShe says **Version:** 1.0.0\n",
      "# Ada\n\nHe says **Version:** 1.0.0\n"
    )
    #expect(change.isEdited)
    #expect(!change.isLayoutChanged)
  }

  @Test func `what the text says of title and description is a field too`() throws {
    let fields = try ChangeLibrary.fields(
      "# Ada\n\n## Purpose\n\nHelps people.\n",
      "# Ada Lovelace\n\n## Purpose\n\nHelps everybody.\n"
    )
    #expect(
      fields == [
        "text title: Ada -> Ada Lovelace", "text description: Helps people. -> Helps everybody.",
      ]
    )
  }

  @Test func `a description in the front matter is named once`() throws {
    let fields = try ChangeLibrary.fields(
      "# Ada\n\n## Purpose\n\nHelps people.\n",
      "---\ndescription: Helps.\n---\n# Ada\n\n## Purpose\n\nHelps people.\n"
    )
    #expect(fields == ["front-matter description: - -> Helps."])
  }

  @Test(arguments: [
    ("---\na: 1\nb: 2\n---\n# Ada\n", "---\nb: 2\n# why\na: 1\n---\n# Ada\n"),
    ("# Ada\n\nText.\n", "# Ada\r\n\r\nText.\r\n"),
    ("# Ada\n\nText.\n", "# Ada\n\n\n\nText."),
    ("# Ada\n\n**Version:** 1\n", "# Ada\n\n> **Version**: 1\n"),
  ])
  func `what changes neither field nor section is layout`(old: String, new: String) throws {
    let change = try ChangeLibrary.change(old, new)
    #expect(change.isLayoutChanged)
    #expect(change.fields.isEmpty && change.sections.isEmpty)
  }
}
