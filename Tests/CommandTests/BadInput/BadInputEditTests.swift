import Foundation
import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

/// Rows of the table of bad input that are about hand edits, and about what happens while the tool runs.
///
/// That nothing is lost when a sync is killed, or its disk full, is tried at every step by `ApplyStepTests`,
/// `ApplyFaultTests` and `make faults`; here it is that neither keeps `check` from answering.
struct BadInputEditTests {
  private static let prompt = ".github/prompts/ada.prompt.md"
  private static let check = ["check", "--untrusted", "--base", "base", "--head", "HEAD"]

  private static func source(_ lines: [String]) -> String {
    "# Ada\n\n## Purpose\n\n" + lines.map { $0 + "\n\n" }.joined()
  }

  /// A base that is in step.
  private func synced() throws -> CanaryRepository {
    let canary = try CanaryRepository()
    try canary.commit(agents: ["ada": Self.source((1...9).map { "Line \($0)." })])
    #expect(try canary.run(["sync"]).status == 0)
    try canary.repository.git("branch", "--force", "base")
    return canary
  }

  private func edit(_ canary: CanaryRepository, _ path: String, _ old: String, _ new: String) throws
  {
    let text = try canary.repository.read(path)
    #expect(text.contains(old))
    try canary.repository.write(path, text.replacing(old, with: new))
  }

  private func expect(
    _ status: Int32,
    _ canary: CanaryRepository,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let run = try canary.run(Self.check)
    canary.expectSound(run, "check", location)
    #expect(run.status == status, "\(run.said)", sourceLocation: location)
  }

  private func expectSynced(_ status: Int32, _ canary: CanaryRepository) throws {
    let run = try canary.run(["sync", "--conflicts=leave"])
    canary.expectSound(run, "sync")
    #expect(run.status == status, "\(run.said)")
    let text = try canary.repository.read(Self.prompt)
    #expect(!text.contains("<<<<<<<"))
  }

  // Row 63
  @Test func `63: hand edit in generated file, no source change`() throws {
    let canary = try synced()
    try edit(canary, Self.prompt, "Line 8.", "Line eight.")
    try canary.repository.commit("mine")
    try canary.arm(writes: true)
    try expect(0, canary)
    try expectSynced(0, canary)
    #expect(try canary.repository.read(Self.prompt).contains("Line eight."))
  }

  // Row 64
  @Test func `64: hand edit + source change, disjoint / overlapping`() throws {
    for (line, status) in [("Line 2.", 0), ("Line 8.", 2)] as [(String, Int32)] {
      let canary = try synced()
      try edit(canary, Self.prompt, "Line 8.", "Line eight.")
      try edit(canary, "agents/ada.md", line, "Changed.")
      try canary.repository.commit("both")
      try canary.arm(writes: true)
      try expect(status == 0 ? 1 : 2, canary)
      try expectSynced(status, canary)
      let text = try canary.repository.read(Self.prompt)
      #expect(text.contains("Line eight."))
      #expect(text.contains("Changed.") == (status == 0))
    }
  }

  // Row 65
  @Test func `65: hand edit contains conflict markers or our begin/end marker text`() throws {
    let canary = try synced()
    let marks = "<<<<<<< ours\nLine eight.\n=======\nLine 8.\n>>>>>>> generated"
    try edit(canary, Self.prompt, "Line 8.", marks)
    try canary.repository.commit("marks")
    try canary.arm()
    // The output is in conflict, and the file itself is at fault.
    try expect(3, canary)
  }

  // Row 66
  @Test func `66: generated file deleted by hand`() throws {
    let canary = try synced()
    try canary.repository.git("rm", "--quiet", Self.prompt)
    try canary.repository.git("commit", "--quiet", "-m", "not wanted")
    try canary.arm(writes: true)
    let run = try canary.run(Self.check)
    canary.expectSound(run)
    #expect([0, 1].contains(run.status), "\(run.said)")
    canary.expectSound(try canary.run(["sync"]))
    #expect(!canary.repository.exists(Self.prompt))
  }

  // Row 67
  @Test func `67: generated file made untracked/ignored/skip-worktree`() throws {
    let canary = try synced()
    try canary.repository.git("rm", "--quiet", "--cached", Self.prompt)
    try canary.repository.write(".gitignore", ".github/\n")
    try canary.repository.commit("ignored")
    try canary.repository.write(Self.prompt, "mine alone\n")
    try canary.arm(writes: true)
    canary.expectSound(try canary.run(Self.check))
    canary.expectSound(try canary.run(["sync"]))
    #expect(try canary.repository.read(Self.prompt) == "mine alone\n")
  }

  // Row 68
  @Test func `68: file changed while we run (editor save between read and write)`() throws {
    let canary = try synced()
    try edit(canary, "agents/ada.md", "Line 2.", "Changed.")
    try canary.repository.commit("source")
    try canary.arm(writes: true)
    let editor = Process()
    editor.executableURL = URL(fileURLWithPath: "/bin/sh")
    editor.arguments = [
      "-c", "i=0; while :; do i=$((i+1)); echo \"typed $i\" > x.tmp; mv x.tmp \(Self.prompt); done",
    ]
    editor.currentDirectoryURL = URL(fileURLWithPath: canary.repository.root.string)
    try editor.run()
    let run = try canary.run(["sync"])
    canary.expectSound(run)
    canary.expectSound(try canary.run(Self.check))
    editor.terminate()
    editor.waitUntilExit()
    let text = try canary.repository.read(Self.prompt)
    #expect(text.hasPrefix("typed ") || text.contains("Changed."))
  }

