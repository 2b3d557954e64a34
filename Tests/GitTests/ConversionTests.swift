import Git
import TestSupport
import Testing

struct ConversionTests {
  private static let settings = [
    [], ["core.autocrlf=true"], ["core.autocrlf=input"], ["core.eol=crlf"],
    ["core.autocrlf=true", "core.eol=lf"],
  ]
  private static let attributes = [
    "", "text", "-text", "text eol=crlf", "text eol=lf", "text=auto",
    "text=auto eol=crlf", "ident", "text=auto ident", "binary",
  ]

  @Test(arguments: settings, attributes)
  func `text is converted as git does`(settings: [String], attributes: String) throws {
    let files = try TemporaryRepository()
    for setting in settings {
      let words = setting.split(separator: "=").map(String.init)
      try files.git("config", words[0], words[1])
    }
    try files.write(".gitattributes", "*.md \(attributes)\n")
    let path = try #require(RepoPath("x.md"))
    let repository = try files.open()
    for text in ["", "a\nb\n", "a\r\nb\r\n", "a\r\nb\n", "$Id$\n", "no newline", "nul\0\n", "\r"] {
      let bytes = Array(text.utf8)
      let stored = try files.run(["hash-object", "--path=x.md", "--stdin"], input: bytes).text
      #expect(
        try hashBlob(repository.stored(bytes, for: path)).hex == stored,
        "\(text.debugDescription)"
      )
      let blob = try files.run(["hash-object", "-w", "--no-filters", "--stdin"], input: bytes).text
      let shown = try files.run(["cat-file", "--filters", "--path=x.md", blob])
      // git writes the id of a blob into an ident that it knows; a text of ours has none yet.
      guard !attributes.contains("ident") || !text.contains("$Id$") else { continue }
      #expect(
        try repository.checkedOut(bytes, for: path) == shown.output,
        "\(text.debugDescription)"
      )
    }
  }

  @Test func `what only git can convert is refused in words`() throws {
    let files = try TemporaryRepository()
    try files.git("config", "filter.lfs.clean", "cat")
    try files.write(
      ".gitattributes",
      "a filter=lfs\nb filter=unknown\nc working-tree-encoding=UTF-99\nd working-tree-encoding=UTF-8\n"
    )
    let repository = try files.open()
    for (name, isRefused) in [("a", true), ("b", false), ("c", true), ("d", false)] {
      let path = try #require(RepoPath(name))
      if isRefused {
        #expect { try repository.checkedOut([65], for: path) } throws: {
          ($0 as? GitError)?.code == .unsupported
        }
      } else {
        #expect(try repository.checkedOut([65], for: path) == [65])
      }
    }
  }

  @Test(arguments: ["UTF-16", "UTF-16LE-BOM", "UTF-32BE", "ISO-8859-1", "SHIFT-JIS"])
  func `other encodings are converted by git, there and back`(encoding: String) throws {
    let files = try TemporaryRepository()
    try files.write(".gitattributes", "*.md text eol=crlf working-tree-encoding=\(encoding)\n")
    let repository = try files.open()
    let path = try #require(RepoPath("x.md"))
    for text in ["", "a\nb\n", "no newline"] {
      let bytes = Array(text.utf8)
      let blob = try files.run(["hash-object", "-w", "--no-filters", "--stdin"], input: bytes).text
      let shown = try files.run(["cat-file", "--filters", "--path=x.md", blob]).output
      #expect(try repository.checkedOut(bytes, for: path) == shown)
      #expect(try repository.stored(shown, for: path) == bytes)
    }
  }
}
