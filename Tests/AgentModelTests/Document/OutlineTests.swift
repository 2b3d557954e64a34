import AgentModel
import Testing

struct OutlineTests {
  @Test func `headings have their text, line, place and anchor`() throws {
    let ada = try document("---\nname: ada\n---\n# Ada *the* `first` #\n\nText\nmore\n===\n\n###\n")
    #expect(ada.headings.map(\.level) == [1, 1, 3])
    #expect(ada.headings.map(\.text) == ["Ada the first", "Text more", ""])
    #expect(ada.headings.map(\.slug) == ["ada-the-first", "text-more", ""])
    #expect(ada.headings.map(\.line) == [4, 6, 10])
    let sources = ada.headings.map { String(decoding: ada.bytes[$0.range], as: UTF8.self) }
    #expect(sources == ["# Ada *the* `first` #", "Text\nmore\n===", "###"])
  }

  @Test func `images and markup are no part of a heading's text`() throws {
    let ada = try document("# ![logo](x.png) [Ada](y.md) &amp; **Co** <b>x</b>\n")
    #expect(ada.headings.map(\.text) == ["Ada & Co x"])
  }

  @Test func `headings in code and comments are none`() throws {
    #expect(try document("```\n# a\n```\n<!--\n# b\n-->\n    # c\n").headings.isEmpty)
  }

  // MARK: - Labels

  @Test func `bold labels are read from paragraphs, quotes and lists`() throws {
    let ada = try document(
      """
      # Ada

      > **Status**: Planned - Phase 2
      > **Priority:** High (Team)

      ## Identity
      **Role:** Writer & *reader*
      **Version:** 2.0.0\u{20}\u{20}
      - **Created**: 2025-06-05
      - [x] **Last Updated** : `today`
      - **Empty:**
      - **no label** here
      - text **Not:** at the start

      """
    )
    #expect(
      ada.labels.map(\.name) == [
        "Status", "Priority", "Role", "Version", "Created", "Last Updated",
      ]
    )
    #expect(
      ada.labels.map(\.value) == [
        "Planned - Phase 2", "High (Team)", "Writer & reader", "2.0.0", "2025-06-05", "today",
      ]
    )
    #expect(ada.labels.map(\.line) == [3, 4, 7, 8, 9, 10])
  }

  @Test func `labels are read before the third heading only`() throws {
    let ada = try document("# a\n**b:** c\n## d\n**e:** f\n## g\n**h:** i\n")
    #expect(ada.labels.map(\.name) == ["b", "e"])
  }

  @Test func `labels keep their value where lines end with CR LF`() throws {
    #expect(try document("**a:** b\r\n**c**: d\r\n").labels.map(\.value) == ["b", "d"])
  }

  // MARK: - Purpose

  @Test(arguments: ["Purpose", "Purpose Statement", "DESCRIPTION", "overview", "*Purpose*"])
  func `the purpose is the first paragraph of the section of that name`(name: String) throws {
    let ada = try document(
      "# Ada\n\nNot this.\n\n## \(name)\n\nIt *does*\nthis & `that`.\n\nAnd more.\n"
    )
    #expect(ada.purpose == Sourced("It does this & that.", .section, line: 7))
  }

  @Test func `a list is no purpose, and a section without a paragraph has none`() throws {
    #expect(try document("## Purpose\n\n- a\n- b\n\nThen text.\n").purpose?.value == "Then text.")
    #expect(try document("## Purpose\n\n- a\n\n## Other\n\ntext\n").purpose == nil)
    #expect(try document("## Purpose\n## Overview\n\ntext\n").purpose?.value == "text")
  }
}
