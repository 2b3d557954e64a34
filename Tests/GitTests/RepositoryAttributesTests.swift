import Git
import TestSupport
import Testing

struct RepositoryAttributesTests {
  private let names = ["text", "filter", "linguist-generated", "eol", "merge"]

  @Test func `attributes are git's`() throws {
    let repository = try sample()
    try compare(repository, ["a.md", "b.bin", "sub/a.md", "sub/x", "none/at all", "ü.md"])
  }

  @Test func `a sparse index makes git be asked`() throws {
    let repository = try sample()
    try repository.commit()
    try repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "sub")
    try compare(repository, ["a.md", "sub/a.md", "other/a.md"])
  }

  @Test func `in a bare repository only its own file of attributes counts`() throws {
    let repository = try TemporaryRepository("--bare")
    try repository.write("info/attributes", "*.md text eol=crlf\n")
    try compare(repository, ["a.md", "b/c"])
  }

  @Test func `the work tree's file wins over the index`() throws {
    let repository = try sample()
    try repository.commit()
    try repository.write("sub/.gitattributes", "a.md text\n")
    try repository.remove(".gitattributes")
    try compare(repository, ["a.md", "sub/a.md", "sub/b.bin"])
  }

  @Test func `a file of attributes that is only in the index counts`() throws {
    let repository = try sample()
    try repository.commit()
    try repository.remove("sub/.gitattributes")
    try compare(repository, ["sub/a.md"])
  }

  private func sample() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write(".gitattributes", "*.md text=auto eol=lf\n*.bin binary\n")
    try repository.write("sub/.gitattributes", "a.md -text linguist-generated merge=union\n")
    try repository.write("other/a.md", "x")
    try repository.write(".git/info/attributes", "x filter=lfs\n")
    return repository
  }

  private func compare(_ repository: TemporaryRepository, _ paths: [String]) throws {
    let open = try repository.open()
    for path in paths {
      let found = try open.attributes(of: try #require(RepoPath(path)), names: names)
      let words = ["check-attr", "-z"] + names + ["--", path]
      let fields = try repository.run(words).text.split(separator: "\0").map(String.init)
      for start in stride(from: 0, to: fields.count - 2, by: 3) {
        let text =
          switch found[fields[start + 1]] {
          case nil: "unspecified"
          case .set: "set"
          case .unset: "unset"
          case .value(let value): value
          }
        #expect(text == fields[start + 2], "\(path) \(fields[start + 1])")
      }
    }
  }
}
