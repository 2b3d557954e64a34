import TestSupport
import Testing

@testable import AgentSync

/// Input that is made to take long.
///
/// The limits are for a slow machine and a build for debugging.
struct RenameSizeTests {
  @Test func `two thousand files of the same bytes that moved`() throws {
    var trees = TwoTrees()
    for number in 0..<2_000 {
      trees.old["old/\(number % 50)/n\(number)/SKILL.md"] = "# The same\n"
      trees.new["new/\(number % 50)/n\(number)/SKILL.md"] = "# The same\n"
    }
    var renames: [Rename] = []
    let time = try processorTime { renames = try trees.run().renames }
    #expect(renames.count == 2_000)
    #expect(renames.allSatisfy { $0.from.string.dropFirst(3) == $0.to.string.dropFirst(3) })
    #expect(time < .seconds(20))
  }

  @Test func `thousands of files that share nothing but boilerplate`() throws {
    var trees = TwoTrees()
    let boilerplate = prose("boilerplate", lines: 12)
    for number in 0..<1_500 {
      trees.old["old/\(number).md"] = boilerplate + "Before: \(number)\n"
      trees.new["new/x\(number).md"] = boilerplate + "Now: \(number)\n"
    }
    var renames: [Rename] = []
    let time = try processorTime { renames = try trees.run().renames }
    #expect(renames.allSatisfy { $0.confidence < .sure })
    #expect(time < .seconds(60))
  }

  @Test func `a thousand empty files that moved`() throws {
    var trees = TwoTrees()
    for number in 0..<1_000 {
      trees.old["old/\(number).md"] = ""
      trees.new["new/\(number).md"] = ""
    }
    var renames: [Rename] = []
    let time = try processorTime { renames = try trees.run().renames }
    #expect(renames.count == 1_000)
    #expect(time < .seconds(20))
  }

  @Test func `a line of a mebibyte, and a binary file of the same size`() throws {
    let line = String(repeating: "x", count: 1 << 20)
    var noise = ""
    var random = SeededRandom(seed: 1)
    while noise.utf8.count < 1 << 18 {
      noise += String(UInt64.random(in: 0...(.max), using: &random), radix: 36)
    }
    let trees = TwoTrees(
      old: ["line.md": line, "noise.bin": "\0" + noise],
      new: ["long.md": line + "y", "loud.bin": "\0" + noise + "z"]
    )
    var verdicts: [String] = []
    let time = try processorTime { verdicts = try trees.run().renames.map(\.verdict) }
    #expect(verdicts == ["line.md -> long.md content sure", "noise.bin -> loud.bin content sure"])
    #expect(time < .seconds(20))
  }

  @Test func `a path of very many folders`() throws {
    let deep = String(repeating: "a/", count: 1_000)
    var trees = TwoTrees()
    for number in 0..<20 {
      trees.old["x/\(deep)\(number).md"] = prose("\(number)")
      trees.new["y/\(deep)\(number).md"] = prose("\(number)").rewritten(number)
    }
    var renames: [Rename] = []
    let time = try processorTime { renames = try trees.run().renames }
    #expect(renames.count == 20)
    #expect(time < .seconds(20))
  }
}