  // Row 69
  @Test func `69: two agentsync at once; agentsync + 'git commit'; + branch switch`() async throws {
    let canary = try synced()
    try edit(canary, "agents/ada.md", "Line 2.", "Changed.")
    try canary.repository.commit("source")
    try canary.arm(writes: true)
    let statuses = await withTaskGroup(of: Int32?.self) { group in
      for number in 0..<6 {
        let words = number < 3 ? ["sync"] : Self.check
        let environment = canary.repository.environment
        let root = canary.repository.root
        group.addTask {
          try? runProgram(
            [Tool.path.string] + words,
            in: root,
            input: nil,
            environment: environment
          ).status
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses.allSatisfy { $0 == 0 || $0 == 1 || $0 == 128 }, "\(statuses)")
    #expect(canary.song.isEmpty, "\(canary.song)")
    try expect(0, canary)
  }

  // Row 70
  @Test func `70: stale '.lock' by killed agentsync / by live git`() throws {
    let canary = try synced()
    for name in ["index.lock", "HEAD.lock", "refs/heads/main.lock", "config.lock"] {
      try canary.repository.write(".git/\(name)", "")
    }
    try canary.arm()
    try expect(0, canary)
    #expect(canary.repository.exists(".git/index.lock"))
  }

  // Rows 71, 72
  @Test(arguments: [("KILL", 137), ("INT", 130), ("TERM", 143), ("HUP", 129)])
  func `71, 72: a signal at any point ends the run, and nothing stays of it`(
    signal: String,
    status: Int32
  ) throws {
    let canary = try synced()
    // Someone who waits for a pipe can be met in the middle.
    #expect(mkfifo(canary.repository.root.pushing(".git/never").string, 0o644) == 0)
    let file = try canary.repository.read(".git/config")
    try canary.repository.write(".git/config", file + "[include]\n\tpath = never\n")
    let run = try canary.run(
      Self.check,
      before: ["timeout", "--preserve-status", "--signal=\(signal)", "2"]
    )
    #expect(run.status == status, "\(run.said)")
    try canary.repository.write(".git/config", file)
    try canary.arm()
    try expect(0, canary)
  }

  // Row 73
  @Test func `73: ENOSPC, EMFILE, ENOMEM, 'ulimit -f' (SIGXFSZ)`() throws {
    let canary = try synced()
    try canary.arm()
    for limit in ["ulimit -f 0", "ulimit -n 12", "exec >/dev/full", "ulimit -u 64"] {
      let run = try canary.run(
        Self.check,
        before: ["/bin/sh", "-c", "\(limit); exec \"$0\" \"$@\""]
      )
      canary.expectSound(run, limit)
    }
  }

  // Row 74
  @Test func `74: clock: 1969, 2040, backwards by 1 h during the run, TZ odd, DST`() throws {
    let canary = try synced()
    for date in ["@0 +0000", "@2240000000 +1400", "@1000000000 -1200"] {
      try canary.repository.run(
        ["-c", "user.name=x", "commit", "--quiet", "--allow-empty", "-m", date, "--date", date]
      )
    }
    try canary.arm()
    for zone in ["Asia/Kathmandu", "XYZ+99:99", "", ":/etc/passwd", "America/New_York"] {
      canary.expectSound(try canary.run(Self.check, environment: ["TZ": zone]), zone)
    }
  }

  // Row 75: there is no database; what lies in its place are caches, which may hold anything.
  @Test(arguments: ["garbage", "folder", "symlink", "fifo"])
  func `75: what is kept beside git is missing, truncated, garbage, symlink`(_ kind: String) throws
  {
    let canary = try synced()
    let repository = canary.repository
    let folder = ".git/agentsync/cache"
    try repository.write("\(folder)/x", "x")
    for name in ["plan", "folders", "in-step", "library", "looked-at"] {
      let path = repository.root.pushing(FilePath("\(folder)/\(name)")).string
      if repository.exists("\(folder)/\(name)") { try repository.remove("\(folder)/\(name)") }
      switch kind {
      case "garbage": try repository.write("\(folder)/\(name)", bytes: [0, 255, 1, 254])
      case "folder": try repository.write("\(folder)/\(name)/x", "x")
      case "symlink": try repository.link("\(folder)/\(name)", to: "/dev/zero")
      default: #expect(mkfifo(path, 0o644) == 0)
      }
    }
    for name in ["operations/x", "conflicts", "journal", "lock"] {
      try? repository.write(".git/agentsync/\(name)", bytes: [0, 255, 1, 254])
    }
    try canary.arm()
    try expect(0, canary)
  }

  // Row 76
  @Test func `76: 'HOME' unset/unreadable, '/tmp' full, cwd deleted`() throws {
    let canary = try synced()
    try canary.arm()
    for extra in [
      ["HOME": ""], ["HOME": "/nowhere"], ["HOME": "/dev/null"], ["TMPDIR": "/nowhere"],
      ["TMPDIR": "/dev/full"], ["XDG_CONFIG_HOME": "/dev/null"], ["PATH": "/nowhere"],
      ["LC_ALL": "x"],
    ] {
      canary.expectSound(try canary.run(Self.check, environment: extra), "\(extra)")
    }
    let gone = canary.repository.sandbox.appending("gone").string
    let script = "mkdir -p '\(gone)' && cd '\(gone)' && rmdir '\(gone)' && exec \"$0\" \"$@\""
    let run = try canary.run(["check", "--untrusted"], before: ["/bin/sh", "-c", script])
    canary.expectSound(run, "no folder")
    #expect(run.status == 128)
  }
}
