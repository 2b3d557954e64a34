import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

/// A change that is taken back from every state that a kill may leave.
struct WorktreeRestoreTests {
  private enum Text: String, CaseIterable {
    case absent
    case old
    case new
    case torn
    case foreign
  }

  private static let temporary = ".agentsync-tmp-1-x-0"

  /// What stands at the path and beside it, what becomes of both, and whether all is as it was.
  private struct Case: CustomTestStringConvertible {
    let found: Text
    let kept: Text
    let after: (found: Text, kept: Text)
    let isRestored: Bool

    var testDescription: String { "\(found) with \(kept) beside it" }
  }

  private static let replacements = [
    Case(found: .old, kept: .absent, after: (.old, .absent), isRestored: true),
    Case(found: .old, kept: .torn, after: (.old, .absent), isRestored: true),
    Case(found: .old, kept: .new, after: (.old, .absent), isRestored: true),
    Case(found: .new, kept: .old, after: (.old, .absent), isRestored: true),
    // Somebody saved between the last look and the exchange: his text comes back.
    Case(found: .new, kept: .foreign, after: (.foreign, .absent), isRestored: true),
    Case(found: .foreign, kept: .old, after: (.foreign, .absent), isRestored: false),
    Case(found: .foreign, kept: .new, after: (.foreign, .absent), isRestored: false),
    Case(found: .absent, kept: .old, after: (.absent, .absent), isRestored: false),
    Case(found: .foreign, kept: .foreign, after: (.foreign, .foreign), isRestored: false),
  ]

  @Test(arguments: replacements)
  private func `a replaced file comes back`(example: Case) throws {
    try check(example, old: .old, new: .new)
  }

  private static let creations = [
    Case(found: .absent, kept: .absent, after: (.absent, .absent), isRestored: true),
    Case(found: .absent, kept: .torn, after: (.absent, .absent), isRestored: true),
    Case(found: .absent, kept: .new, after: (.absent, .absent), isRestored: true),
    Case(found: .new, kept: .absent, after: (.absent, .absent), isRestored: true),
    Case(found: .foreign, kept: .absent, after: (.foreign, .absent), isRestored: false),
    Case(found: .foreign, kept: .new, after: (.foreign, .absent), isRestored: false),
  ]

  @Test(arguments: creations)
  private func `a new file goes`(example: Case) throws {
    try check(example, old: .absent, new: .new)
  }

  private static let removals = [
    Case(found: .old, kept: .absent, after: (.old, .absent), isRestored: true),
    Case(found: .absent, kept: .old, after: (.old, .absent), isRestored: true),
    Case(found: .absent, kept: .foreign, after: (.foreign, .absent), isRestored: true),
    Case(found: .foreign, kept: .old, after: (.foreign, .absent), isRestored: false),
  ]

  @Test(arguments: removals)
  private func `a removed file comes back`(example: Case) throws {
    try check(example, old: .old, new: .absent)
  }

  private func check(_ example: Case, old: Text, new: Text) throws {
    let files = try TemporaryRepository()
    try files.write("a/keep.md", "x\n")
    try put(example.found, at: "a/b.md", in: files)
    try put(example.kept, at: "a/\(WorktreeRestoreTests.temporary)", in: files)
    let worktree = try Worktree(of: files.open())
    let path = try #require(RepoPath("a/b.md"))
    let trace = Worktree.Trace(
      path: path,
      temporary: WorktreeRestoreTests.temporary,
      old: try content(old),
      new: try content(new)
    )
    #expect(try worktree.restore(trace) == example.isRestored)
    #expect(try text(at: "a/b.md", in: files) == example.after.found)
    #expect(
      try text(at: "a/\(WorktreeRestoreTests.temporary)", in: files) == example.after.kept
    )
  }

  private func content(_ text: Text) throws -> Worktree.Content? {
    guard text != .absent else { return nil }
    return Worktree.Content(id: try hashBlob(Array(text.rawValue.utf8)), isExecutable: false)
  }

  private func put(_ text: Text, at path: String, in files: TemporaryRepository) throws {
    guard text != .absent else { return }
    try files.write(path, text.rawValue)
  }

  private func text(at path: String, in files: TemporaryRepository) throws -> Text? {
    files.exists(path) ? Text(rawValue: try files.read(path)) : .absent
  }
}
