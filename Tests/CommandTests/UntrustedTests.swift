import Foundation
import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

/// `--untrusted`: when it holds, what it limits, and what a change can't switch off for itself.
struct UntrustedTests {
  private func library(_ count: Int = 1) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    for number in 0..<count {
      try repository.write("agents/a\(number).md", "# Agent \(number)\n\nHelps.\n")
    }
    try repository.commit("a library")
    return repository
  }

  private struct Run {
    let status: Int32
    let output: String
    let errorOutput: String
  }

  private func check(_ repository: TemporaryRepository, _ words: String...) throws -> Run {
    let result = try runProgram(
      [Tool.path.string, "check"] + words,
      in: repository.root,
      input: nil,
      environment: repository.environment
    )
    return Run(
      status: result.status,
      output: String(decoding: result.output, as: UTF8.self),
      errorOutput: String(decoding: result.errorOutput, as: UTF8.self)
    )
  }

  @Test func `more than 2,000 agents are refused, unless the repository is trusted`() throws {
    let repository = try library()
    let blob = try repository.blob("# Agent\n\nHelps.\n")
    let entries = (1_000...3_000).map { OddEntry("100644", "a\($0).md", blob) }
    let top = try repository.tree([OddEntry("40000", "agents", try repository.tree(entries))])
    try repository.commit(tree: top)
    let refused = try check(repository, "--untrusted", "--head", "HEAD")
    #expect(refused.status == 128)
    #expect(refused.errorOutput.contains("2001 agents, more than the 2000 allowed"))
    #expect(refused.errorOutput.contains("--no-untrusted"))
    #expect(try check(repository, "--no-untrusted", "--head", "HEAD").status == 1)
  }

  @Test func `a library in which all leads nowhere is answered in bounded words`() throws {
    let repository = try library()
    var entries: [OddEntry] = []
    for number in 1_000..<1_030 {
      let lines = (0..<250).map { "- see @gone/path\(number)-\($0).md now" }
      let text = "# Agent \(number)\n\nHelps.\n\n" + lines.joined(separator: "\n") + "\n"
      entries.append(OddEntry("100644", "a\(number).md", try repository.blob(text)))
    }
    let top = try repository.tree([OddEntry("40000", "agents", try repository.tree(entries))])
    try repository.commit(tree: top)
    let run = try check(repository, "--untrusted", "--head", "HEAD")
    #expect(run.status == 1)
    let lines = run.errorOutput.split(separator: "\n").filter { $0.hasPrefix("warning: ") }
    #expect(lines.count == 1_001)
    let rest = "more of this kind from here on in this"
    #expect(lines.last?.contains("2719 \(rest) run are not listed") == true)
    #expect(run.errorOutput.contains("200 \(rest) file are not listed"))
    #expect(run.errorOutput.utf8.count < 400_000)
  }

  @Test func `a large repository with a small library passes`() throws {
    let repository = try library()
    let blob = try repository.blob("x\n")
    let files = (10_000...30_000).map { OddEntry("100644", "f\($0).txt", blob) }
    let agents = try repository.id("HEAD:agents")
    let many = try repository.tree(files)
    let top = try repository.tree([
      OddEntry("40000", "agents", agents), OddEntry("40000", "docs", many),
    ])
    try repository.commit(tree: top)
    for root in ["agents", "docs/*/agents", "**/agents"] {
      try repository.git("read-tree", "HEAD")
      try repository.write(".agentsync.yml", "library: {roots: [agents, \"\(root)\"]}\n")
      try repository.git("add", ".agentsync.yml")
      try repository.git("commit", "--quiet", "-m", "roots")
      let run = try check(repository, "--untrusted", "--head", "HEAD")
      #expect(run.status == 1, "\(root): \(run.errorOutput)")
    }
  }

  @Test func `more than 10,000 files in the library are refused`() throws {
    let repository = try library()
    let blob = try repository.blob("x\n")
    let files = (10_000...20_001).map { OddEntry("100644", "f\($0).txt", blob) }
    let top = try repository.tree([OddEntry("40000", "agents", try repository.tree(files))])
    try repository.commit(tree: top)
    let refused = try check(repository, "--untrusted", "--head", "HEAD")
    #expect(refused.status == 128)
    #expect(refused.errorOutput.contains("[scan.too-many-entries]"))
    #expect(refused.errorOutput.contains("--no-untrusted"))
    #expect(try check(repository, "--head", "HEAD").status == 0)
  }

  @Test func `more than 64 MiB of what VS Code reads are refused`() throws {
    let repository = try library()
    let text = String(repeating: String(repeating: "x", count: 60_000) + "\n", count: 60)
    let blob = try repository.blob(text)
    let files = (10...30).map { OddEntry("100644", "f\($0).prompt.md", blob) }
    let prompts = try repository.tree([
      OddEntry("40000", "prompts", try repository.tree(files))
    ])
    try repository.commit(tree: try repository.tree([OddEntry("40000", ".github", prompts)]))
    let refused = try check(repository, "--head", "HEAD")
    #expect(refused.status == 128)
    #expect(refused.errorOutput.contains("[scan.too-much-text]"))
  }

  /// A repository whose configuration includes what nobody will ever write to.
  private func endless() throws -> TemporaryRepository {
    let repository = try library()
    #expect(mkfifo(repository.root.pushing(".git/never").string, 0o644) == 0)
    let file = try repository.read(".git/config")
    try repository.write(".git/config", file + "[include]\n\tpath = never\n")
    return repository
  }

  @Test func `a run that would never end is ended, in words`() throws {
    let repository = try endless()
    let start = ContinuousClock.now
    let run = try Tool.run(
      "check",
      "--untrusted",
      in: repository,
      environment: ["AGENTSYNC_TIME_LIMIT": "1"]
    )
    #expect(run.status == 128)
    #expect(run.errorOutput.contains("more than the 1 seconds allowed"), "\(run.errorOutput)")
    #expect(run.errorOutput.contains("[command.over-limit]"))
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test(arguments: [("CI", "true", true), ("GITHUB_ACTIONS", "true", true), ("CI", "false", false)])
  func `where the environment says CI it is so of itself`(
    name: String,
    value: String,
    isOn: Bool
  ) throws {
    let repository = try library()
    let blob = try repository.blob("x\n")
    let files = (10_000...20_001).map { OddEntry("100644", "f\($0).txt", blob) }
    let top = try repository.tree([OddEntry("40000", "agents", try repository.tree(files))])
    try repository.commit(tree: top)
    let found = try Tool.run("check", "--head", "HEAD", in: repository, environment: [name: value])
    #expect(found.status == (isOn ? 128 : 0), "\(found.errorOutput)")
    let trusted = try Tool.run(
      "check",
      "--head",
      "HEAD",
      "--no-untrusted",
      in: repository,
      environment: [name: value]
    )
    #expect(trusted.status == 0)
  }

  @Test func `a run that has no memory left is ended, in words`() throws {
    let repository = try library()
    let line = String(repeating: "x", count: 60_000) + "\n"
    let text = "# Eve\n\n```\n" + String(repeating: line, count: 17) + "```\n"
    let blob = try repository.blob(text)
    let entries = (10..<70).map { OddEntry("100644", "a\($0).md", blob) }
    let top = try repository.tree([OddEntry("40000", "agents", try repository.tree(entries))])
    try repository.commit(tree: top)
    let script = "ulimit -v 160000 && exec \"$0\" \"$@\""
    let result = try runProgram(
      ["/bin/sh", "-c", script, Tool.path.string, "check", "--untrusted", "--head", "HEAD"],
      in: repository.root,
      input: nil,
      environment: repository.environment
    )
    let said = String(decoding: result.errorOutput, as: UTF8.self)
    #expect(result.status == 128, "\(said)")
    #expect(said.contains("fatal: the run was ended by signal "), "\(said)")
    #expect(said.contains("[command.over-limit]"), "\(said)")
  }

  @Test func `replaced objects and grafts change nothing`() throws {
    let repository = try library()
    let base = try repository.id("HEAD")
    try repository.git("branch", "base")
    try repository.write(
      ".github/agents/eve.agent.md",
      "---\ndescription: Helps.\nagents: []\ntools: [execute]\n---\nYou help.\n"
    )
    let head = try repository.commit("power")
    #expect(try check(repository, "--untrusted", "--base", "base").status == 3)
    try repository.git("replace", base.hex, head.hex)
    try repository.write(".git/info/grafts", "\(head.hex)\n")
    for engine in ["", "plumbing"] {
      let run = try Tool.run(
        "check",
        "--untrusted",
        "--base",
        "base",
        in: repository,
        environment: ["AGENTSYNC_ENGINE": engine]
      )
      #expect(run.status == 3, "\(engine): \(run.errorOutput)")
    }
  }

  @Test func `an untrusted run leaves nothing in the git directory and believes nothing there`()
    throws
  {
    let repository = try library()
    #expect(try Tool.run("sync", in: repository).status == 0)
    _ = try? repository.remove(".git/agentsync/cache")
    #expect(try check(repository, "--untrusted").status == 0)
    #expect(!repository.exists(".git/agentsync/cache"))
  }
}
