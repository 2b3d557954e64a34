import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// What a document refers to: rows 52 to 56 of the table of bad input.
struct ReferenceBadInputTests {
  private static func document(_ line: String) -> String { "# Eve\n\nText.\n\n\(line)\n" }
  private static let inline = "body: inline\n"

  // Row 52
  @Test func `a reference to nothing is named with the nearest file, and the agent is written`()
    throws
  {
    let files = [
      "agents/eve/eve.md": Self.document("Do @modules/plann.md, see [it](modules/plan.md)."),
      "agents/eve/modules/plan.md": "# Plan\n\nText.\n",
    ]
    let library = try BadInputLibrary(files: files)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    let missing = outcome.plan.findings.filter { $0.code == .missingReference }
    #expect(missing.count == 1)
    let finding = try #require(missing.first)
    #expect(finding.severity == .warning)
    #expect(finding.place?.path.string == "agents/eve/eve.md")
    #expect(finding.place?.line == 5)
    #expect(finding.place?.column == 4)
    #expect(finding.hint?.contains("agents/eve/modules/plan.md") == true)
    let text = try library.repository.read(Team.prompt("eve"))
    #expect(text.contains("Do @modules/plann.md, see"))
    try library.team.expectQuiet()
  }

  // Row 52
  @Test func `a reference to nothing in a part that is put in place is named too`() throws {
    let files = [
      "agents/eve/eve.md": Self.document("@modules/plan.md"),
      "agents/eve/modules/plan.md": "# Plan\n\nSee [this](gone.md).\n",
    ]
    let library = try BadInputLibrary(config: Self.inline, files: files)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    let finding = outcome.plan.findings.first { $0.code == .missingReference }
    #expect(finding?.place?.path.string == "agents/eve/modules/plan.md")
    #expect(finding?.place?.line == 3)
    #expect(library.repository.exists(Team.prompt("eve")))
  }

  // Row 53
  @Test func `a reference that leads out of the repository is refused`() throws {
    let targets = [
      "../../.env", "../../../../../../etc/passwd", "/etc/passwd", "/docs/x.md", "~/.ssh/id_rsa",
      "~root/x", "file:///etc/passwd", "FILE:/etc/passwd", "%2e%2e/%2e%2e/.env",
      "%2E%2E/../x.md", "..%2f..%2f.env", "%252e%252e/%252e%252e/.env", "a%255cb.md",
      "..\\\\..\\\\.env", "a%5cb.md", "a%00b.md", "C:x.md", "c:/x.md", "../.git/config",
      "../.GIT/config", "x/../../../y.md",
    ]
    let inputs = targets.enumerated().map { number, target in
      BadInput("r\(number)", Self.document("See [x](\(target))."), .escapingReference, 5, 5)
    }
    let forms = [
      BadInput("at", Self.document("See @../../x.md."), .escapingReference, 5, 5),
      BadInput("file", Self.document("See #file:../../x.md."), .escapingReference, 5, 5),
      BadInput("image", Self.document("See ![x](../../x.png)."), .escapingReference, 5, 5),
      BadInput("definition", Self.document("[x]: ../../x.md"), .escapingReference, 5, 1),
      BadInput("bracket", Self.document("See [x](<../../x y.md>)."), .escapingReference, 5, 5),
      BadInput("escaped", Self.document("See [x](\\../../x.md)."), .escapingReference, 5, 5),
      BadInput("entity", Self.document("See [x](&#46;./../x.md)."), .escapingReference, 5, 5),
    ]
    try BadInputLibrary.expectRefused(inputs + forms)
  }

  // Row 53
  @Test func `dots and slashes that stay inside lead where they say`() throws {
    let files = ["agents/a/b.md": Team.text("b"), "docs/x y.md": "# X\n", "docs/%41.md": "# A\n"]
    let targets = [
      "a/./b.md", "./a/b.md", "a//b.md", "a/", "../docs", "../docs/", "../docs/x%20y.md",
      "../agents/a/b.md", "a/../a/b.md", "https://example.com/../x", "mailto:x@example.com",
      "#title",
      "../docs/%2541.md",
    ]
    let good = targets.dropLast().enumerated().map { number, target in
      BadInput("r\(number)", Self.document("See [x](\(target))."), nil)
    }
    try BadInputLibrary.expectAccepted(good, files: files)
    let library = try BadInputLibrary(files: files)
    for input in good {
      try library.repository.write("agents/\(input.name).md", bytes: input.bytes)
    }
    try library.team.commit()
    #expect(try library.team.check().plan.findings.allSatisfy { $0.severity == .info })
  }

