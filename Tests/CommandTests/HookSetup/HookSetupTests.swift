import AgentSync
import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

/// Installing hooks, told by what git runs afterwards and what is there once they are taken away.
struct HookSetupTests {
  /// A repository with a program of the hook's name that writes down how it was called.
  private struct Scene {
    let repository: TemporaryRepository
    let programs: FilePath
    let log: FilePath

    init() throws {
      repository = try TemporaryRepository()
      programs = repository.sandbox.appending("programs")
      log = repository.sandbox.appending("log")
      try FileManager.default.createDirectory(
        atPath: programs.string,
        withIntermediateDirectories: true
      )
      try script(
        programs.appending("git-agentsync-hook"),
        "echo \"ours $*\" >> '\(log)'\n[ \"$1\" != pre-push ] || cat >> '\(log)'\n"
      )
      try repository.write("agents/ada.md", "# Ada\n\nHelps.\n")
      try repository.commit()
    }

    func script(_ file: FilePath, _ text: String) throws {
      try FileManager.default.createDirectory(
        atPath: file.removingLastComponent().string,
        withIntermediateDirectories: true
      )
      try "#!/bin/sh\n\(text)".write(toFile: file.string, atomically: false, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.string)
    }

    var variables: [String: String] {
      let path = repository.environment["PATH"] ?? ""
      return ["PATH": "\(programs):\(path)"]
    }

    /// Runs git with the program in its path; the exit status, and what it said.
    @discardableResult
    func git(_ arguments: String..., without: Bool = false) throws -> GitProcess.Result {
      try runGit(
        arguments,
        in: repository.root,
        input: nil,
        environment: without
          ? repository.environment
          : repository.environment.merging(variables) { _, new in new }
      )
    }

    func logged() -> String {
      let text = (try? String(contentsOfFile: log.string, encoding: .utf8)) ?? ""
      try? FileManager.default.removeItem(atPath: log.string)
      return text
    }

    /// Every file below a folder, with its bytes and whether it may be run.
    func files(_ folder: String) throws -> [String: String] {
      let top = repository.root.appending(folder).string
      var files: [String: String] = [:]
      for name in FileManager.default.enumerator(atPath: top)?.allObjects as? [String] ?? [] {
        guard let data = FileManager.default.contents(atPath: "\(top)/\(name)") else { continue }
        let isExecutable = FileManager.default.isExecutableFile(atPath: "\(top)/\(name)")
        files[name] = "\(isExecutable) \(data.base64EncodedString())"
      }
      return files
    }

    @discardableResult
    func hooks(_ arguments: String...) throws -> Tool.Result {
      try runTool(["hooks"] + arguments)
    }

    private func runTool(_ arguments: [String]) throws -> Tool.Result {
      switch arguments.count {
      case 1: try Tool.run(arguments[0], in: repository)
      case 2: try Tool.run(arguments[0], arguments[1], in: repository)
      case 3: try Tool.run(arguments[0], arguments[1], arguments[2], in: repository)
      default: try Tool.run(arguments[0], arguments[1], arguments[2], arguments[3], in: repository)
      }
    }
  }

  @Test(arguments: HookName.allCases)
  func `the files in hooks are those that are installed`(name: HookName) throws {
    let project = Fixture.root.removingLastComponent()
    try Golden.expect(
      HookFile.text(name),
      equals: project.appending("hooks").appending(name.rawValue)
    )
  }

