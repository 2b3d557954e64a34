import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

/// A repository whose own configuration names programs everywhere; whichever of them runs leaves its name.
struct CanaryRepository {
  let repository: TemporaryRepository

  /// What the programs write to; nothing where none ran.
  private var canary: FilePath { repository.sandbox.appending("canary") }
  private var program: FilePath { repository.sandbox.appending("sing.sh") }
  private var hooks: FilePath { repository.sandbox.appending("hooks") }

  static let sound = "# Ada\n\n## Purpose\n\nHelps.\n"

  /// A repository with the agent `ada`, committed on `main` and as `base`.
  init(config: String? = nil, _ arguments: [String] = []) throws {
    repository = try TemporaryRepository()
    if let config { try repository.write(".agentsync.yml", config) }
    try repository.write("agents/ada.md", Self.sound)
    try repository.commit("a library")
    try repository.git("branch", "base")
  }

  /// Writes files and commits them on `main`.
  func commit(_ files: [String: String]) throws {
    for (path, text) in files { try repository.write(path, text) }
    try repository.commit("change")
  }

  /// Commits sources: names and texts.
  func commit(agents: [String: String]) throws {
    try commit(Dictionary(uniqueKeysWithValues: agents.map { ("agents/\($0.key).md", $0.value) }))
  }

  /// Commits a source of bytes.
  func commit(_ name: String, _ bytes: [UInt8]) throws {
    try repository.write("agents/\(name).md", bytes: bytes)
    try repository.commit("change")
  }

  /// Puts the programs into the configuration; from here on the test itself must not run git there.
  ///
  /// - Parameter writes: Whether the tool is to write there. Then no file passes a filter, as such outputs are
  ///   left alone; and no hook sees references move, as that one hook is run.
  /// - Throws: What writing a file throws.
  func arm(writes: Bool = false) throws {
    // A filter that is a process is talked to, and git would wait for the answer as it for the end.
    let script = """
      #!/bin/sh
      echo "$0 $*" >> '\(canary.string)'
      [ "$1" = process ] || cat >/dev/null

      """
    try place(script, at: program)
    var names = [
      "applypatch-msg", "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit",
      "post-checkout", "post-merge", "pre-rebase", "post-rewrite", "post-index-change",
      "pre-auto-gc", "fsmonitor-watchman", "pre-push", "pre-receive", "update", "post-update",
    ]
    if !writes { names.append("reference-transaction") }
    let own = repository.root.pushing(".git/hooks")
    for folder in [hooks, own] {
      try FileManager.default.createDirectory(
        atPath: folder.string,
        withIntermediateDirectories: true
      )
      for name in names { try place(script, at: folder.appending(name)) }
    }
    let included = repository.sandbox.appending("included")
    try place("[core]\n\tfsmonitor = \(program.string) included\n", at: included)
    let file = try repository.read(".git/config")
    try repository.write(".git/config", file + configuration(including: included))
    let filter = writes ? "" : "filter=canary "
    try repository.write(".git/info/attributes", "* \(filter)diff=canary merge=canary\n")
  }

