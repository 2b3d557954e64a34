import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

/// The merge driver as git runs it, where `git-agentsync` is not on the search path.
struct MergeDriverCommandTests {
  private static let path = "agents/ada.md"

  private static func text(tools: String = "search", purpose: String = "Helps.") -> String {
    "---\nname: ada\ntools: [\(tools)]\n---\n\n# Ada\n\n## Purpose\n\n\(purpose)\n"
  }

  /// A repository that `init` set up, whose driver is the tool under test, with a branch `side`.
  private static func repository(hasTool: Bool = true) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write(path, text())
    try repository.commit("library")
    #expect(try Tool.run("init", in: repository).status == 0)
    let registered = try repository.git("config", "merge.agentsync.driver")
    #expect(registered.contains("git agentsync merge-driver -- %O %A %B %L %P %S %X %Y; else"))
    if hasTool {
      let command = "'\(Tool.path.string)' merge-driver -- %O %A %B %L %P %S %X %Y"
      try repository.git("config", "merge.agentsync.driver", command)
    }
    try repository.git("branch", "side")
    return repository
  }

  private static func commit(_ text: String, _ repository: TemporaryRepository) throws {
    try repository.write(path, text)
    try repository.git("commit", "--quiet", "--all", "-m", "change")
  }

  /// Both sides add a tool: `main` one, `side` another.
  private static func parted() throws -> TemporaryRepository {
    let repository = try Self.repository()
    try commit(text(tools: "search, edit"), repository)
    try repository.git("checkout", "--quiet", "side")
    try commit(text(tools: "search, web"), repository)
    return repository
  }

  @Test(arguments: ["merge main", "rebase main", "cherry-pick main", "checkout --merge main"])
  func `two added tools are no conflict`(how: String) throws {
    let repository = try Self.parted()
    var words = how.split(separator: " ").map(String.init)
    if words[0] == "checkout" { try repository.git("reset", "--quiet", "HEAD~1") }
    words.insert("--quiet", at: 1)
    if words[0] == "cherry-pick" { words.remove(at: 1) }
    _ = try repository.run(words)
    let merged = try repository.read(Self.path)
    #expect(merged.contains("search, ") && merged.contains("edit") && merged.contains("web"))
    #expect(!merged.contains("<<<<"))
    #expect(try repository.git("ls-files", "--unmerged").isEmpty)
  }

  @Test func `a stash and a mailed patch go in as well`() throws {
    let repository = try Self.repository()
    try repository.write(Self.path, Self.text(tools: "search, web"))
    try repository.git("stash", "--quiet")
    try Self.commit(Self.text(tools: "search, edit"), repository)
    try repository.git("stash", "pop", "--quiet")
    #expect(try repository.read(Self.path) == Self.text(tools: "search, edit, web"))

    try repository.git("checkout", "--quiet", "--force", "side")
    try Self.commit(Self.text(tools: "search, web"), repository)
    try repository.git("format-patch", "-1", "--quiet", "--output-directory", "../patches")
    try repository.git("checkout", "--quiet", "main")
    try Self.commit(Self.text(tools: "search, edit", purpose: "Helps at night."), repository)
    let before = try repository.read(Self.path)
    try repository.git("am", "--quiet", "-3", "../patches/0001-change.patch")
    #expect(try repository.read(Self.path) == before.replacing("edit]", with: "edit, web]"))
  }

  @Test func `a conflict has markers round the key alone, and git knows of it`() throws {
    let repository = try Self.repository()
    try Self.commit(Self.text(tools: "search, edit", purpose: "Helps by day."), repository)
    try repository.git("checkout", "--quiet", "side")
    try Self.commit(Self.text(tools: "search, web", purpose: "Helps by night."), repository)
    #expect(throws: CommandFailure.self) { try repository.git("merge", "--quiet", "main") }
    let merged = try repository.read(Self.path)
    #expect(merged.contains("tools: [search, web, edit]"))
    #expect(
      merged.contains(
        "\nHelps by night.\n||||||| base\nHelps.\n=======\nHelps by day.\n>>>>>>> theirs\n"
      )
        || merged.contains("\nHelps by night.\n||||||| ")
    )
    #expect(try repository.git("ls-files", "--unmerged").contains("agents/ada.md"))
  }

  @Test func `where the tool is gone git merges by itself, with markers`() throws {
    let repository = try Self.repository(hasTool: false)
    try Self.commit(Self.text(purpose: "Helps by day."), repository)
    try repository.git("checkout", "--quiet", "side")
    try Self.commit(Self.text(purpose: "Helps by night."), repository)
    #expect(throws: CommandFailure.self) { try repository.git("merge", "--quiet", "main") }
    let merged = try repository.read(Self.path)
    #expect(
      merged.contains("<<<<<<< ours\nHelps by night.\n=======\nHelps by day.\n>>>>>>> theirs\n")
    )
    try repository.git("merge", "--abort")
    try repository.git("checkout", "--quiet", "main", "--", Self.path)
    try repository.git("reset", "--quiet", "--hard", "side~1")
    try repository.write(Self.path, Self.text().replacing("# Ada", with: "# Ada\n\nHello."))
    try repository.git("commit", "--quiet", "--all", "-m", "another place")
    try repository.git("merge", "--quiet", "--no-edit", "main")
    #expect(try repository.read(Self.path).contains("Helps by day."))
  }

  @Test func `plain files in a folder are merged without a repository`() throws {
    let folder = try makeSandbox()
    defer { try? FileManager.default.removeItem(atPath: folder.string) }
    func write(_ name: String, _ bytes: [UInt8]) throws {
      try Data(bytes).write(to: URL(filePath: folder.appending(name).string))
    }
    func run(_ words: String...) throws -> Int32 {
      let environment = hermeticEnvironment(sandbox: folder, time: 1_700_000_000)
      let line = [Tool.path.string, "merge-driver"] + words
      return try runProgram(line, in: folder, input: nil, environment: environment).status
    }
    try write("O", Array(Self.text().utf8))
    try write("A", Array(Self.text(tools: "search, edit").utf8))
    try write("B", Array(Self.text(tools: "search, web").utf8))
    #expect(try run("O", "A", "B") == 0)
    let merged = FileManager.default.contents(atPath: folder.appending("A").string)
    #expect(merged.map { [UInt8]($0) } == Array(Self.text(tools: "search, edit, web").utf8))

    // Binary files, and files of other line endings.
    try write("O", [0, 1, 2])
    try write("A", [0, 1, 3])
    try write("B", [0, 1, 4])
    #expect(try run("O", "A", "B", "7", "x.bin") == 1)
    try write("O", Array("# A\r\n\r\none\r\n".utf8))
    try write("A", Array("# A\r\n\r\none\r\n\r\nours\r\n".utf8))
    try write("B", Array("# B\n\none\n".utf8))
    #expect(try run("O", "A", "B", "9", "x.md", "%S", "%X", "%Y") == 0)
    let lines = FileManager.default.contents(atPath: folder.appending("A").string)
    #expect(lines.map { String(decoding: $0, as: UTF8.self) } == "# B\r\n\r\none\r\n\r\nours\r\n")
    #expect(try run("O", "A", "gone") == 128)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.string)
    #expect(Set(names) == ["O", "A", "B"])
  }

  @Test func `labels and the length of markers are those that git asks for`() throws {
    let repository = try TemporaryRepository()
    for (name, word) in [("O", "one"), ("A", "two"), ("B", "three")] {
      try repository.write(name, "# Ada\n\n\(word)\n")
    }
    let labels = ["main~1", "HEAD (mine)", "side (theirs)"]
    let result = try Tool.run(
      "merge-driver",
      "--",
      "O",
      "A",
      "B",
      "9",
      "agents/ada.md",
      labels[0],
      labels[1],
      labels[2],
      in: repository
    )
    #expect(result.status == 1)
    #expect(
      try repository.read("A")
        == """
        # Ada

        <<<<<<<<< HEAD (mine)
        two
        ||||||||| main~1
        one
        =========
        three
        >>>>>>>>> side (theirs)

        """
    )
  }

  @Test func `a clone that does not know the driver is told so`() throws {
    let repository = try Self.repository()
    let said = try Tool.run("status", in: repository)
    #expect(!said.errorOutput.contains("merge.driver-unregistered"))
    try repository.git("config", "--unset", "merge.agentsync.driver")
    let status = try Tool.run("status", in: repository)
    #expect(status.errorOutput.contains("warning: .gitattributes: this clone does not know"))
    #expect(status.errorOutput.contains("hint: run 'git agentsync init'"))
    let doctor = try Tool.run("doctor", in: repository)
    #expect(doctor.output.contains("merge driver"))
    #expect(try Tool.run("init", in: repository).status == 0)
    #expect(!(try Tool.run("status", in: repository).errorOutput.contains("driver")))
    #expect(try repository.git("check-attr", "merge", "--", Self.path).hasSuffix(": agentsync"))
    #expect(
      try repository.git("check-attr", "merge", "--", ".github/prompts/ada.prompt.md")
        .hasSuffix(": agentsync")
    )
  }
}
