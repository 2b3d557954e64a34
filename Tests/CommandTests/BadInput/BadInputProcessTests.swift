import Foundation
import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

/// Bad input where the process itself matters: its exit code, its memory, what it prints.
struct BadInputProcessTests {
  private static func makeRepository(_ files: [String: String] = [:]) throws -> TemporaryRepository
  {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", "# Ada\n\n## Purpose\n\nHelps.\n")
    for (path, text) in files { try repository.write(path, text) }
    try repository.commit("a library")
    return repository
  }

  private func state(of repository: TemporaryRepository) throws -> [String] {
    [
      try repository.git("for-each-ref"), try repository.git("ls-files", "--stage"),
      try repository.git("status", "--porcelain", "--ignored"),
    ]
  }

  // Rows 1 to 42
  @Test func `what is wrong with one file is exit 3, what ends the run is exit 128`() throws {
    let repository = try Self.makeRepository(["agents/eve.md": "---\ntools: 5\n---\n# Eve\n"])
    let synced = try Tool.run("sync", in: repository)
    #expect(synced.status == 3)
    #expect(synced.errorOutput.contains("error: agents/eve.md:2:8: "))
    #expect(synced.errorOutput.contains("[model.wrong-type]"))
    #expect(repository.exists(".github/prompts/ada.prompt.md"))
    #expect(try Tool.run("check", in: repository).status == 3)

    try repository.write(".agentsync.yml", "targets: [{prompt: {path: \"../{id}.prompt.md\"}}]\n")
    try repository.commit("a bad path")
    let before = try state(of: repository)
    for command in ["sync", "check", "status", "init", "diff"] {
      let result = try Tool.run(command, in: repository)
      #expect(result.status == 128, "\(command)")
      #expect(result.errorOutput.hasPrefix("fatal: .agentsync.yml:1:"), "\(command)")
      #expect(result.output.isEmpty, "\(command)")
    }
    #expect(try state(of: repository) == before)
  }

  // Row 42
  @Test(arguments: ["sha256", "reftable", "teleport", "version"])
  func `a repository that can't be served is refused in words`(_ kind: String) throws {
    let repository =
      try kind == "sha256"
      ? TemporaryRepository("--object-format=sha256") : Self.makeRepository()
    let config = try repository.read(".git/config")
    let one = config.replacing("repositoryformatversion = 0", with: "repositoryformatversion = 1")
    switch kind {
    case "sha256":
      try repository.write("agents/ada.md", "# Ada\n\nText.\n")
      try repository.git("add", "--all")
      try repository.git("commit", "--quiet", "-m", "a library")
    case "version":
      let two = config.replacing("repositoryformatversion = 0", with: "repositoryformatversion = 2")
      try repository.write(".git/config", two)
    case "reftable":
      try repository.write(".git/config", one + "[extensions]\n\trefStorage = reftable\n")
    default: try repository.write(".git/config", one + "[extensions]\n\tteleport = true\n")
    }
    let before = try FileManager.default.subpathsOfDirectory(atPath: repository.root.string)
    for command in ["sync", "check", "status", "init", "log", "undo"] {
      let result = try Tool.run(command, in: repository)
      #expect(result.status == 128, "\(command)")
      #expect(result.errorOutput.hasPrefix("fatal: "), "\(command)")
      #expect(result.errorOutput.contains("[repository.unsupported]"), "\(command)")
      #expect(result.errorOutput.contains("\nhint: "), "\(command): \(result.errorOutput)")
      #expect(!result.errorOutput.contains("-1"), "\(command)")
    }
    let after = try FileManager.default.subpathsOfDirectory(atPath: repository.root.string)
    #expect(Set(after) == Set(before))
  }

