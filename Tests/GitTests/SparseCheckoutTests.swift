import Git
import TestSupport
import Testing

struct SparseCheckoutTests {
  @Test(arguments: [[], ["a"], ["a/b"], ["a/b", "c"], ["a", "a/b"], ["with space", "st*r"]])
  func `a cone holds what git checks out`(folders: [String]) throws {
    let files = try TemporaryRepository()
    let names = [
      "top", "a/x", "a/b/x", "a/b/c/x", "a/d/x", "c/x", "c/y/z", "with space/x", "st*r/x", "star/x",
    ]
    for name in names { try files.write(name, "x\n") }
    try files.commit()
    try files.run(["sparse-checkout", "set", "--cone", "--skip-checks"] + folders)
    let sparse = try #require(try SparseCheckout(of: files.open()))
    for name in names {
      let path = try #require(RepoPath(name))
      #expect(sparse.includes(path) == files.exists(name), "\(name)")
    }
  }

  @Test func `a whole work tree has none`() throws {
    let files = try TemporaryRepository()
    #expect(try SparseCheckout(of: files.open()) == nil)
  }
}
