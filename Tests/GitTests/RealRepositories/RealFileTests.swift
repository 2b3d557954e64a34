import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

/// The cases of `docs/git.md` about single files: how they are stored, marked and reached.
struct RealFileTests {
  // MARK: - Conversion

  @Test func `core.autocrlf`() throws {
    let library = try RealLibrary()
    try library.git("config", "core.autocrlf", "true")
    try library.expectServed()
    #expect(try library.repository.read(RealLibrary.output).contains("Helps a lot.\r\n"))
    try expectNoReturns(library)
  }

  @Test(arguments: ["text eol=crlf", "text=auto eol=crlf"])
  func `an eol attribute`(attributes: String) throws {
    let library = try RealLibrary()
    try library.repository.write(".gitattributes", "*.md \(attributes)\n")
    try library.repository.commit("attributes")
    try library.write("Helps.", end: "\r\n")
    try library.git("add", RealLibrary.source)
    try library.expectServed()
    #expect(try library.repository.read(RealLibrary.output).contains("Helps a lot.\r\n"))
    try expectNoReturns(library)
  }

  @Test(arguments: ["UTF-16LE-BOM", "UTF-16", "ISO-8859-1"])
  func `working-tree-encoding`(encoding: String) throws {
    let library = try RealLibrary()
    let line = "*.prompt.md text working-tree-encoding=\(encoding)\n"
    try library.repository.write(".gitattributes", line)
    try library.repository.commit("attributes")
    try library.expectServed()
    let stored = try library.repository.run(["cat-file", "blob", "HEAD:\(RealLibrary.output)"])
    let shown = try library.repository.readBytes(RealLibrary.output)
    #expect((shown == stored.output) == (encoding == "ISO-8859-1"))
    // A hand edit is read as what it is, and survives.
    let text = String(decoding: stored.output, as: UTF8.self)
    try library.repository.write("new", text.replacing("None.", with: "None, it is said."))
    let words = "iconv -f UTF-8 -t \(encoding == "UTF-16LE-BOM" ? "UTF-16" : encoding)"
    let shell = "\(words) new > \(RealLibrary.output) && rm new"
    let made = try runProgram(
      ["sh", "-c", shell],
      in: library.repository.root,
      input: nil,
      environment: library.repository.environment
    )
    #expect(made.status == 0)
    try library.repository.commit("hand edit")
    try library.write("Helps again.")
    try library.repository.commit("source")
    #expect(try library.run("sync").status == 0)
    let merged = try library.git("show", "HEAD:\(RealLibrary.output)")
    #expect(merged.contains("it is said") && merged.contains("Helps again."))
    #expect(try library.git("status", "--porcelain").isEmpty)
  }

  @Test func `an encoding that git does not know is refused`() throws {
    let library = try RealLibrary()
    let line = "*.prompt.md text working-tree-encoding=UTF-99\n"
    try library.repository.write(".gitattributes", line)
    try library.repository.commit("attributes")
    try library.expectRefused("UTF-99", cure: "git check-attr")
  }

  @Test func `a filter that is configured is refused, and not run`() throws {
    let library = try RealLibrary()
    let canary = library.repository.sandbox.appending("canary")
    for name in ["clean", "smudge", "process"] {
      try library.git("config", "filter.lfs.\(name)", "touch '\(canary)'; cat")
    }
    let line = "*.prompt.md filter=lfs diff=lfs merge=lfs -text\n"
    try library.repository.write(".gitattributes", line)
    try library.repository.commit("attributes")
    try library.expectRefused("passes the filter 'lfs'", cure: "take the path out of 'filter=lfs'")
    #expect(!FileManager.default.fileExists(atPath: canary.string))
  }

  @Test func `a filter that nobody configured is no filter`() throws {
    let library = try RealLibrary()
    try library.repository.write(".gitattributes", "*.prompt.md filter=lfs -text\n")
    try library.repository.commit("attributes")
    try library.expectServed()
  }

  // MARK: - Marks of the index

  @Test func `skip-worktree: the commit goes on, the file stays`() throws {
    let library = try RealLibrary()
    try library.expectServed()
    try library.git("update-index", "--skip-worktree", RealLibrary.output)
    try library.repository.write(RealLibrary.output, "mine alone\n")
    try library.write("Helps once more.")
    try library.repository.commit("source")
    #expect(try library.run("sync").status == 0)
    #expect(try library.git("show", "HEAD:\(RealLibrary.output)").contains("Helps once more."))
    #expect(try library.repository.read(RealLibrary.output) == "mine alone\n")
    #expect(try library.git("ls-files", "-t", RealLibrary.output).hasPrefix("S "))
  }

  @Test func `assume-unchanged: the output is left out and named`() throws {
    let library = try RealLibrary()
    try library.expectServed()
    try library.git("update-index", "--assume-unchanged", RealLibrary.output)
    try library.repository.write(RealLibrary.output, "mine alone\n")
    try library.write("Helps once more.")
    try library.repository.commit("source")
    let result = try library.run("sync")
    #expect(result.status == 2)
    #expect((result.output + result.errorOutput).contains(RealLibrary.output))
    #expect(try library.repository.read(RealLibrary.output) == "mine alone\n")
  }

  // MARK: - Names

  @Test func `core.ignoreCase: two outputs in one file are refused`() throws {
    let library = try RealLibrary()
    try library.git("config", "core.ignoreCase", "true")
    try library.expectServed()
    let text = try library.repository.read(RealLibrary.source)
    try library.repository.write("agents/Ada.md", text)
    try library.git("update-index", "--add", "agents/Ada.md")
    try library.git("commit", "--quiet", "-m", "a second Ada")
    let result = try library.run("check")
    #expect(result.status != 0)
    #expect((result.output + result.errorOutput).lowercased().contains("ada"))
  }

  @Test func `a source that is a symbolic link is refused, and the others go on`() throws {
    let library = try RealLibrary()
    try library.repository.write("elsewhere/eve.md", "# Eve\n\n## Purpose\n\nElsewhere.\n")
    try library.repository.link("agents/eve.md", to: "../elsewhere/eve.md")
    try library.repository.commit("a link")
    let result = try library.run("sync")
    #expect(!library.repository.exists(".github/prompts/eve.prompt.md"))
    #expect(result.status == 3)
    #expect(result.errorOutput.contains("'agents/eve.md' is a symbolic link"))
    #expect(try library.git("show", "HEAD:\(RealLibrary.output)").contains("Helps."))
  }

  @Test func `an output behind a symbolic link is refused`() throws {
    let library = try RealLibrary()
    try library.repository.write("elsewhere/x.md", "x\n")
    try library.repository.link(".github", to: "elsewhere")
    try library.repository.commit("a link")
    try library.expectRefused("symbolic link", cure: "hint:")
    #expect(!library.repository.exists("elsewhere/prompts"))
  }

  private func expectNoReturns(_ library: RealLibrary) throws {
    let blob = try library.repository.run(["cat-file", "blob", "HEAD:\(RealLibrary.output)"])
    #expect(!blob.output.contains(13))
  }
}
