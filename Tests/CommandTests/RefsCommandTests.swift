import Git
import TestSupport
import Testing

/// What a person sees of `refs`.
struct RefsCommandTests {
  /// A repository with an agent that refers to a guide, which was renamed since.
  private func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write(
      "docs/guide.md",
      "# Guide\n\n## Set up\n\nWhat there is to know of it all.\n"
    )
    try repository.write(
      "agents/ada.md",
      "# Ada\n\nSee [the guide](../docs/guide.md#set-up \"t\") and\n@docs/never.md.\n"
    )
    try repository.commit("agents")
    try repository.git("mv", "docs/guide.md", "docs/handbook.md")
    try repository.commit("a handbook")
    return repository
  }

  @Test func `check names the place, the answer and its evidence`() throws {
    let repository = try repository()
    let commit = try repository.id("HEAD").short
    let result = try Tool.run("refs", "check", in: repository)
    #expect(result.status == 1)
    #expect(
      result.output == """
        agents/ada.md:3:5: '../docs/guide.md#set-up': no such file
          -> docs/handbook.md: renamed in \(commit) (same bytes)
        agents/ada.md:4:1: 'docs/never.md': no such file
          nothing tells where it went
        2 broken references in 1 document
          ('git agentsync refs fix' mends the 1 whose answer is sure)

        """
    )
  }

  @Test func `fix changes the target and says what is left`() throws {
    let repository = try repository()
    let result = try Tool.run("refs", "fix", in: repository)
    #expect(result.status == 1)
    #expect(
      result.output.hasSuffix(
        "mended 1 reference in 1 document\n1 left: 'git agentsync refs check' lists them\n"
      )
    )
    #expect(
      try repository.read("agents/ada.md")
        == "# Ada\n\nSee [the guide](../docs/handbook.md#set-up \"t\") and\n@docs/never.md.\n"
    )
    #expect(try repository.git("status", "--porcelain") == " M agents/ada.md")
    _ = try Tool.run("undo", in: repository)
    #expect(try repository.git("status", "--porcelain").isEmpty)
  }

  @Test func `a dry run of fix writes nothing`() throws {
    let repository = try repository()
    let result = try Tool.run("refs", "fix", "--dry-run", in: repository)
    #expect(result.output.contains("would mend 1 reference in 1 document\n"))
    #expect(try repository.git("status", "--porcelain").isEmpty)
  }

  @Test func `list shows who refers to a file`() throws {
    let repository = try repository()
    _ = try Tool.run("refs", "fix", in: repository)
    let result = try Tool.run("refs", "list", "--to", "docs/handbook.md", in: repository)
    #expect(result.status == 0)
    #expect(
      result.output == "agents/ada.md:3:5: '../docs/handbook.md#set-up' -> docs/handbook.md\n"
    )
    #expect(try Tool.run("refs", "list", "--from", "docs", in: repository).output.isEmpty)
  }

  @Test func `map tells where files went`() throws {
    let repository = try repository()
    let commit = try repository.id("HEAD").short
    #expect(
      try Tool.run("refs", "map", "HEAD~1..HEAD", in: repository).output
        == "docs/guide.md -> docs/handbook.md [same bytes]\n"
    )
    #expect(
      try Tool.run("refs", "map", "--since", "docs/guide.md", in: repository).output
        == "docs/guide.md -> docs/handbook.md [same bytes, \(commit)]\nnow 'docs/handbook.md'\n"
    )
    #expect(
      try Tool.run("refs", "map", "--since", "docs/none.md", in: repository).output
        == "'docs/none.md' is not in the history\n"
    )
  }

  @Test(arguments: [
    ["refs", "map"], ["refs", "map", "HEAD"], ["refs", "map", "--since", "a", "HEAD", "HEAD"],
    ["refs", "check", "--staged", "--head", "HEAD"], ["refs", "check", "../x"],
  ])
  func `what says nothing is wrong usage`(arguments: [String]) throws {
    let repository = try repository()
    let said = try runProgram(
      [Tool.path.string] + arguments,
      in: repository.root,
      input: nil,
      environment: repository.environment
    )
    #expect(said.status == 129)
  }
}
