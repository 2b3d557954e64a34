import Foundation
import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

/// Rows of the table of bad input that are about the work tree, the machine, and what is written.
///
/// What is written is written by `sync`, which nobody lets loose on a stranger's repository; that no program
/// of the configuration runs holds for it as well.
struct BadInputWritingTests {
  private static let prompt = ".github/prompts/ada.prompt.md"
  private static let check = ["check", "--untrusted"]

  /// A library that was synced, and whose source has changed since.
  private func changed(_ body: (TemporaryRepository) throws -> Void = { _ in }) throws
    -> CanaryRepository
  {
    let canary = try CanaryRepository()
    #expect(try canary.run(["sync"]).status == 0)
    try canary.commit(agents: ["ada": "# Ada\n\n## Purpose\n\nHelps more.\n"])
    try body(canary.repository)
    return canary
  }

  private func sync(_ canary: CanaryRepository, _ words: String...) throws -> CanaryRepository.Run {
    let run = try canary.run(["sync"] + words)
    canary.expectSound(run, "sync")
    return run
  }

  /// Checks HEAD and, where it can be looked at, the work tree.
  private func expectChecked(
    _ canary: CanaryRepository,
    _ statuses: Set<Int32>,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    for words in [Self.check, Self.check + ["--worktree"], ["status", "--untrusted"]] {
      let run = try canary.run(words)
      canary.expectSound(run, "\(words)", location)
      guard words.count == 2, words[0] == "check" else { continue }
      #expect(statuses.contains(run.status), "\(run.said)", sourceLocation: location)
    }
  }

  // Row 31
  @Test(arguments: ["file", "dangling", "folder", "parent"])
  func `31: output or any parent is a symlink (in tree, in work tree, dangling, to dir)`(
    _ kind: String
  ) throws {
    for isCommitted in [true, false] {
      let canary = try changed { repository in
        let outside = repository.sandbox.appending("outside").string
        try FileManager.default.createDirectory(
          atPath: outside,
          withIntermediateDirectories: true
        )
        try Data("secret\n".utf8).write(to: URL(fileURLWithPath: outside + "/secret"))
        if kind == "parent" {
          try repository.remove(".github/prompts")
          try repository.link(".github/prompts", to: outside)
        } else {
          try repository.remove(Self.prompt)
          let target = ["file": "/secret", "dangling": "/nothing", "folder": ""][kind] ?? ""
          try repository.link(Self.prompt, to: outside + target)
        }
        if isCommitted { try repository.commit("a link") }
      }
      try canary.arm(writes: true)
      try expectChecked(canary, [0, 1, 2, 3])
      #expect(try sync(canary).status == (isCommitted ? 3 : 2))
      let outside = canary.repository.sandbox.appending("outside").string
      #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == ["secret"])
      let text = FileManager.default.contents(atPath: outside + "/secret") ?? Data()
      #expect(String(decoding: text, as: UTF8.self) == "secret\n")
    }
  }

  // Row 32
  @Test func `32: symlink swapped in between check and write (race loop)`() throws {
    let canary = try changed()
    try canary.arm(writes: true)
    let script = """
      mkdir ../outside; while :; do
      mv .github .aside && ln -s ../outside .github; rm -f .github; mv .aside .github
      done
      """
    let swap = Process()
    swap.executableURL = URL(fileURLWithPath: "/bin/sh")
    swap.arguments = ["-c", script]
    swap.currentDirectoryURL = URL(fileURLWithPath: canary.repository.root.string)
    swap.standardError = FileHandle.nullDevice
    try swap.run()
    defer {
      swap.terminate()
      swap.waitUntilExit()
    }
    let outside = canary.repository.sandbox.appending("outside").string
    for _ in 0..<5 {
      canary.expectSound(try canary.run(["sync"]), "sync")
      canary.expectSound(try canary.run(Self.check + ["--worktree"]), "check")
      let found = (try? FileManager.default.contentsOfDirectory(atPath: outside)) ?? []
      #expect(found.filter { $0 != ".aside" && $0 != ".github" }.isEmpty)
    }
  }

