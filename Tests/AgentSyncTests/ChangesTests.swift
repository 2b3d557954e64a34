import AgentModel
import Git
import Testing

@testable import AgentSync

struct ChangesTests {
  private let ada = "# Ada\n\n## Purpose\n\nHelps.\n"
  private let bob = "# Bob\n\n## Purpose\n\nBuilds.\n"

  @Test func `equal libraries have no change`() throws {
    let files = ["agents/ada.md": ada, "agents/core/bob.md": bob]
    #expect(try ChangeLibrary.changes(files, files).isEmpty)
  }

  @Test func `agents come and go`() throws {
    let changes = try ChangeLibrary.changes(["agents/ada.md": ada], ["agents/bob.md": bob])
    #expect(changes.map(\.kind) == [.removed, .added])
    #expect(changes.map(\.id) == ["ada", "bob"])
    #expect(changes.map(\.source.string) == ["agents/ada.md", "agents/bob.md"])
    #expect(changes.allSatisfy { !$0.isEdited })
  }

  @Test func `a document of the same bytes under another name is the same agent`() throws {
    let changes = try ChangeLibrary.changes(["agents/ada.md": ada], ["agents/core/eda.md": ada])
    let change = try #require(changes.first)
    #expect(changes.count == 1)
    #expect(change.kind == .changed)
    #expect(change.id == "eda")
    #expect(change.formerID == "ada")
    #expect(change.source.string == "agents/core/eda.md")
    #expect(change.formerSource?.string == "agents/ada.md")
    #expect(change.formerCategory == [])
    #expect(!change.isEdited)
  }

  @Test func `a document that gives itself another id is the same agent`() throws {
    let changes = try ChangeLibrary.changes(
      ["agents/ada.md": ada],
      ["agents/ada.md": "---\nid: lovelace\n---\n" + ada]
    )
    #expect(changes.map(\.id) == ["lovelace"])
    #expect(changes.map(\.formerID) == ["ada"])
    #expect(changes.first?.formerSource == nil)
    #expect(changes.first?.fields.map(\.name) == ["id"])
  }

  @Test func `the registry's former source names the agent that was there`() throws {
    let old = try ChangeLibrary.side(["agents/ada.md": ada])
    let new = try ChangeLibrary.side(["agents/eda.md": bob])
    let path = try #require(RepoPath("agents/ada.md"))
    let renames = try pairRenamedAgents(
      from: old.library,
      to: new.library,
      formerSources: ["eda": [path]]
    )
    #expect(renames == ["ada": "eda"])
  }

  @Test func `twins are not guessed to be each other`() throws {
    let changes = try ChangeLibrary.changes(
      ["agents/ada.md": ada, "agents/bob.md": ada],
      ["agents/cid.md": ada, "agents/dan.md": ada]
    )
    #expect(changes.map(\.kind) == [.removed, .removed, .added, .added])
  }

  @Test func `swapped documents are two edits, not two renames`() throws {
    let changes = try ChangeLibrary.changes(
      ["agents/ada.md": ada, "agents/bob.md": bob],
      ["agents/ada.md": bob, "agents/bob.md": ada]
    )
    #expect(changes.map(\.kind) == [.changed, .changed])
    #expect(changes.allSatisfy { $0.formerID == nil && $0.formerSource == nil })
  }

  @Test func `an agent that moves to another folder keeps its id and changes its category`() throws
  {
    let changes = try ChangeLibrary.changes(
      ["agents/core/ada.md": ada],
      ["agents/web/front/ada.md": ada]
    )
    #expect(changes.map(\.formerCategory) == [["core"]])
    #expect(changes.map(\.formerID) == [nil])
    #expect(changes.map(\.isEdited) == [false])
  }

  @Test func `a document whose id another one takes too is not removed`() throws {
    let one = ["agents/core/ada.md": ada]
    let two = ["agents/core/ada.md": ada, "agents/web/ada.md": bob]
    let lost = try ChangeLibrary.changes(one, two)
    #expect(lost.map(\.kind) == [.rejected])
    let regained = try ChangeLibrary.changes(two, one)
    #expect(regained.map(\.kind) == [.readmitted])
  }

  @Test func `a document that becomes unreadable is not removed`() throws {
    let changes = try ChangeLibrary.changes(
      ["agents/ada.md": ada],
      ["agents/ada.md": "---\nname: [\n---\n# Ada\n"]
    )
    #expect(changes.map(\.kind) == [.rejected])
  }

  @Test func `parts are compared by name and bytes`() throws {
    let folder = "agents/ada"
    let changes = try ChangeLibrary.changes(
      [
        "\(folder)/ada.md": ada,
        "\(folder)/modules/plan.md": "plan\n",
        "\(folder)/modules/work.md": "work\n",
        "\(folder)/tasks/one.md": "one\n",
        "\(folder)/tasks/same.md": "same\n",
      ],
      [
        "\(folder)/ada.md": ada,
        "\(folder)/modules/plan.md": "a better plan\n",
        "\(folder)/modules/doing.md": "work\n",
        "\(folder)/tasks/two.md": "two\n",
        "\(folder)/tasks/same.md": "same\n",
      ]
    )
    let change = try #require(changes.first)
    let parts = change.parts.map { part in
      "\(part.kind.rawValue) \(part.formerPath.map { $0.name + " -> " } ?? "")\(part.path.name)"
    }
    #expect(
      parts == ["renamed work.md -> doing.md", "edited plan.md", "removed one.md", "added two.md"]
    )
    #expect(change.isEdited)
  }

  @Test func `a folder that moves as a whole changes no part`() throws {
    let changes = try ChangeLibrary.changes(
      ["agents/core/ada/ada.md": ada, "agents/core/ada/modules/plan.md": "plan\n"],
      ["agents/web/ada/ada.md": ada, "agents/web/ada/modules/plan.md": "plan\n"]
    )
    #expect(changes.map(\.parts) == [[]])
    #expect(changes.map(\.formerSource?.string) == ["agents/core/ada/ada.md"])
  }

  @Test func `a document that is split into parts gains them`() throws {
    let changes = try ChangeLibrary.changes(
      ["agents/ada.md": ada],
      ["agents/ada/ada.md": ada, "agents/ada/modules/plan.md": "plan\n"]
    )
    #expect(changes.map(\.formerSource?.string) == ["agents/ada.md"])
    #expect(changes.first?.parts.map(\.kind) == [.added])
  }
}
