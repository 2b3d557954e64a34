import Git
import SystemPackage
import TestSupport
import Testing

struct FileMergeTests {
  private let labels = FileMerge.Labels(base: "base", ours: "ours", theirs: "theirs")

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `it merges as git merge-file does`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let repository = try TemporaryRepository()
    for round in 0..<20 {
      let base = text(&random)
      let ours = edited(base, &random)
      let theirs = edited(base, &random)
      let style: FileMerge.Style = round % 2 == 0 ? .merge : .diff3
      let options = style == .merge ? [] : ["--diff3"]
      let expected = try oracle(repository, options, base, ours, theirs)
      let merged = try FileMerge.merge(
        base: Array(base.utf8),
        ours: Array(ours.utf8),
        theirs: Array(theirs.utf8),
        labels: labels,
        style: style
      )
      #expect(merged.bytes == expected.output)
      #expect(merged.isClean == (expected.status == 0))
      #expect(!merged.isBinary)
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `one-sided and equal changes win`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let base = Array(text(&random).utf8)
    let other = Array(edited(String(decoding: base, as: UTF8.self), &random).utf8)
    for (ours, theirs) in [(base, other), (other, base), (other, other)] {
      let merged = try FileMerge.merge(
        base: base,
        ours: ours,
        theirs: theirs,
        labels: labels,
        style: .merge
      )
      #expect(merged.bytes == other)
      #expect(merged.isClean)
    }
  }

  @Test func `a conflict has the labels, the style and the size that were asked for`() throws {
    let merged = try FileMerge.merge(
      base: Array("a\nb\nc\n".utf8),
      ours: Array("a\nours\nc\n".utf8),
      theirs: Array("a\ntheirs\nc\n".utf8),
      labels: FileMerge.Labels(base: "1 2", ours: "x", theirs: "y"),
      style: .zdiff3,
      markerSize: 9
    )
    let expected = """
      a
      <<<<<<<<< x
      ours
      ||||||||| 1 2
      b
      =========
      theirs
      >>>>>>>>> y
      c

      """
    #expect(String(decoding: merged.bytes, as: UTF8.self) == expected)
    #expect(!merged.isClean)
  }

  @Test func `binary content that both changed stays ours and is no clean merge`() throws {
    let merged = try FileMerge.merge(
      base: [0, 1],
      ours: [0, 2],
      theirs: [0, 3],
      labels: labels,
      style: .merge
    )
    #expect(merged.bytes == [0, 2])
    #expect(!merged.isClean)
    #expect(merged.isBinary)
  }

  @Test func `both sides emptied or without final newline are merged`() throws {
    let cases = [("a\n", "", ""), ("", "a", "a"), ("a\nb", "a\nb\n", "x\nb"), ("", "a", "b")]
    let repository = try TemporaryRepository()
    for (base, ours, theirs) in cases {
      let expected = try oracle(repository, [], base, ours, theirs)
      let merged = try FileMerge.merge(
        base: Array(base.utf8),
        ours: Array(ours.utf8),
        theirs: Array(theirs.utf8),
        labels: labels,
        style: .merge
      )
      #expect(merged.bytes == expected.output)
      #expect(merged.isClean == (expected.status == 0))
    }
  }

  private func oracle(
    _ repository: TemporaryRepository,
    _ options: [String],
    _ base: String,
    _ ours: String,
    _ theirs: String
  ) throws -> GitProcess.Result {
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
      try repository.write(name, text)
    }
    let names = ["-L", "ours", "-L", "base", "-L", "theirs", "ours", "base", "theirs"]
    return try runGit(
      ["merge-file", "-p"] + options + names,
      in: repository.root,
      input: nil,
      environment: repository.environment
    )
  }

  private func text(_ random: inout SeededRandom) -> String {
    let count = Int.random(in: 0...12, using: &random)
    return (0..<count).map { _ in "line \(Int.random(in: 0...9, using: &random))\n" }.joined()
  }

  private func edited(_ text: String, _ random: inout SeededRandom) -> String {
    var lines = text.split(separator: "\n").map(String.init)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...lines.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: lines.insert("new \(Int.random(in: 0...9, using: &random))", at: place)
      case 1 where place < lines.count: lines.remove(at: place)
      default: if place < lines.count { lines[place] += "!" }
      }
    }
    let end = random.chance(10) ? "" : "\n"
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + end
  }
}