  // Row 33
  @Test(arguments: ["folder", "fifo", "hard link"])
  func `33: output is a directory / FIFO / socket / device / hard link (nlink > 1)`(
    _ kind: String
  ) throws {
    let canary = try changed { repository in
      let path = repository.root.pushing(FilePath(Self.prompt)).string
      if kind == "hard link" {
        #expect(link(path, repository.sandbox.appending("other").string) == 0)
        return
      }
      try repository.remove(Self.prompt)
      if kind == "fifo" {
        #expect(mkfifo(path, 0o644) == 0)
      } else {
        try repository.write(Self.prompt + "/x", "x\n")
      }
    }
    try canary.arm(writes: true)
    try expectChecked(canary, [1])
    let run = try sync(canary)
    #expect(run.status == 2)
    #expect(run.errorOutput.contains("[apply.not-a-plain-file]"), "\(run.said)")
  }

  // Row 34
  @Test func `34: output read-only file / dir, immutable, other owner`() throws {
    guard let prefix = try Unprivileged.words() else { return }
    let canary = try changed { repository in
      chmod(repository.root.pushing(".github/prompts").string, 0o555)
    }
    defer { chmod(canary.repository.root.pushing(".github/prompts").string, 0o755) }
    try canary.arm(writes: true)
    try expectChecked(canary, [1])
    let run = try canary.run(["sync"], before: prefix)
    canary.expectSound(run, "sync")
    #expect(run.status == 2)
    #expect(run.errorOutput.contains("[apply.cannot-write]"), "\(run.said)")
  }

  // Row 43
  @Test func `43: bare repo inside the work tree; .git elsewhere; foreign-owned repo`() throws {
    let canary = try CanaryRepository()
    let repository = canary.repository
    try repository.git("init", "--quiet", "--bare", "inner.git")
    try canary.arm()
    let explicit = [
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.bareRepository",
      "GIT_CONFIG_VALUE_0": "explicit",
    ]
    let bare = try canary.run(
      Self.check,
      in: repository.root.appending("inner.git"),
      environment: explicit
    )
    canary.expectSound(bare, "bare")
    #expect(bare.status == 128)
    try repository.write("elsewhere/.git", "gitdir: /nowhere\n")
    let pointer = try canary.run(Self.check, in: repository.root.appending("elsewhere"))
    canary.expectSound(pointer, "pointer")
    #expect(pointer.status == 128)
    guard chown(repository.root.appending(".git").string, 65_534, 65_534) == 0,
      chown(repository.root.string, 65_534, 65_534) == 0
    else { return }
    let foreign = try canary.run(Self.check)
    canary.expectSound(foreign, "foreign")
    #expect(foreign.status == 128)
    #expect(foreign.errorOutput.contains("[repository.refused]"), "\(foreign.said)")
  }

  // Row 44
  @Test func `44: GIT_DIR, GIT_INDEX_FILE, GIT_OBJECT_DIRECTORY, GIT_QUARANTINE_PATH, … set`()
    throws
  {
    let canary = try changed()
    let root = canary.repository.root
    try canary.repository.git("clone", "--quiet", "--bare", ".", "../other.git")
    try canary.arm()
    let other = canary.repository.sandbox.appending("other.git")
    let variables: [[String: String]] = [
      ["GIT_DIR": root.appending(".git").string], ["GIT_DIR": other.string],
      ["GIT_INDEX_FILE": root.pushing(".git/no-index").string],
      ["GIT_OBJECT_DIRECTORY": other.appending("objects").string],
      ["GIT_ALTERNATE_OBJECT_DIRECTORIES": other.appending("objects").string],
      ["GIT_QUARANTINE_PATH": other.appending("objects").string], ["GIT_COMMON_DIR": other.string],
      ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.bare", "GIT_CONFIG_VALUE_0": "false"],
      ["GIT_CONFIG_PARAMETERS": "'core.fsmonitor=false'"], ["GIT_CONFIG_COUNT": "x"],
      ["GIT_NAMESPACE": "x"], ["GIT_WORK_TREE": "/nowhere"],
    ]
    for extra in variables {
      for words in [Self.check, Self.check + ["--staged"], Self.check + ["--worktree"]] {
        let run = try canary.run(words, environment: extra)
        canary.expectSound(run, "\(words) with \(extra)")
      }
    }
  }

