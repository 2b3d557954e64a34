import AgentModel
import Testing

import struct Git.FileMode
import struct Git.ObjectID
import struct Git.RepoPath

struct ResolutionTests {
  private let tree = SampleTree(
    "agents/core/ada/ada.md",
    "agents/core/ada/modules/plan.md",
    "agents/shared/rules.md",
    "agents/core/ada/x y.md",
    "docs/guide.md",
    "modules/plan.md",
    "README.md",
    "docs/link.md->",
    "vendor/lib@",
    "a/.b/c.md",
    "logo.png"
  )
  private let ada = AgentFile(
    document: path("agents/core/ada/ada.md"),
    root: path("agents"),
    wildcards: [],
    folder: path("agents/core/ada"),
    category: ["core"],
    name: "ada"
  )

  /// What the first reference of a text leads to, from Ada's document or from another place.
  private func resolved(_ text: String, from place: String = "agents/core/ada/ada.md") throws
    -> Resolution
  {
    let reference = try #require(try document(text + "\n").references.first)
    let isAda = path(place).isWithin(path("agents/core/ada"))
    return resolve(
      reference,
      from: path(place),
      agent: isAda ? ada : nil,
      root: path(place).isWithin(path("agents")) ? path("agents") : nil,
      in: tree
    )
  }

  private func file(_ text: String, _ mode: FileMode = .file) -> Resolution {
    .file(path(text), TreeItem(mode: mode, objectID: .zero))
  }

  // MARK: - At-paths

  @Test func `an at-path is tried in the agent's folder, the library root and the repository`()
    throws
  {
    #expect(try resolved("@modules/plan.md") == file("agents/core/ada/modules/plan.md"))
    #expect(try resolved("@shared/rules.md") == file("agents/shared/rules.md"))
    #expect(try resolved("@docs/guide.md#a") == file("docs/guide.md"))
    #expect(try resolved("@modules/plan.md", from: "agents/bob.md") == file("modules/plan.md"))
    #expect(try resolved("@README.md", from: "docs/guide.md") == file("README.md"))
  }

  @Test func `a part's at-paths are those of its agent`() throws {
    let part = "agents/core/ada/modules/plan.md"
    #expect(try resolved("@modules/plan.md", from: part) == file("agents/core/ada/modules/plan.md"))
  }

  @Test func `an at-path to nothing names where it was looked for, the likeliest first`() throws {
    #expect(
      try resolved("@modules/no.md")
        == .missing(
          candidates: [
            path("agents/core/ada/modules/no.md"), path("agents/modules/no.md"),
            path("modules/no.md"),
          ]
        )
    )
  }

  @Test func `folders are told from files`() throws {
    #expect(try resolved("@modules/") == .folder(path("agents/core/ada/modules")))
    #expect(try resolved("[a](../ada)") == .folder(path("agents/core/ada")))
    #expect(try resolved("@modules/plan.md/") != file("agents/core/ada/modules/plan.md"))
  }

  // MARK: - Links

  @Test func `links and files are relative to the file's folder`() throws {
    #expect(try resolved("[a](modules/plan.md)") == file("agents/core/ada/modules/plan.md"))
    #expect(try resolved("[a](../../shared/rules.md)") == file("agents/shared/rules.md"))
    #expect(try resolved("[a](x%20y.md)") == file("agents/core/ada/x y.md"))
    #expect(try resolved("[a](<x y.md>)") == file("agents/core/ada/x y.md"))
    #expect(try resolved("#file:modules/plan.md") == file("agents/core/ada/modules/plan.md"))
    #expect(try resolved("![a](../../../logo.png)") == file("logo.png"))
    #expect(try resolved("[a]: ../../../docs/guide.md") == file("docs/guide.md"))
    #expect(try resolved("[a](a/.b/c.md)", from: "README.md") == file("a/.b/c.md"))
  }

  @Test func `'.' and doubled slashes in a path change nothing`() throws {
    #expect(try resolved("[a](./modules/./plan.md)") == file("agents/core/ada/modules/plan.md"))
    #expect(try resolved("[a](modules//plan.md)") == file("agents/core/ada/modules/plan.md"))
    #expect(
      try resolved("[a](modules/../modules/plan.md)") == file("agents/core/ada/modules/plan.md")
    )
  }

  @Test func `root paths are relative to the repository`() throws {
    #expect(try resolved("`/docs/guide.md`") == file("docs/guide.md"))
    #expect(try resolved("`/no/guide.md`") == .missing(candidates: [path("no/guide.md")]))
  }

  // MARK: - What leads out

  @Test(arguments: [
    "[a](../../../../.env)", "[a](%2e%2e/%2e%2e/%2e%2e/%2e%2e/x)", "[a](/etc/passwd)",
    "[a](~/x.md)", "[a](file:///etc/passwd)",
    "[a](..\\\\x.md)", "[a](a\\b.md)", "[a](C:\\x)", "[a](C:/x.md)", "[a](%252e%252e/x.md)",
    "[a](x%5cy.md)", "[a](x%00y.md)",
    "[a](../../../.git/config)", "[a](../../../.GIT/x)", "@../../../../x.md", "@~/x.md",
    "@a/%2e%2e/b.md", "`/../x.md`", "`/.git/x.md`",
    "#file:/etc/x.md", "#file:../../../../x.md",
  ])
  func `a path that leads out of the repository does, whatever its disguise`(text: String) throws {
    #expect(try resolved(text) == .escaping)
  }

  @Test(arguments: [
    "[a](x%2fy%2e%2e.md)", "[a](...)", "[a](..a/b.md)", "[a](a..b.md)", "[a](100%.md)",
  ])
  func `a path that only looks odd leads to nothing`(text: String) throws {
    guard case .missing = try resolved(text) else {
      Issue.record("\(try resolved(text))")
      return
    }
  }

  // MARK: - What is no path

  @Test func `URLs, anchors and tools are told apart`() throws {
    #expect(try resolved("[a](https://b.c/d.md#e)") == .external("https://b.c/d.md#e"))
    #expect(try resolved("[a](mailto:b@c.d)") == .external("mailto:b@c.d"))
    #expect(try resolved("[a](vscode:x)") == .external("vscode:x"))
    #expect(try resolved("[a](//b.c/d)") == .external("//b.c/d"))
    #expect(try resolved("[a](#b)") == .anchorOnly)
    #expect(try resolved("#tool:search/codebase") == .tool("search/codebase"))
    #expect(try resolved("[a](<>)") == .missing(candidates: []))
    #expect(try resolved("[a](../../..)") == .missing(candidates: []))
  }

  @Test func `symbolic links and submodules are told by their mode`() throws {
    #expect(try resolved("[a](link.md)", from: "docs/guide.md") == file("docs/link.md", .symlink))
    #expect(try resolved("[a](vendor/lib)", from: "README.md") == file("vendor/lib", .gitlink))
  }
}
