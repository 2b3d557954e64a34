import AgentModel
import Testing

import struct Git.RepoPath

struct ReferenceFindingsTests {
  private let tree = SampleTree(
    "agents/ada.md",
    "agents/parts/plan.md",
    "docs/guide.md",
    "docs/link.md->",
    "vendor/lib@"
  )

  private func findings(_ text: String) throws -> [Problem] {
    referenceFindings(
      of: try document(text),
      at: path("agents/ada.md"),
      agent: nil,
      root: path("agents"),
      in: tree,
      nearest: {
        NearestPath(
          among: ["agents/ada.md", "agents/parts/plan.md", "docs/guide.md"].map { path($0) }
        )
      }
    )
  }

  @Test func `references that lead somewhere say nothing`() throws {
    let text =
      "@parts/plan.md [a](../docs/guide.md#x) [b](#c) [d](https://e.f) #tool:x @parts/ [g](parts)\n"
    #expect(try findings(text).isEmpty)
  }

  @Test func `a missing file is a warning with its place and the nearest name`() throws {
    let finding = try #require(try findings("# A\n\nsee @modules/plan.md\n").first)
    #expect(finding.code == .missingReference)
    #expect(finding.severity == .warning)
    #expect(finding.place == Problem.Place(path("agents/ada.md"), line: 3, column: 5))
    #expect(finding.message.contains("'modules/plan.md'"))
    #expect(finding.hint == "did you mean 'agents/parts/plan.md'?")
  }

  @Test func `a path that leads out is an error`() throws {
    let found = try findings("[a](../../.env) [b](/etc/x.md)\n")
    #expect(found.map(\.code) == [.escapingReference, .escapingReference])
    #expect(found.map(\.severity) == [.error, .error])
  }

  @Test func `a symbolic link or submodule as a target is a warning`() throws {
    let found = try findings("[a](../docs/link.md) [b](../vendor/lib)\n")
    #expect(found.map(\.code) == [.uninlinableReference, .uninlinableReference])
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  @Test func `names of packages are no missing files`() throws {
    #expect(try findings("use @scope/package and @angular/core\n").isEmpty)
    #expect(try findings("@scope/package.md and @scope/folder/\n").count == 2)
  }

  @Test func `256 different targets are allowed and 257 are not`() throws {
    func links(_ count: Int) -> String {
      (0..<count).map { "[a](#\($0)) [b](https://x/\($0))\n\n" }.joined()
    }
    #expect(try findings(links(255)).isEmpty)
    #expect(try findings(links(300)).map(\.code) == [.referenceLimit])
    let same = String(repeating: "[a](https://x)\n\n", count: 400)
    #expect(try findings(same).isEmpty)
  }

  @Test func `1,024 references are allowed and 1,025 are not, whatever they lead to`() throws {
    let most = String(repeating: "[a](https://x)\n\n", count: 1_024)
    #expect(try findings(most).isEmpty)
    let found = try findings(most + "[a](https://x)\n\n[b](gone.md)\n")
    #expect(found.map(\.code) == [.referenceLimit])
    #expect(found.map(\.severity) == [.error])
    #expect(found.first?.place?.line == 2_049)
    #expect(found.first?.message.contains("1026 references") == true)
  }

  @Test func `of what leads nowhere 50 are listed, and how many more there are`() throws {
    func missing(_ count: Int) -> String {
      (0..<count).map { "[a](gone/\($0).md)\n\n" }.joined()
    }
    #expect(try findings(missing(50)).count == 50)
    let found = try findings(missing(200))
    #expect(found.count == 51)
    #expect(found.last?.message.hasPrefix("150 more of this kind") == true)
    #expect(found.last?.place?.line == 101)
    #expect(found.allSatisfy { $0.code == .missingReference && $0.severity == .warning })
  }

  @Test func `a file that leads out is told of beside any number that are missing`() throws {
    let many = (0..<200).map { "[a](gone/\($0).md)\n\n" }.joined()
    let found = try findings(many + "[b](../../.env)\n")
    #expect(found.last?.code == .escapingReference)
  }
}
