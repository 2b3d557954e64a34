import Git
import TestSupport
import Testing

struct RepoPathTests {
  @Test(arguments: [
    "a", "a/b.md", ".a", "...", ".gi", ".gitx", ".gitignore", ".github/x", "a.git", "git", "git~2",
    "con", "a:b", "x\\y", "a b", "ü", "a\nb", "-x", "~", ".git\u{e9}", "git~1x", "agit~1",
    "", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a/.", ".git", "a/.git/b", ".GIT",
    ".Git", "git~1", "GIT~1/x", ".git ", ".git. .", ".git::$INDEX_ALLOCATION", "a\\.git", "git~1.",
    ".g\u{200c}it", ".git\u{feff}", "\u{202e}.GIT", ".git:x",
  ])
  func `a path is valid exactly where git takes it into the index`(_ path: String) throws {
    let repository = try TemporaryRepository()
    let blob = try repository.blob("x")
    let options = ["-c", "core.protectHFS=true", "-c", "core.protectNTFS=true"]
    let result = try runGit(
      options + ["update-index", "--add", "--cacheinfo", "100644", blob.hex, path],
      in: repository.root,
      input: nil,
      environment: repository.environment
    )
    #expect((RepoPath(path) != nil) == (result.status == 0))
  }

  @Test func `a NUL is never part of a path`() {
    #expect(RepoPath("a\0b") == nil)
    #expect(RepoPath([0] as [UInt8]) == nil)
  }

  @Test func `bytes that are no text are a path`() throws {
    let path = try #require(RepoPath([0xff, 0x2f, 0xfe]))
    #expect(!path.isUTF8)
    #expect(path.parent?.bytes == [0xff])
  }

  @Test func `a path lies within whole components only`() throws {
    let folder = try #require(RepoPath("a/b"))
    for (text, lies) in [("a/b", true), ("a/b/c", true), ("a/bc", false), ("a", false)] {
      let path = try #require(RepoPath(text))
      #expect(path.isWithin(folder) == lies)
      #expect((path.relative(to: folder) != nil) == (lies && path != folder))
    }
    #expect(folder.appending("c/d")?.relative(to: folder) == "c/d")
    #expect(folder.appending("../c") == nil)
    #expect(folder.name == "b")
    #expect(folder.components == ["a", "b"])
  }
}
