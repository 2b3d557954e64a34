import Testing

@testable import git_agentsync

struct MergeDriverCallTests {
  private static let files = ["base.md", "ours.md", "theirs.md"]

  @Test(arguments: [
    [], ["9"], ["9", "a.md"], ["7", "a.md", "%S", "main", "side"], ["-1", "-a.md", "--help"],
  ])
  func `what git calls is read as the parser reads it`(rest: [String]) throws {
    let words = ["--"] + Self.files + rest
    let call = try #require(
      MergeDriverCall(commandLine: ["git-agentsync", "merge-driver"] + words)
    )
    let parsed = try #require(
      try AgentSyncCommand.parseAsRoot(["merge-driver"] + words) as? MergeDriverCommand
    )
    #expect([call.base, call.ours, call.theirs] == [parsed.base, parsed.ours, parsed.theirs])
    #expect(call.markerSize == parsed.markerSize)
    #expect(call.labels == parsed.labels)
  }

  @Test func `the mark before the files may be missing`() throws {
    let words = ["git-agentsync", "merge-driver"] + Self.files + ["9", "a.md"]
    let call = try #require(MergeDriverCall(commandLine: words))
    #expect([call.base, call.ours, call.theirs] == Self.files)
    #expect(call.markerSize == 9)
  }

  @Test(arguments: [
    [], ["status"], ["merge-driver"], ["merge-driver", "--help"], ["merge-driver", "a", "b"],
    ["merge-driver", "a", "b", "c", "d"], ["merge-driver", "-x", "a", "b", "c"],
    ["status", "a", "b", "c"],
  ])
  func `all else is left to the parser`(words: [String]) {
    #expect(MergeDriverCall(commandLine: ["git-agentsync"] + words) == nil)
  }
}