  @Test func `a commit runs what was installed, and nothing once it is taken away`() throws {
    let scene = try Scene()
    #expect(try scene.hooks("status").status == 1)
    #expect(try scene.hooks("install").status == 0)
    #expect(try scene.hooks("status").status == 0)
    let installed = try scene.files(".git/hooks")
    #expect(
      Set(installed.keys) == [
        "pre-commit", "post-merge", "post-rewrite", "post-checkout", "pre-push",
      ]
    )
    #expect(try scene.git("commit", "--allow-empty", "--quiet", "-m", "x").status == 0)
    #expect(scene.logged() == "ours pre-commit\n")
    #expect(try scene.hooks("install").status == 0)
    #expect(try scene.files(".git/hooks") == installed)
    #expect(try scene.hooks("uninstall").status == 0)
    #expect(try scene.files(".git/hooks").isEmpty)
    try scene.git("commit", "--allow-empty", "--quiet", "-m", "x")
    #expect(scene.logged().isEmpty)
  }

  @Test func `a hook that was there runs first, its refusal holds, and it comes back whole`() throws
  {
    let scene = try Scene()
    let theirs = scene.repository.root.appending(".git/hooks/pre-commit")
    try scene.script(theirs, "echo \"theirs $*\" >> '\(scene.log)'\nexit ${FAIL:-0}\n")
    let before = try scene.files(".git/hooks")
    try scene.hooks("install", "pre-commit")
    try scene.git("commit", "--allow-empty", "--quiet", "-m", "x")
    #expect(scene.logged() == "theirs \nours pre-commit\n")
    try scene.script(
      theirs.removingLastComponent().appending("pre-commit.before-agentsync"),
      "exit 3\n"
    )
    #expect(try scene.git("commit", "--allow-empty", "--quiet", "-m", "x").status != 0)
    #expect(scene.logged().isEmpty)
    try scene.script(
      theirs.removingLastComponent().appending("pre-commit.before-agentsync"),
      "echo \"theirs $*\" >> '\(scene.log)'\nexit ${FAIL:-0}\n"
    )
    try scene.hooks("uninstall")
    #expect(try scene.files(".git/hooks") == before)
  }

  @Test func `both hooks of a push read what git says`() throws {
    let scene = try Scene()
    let theirs = scene.repository.root.appending(".git/hooks/pre-push")
    try scene.script(theirs, "cat >> '\(scene.log)'\n")
    try scene.hooks("install", "pre-push")
    try scene.repository.git("init", "--quiet", "--bare", "../remote")
    #expect(try scene.git("push", "--quiet", "../remote", "main").status == 0)
    let id = try scene.repository.git("rev-parse", "HEAD")
    let line = "refs/heads/main \(id) refs/heads/main \(String(repeating: "0", count: 40))\n"
    #expect(scene.logged() == line + "ours pre-push ../remote ../remote\n" + line)
  }

  @Test func `a hook that was there reads nothing where git says nothing`() throws {
    let scene = try Scene()
    try scene.script(
      scene.repository.root.appending(".git/hooks/pre-push"),
      "wc -c >> '\(scene.log)'\n"
    )
    try scene.hooks("install", "pre-push")
    try scene.repository.git("init", "--quiet", "--bare", "../remote")
    try scene.git("push", "--quiet", "--no-verify", "../remote", "main")
    try scene.git("push", "--quiet", "../remote", "main")
    #expect(scene.logged() == "0\nours pre-push ../remote ../remote\n")
  }

  @Test func `a missing program keeps nobody from working, and says so in one line`() throws {
    let scene = try Scene()
    try scene.hooks("install", "pre-commit")
    let said = try scene.git("commit", "--allow-empty", "--quiet", "-m", "x", without: true)
    let text = String(decoding: said.errorOutput, as: UTF8.self)
    #expect(said.status == 0)
    #expect(text.split(separator: "\n").count == 1 && text.contains("install it"))
    try scene.repository.git("config", "agentsync.quietHooks", "true")
    let quiet = try scene.git("commit", "--allow-empty", "--quiet", "-m", "x", without: true)
    #expect(quiet.status == 0 && quiet.errorOutput.isEmpty)
    try scene.repository.git("config", "agentsync.requireHooks", "true")
    #expect(
      try scene.git("commit", "--allow-empty", "--quiet", "-m", "x", without: true).status != 0
    )
  }

  private static let deaths = [
    "ABRT", "BUS", "FPE", "ILL", "QUIT", "SEGV", "SYS", "TRAP", "XCPU", "XFSZ",
  ]

  @Test(arguments: ["exit 126"] + deaths.map { "kill -\($0) $$" })
  func `a broken program keeps nobody from working, and says so in one line`(death: String) throws {
    let scene = try Scene()
    try scene.hooks("install", "pre-commit")
    try scene.script(scene.programs.appending("git-agentsync-hook"), "ulimit -c 0; \(death)\n")
    let said = try scene.git("commit", "--allow-empty", "--quiet", "-m", "x")
    #expect(said.status == 0)
    // The shell has a word of its own for most signals.
    let lines = String(decoding: said.errorOutput, as: UTF8.self).split(separator: "\n")
    #expect(lines.filter { $0.contains("missing or broken") }.count == 1)
    try scene.repository.git("config", "agentsync.requireHooks", "true")
    #expect(try scene.git("commit", "--allow-empty", "--quiet", "-m", "x").status != 0)
  }

  @Test(arguments: ["exit 1"] + ["HUP", "INT", "KILL", "PIPE", "TERM"].map { "kill -\($0) $$" })
  func `a program that refuses or that somebody ends stops the commit`(end: String) throws {
    let scene = try Scene()
    try scene.hooks("install", "pre-commit")
    try scene.script(scene.programs.appending("git-agentsync-hook"), "\(end)\n")
    #expect(try scene.git("commit", "--allow-empty", "--quiet", "-m", "x").status != 0)
  }

  @Test func `the first program without the second says so in one line, as the hook files do`()
    throws
  {
    let scene = try Scene()
    try scene.hooks("install", "pre-commit")
    let program = scene.programs.appending("git-agentsync-hook")
    try FileManager.default.removeItem(atPath: program.string)
    try FileManager.default.copyItem(
      atPath: Tool.path.removingLastComponent().appending("git-agentsync-hook").string,
      toPath: program.string
    )
    try scene.repository.write("agents/ada.md", "# Ada\n\nWorks.\n")
    let said = try scene.git("commit", "-a", "--quiet", "-m", "x")
    let text = String(decoding: said.errorOutput, as: UTF8.self)
    #expect(said.status == 0)
    #expect(text.split(separator: "\n").count == 1)
    #expect(text.contains("pre-commit did nothing") && text.contains("'git-agentsync' is missing"))
    try scene.repository.git("config", "agentsync.quietHooks", "true")
    let quiet = try scene.git("commit", "--allow-empty", "--quiet", "-m", "x")
    #expect(quiet.status == 0 && quiet.errorOutput.isEmpty)
    try scene.repository.git("config", "agentsync.requireHooks", "true")
    #expect(try scene.git("commit", "--allow-empty", "--quiet", "-m", "x").status != 0)
  }

  @Test func `a folder of the repository's own is used as git uses it`() throws {
    let scene = try Scene()
    try scene.repository.git("config", "core.hooksPath", "tools/git hooks")
    try scene.hooks("install", "pre-commit")
    #expect(scene.repository.exists("tools/git hooks/pre-commit"))
    try scene.git("commit", "--allow-empty", "--quiet", "-m", "x")
    #expect(scene.logged() == "ours pre-commit\n")
    try scene.repository.git("config", "core.hooksPath", "\(scene.repository.sandbox)/shared")
    let refused = try scene.hooks("install")
    #expect(refused.status == 128 && refused.errorOutput.contains("other repositories share"))
  }

  @Test func `husky's scripts get lines that go again without a trace`() throws {
    let scene = try Scene()
    try scene.repository.git("config", "core.hooksPath", ".husky/_")
    try scene.repository.write(".husky/pre-commit", "echo theirs >> '\(scene.log)'")
    // What husky itself writes there: each hook runs the script of the same name one folder up.
    try scene.script(
      scene.repository.root.appending(".husky/_/pre-commit"),
      "exec sh -e \"$(dirname \"$0\")/../pre-commit\" \"$@\"\n"
    )
    let before = try scene.files(".husky")
    #expect(try scene.hooks("install", "pre-commit", "post-merge").status == 0)
    try scene.git("commit", "--allow-empty", "--quiet", "-m", "x")
    #expect(scene.logged() == "theirs\nours pre-commit\n")
    try scene.hooks("uninstall")
    #expect(try scene.files(".husky") == before)
  }

  @Test(arguments: [
    ("lefthook.yml", "git-agentsync-hook pre-commit {0}"),
    (".pre-commit-config.yaml", "id: agentsync-check"),
  ])
  func `what people write themselves is told, and known once it is there`(
    file: String,
    line: String
  ) throws {
    let scene = try Scene()
    try scene.repository.write(file, "# theirs\n")
    let asked = try scene.hooks("install", "pre-commit")
    #expect(asked.status == 1 && asked.output.contains(line))
    #expect(try scene.repository.read(file) == "# theirs\n")
    #expect(try scene.files(".git/hooks").isEmpty)
    try scene.repository.write(file, "# theirs\n# \(line)\n")
    #expect(try scene.hooks("install", "pre-commit").output.contains("missing "))
    try scene.repository.write(file, "# theirs\n\(line)\n")
    let written = try scene.hooks("install", "pre-commit")
    #expect(written.status == 1 && written.output.contains("uncalled "))
    #expect(
      written.output.contains("install -t pre-commit'")
        || written.output.contains("'lefthook install'")
    )
    try scene.script(
      scene.repository.root.appending(".git/hooks/pre-commit"),
      "exec \(file.contains("lefthook") ? "lefthook run" : "pre-commit hook-impl") pre-commit\n"
    )
    #expect(try scene.hooks("install", "pre-commit").status == 0)
  }

  @Test func `hooks of a linked work tree are those of its repository`() throws {
    let scene = try Scene()
    try scene.repository.git("worktree", "add", "--quiet", "../linked")
    let said = try Tool.run("hooks", "install", in: scene.repository, folder: "../linked")
    #expect(said.status == 0)
    #expect(try scene.files(".git/hooks").keys.contains("pre-commit"))
  }
}