  // Row 54
  @Test func `a circle of parts is cut and reported with its path`() throws {
    let part = { (next: String) in "# Part\n\nWords.\n\n@modules/\(next).md\n" }
    let files = [
      "agents/own/own.md": Self.document("@own.md"),
      "agents/two/two.md": Self.document("@modules/a.md"),
      "agents/two/modules/a.md": part("b"),
      "agents/two/modules/b.md": part("a"),
    ]
    let library = try BadInputLibrary(config: Self.inline, files: files)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    let circles = outcome.plan.findings.filter { $0.code == .referenceCycle }
    let own = circles.first { $0.place?.path.string == "agents/own/own.md" }
    #expect(own?.message.contains("agents/own/own.md -> agents/own/own.md") == true)
    let two = circles.first { $0.place?.path.string == "agents/two/modules/b.md" }
    let path = "agents/two/modules/a.md -> agents/two/modules/b.md -> agents/two/modules/a.md"
    #expect(two?.message.contains(path) == true)
    #expect(circles.count == 2)
    let text = try library.repository.read(Team.prompt("two"))
    #expect(text.split(separator: "\n").count { $0 == "Words." } == 2)
    try library.team.expectQuiet()
  }

  // Row 54
  @Test func `a circle of 50 parts ends at the deepest that is allowed`() throws {
    var files = ["agents/eve/eve.md": Self.document("@modules/p0.md")]
    for number in 0..<50 {
      let next = (number + 1) % 50
      files["agents/eve/modules/p\(number).md"] = "# Part \(number)\n\n@modules/p\(next).md\n"
    }
    let library = try BadInputLibrary(config: Self.inline, files: files)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    #expect(outcome.plan.findings.contains { $0.code == .referenceLimit })
    #expect(library.repository.exists(Team.prompt("ada")))
    #expect(!library.repository.exists(Team.prompt("eve")))
  }

  // Row 54
  @Test func `a part that two others name comes once`() throws {
    let files = [
      "agents/eve/eve.md": Self.document("@modules/a.md\n\n@modules/b.md"),
      "agents/eve/modules/a.md": "# A\n\n@modules/c.md\n",
      "agents/eve/modules/b.md": "# B\n\n@modules/c.md\n",
      "agents/eve/modules/c.md": "# C\n\nOnce.\n",
    ]
    let library = try BadInputLibrary(config: Self.inline, files: files)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    #expect(outcome.plan.findings.isEmpty)
    let text = try library.repository.read(Team.prompt("eve"))
    #expect(text.split(separator: "\n").count { $0 == "Once." } == 1)
  }

  // Row 55
  @Test func `parts nine deep are refused and eight deep are not`() throws {
    for depth in [8, 9] {
      var files = ["agents/eve/eve.md": Self.document("@modules/p1.md")]
      for number in 1...depth {
        let next = number < depth ? "@modules/p\(number + 1).md" : "The last."
        files["agents/eve/modules/p\(number).md"] = "# Part \(number)\n\n\(next)\n"
      }
      let library = try BadInputLibrary(config: Self.inline, files: files)
      let outcome = try library.team.sync()
      let isRefused = outcome.plan.findings.contains { $0.code == .referenceLimit }
      #expect(isRefused == (depth == 9))
      #expect(outcome.plan.syncVerdict == (depth == 9 ? .findings : .inStep))
      #expect(library.repository.exists(Team.prompt("eve")) == (depth == 8))
      #expect(library.repository.exists(Team.prompt("ada")))
    }
  }

  // Row 55
  @Test func `references to 257 files are refused and to 256 are not`() throws {
    func text(_ count: Int) -> String {
      let links = (1...count).map { "- [x](docs/f\($0).md), [again](docs/f\($0).md)" }
      return "# Eve\n\n" + links.joined(separator: "\n") + "\n"
    }
    try BadInputLibrary.expectRefused([BadInput("more", text(257), .referenceLimit, 259)])
    try BadInputLibrary.expectAccepted([BadInput("most", text(256), .missingReference)])
  }

