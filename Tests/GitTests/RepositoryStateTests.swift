import Git
import TestSupport
import Testing

struct RepositoryStateTests {
  @Test func `without anything under way there is no state`() throws {
    let repository = try TemporaryRepository()
    let open = try repository.open()
    #expect(try open.state() == .none)
    try repository.commit()
    #expect(try open.state() == .none)
    #expect(try open.mergeHeads.isEmpty)
    #expect(!open.hasSquashMessage)
  }

  @Test func `a merge with conflicts names what is merged`() throws {
    let (repository, side) = try conflict()
    #expect(throws: CommandFailure.self) { try repository.git("merge", "side") }
    let open = try repository.open()
    #expect(try open.state() == .merge)
    #expect(try open.mergeHeads == [side])
    #expect(try open.indexScan(below: []).hasUnmerged)
  }

  @Test func `a squash merge leaves a message and no state`() throws {
    let (repository, _) = try conflict()
    try repository.git("merge", "--squash", "-X", "ours", "side")
    let open = try repository.open()
    #expect(try open.state() == .none)
    #expect(open.hasSquashMessage)
  }

  @Test(arguments: [
    (["cherry-pick", "side"], RepositoryState.cherryPick),
    (["revert", "--no-edit", "HEAD~1"], .revert),
    (["rebase", "--quiet", "side"], .rebase),
    (["rebase", "--quiet", "--apply", "side"], .rebase),
    (["cherry-pick", "--no-commit", "side"], .none),
  ])
  func `what stops at a conflict is seen`(_ words: [String], _ state: RepositoryState) throws {
    let (repository, _) = try conflict()
    #expect(throws: CommandFailure.self) { try repository.run(words) }
    #expect(try repository.open().state() == state)
    #expect(try repository.open().indexScan(below: []).hasUnmerged)
  }

  @Test func `a patch that does not apply is am`() throws {
    let (repository, _) = try conflict()
    try repository.git("format-patch", "--quiet", "-1", "-o", "../patches", "side")
    let patch = "../patches/0001-side.patch"
    #expect(throws: CommandFailure.self) { try repository.git("am", "--quiet", patch) }
    #expect(try repository.open().state() == .am)
  }

  @Test func `a series goes on after its conflict was committed`() throws {
    let (repository, _) = try conflict()
    let words = ["cherry-pick", "side", "main~1"]
    #expect(throws: CommandFailure.self) { try repository.run(words) }
    try repository.write("a", "solved")
    try repository.git("commit", "--quiet", "--all", "-m", "solved")
    #expect(try repository.open().state() == .cherryPick)
  }

  @Test func `a bisection is seen`() throws {
    let (repository, _) = try conflict()
    try repository.git("bisect", "start", "HEAD", "HEAD~2")
    #expect(try repository.open().state() == .bisect)
  }

  @Test func `each work tree has its own state`() throws {
    let (repository, _) = try conflict()
    try repository.git("worktree", "add", "--quiet", "--detach", "../linked")
    #expect(throws: CommandFailure.self) { try repository.git("merge", "side") }
    #expect(try repository.open().state() == .merge)
    #expect(try repository.location(in: "../linked").open().state() == .none)
  }

  @Test func `a damaged list of heads is corrupt`() throws {
    let repository = try TemporaryRepository()
    try repository.write(".git/MERGE_HEAD", "nonsense\n")
    let open = try repository.open()
    let error = #expect(throws: GitError.self) { try open.mergeHeads }
    #expect(error?.code == .corrupt)
  }

  /// Three commits on main and one on side that conflicts with them.
  private func conflict() throws -> (TemporaryRepository, ObjectID) {
    let repository = try TemporaryRepository()
    try repository.write("a", "1")
    try repository.commit("first")
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.write("a", "side")
    let side = try repository.commit("side")
    try repository.git("checkout", "--quiet", "main")
    for text in ["2", "3"] {
      try repository.write("a", text)
      try repository.commit(text)
    }
    return (repository, side)
  }
}