  // Row 46
  @Test func `46: linked work tree, sparse checkout, skip-worktree, assume-unchanged, autocrlf, …`()
    throws
  {
    let canary = try changed { repository in
      try repository.git("worktree", "add", "--quiet", "../linked")
      try repository.git("config", "core.autocrlf", "true")
      try repository.git("update-index", "--skip-worktree", Self.prompt)
      try repository.git("update-index", "--assume-unchanged", "agents/ada.md")
      try repository.write("agents/eve.md", bytes: [0xFF, 0xFE, 0x23, 0, 0x20, 0, 0x45, 0])
      try repository.write(".gitattributes", "agents/eve.md working-tree-encoding=UTF-16LE-BOM\n")
      try repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "agents")
    }
    try canary.arm(writes: true)
    try expectChecked(canary, [1])
    let linked = canary.repository.sandbox.appending("linked")
    for words in [Self.check, Self.check + ["--worktree"]] {
      canary.expectSound(try canary.run(words, in: linked), "linked")
    }
  }

  // Row 47
  @Test func `47: detached HEAD, unborn branch, merge in progress, index.lock, conflicts in index`()
    throws
  {
    let detached = try changed { try $0.git("checkout", "--quiet", "--detach") }
    try detached.arm(writes: true)
    try expectChecked(detached, [1])
    let unborn = try changed { try $0.git("checkout", "--quiet", "--orphan", "new") }
    try unborn.arm(writes: true)
    try expectChecked(unborn, [1])
    let merging = try changed { repository in
      try repository.git("checkout", "--quiet", "-b", "other", "HEAD~1")
      try repository.write("agents/ada.md", "# Ada\n\n## Purpose\n\nHelps less.\n")
      try repository.commit("less")
      _ = try? repository.git("merge", "--quiet", "main")
    }
    try merging.arm(writes: true)
    try expectChecked(merging, [2])
    let run = try sync(merging)
    #expect(run.status == 128)
    #expect(run.errorOutput.contains("[apply."), "\(run.said)")
  }

  // Row 85
  @Test func `85: argv: 10k args, '--' forms, non-UTF-8, empty, option-looking paths`() throws {
    let canary = try changed()
    try canary.arm()
    let many = (0..<10_000).map { "agents/a\($0).md" }
    for (words, statuses) in [
      (Self.check + many, [129]), (["--untrusted"], [129]),
      (["check", "--no-such"], [129]), (["check", "--head"], [129]), ([""], [129]),
      (Self.check + ["--", "--head"], [0, 1]), (Self.check + [""], [0, 1, 129]),
      (["impact", "--untrusted", "--", "-x"], [128]),
      (["check", "--untrusted", "--head", "HEAD", "--staged"], [129]),
    ] as [([String], [Int32])] {
      let run = try canary.run(words)
      canary.expectSound(run, "\(words.prefix(6))")
      #expect(statuses.contains(run.status), "\(words.prefix(6)): \(run.said.prefix(500))")
    }
    let raw = try canary.run(
      [],
      before: ["/bin/sh", "-c", "exec \"$0\" impact --untrusted \"$(printf 'a\\377b')\""]
    )
    canary.expectSound(raw, "bytes")
  }

  // Row 86
  @Test func `86: terminal escape, OSC 8, '::error::', '%0A' in names`() throws {
    let canary = try CanaryRepository()
    let names = [
      "\u{1B}]8;;https://example.com\u{7}x", "::error::x", "::set-output name=x::y",
      "a%0A::error::b",
      "##[error]x", "a\n::error::b",
    ]
    for name in names {
      try canary.repository.write("agents/\(name).md", "---\ntools: 5\n---\n# Eve\n")
      try canary.repository.write(".github/prompts/\(name).prompt.md", "---\nname: ''\n---\nDo.\n")
      try canary.repository.write("\(name)/x", "x\n")
    }
    try canary.repository.commit("\u{1B}]0;x\u{7} ::error::x")
    try canary.arm()
    for words in [
      BadInputRow.check, BadInputRow.check + ["-v"], ["status", "--untrusted", "-v"],
      ["diff", "--untrusted", "base", "HEAD"], ["refs", "list", "--untrusted"],
      ["log", "--untrusted"], ["impact", "--untrusted", "base..HEAD"],
    ] {
      canary.expectSound(try canary.run(words), "\(words)")
      canary.expectSound(try canary.run(words + ["--json"]), "\(words) --json")
    }
  }
}

/// What makes the system mind permissions.
enum Unprivileged {
  /// The words to put before a command; none for a plain user, nil where they can't be had.
  static func words() throws -> [String]? {
    guard geteuid() == 0 else { return [] }
    let prefix = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    let tried = try runProgram(prefix + ["true"], in: "/", input: nil, environment: nil)
    return tried.status == 0 ? prefix : nil
  }
}
