import AgentModel
import Foundation
import Git
import TestSupport
import Testing

@testable import AgentSync

/// What `pre-commit` remembers of the library makes it faster, and never changes what it does or says.
struct HookCacheTests {
  /// What becomes of the cache before each commit.
  private enum Fate: CaseIterable {
    case kept, removed, damaged
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a commit gets the same outputs with the cache, without it, and with a damaged one`(
    seed: UInt64
  ) throws {
    let sides = try Fate.allCases.map { fate in (fate, try CommittingTeam()) }
    var random = SeededRandom(seed: seed)
    var narrow = 0
    for step in 0..<25 {
      let act = try sides[0].1.act(&random)
      var results: [CommittingTeam.Result] = []
      for (fate, team) in sides {
        try team.perform(act)
        switch fate {
        case .kept: narrow += try team.isNarrow() ? 1 : 0
        case .removed: try team.removeCache()
        case .damaged: try team.damageCache(&random)
        }
        results.append(try team.commit(withHook: act.isHooked))
      }
      for (result, side) in zip(results, sides).dropFirst() {
        #expect(result == results[0], "step \(step), \(act), cache \(side.0)")
      }
      guard Set(results).count == 1 else { return }
    }
    #expect(narrow > 2, "seed \(seed)")
  }

  @Test func `an edit of one agent reads no other`() throws {
    let team = try CommittingTeam()
    // The sync before has told what everything is made from.
    try team.perform(.append("agents/ada.md", "more"))
    #expect(try team.isNarrow())
    try team.removeCache()
    #expect(try !team.isNarrow())
    _ = try team.commit(withHook: true)
    try team.perform(.append("agents/ada.md", "and more"))
    #expect(try team.isNarrow())
    try team.repository.write(".agentsync.yml", "body: inline\n")
    try team.repository.git("add", "--all")
    #expect(try !team.isNarrow())
  }

  @Test func `an output typed by hand before its source said so is no generated one`() throws {
    let team = try CommittingTeam()
    try team.perform(.append("agents/ada.md", "first"))
    _ = try team.commit(withHook: true)
    try team.perform(.append(Team.prompt("ada"), "typed"))
    _ = try team.commit(withHook: false)
    try team.perform(.append("agents/ada.md", "typed"))
    _ = try team.commit(withHook: true)
    try team.perform(.append("agents/ada.md", "third"))
    #expect(try !team.isNarrow())
  }
}

/// A repository in which commits are made one after the other.
private struct CommittingTeam {
  let repository: TemporaryRepository

  struct Result: Hashable {
    let tree: String
    let status: String
    let rows: [Plan.Row]
    let before: [Plan.Row]
    let problems: [String]
  }

  enum Act: CustomStringConvertible {
    case append(String, String)
    case replace(String, String, String)
    case write(String, String)
    case remove(String)
    case move(String, String)
    /// A file as it was some commits ago.
    case restore(String, Int)
    case revert
    /// What was left out of step is put right.
    case sync
    /// An edit that is committed without the hook.
    case unhooked(String, String)

    var isHooked: Bool {
      if case .unhooked = self { return false }
      return true
    }

    var description: String {
      switch self {
      case .append(let path, _): "edit \(path)"
      case .replace(let path, let old, let new): "\(old) -> \(new) in \(path)"
      case .write(let path, _): "write \(path)"
      case .remove(let path): "remove \(path)"
      case .move(let old, let new): "move \(old) to \(new)"
      case .restore(let path, let count): "restore \(path) of \(count) commits ago"
      case .revert: "revert"
      case .sync: "sync"
      case .unhooked(let path, _): "edit \(path) without the hook"
      }
    }
  }

  init() throws {
    repository = try TemporaryRepository()
    for name in ["ada", "bob", "eve"] {
      try repository.write("agents/\(name).md", Team.text(name))
    }
    try repository.write(
      "agents/core/max/max.md",
      "---\nname: Max\nhandoffs:\n  - {label: go, agent: Ada, prompt: Go.}\n---\n"
        + "# Max\n\nSee @modules/plan.md#steps and [the notes](../../../docs/notes.md).\n"
    )
    try repository.write("agents/core/max/modules/plan.md", "# Plan\n\n## Steps\n\nOne.\n")
    try repository.write("docs/notes.md", "# Notes\n")
    try repository.write(".agentsync.yml", "targets: [prompt, agent]\n")
    try repository.commit("library")
    _ = try synchronize(try repository.open(), SyncOptions())
  }

  /// Something that a person does, told from what is there.
  func act(_ random: inout SeededRandom) throws -> Act {
    let files = try repository.git("ls-files").split(separator: "\n").map(String.init)
    let documents = files.filter { $0.hasPrefix("agents/") }
    let outputs = files.filter { $0.hasPrefix(".github/") }
    let document = documents.randomElement(using: &random) ?? "agents/ada.md"
    let text = "Line \(random.next() % 1_000)."
    // Most are plain edits; what is left out of step keeps the next commits from being plain.
    switch Int.random(in: 0..<40, using: &random) {
    case 0: return .append("docs/notes.md", "\n## \(text)\n")
    case 1: return .append("readme.txt", text)
    case 2: return .replace(document, "# ", "# New ")
    case 3: return .write("agents/new-\(random.next() % 5).md", Team.text("new", lines: [text]))
    case 4 where documents.count > 4: return .remove(document)
    case 5: return .move(document, document.replacing(".md", with: "-\(random.next() % 5).md"))
    case 6, 7:
      return .replace(outputs.randomElement(using: &random) ?? document, "\n# ", "\n# Our ")
    case 14, 15, 16: return .sync
    case 8: return .unhooked(document, text)
    case 9: return .restore(document, Int.random(in: 1..<4, using: &random))
    case 10: return .revert
    case 11: return .write(".agentsync.yml", "targets: [agent, prompt]\nbody: inline\n")
    case 12: return .replace(document, "Steps", "Stages")
    case 13:
      return .append(document, "See [notes](/docs/\(random.chance(50) ? "notes" : "gone").md).")
    default: return .append(document, text)
    }
  }

  func perform(_ act: Act) throws {
    switch act {
    case .append(let path, let text), .unhooked(let path, let text):
      let old = repository.exists(path) ? try repository.read(path) : ""
      try repository.write(path, old + text + "\n")
    case .replace(let path, let old, let new):
      try repository.write(path, try repository.read(path).replacing(old, with: new))
    case .write(let path, let text): try repository.write(path, text)
    case .remove(let path): try repository.remove(path)
    case .move(let old, let new): try repository.git("mv", old, new)
    case .restore(let path, let count):
      _ = try? repository.git("checkout", "HEAD~\(count)", "--", path)
    case .sync: _ = try synchronize(try repository.open(), SyncOptions())
    case .revert:
      if (try? repository.git("revert", "--no-commit", "HEAD")) == nil {
        _ = try? repository.git("revert", "--abort")
        try repository.git("reset", "--quiet", "--hard")
      }
    }
    try repository.git("add", "--all")
  }

  /// Runs the hook as git would, commits, and says what came of it.
  func commit(withHook isHooked: Bool) throws -> Result {
    var outcome = HookOutcome()
    if isHooked { outcome = try run(HookCall(.preCommit), in: try repository.open()) }
    let result = Result(
      tree: try repository.git("write-tree"),
      status: try repository.git("status", "--porcelain"),
      rows: outcome.rows,
      before: outcome.before,
      problems: outcome.problems.map { "\($0.code.rawValue) \($0.message)" }
    )
    try repository.git("commit", "--quiet", "--allow-empty", "-m", "change")
    return result
  }

  func isNarrow() throws -> Bool {
    let opened = try repository.open()
    guard let known = KnownLibrary(of: opened) else { return false }
    return try NarrowBasis(on: opened.head(), knowing: known, in: opened, work: Work()) != nil
  }

  private var cache: String { ".git/agentsync/cache/\(KnownLibrary.fileName)" }

  func removeCache() throws {
    if repository.exists(cache) { try repository.remove(cache) }
  }

  func damageCache(_ random: inout SeededRandom) throws {
    guard repository.exists(cache) else { return }
    var bytes = try repository.readBytes(cache)
    if random.chance(30) {
      bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
    } else {
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(
          in: 1...255,
          using: &random
        )
      }
    }
    try repository.write(cache, bytes: bytes)
  }
}
