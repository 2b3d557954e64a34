import Git
import Glibc
import TestSupport
import Testing

struct ReferenceMoveTests {
  private struct Scene {
    let files: TemporaryRepository
    let old: ObjectID
    let new: ObjectID

    init() throws {
      files = try TemporaryRepository()
      old = try files.commit("old")
      let tree = try files.git("rev-parse", "HEAD^{tree}")
      let made = try files.git("commit-tree", "-p", "HEAD", "-m", "new", tree)
      new = try #require(ObjectID(hex: made))
    }

    func move(
      _ name: String = "refs/heads/main",
      from expected: ObjectID?,
      waiting limit: Duration = .zero
    ) throws -> ReferenceMove {
      let repository = try files.open()
      return try ReferenceMove(
        of: name,
        from: expected,
        to: new,
        by: repository.committer(),
        message: "agentsync: sync",
        in: repository,
        waiting: limit
      )
    }

    /// Makes the repository one whose references only git may move.
    func installHook(_ script: String = "exit 0") throws {
      // Another process writes it: in this one a child of another test could inherit the open file,
      // and then the system refuses to run it ("text file busy").
      let text = "#!/bin/sh\necho \"$1 $(cat)\" >> hook.log\n\(script)\n"
      let name = ".git/hooks/reference-transaction"
      let made = try runProgram(
        ["sh", "-c", "mkdir -p .git/hooks && cat > \(name) && chmod +x \(name)"],
        in: files.root,
        input: Array(text.utf8),
        environment: files.environment
      )
      #expect(made.status == 0)
    }
  }

  @Test(arguments: [false, true])
  func `a branch moves with its and HEAD's reflog`(hasHook: Bool) throws {
    let scene = try Scene()
    if hasHook { try scene.installHook() }
    try scene.move(from: scene.old).commit()
    #expect(try scene.files.id("main") == scene.new)
    for name in ["HEAD", "main"] {
      let subject = try scene.files.git("reflog", "-1", "--format=%gs", name)
      #expect(subject == "agentsync: sync")
    }
    #expect(scene.files.exists("hook.log") == hasHook)
    #expect(!scene.files.exists(".git/refs/heads/main.lock"))
  }

  @Test(arguments: [false, true])
  func `a value that is not the expected one is left`(hasHook: Bool) throws {
    let scene = try Scene()
    if hasHook { try scene.installHook() }
    for expected in [scene.new, nil] {
      #expect { try scene.move(from: expected) } throws: { ($0 as? GitError)?.code == .modified }
    }
    #expect { try scene.move("refs/heads/no", from: scene.old) } throws: {
      ($0 as? GitError)?.code == .modified
    }
    #expect(try scene.files.id("main") == scene.old)
    #expect(!scene.files.exists(".git/refs/heads/main.lock"))
  }

  @Test(arguments: [false, true])
  func `what was absent is made, packed or not`(hasHook: Bool) throws {
    let scene = try Scene()
    if hasHook { try scene.installHook() }
    try scene.move("refs/agentsync/x", from: nil).commit()
    #expect(try scene.files.id("refs/agentsync/x") == scene.new)
    try scene.files.git("pack-refs", "--all")
    #expect { try scene.move("refs/agentsync/x", from: nil) } throws: {
      ($0 as? GitError)?.code == .modified
    }
    try scene.move(from: scene.old).commit()
    #expect(try scene.files.id("main") == scene.new)
  }

  @Test(arguments: [false, true])
  func `a lock that is given up changes nothing`(hasHook: Bool) throws {
    let scene = try Scene()
    if hasHook { try scene.installHook() }
    let move = try scene.move(from: scene.old)
    #expect(scene.files.exists(".git/refs/heads/main.lock"))
    move.abandon()
    #expect(!scene.files.exists(".git/refs/heads/main.lock"))
    #expect(try scene.files.id("main") == scene.old)
  }

  @Test(arguments: [false, true])
  func `somebody else's lock is waited for and never broken`(hasHook: Bool) throws {
    let scene = try Scene()
    if hasHook { try scene.installHook() }
    try scene.files.write(".git/refs/heads/main.lock", "")
    #expect { try scene.move(from: scene.old, waiting: .milliseconds(30)) } throws: { error in
      let error = error as? GitError
      return error?.code == .locked && error?.message.contains("refs/heads/main.lock") == true
        && error?.hint != nil
    }
    #expect(scene.files.exists(".git/refs/heads/main.lock"))
  }

  @Test func `a detached HEAD moves and no branch with it`() throws {
    let scene = try Scene()
    try scene.files.git("checkout", "--quiet", "--detach")
    try scene.move("HEAD", from: scene.old).commit()
    #expect(try scene.files.id("HEAD") == scene.new)
    #expect(try scene.files.id("main") == scene.old)
    #expect(try scene.files.git("symbolic-ref", "-q", "HEAD", orElse: "detached") == "detached")
  }

  @Test func `a hook that refuses keeps the branch where it is and is quoted`() throws {
    let scene = try Scene()
    try scene.installHook("echo 'not on a Friday' >&2\n[ \"$1\" != prepared ]")
    #expect { try scene.move(from: scene.old) } throws: { error in
      (error as? GitError)?.message.contains("not on a Friday") == true
    }
    #expect(try scene.files.id("main") == scene.old)
  }

  @Test func `a hook that talks a lot does not hang`() throws {
    let scene = try Scene()
    try scene.installHook("head -c 300000 /dev/zero | tr '\\0' x >&2")
    try scene.move(from: scene.old).commit()
    #expect(try scene.files.id("main") == scene.new)
  }

  @Test func `a symbolic reference is not overwritten`() throws {
    let scene = try Scene()
    try scene.files.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    #expect { try scene.move("refs/heads/alias", from: scene.old) } throws: {
      ($0 as? GitError)?.code == .unsupported
    }
    #expect(try scene.files.id("main") == scene.old)
  }
}

extension TemporaryRepository {
  /// What git prints, or something else where it fails.
  fileprivate func git(_ arguments: String..., orElse other: String) throws -> String {
    let result = try runGit(arguments, in: root, input: nil, environment: environment)
    return result.status == 0 ? result.text : other
  }
}