  // Row 55
  @Test func `five MiB put in place are refused`() throws {
    let line = String(repeating: "word ", count: 199) + "end.\n"
    var files = ["agents/eve/eve.md": "# Eve\n\nText.\n"]
    for number in 1...6 {
      files["agents/eve/eve.md", default: ""] += "\n@modules/p\(number).md\n"
      let text = "# Part \(number)\n\n" + String(repeating: line, count: 880)
      files["agents/eve/modules/p\(number).md"] = text
    }
    let library = try BadInputLibrary(config: Self.inline, files: files)
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    let finding = outcome.plan.findings.first { $0.severity == .error }
    #expect(finding?.code == .outputTooBig)
    #expect(finding?.place?.path.string == "agents/eve/eve.md")
    #expect(finding?.place?.line != nil)
    #expect(!library.repository.exists(Team.prompt("eve")))
    #expect(library.repository.exists(Team.prompt("ada")))
  }

  // Row 56
  @Test func `what is no text is linked with a warning instead of being put in place`() throws {
    let library = try BadInputLibrary(config: Self.inline)
    let repository = library.repository
    let pointer = """
      version https://git-lfs.github.com/spec/v1
      oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
      size 12345

      """
    try repository.write("agents/eve/modules/large.md", pointer)
    try repository.write("agents/eve/modules/binary.md", bytes: [0x89, 0x50, 0, 1, 2])
    try repository.write("agents/eve/modules/logo.png", bytes: [0x89, 0x50, 0, 1, 2])
    try repository.write("agents/eve/modules/real.md", "# Real\n")
    try repository.link("agents/eve/modules/link.md", to: "real.md")
    try repository.write(
      "agents/eve/eve.md",
      Self.document(
        "![logo](modules/logo.png)\n\n@modules/large.md\n\n@modules/binary.md\n\n"
          + "@modules/logo.png\n\n@modules/link.md\n\n@sub"
      )
    )
    let commit = try repository.id("HEAD")
    try repository.git("add", ".")
    try repository.git("update-index", "--add", "--cacheinfo", "160000,\(commit),agents/eve/sub.md")
    try repository.write("agents/eve/eve.md", try repository.read("agents/eve/eve.md") + ".md\n")
    try repository.git("add", "agents/eve/eve.md")
    try repository.git("commit", "--quiet", "-m", "all kinds")
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    let warned = outcome.plan.findings.filter { $0.code == .uninlinableReference }
    #expect(warned.allSatisfy { $0.severity == .warning })
    for name in ["large.md", "binary.md", "logo.png", "link.md"] {
      #expect(warned.contains { $0.message.contains(name) }, "\(name)")
    }
    let text = try repository.read(Team.prompt("eve"))
    #expect(text.contains("![logo](../../agents/eve/modules/logo.png)"))
    #expect(text.contains("](../../agents/eve/modules/large.md)"))
    #expect(!text.contains("git-lfs"))
  }

  // Row 56
  @Test func `with links a submodule or a symbolic link is a warning, an image none`() throws {
    let library = try BadInputLibrary()
    let repository = library.repository
    try repository.write("docs/logo.png", bytes: [0x89, 0x50, 0, 1, 2])
    try repository.link("docs/link.md", to: "../agents/ada.md")
    try repository.write(
      "agents/eve.md",
      Self.document(
        "![x](../docs/logo.png) [y](../docs/link.md) [z](../docs/sub) [w](../docs/sub/a.md)"
      )
    )
    let commit = try repository.id("HEAD")
    try repository.git("add", ".")
    try repository.git("update-index", "--add", "--cacheinfo", "160000,\(commit),docs/sub")
    try repository.git("commit", "--quiet", "-m", "all kinds")
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep)
    #expect(
      outcome.plan.findings.map(\.code)
        == [.uninlinableReference, .uninlinableReference, .missingReference]
    )
    #expect(outcome.plan.findings.allSatisfy { $0.severity == .warning })
    #expect(repository.exists(Team.prompt("eve")))
  }
}