  private func place(_ text: String, at path: FilePath) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path.string))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path.string)
  }

  private func configuration(including included: FilePath) -> String {
    let sing = program.string
    return """
      [include]
      \tpath = \(included.string)
      [core]
      \tfsmonitor = \(sing) fsmonitor
      \thooksPath = \(hooks.string)
      \tsshCommand = \(sing) ssh
      \tpager = \(sing) pager
      \teditor = \(sing) editor
      \taskPass = \(sing)
      \tgitProxy = \(sing)
      \talternateRefsCommand = \(sing) alternates
      [filter "canary"]
      \tclean = \(sing) clean
      \tsmudge = \(sing) smudge
      \tprocess = \(sing) process
      \trequired = true
      [diff]
      \texternal = \(sing)
      [diff "canary"]
      \ttextconv = \(sing) textconv
      \tcommand = \(sing) diff
      [merge "canary"]
      \tdriver = \(sing) merge
      [gpg]
      \tprogram = \(sing)
      [gpg "ssh"]
      \tprogram = \(sing)
      [log]
      \tshowSignature = true
      [credential]
      \thelper = !\(sing) credential
      [sequence]
      \teditor = \(sing) sequence
      [interactive]
      \tdiffFilter = \(sing) interactive
      [pager]
      \tlog = \(sing) pager
      \tdiff = \(sing) pager
      [alias]
      \tls-files = !\(sing) alias
      \tstatus = !\(sing) alias
      \tagentsync = !\(sing) alias
      [uploadpack]
      \tpackObjectsHook = \(sing)
      [gc]
      \trecentObjectsHook = \(sing)
      [trailer "x"]
      \tcommand = \(sing) trailer
      [hook "canary"]
      \tcommand = \(sing) hook
      \tevent = pre-commit
      [submodule "x"]
      \tupdate = !\(sing) submodule
      [protocol]
      \tallow = always
      [protocol "ext"]
      \tallow = always
      [remote "origin"]
      \turl = ext::\(sing) remote
      \tuploadpack = \(sing)
      \tvcs = canary
      \tpromisor = true
      \tpartialclonefilter = blob:none

      """
  }

  /// What ran of the programs, a line each.
  var song: String {
    FileManager.default.contents(atPath: canary.string).map { String(decoding: $0, as: UTF8.self) }
      ?? ""
  }

  /// What a run of the tool left, and how long it took.
  struct Run {
    let status: Int32
    let output: String
    let errorOutput: String
    let duration: Duration

    var said: String { output + errorOutput }
  }

  /// Runs the tool at the top, with the hermetic environment and more.
  ///
  /// On a busy machine anything takes long once: what only reads is tried three times.
  func run(
    _ arguments: [String],
    in folder: FilePath? = nil,
    before words: [String] = [],
    environment extra: [String: String] = [:]
  ) throws -> Run {
    var run = try runOnce(arguments, in: folder, before: words, environment: extra)
    for _ in 0..<2 where arguments.first != "sync" && run.duration > .seconds(10) {
      run = try runOnce(arguments, in: folder, before: words, environment: extra)
    }
    return run
  }

  private func runOnce(
    _ arguments: [String],
    in folder: FilePath?,
    before words: [String],
    environment extra: [String: String]
  ) throws -> Run {
    let start = ContinuousClock.now
    let result = try runProgram(
      words + [Tool.path.string] + arguments,
      in: folder ?? repository.root,
      input: nil,
      environment: repository.environment.merging(extra) { _, new in new }
    )
    return Run(
      status: result.status,
      output: String(decoding: result.output, as: UTF8.self),
      errorOutput: String(decoding: result.errorOutput, as: UTF8.self),
      duration: ContinuousClock.now - start
    )
  }

  /// Expects what must hold of every run: no crash, no hang, no program of the configuration, nothing odd
  /// on the terminal.
  func expectSound(
    _ run: Run,
    _ words: String = "",
    seconds: Int = 10,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let note = "\(words): \(run.said.prefix(2_000))"
    #expect([0, 1, 2, 3, 128, 129].contains(run.status), "\(note)", sourceLocation: location)
    #expect(!run.said.contains("[command.over-limit]"), "\(note)", sourceLocation: location)
    #expect(run.duration < .seconds(seconds), "\(note)", sourceLocation: location)
    #expect(song.isEmpty, "\(words) ran \(song)", sourceLocation: location)
    let odd = run.said.unicodeScalars.filter { scalar in
      scalar != "\n" && (scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value))
        || (0x202A...0x202E).contains(scalar.value)
    }
    #expect(odd.isEmpty, "\(run.said.debugDescription)", sourceLocation: location)
    let lines = run.said.split(separator: "\n")
    #expect(!lines.contains { $0.hasPrefix("::") || $0.hasPrefix("##[") }, sourceLocation: location)
  }
}