  // Rows 7, 13, 15, 40
  @Test func `bombs take little memory`() throws {
    var laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      laughs += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let brackets = String(repeating: "[", count: 60_000)
    let repository = try Self.makeRepository([
      "agents/laughs.md": "---\n\(laughs)---\n# Laughs\n",
      "agents/brackets.md": "---\n\(brackets)\n---\n# Brackets\n",
      "agents/maps.md":
        "---\n\(brackets.replacing("[", with: "{a: ").prefix(60_000))\n---\n# Maps\n",
      "agents/huge.md": String(repeating: "word word word word\n", count: 2_000_000),
    ])
    let run = try Tool.run("check", in: repository, memory: 256 << 20)
    #expect(run.status == 3, "\(run.errorOutput)")
  }

  // Row 40
  @Test func `a git bomb takes little memory`() throws {
    let repository = try Self.makeRepository()
    var inner = try repository.git("rev-parse", "HEAD:agents")
    for _ in 0..<10 {
      let lines = (0..<10).map { "040000 tree \(inner)\tf\($0)" }.joined(separator: "\n")
      inner = try repository.git("mktree", input: lines + "\n")
    }
    let top = try repository.git("mktree", input: "040000 tree \(inner)\tagents\n")
    let commit = try repository.git("commit-tree", "-m", "bomb", top)
    try repository.git("update-ref", "HEAD", commit)
    // 200,000 entries are read before it counts as a bomb.
    let run = try Tool.run("check", in: repository, memory: 512 << 20)
    #expect(run.status == 128, "\(run.errorOutput)")
    #expect(run.errorOutput.hasPrefix("fatal: "))
  }

  // Row 37
  @Test func `no name, key or value from a file reaches the terminal unescaped`() throws {
    let evil = "a\u{1B}[31m\u{7}b\u{202E}c"
    let repository = try Self.makeRepository([
      "agents/\(evil).md": "# Eve\n\nText.\n",
      "agents/\(evil)/modules/x.md": "# X\n",
      "agents/dan.md":
        "---\n\"\\e[31mkey\": 1\ndescription: \"x\\e[2Jy\"\n---\n# \u{1B}]0;Dan\u{7}\n\n[x](gone\u{1B}[5m.md)\n",
      "agents/id.md": "---\nid: \"\\e[31mx\"\n---\n# Id\n",
      "agents/README.md": "x\n",
    ])
    for command in [
      ["sync"], ["status", "-v"], ["check"], ["diff", "HEAD~1"], ["log"], ["doctor"],
    ] {
      let arguments = command
      let result = try Tool.run(list: arguments, in: repository)
      let all = result.output + result.errorOutput
      let odd = all.unicodeScalars.filter { scalar in
        scalar != "\n" && (scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value))
          || scalar == "\u{202E}"
      }
      #expect(odd.isEmpty, "\(command): \(all.debugDescription)")
    }
    let json = try Tool.run("check", "--json", in: repository)
    #expect(!json.output.utf8.contains(0x1B))
    let data = Data(json.output.utf8)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
  }

  // Row 34
  @Test(arguments: ["file", "folder", "immutable", "other owner"])
  func `an output that may not be written is left out, the rest is done`(_ kind: String) throws {
    guard let prefix = try Unprivileged.words() else { return }
    let repository = try Self.makeRepository(["agents/eve.md": "# Eve\n\n## Purpose\n\nHelps.\n"])
    try repository.write(
      ".agentsync.yml",
      "targets: [{prompt: {path: \"out/{name}/x.prompt.md\"}}]\n"
    )
    try repository.commit("folders of their own")
    #expect(try Tool.run("sync", in: repository).status == 0)
    for name in ["ada", "eve"] {
      try repository.write("agents/\(name).md", "# \(name)\n\n## Purpose\n\nHelps more.\n")
    }
    try repository.commit("both change")
    let place = repository.root.pushing("out/eve/x.prompt.md").string
    let inode = LockFile.identity(of: FilePath(place))?.inode
    let text = try repository.read("out/eve/x.prompt.md")
    switch kind {
    case "file": chmod(place, 0o444)
    case "folder": chmod(repository.root.pushing("out/eve").string, 0o555)
    case "immutable":
      let result = try runProgram(["chattr", "+i", place], in: "/", input: nil, environment: nil)
      guard result.status == 0 else { return }
    default: guard chown(place, 65_534, 65_534) == 0 else { return }
    }
    defer {
      _ = try? runProgram(["chattr", "-i", place], in: "/", input: nil, environment: nil)
      chmod(repository.root.pushing("out/eve").string, 0o755)
    }
    let words = prefix + [Tool.path.string, "sync"]
    let result = try runProgram(
      words,
      in: repository.root,
      input: nil,
      environment: repository.environment
    )
    let said = String(decoding: result.errorOutput, as: UTF8.self)
    #expect(result.status == 2, "\(said)")
    #expect(said.contains("out/eve/x.prompt.md"))
    #expect(said.contains("[apply.cannot-write]"))
    #expect(try repository.read("out/eve/x.prompt.md") == text)
    #expect(LockFile.identity(of: FilePath(place))?.inode == inode)
    #expect(try repository.read("out/ada/x.prompt.md").contains("Helps more."))
    #expect(try repository.git("show", "HEAD:out/ada/x.prompt.md").contains("Helps more."))
    #expect(!(try repository.git("show", "HEAD:out/eve/x.prompt.md").contains("Helps more.")))
    _ = try repository.git("fsck", "--strict")
  }
}

extension Tool {
  /// Runs the tool with a list of arguments.
  fileprivate static func run(
    list: [String],
    in repository: TemporaryRepository
  ) throws -> (output: String, errorOutput: String) {
    let result = try runProgram(
      [path.string] + list,
      in: repository.root,
      input: nil,
      environment: repository.environment
    )
    let output = String(decoding: result.output, as: UTF8.self)
    return (output, String(decoding: result.errorOutput, as: UTF8.self))
  }
}
