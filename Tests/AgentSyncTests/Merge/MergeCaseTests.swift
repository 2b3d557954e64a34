import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import AgentSync

/// Merges that people made, again.
struct MergeCaseTests {
  @Test func `cases are found in the history of a repository`() throws {
    let repository = try TemporaryRepository()
    try repository.write("ada.md", "# Ada\n\n- one\n- two\n")
    try repository.write("bo.md", "# Bo\n")
    try repository.commit("base")
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.write("ada.md", "# Ada\n\n- one\n- two\n- theirs\n")
    try repository.commit("theirs")
    try repository.git("checkout", "--quiet", "main")
    try repository.write("ada.md", "# Ada\n\n- one\n- two\n- ours\n")
    try repository.write("bo.md", "# Bo\n\nText.\n")
    try repository.commit("ours")
    _ = try? repository.git("merge", "--quiet", "side")
    try repository.write("ada.md", "# Ada\n\n- one\n- two\n- ours\n- theirs\n")
    try repository.commit("merged")
    let cases = try MergeCase.extract(from: repository.root)
    #expect(cases.map { $0.name.suffix(6) } == ["ada.md"])
    let found = try #require(cases.first)
    let merged = DocumentMerge.merge(base: found.base, ours: found.ours, theirs: found.theirs)
    #expect(merged.text == found.committed)
  }

  /// Set AGENTSYNC_MERGES to a repository to see what the merge makes of its history.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["AGENTSYNC_MERGES"] != nil))
  func `the merges of a repository lose no line`() throws {
    let folder = ProcessInfo.processInfo.environment["AGENTSYNC_MERGES"] ?? ""
    var (clean, same, conflicts, equal, mended) = (0, 0, 0, 0, 0)
    for found in try MergeCase.extract(from: FilePath(folder)) {
      let sides = [found.base, found.ours, found.theirs].map { OutputText($0) }
      let git = try gitMergeFile(
        base: sides[0].content,
        ours: sides[1].content,
        theirs: sides[2].content
      )
      let merged = DocumentMerge.merge(
        base: sides[0].content,
        ours: sides[1].content,
        theirs: sides[2].content
      )
      #expect(
        MergeAudit.holds(
          merged,
          base: sides[0].content,
          ours: sides[1].content,
          theirs: sides[2].content
        )
      )
      let isPeoples = merged.text == OutputText(found.committed).content
      if git.conflicts == 0 {
        clean += 1
        if merged.text == git.bytes { same += 1 } else { print("differs from git: \(found.name)") }
      } else {
        conflicts += 1
        if merged.isClean { mended += 1 }
        if isPeoples { equal += 1 }
      }
      let what =
        merged.isClean
        ? "clean" : merged.conflicts.map { "\($0.kind) in \($0.place)" }.joined(separator: "; ")
      print(
        "\(found.name): git \(git.conflicts) conflicts, ours \(what)\(isPeoples ? ", as committed" : "")"
      )
    }
    print("git clean: \(clean), of these byte for byte the same: \(same)")
    print("git in conflict: \(conflicts), clean here: \(mended), as people committed: \(equal)")
  }
}
