import AgentModel
import TestSupport
import Testing

@testable import AgentSync

struct RenameMatchingTests {
  private let ada = prose("ada")
  private let bob = prose("bob")
  private let eve = prose("eve")

  // MARK: - The same bytes

  @Test func `the same bytes under one other path are a sure rename, and nothing is read`() throws {
    let trees = TwoTrees(old: ["a.md": ada, "b.md": bob], new: ["x/c.md": ada, "b.md": bob])
    let (renames, reads) = try trees.run()
    #expect(renames.map(\.line) == ["a.md -> x/c.md same-blob 100 sure"])
    #expect(reads == 0)
  }

  @Test func `two files that changed places are two renames`() throws {
    let trees = TwoTrees(old: ["a.md": ada, "b.md": bob], new: ["a.md": bob, "b.md": ada])
    let (renames, reads) = try trees.run()
    #expect(
      renames.map(\.line) == [
        "a.md -> b.md same-blob 100 sure", "b.md -> a.md same-blob 100 sure",
      ]
    )
    #expect(reads == 0)
  }

  @Test func `three files that changed places in a ring are three renames`() throws {
    let trees = TwoTrees(
      old: ["a.md": ada, "b.md": bob, "c.md": eve],
      new: ["a.md": eve, "b.md": ada, "c.md": bob]
    )
    #expect(
      try trees.lines() == [
        "a.md -> b.md same-blob 100 sure", "b.md -> c.md same-blob 100 sure",
        "c.md -> a.md same-blob 100 sure",
      ]
    )
  }

  @Test func `a file that moved over another one is a rename`() throws {
    let trees = TwoTrees(old: ["a.md": ada, "b.md": bob], new: ["b.md": ada])
    #expect(try trees.lines() == ["a.md -> b.md same-blob 100 sure"])
  }

  @Test func `a file with something new where it stood is a likely rename`() throws {
    let trees = TwoTrees(old: ["a.md": ada], new: ["a.md": "Moved to b.md.\n", "b.md": ada])
    #expect(try trees.lines() == ["a.md -> b.md same-blob 100 likely"])
  }

  @Test func `a copy of a file that was edited afterwards is no rename`() throws {
    let trees = TwoTrees(old: ["a.md": ada], new: ["a.md": ada.rewritten(3), "b.md": ada])
    #expect(try trees.lines().isEmpty)
  }

  @Test func `a name that changed in case alone is a rename`() throws {
    let trees = TwoTrees(old: ["docs/Ada.md": ada], new: ["docs/ada.md": ada])
    #expect(try trees.lines() == ["docs/Ada.md -> docs/ada.md same-blob 100 sure"])
  }

  @Test func `of files with the same bytes the name decides`() throws {
    let trees = TwoTrees(
      old: ["a/x.md": ada, "a/y.md": ada],
      new: ["b/y.md": ada, "c/x.md": ada]
    )
    #expect(
      try trees.lines() == [
        "a/x.md -> c/x.md same-blob 100 sure", "a/y.md -> b/y.md same-blob 100 sure",
      ]
    )
  }

  @Test func `of files with the same bytes and name the nearest folder decides`() throws {
    let trees = TwoTrees(
      old: ["a/x/index.md": ada, "a/y/index.md": ada],
      new: ["b/x/index.md": ada, "c/y/index.md": ada]
    )
    #expect(
      try trees.lines() == [
        "a/x/index.md -> b/x/index.md same-blob 100 likely",
        "a/y/index.md -> c/y/index.md same-blob 100 likely",
      ]
    )
    let deeper = TwoTrees(
      old: ["a/x.md": ada, "b/x.md": ada],
      new: ["a/sub/x.md": ada, "b/sub/x.md": ada]
    )
    #expect(
      try deeper.lines() == [
        "a/x.md -> a/sub/x.md same-blob 100 likely", "b/x.md -> b/sub/x.md same-blob 100 likely",
      ]
    )
  }

  @Test func `of files that nothing tells apart a rename is merely possible`() throws {
    let trees = TwoTrees(
      old: ["a/1.md": ada, "a/2.md": ada],
      new: ["b/3.md": ada, "b/4.md": ada, "b/5.md": ada]
    )
    #expect(
      try trees.lines() == [
        "a/1.md -> b/3.md same-blob 100 possible", "a/2.md -> b/4.md same-blob 100 possible",
      ]
    )
  }

  @Test func `a link is no rename of a file, but of a link with its target`() throws {
    let trees = TwoTrees(
      old: ["a": "target", "b.md": "other\n"],
      new: ["c": "target", "d": "target"],
      oldLinks: ["a"],
      newLinks: ["d"]
    )
    #expect(try trees.lines() == ["a -> d same-blob 100 sure"])
  }

  @Test func `empty files follow their folder alone`() throws {
    let loose = TwoTrees(old: ["a/x.md": ""], new: ["b/x.md": ""])
    #expect(try loose.lines().isEmpty)
    let trees = TwoTrees(
      old: ["a/x.md": "", "a/ada.md": ada, "a/bob.md": bob],
      new: ["b/x.md": "", "b/ada.md": ada, "b/bob.md": bob]
    )
    #expect(try trees.lines().contains("a/x.md -> b/x.md folder 100 sure"))
  }

  // MARK: - Id and registry

  @Test func `a document that was rewritten but keeps its id is a sure rename`() throws {
    let trees = TwoTrees(
      old: ["agents/a.md": "---\nid: Ada\n---\n" + ada, "agents/b.md": bob],
      new: ["agents/z.md": "---\nid: 'ada'\n---\n" + eve, "agents/b.md": bob]
    )
    #expect(try trees.run().renames.map(\.verdict) == ["agents/a.md -> agents/z.md id sure"])
  }

  @Test func `an id that two documents claim says nothing`() throws {
    let trees = TwoTrees(
      old: ["a.md": "---\nid: x\n---\n" + ada],
      new: ["b.md": "---\nid: x\n---\n" + bob, "c.md": "---\nid: x\n---\n" + eve]
    )
    #expect(try trees.lines().isEmpty)
  }

  @Test func `documents that exchanged their ids and were edited changed places`() throws {
    func text(_ id: String, _ body: String) -> String { "---\nid: \(id)\n---\n" + body }
    let trees = TwoTrees(
      old: ["a.md": text("ada", ada), "b.md": text("bob", bob)],
      new: ["a.md": text("bob", bob.rewritten(2)), "b.md": text("ada", ada.rewritten(2))]
    )
    #expect(
      try trees.run().renames.map(\.verdict) == ["a.md -> b.md id sure", "b.md -> a.md id sure"]
    )
  }

  @Test func `a former path in the registry is believed`() throws {
    let trees = TwoTrees(
      old: ["agents/a.md": ada],
      new: ["agents/z.md": eve],
      formerPaths: ["agents/z.md": ["agents/a.md", "agents/older.md"]]
    )
    #expect(
      try trees.run().renames.map(\.verdict) == ["agents/a.md -> agents/z.md registry sure"]
    )
  }

  @Test func `a former path that is still there is not`() throws {
    let trees = TwoTrees(
      old: ["agents/a.md": ada],
      new: ["agents/a.md": bob, "agents/z.md": eve],
      formerPaths: ["agents/z.md": ["agents/a.md"]]
    )
    #expect(try trees.lines().isEmpty)
  }

  // MARK: - Folders

  @Test func `a rewritten file follows its folder`() throws {
    let trees = TwoTrees(
      old: ["a/ada.md": ada, "a/bob.md": bob, "a/eve.md": eve],
      new: ["b/ada.md": ada, "b/bob.md": bob, "b/eve.md": prose("new")]
    )
    #expect(
      try trees.run().renames.map(\.verdict) == [
        "a/ada.md -> b/ada.md same-blob sure", "a/bob.md -> b/bob.md same-blob sure",
        "a/eve.md -> b/eve.md folder likely",
      ]
    )
  }

  @Test func `a file that kept half of its text and followed its folder is sure`() throws {
    let trees = TwoTrees(
      old: ["a/x/SKILL.md": ada, "a/y/SKILL.md": bob, "a/z/SKILL.md": eve],
      new: ["b/x/SKILL.md": ada, "b/y/SKILL.md": bob, "b/z/SKILL.md": eve.rewritten(8)]
    )
    #expect(try trees.run().renames.last?.verdict == "a/z/SKILL.md -> b/z/SKILL.md folder sure")
  }

  @Test func `a folder that went to two places takes each file where its name is`() throws {
    let trees = TwoTrees(
      old: [
        "a/1.md": ada, "a/2.md": bob, "a/3.md": eve, "a/4.md": prose("four"),
        "a/5.md": prose("five"),
      ],
      new: [
        "b/1.md": ada, "c/2.md": bob, "b/3.md": eve, "c/4.md": prose("rewritten"),
        "b/5.md": prose("anew"),
      ]
    )
    let verdicts = try trees.run().renames.map(\.verdict)
    #expect(verdicts.contains { $0.hasPrefix("a/4.md -> c/4.md folder") })
    #expect(verdicts.contains { $0.hasPrefix("a/5.md -> b/5.md folder") })
  }

  @Test func `a folder of rewritten files is known by its names`() throws {
    let trees = TwoTrees(
      old: ["a/1.md": ada, "a/2.md": bob, "a/3.md": eve],
      new: ["b/1.md": prose("x"), "b/2.md": prose("y"), "b/3.md": prose("z")]
    )
    #expect(
      try trees.run().renames.map(\.verdict) == [
        "a/1.md -> b/1.md folder likely", "a/2.md -> b/2.md folder likely",
        "a/3.md -> b/3.md folder likely",
      ]
    )
  }

  @Test func `a name that changed in case follows its folder too`() throws {
    let trees = TwoTrees(
      old: ["a/ada.md": ada, "a/bob.md": bob, "a/Eve.md": eve],
      new: ["b/ada.md": ada, "b/bob.md": bob, "b/eve.md": prose("new")]
    )
    #expect(try trees.run().renames.first?.verdict == "a/Eve.md -> b/eve.md folder likely")
  }

  @Test func `a document that became a folder goes on as the folder's document`() throws {
    let parts = ["x/x.md": ada, "x/parts/more.md": bob]
    let trees = TwoTrees(old: ["x.md": ada + bob], new: parts)
    #expect(try trees.run().renames.map(\.verdict) == ["x.md -> x/x.md folder sure"])
    let back = TwoTrees(old: parts, new: ["x.md": ada + bob])
    #expect(
      try back.run().renames.map(\.verdict).contains("x/x.md -> x.md folder sure")
    )
  }

  @Test func `a document that became a folder with another text is likely`() throws {
    let trees = TwoTrees(old: ["d/x.md": ada], new: ["d/x/AGENT.md": bob])
    #expect(try trees.run().renames.map(\.verdict) == ["d/x.md -> d/x/AGENT.md folder likely"])
  }

  @Test func `a document that left a copy beside the parts is likely`() throws {
    let trees = TwoTrees(
      old: ["x.md": ada],
      new: ["x/x.md": bob, "x/x-backup.md": ada.rewritten(1)]
    )
    #expect(try trees.run().renames.map(\.verdict) == ["x.md -> x/x.md folder likely"])
  }

  @Test func `a file with copies in several places of its folder is not sure`() throws {
    let trees = TwoTrees(
      old: ["a/1.md": ada, "a/2.md": bob, "a/3.md": eve, "a/4.md": prose("four")],
      new: [
        "b/1.md": ada, "b/2.md": bob, "c/3.md": eve, "b/4.md": prose("four").rewritten(2),
        "c/4.md": prose("four").rewritten(1),
      ]
    )
    #expect(try trees.run().renames.last?.verdict == "a/4.md -> c/4.md content likely")
  }

  // MARK: - Content

  @Test func `a file that was edited and got another name is found by its content`() throws {
    let trees = TwoTrees(
      old: ["a.md": ada, "b.md": bob],
      new: ["z.md": ada.rewritten(2), "b.md": bob]
    )
    #expect(try trees.run().renames.map(\.verdict) == ["a.md -> z.md content sure"])
  }

  @Test func `less than half of the content is no rename`() throws {
    let trees = TwoTrees(old: ["a.md": ada], new: ["z.md": ada.rewritten(13)])
    #expect(try trees.lines().isEmpty)
  }

  @Test func `other line endings alone leave nearly all of a text`() throws {
    let trees = TwoTrees(
      old: ["a.md": ada],
      new: ["z.md": ada.replacing("\n", with: "\r\n")]
    )
    let rename = try #require(try trees.run().renames.first)
    #expect(rename.similarity >= 97)
    #expect(rename.confidence == .sure)
  }

  @Test func `a few words are never sure`() throws {
    let trees = TwoTrees(
      old: ["a.md": "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"],
      new: ["z.md": "one\ntwo\nthree\nfour\nfive\nsix\neight\n"]
    )
    #expect(try trees.run().renames.map(\.verdict) == ["a.md -> z.md content likely"])
  }

  @Test func `two files that are as much alike are not sure`() throws {
    let trees = TwoTrees(
      old: ["a.md": ada.rewritten(1, "first"), "b.md": ada.rewritten(1, "second")],
      new: ["y.md": ada.rewritten(1, "third"), "z.md": ada.rewritten(1, "fourth")]
    )
    let renames = try trees.run().renames
    #expect(renames.count == 2)
    #expect(renames.allSatisfy { $0.confidence < .sure })
  }

  @Test func `a file that was taken up into another one is joined with it`() throws {
    let trees = TwoTrees(
      old: ["a.md": ada, "b.md": bob],
      new: ["b.md": bob + "\n" + ada]
    )
    #expect(try trees.run().renames.map(\.verdict) == ["a.md -> b.md content likely"])
  }

  @Test func `several files may be joined into a new one`() throws {
    let trees = TwoTrees(
      old: ["a.md": ada, "b.md": bob, "e.md": eve],
      new: ["all.md": ada + bob + eve]
    )
    #expect(
      try trees.run().renames.map(\.verdict) == [
        "a.md -> all.md content likely", "b.md -> all.md content likely",
        "e.md -> all.md content likely",
      ]
    )
  }

  @Test func `what stood in the other file before was not joined into it`() throws {
    let trees = TwoTrees(old: ["a.md": ada, "b.md": ada + bob], new: ["b.md": ada + bob + eve])
    #expect(try trees.lines().isEmpty)
  }

  @Test func `the order in which files are named does not matter`() throws {
    var trees = TwoTrees()
    for number in 0..<30 {
      trees.old["a/\(number % 4)/\(number % 7)-\(number).md"] = prose("\(number % 11)").rewritten(
        number % 5,
        "\(number)"
      )
      trees.new["b/\(number % 3)/\(number % 7)-\(number).md"] = prose("\(number % 11)").rewritten(
        number % 6,
        "new \(number)"
      )
    }
    let renames = try trees.run().renames
    for seed in 0..<8 as Range<UInt64> {
      #expect(try trees.run(shuffledBy: SeededRandom(seed: seed)).renames == renames)
    }
  }
}
