import TestSupport
import Testing

@testable import AgentSync

/// What a person made of a merge is found in the text that was left.
struct SettledTextTests {
  private typealias Made = MadeUpSettlements

  private func merge(_ pieces: [Any]) -> MergedText {
    var merge = MergedText()
    for piece in pieces {
      if let text = piece as? String { merge.add(text.bytes) }
      if let conflict = piece as? MergeConflict { merge.add(conflict) }
    }
    return merge
  }

  private func resolutions(_ merge: MergedText, _ settled: String) -> [String] {
    merge.settlements(in: settled.bytes, at: 1).map {
      String(decoding: $0.resolution, as: UTF8.self)
    }
  }

  private let one = MadeUpSettlements.conflict(ours: "hand\n", theirs: "made\n")
  private let two = MadeUpSettlements.conflict(ours: "left\n", theirs: "right\n")

  @Test func `it stands between the lines above and below`() {
    let merge = merge(["# T\n\n", one, "\nnext\n", two, "end\n"])
    #expect(
      resolutions(merge, "# T\n\nnew\n\nmore\n\nnext\nright\nend\n") == [
        "new\n\nmore\n", "right\n",
      ]
    )
    #expect(resolutions(merge, "# T\r\n\r\nnext\r\nleft\r\nright\r\nend") == ["", "left\nright\n"])
  }

  @Test func `it may be the first or the last of a text, or all of it`() {
    #expect(resolutions(merge([one, "x\n"]), "a\nb\nx\n") == ["a\nb\n"])
    #expect(resolutions(merge(["x\n", one]), "x\na") == ["a\n"])
    #expect(resolutions(merge([one]), "a\n") == ["a\n"])
    #expect(resolutions(merge(["x\n"]), "x\n").isEmpty)
  }

  @Test func `a change elsewhere does not matter, one beside it does`() {
    let merge = merge(["a\nb\nc\n", one, "d\ne\nf\n", two, "g\n"])
    #expect(
      resolutions(merge, "a\nB\nc\nhand\nd\nE\nmore\nf\nleft\ng\nh\n") == [
        "hand\n", "left\n",
      ]
    )
    #expect(resolutions(merge, "a\nb\nC\nhand\nd\ne\nf\nleft\ng\n") == ["left\n"])
  }

  @Test func `lines that stand there twice are told by the end of the text, if no other way`() {
    #expect(resolutions(merge(["a\n", one, "b\n"]), "a\nb\nx\nb\n") == ["b\nx\n"])
    #expect(resolutions(merge(["a\n", one, "b\n"]), "a\na\nb\n") == ["a\n"])
    #expect(resolutions(merge(["a\n", one]), "a\na\n") == ["a\n"])
    #expect(resolutions(merge(["a\n", one, "b\n"]), "b\n").isEmpty)
  }

  @Test func `what may as well belong to the neighbours is left out`() {
    let merge = merge(["a\n", one, "b\n", two, "c\n"])
    #expect(resolutions(merge, "a\nx\nb\nb\nright\nc\n").isEmpty)
    #expect(resolutions(merge, "a\nx\nb\nright\nc\n") == ["x\n", "right\n"])
  }

  @Test func `what still holds markers is left out`() {
    let merge = merge(["a\n", one, "b\n", two, "c\n"])
    let settled = "a\n<<<<<<< ours\nhand\n=======\nmade\n>>>>>>> generated\nb\nleft\nc\n"
    #expect(resolutions(merge, settled) == ["left\n"])
    #expect(resolutions(merge, "a\nhand\n=======\nb\nleft\nc\n") == ["left\n"])
  }

  @Test func `conflicts side by side are told apart by what was picked`() {
    let merge = merge(["a\n", one, "\n", two, "c\n"])
    #expect(resolutions(merge, "a\nhand\nright\nc\n") == ["hand\n", "right\n"])
    #expect(resolutions(merge, "a\nmade\nhand\n\nc\n") == ["made\nhand\n", ""])
    #expect(resolutions(merge, "a\nsomething\nelse\nc\n").isEmpty)
  }

  @Test func `keys side by side are told apart by their names`() {
    func key(_ name: String) -> MergeConflict {
      Made.conflict(
        .frontMatter([name]),
        kind: .value,
        base: "\(name): x\n",
        ours: "\(name): y\n",
        theirs: "\(name): z\n"
      )
    }
    let merge = merge(["---\n", key("description"), key("tools"), "---\n# A\n"])
    let settled = "---\ndescription: >\n  new\ntools:\n  - q\n---\n# A\n"
    #expect(resolutions(merge, settled) == ["description: >\n  new\n", "tools:\n  - q\n"])
    #expect(resolutions(merge, "---\ntools: q\ndescription: new\n---\n# A\n").isEmpty)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `any picks in any merge are given back`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var merge = MergedText()
    var settled = ""
    var picks: [String] = []
    var edits = 0
    for number in 0..<Int.random(in: 1...6, using: &random) {
      let above = "line \(number).\n\nagain\n\(random.chance(50) ? "\n" : "")near \(number)\n"
      merge.add(above.bytes)
      // A line that is not beside a conflict may be changed as well.
      let isEdited = random.chance(30)
      if isEdited { edits += 1 }
      settled += isEdited ? above.replacing("again", with: "changed \(number)") : above
      let gap = random.chance(50) ? "\n" : ""
      let conflict = Made.conflict(
        base: random.chance(30) ? "" : "\(gap)base \(number)\n",
        ours: "\(gap)ours \(number)\n- x\n\(gap)",
        theirs: random.chance(20) ? "" : "\(gap)theirs \(number)\n\n- x\n\(gap)"
      )
      merge.add(conflict)
      let (ours, theirs) = (
        String(decoding: conflict.ours, as: UTF8.self),
        String(decoding: conflict.theirs, as: UTF8.self)
      )
      let pick =
        [ours, theirs, ours + theirs, theirs + ours, "new \(number)\n\nmore\n", ""]
        .randomElement(using: &random) ?? ""
      settled += pick
      picks.append(pick)
    }
    merge.add("below\n".bytes)
    settled += "below\n"
    let found = resolutions(
      merge,
      random.chance(30) ? settled.replacing("\n", with: "\r\n") : settled
    )
    let expected = picks.map {
      String(decoding: Disagreement.normal($0.bytes) ?? [], as: UTF8.self)
    }
    #expect(found == expected, "\(settled)")
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `in merges of real shape nothing else than the picks is found`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let document = RandomDocument(&random)
    var (left, right) = (document, document)
    for _ in 0..<5 {
      left.edit(&random, "our")
      right.edit(&random, "their")
    }
    let merge = DocumentMerge.merge(base: document.text, ours: left.text, theirs: right.text)
    var settled: [UInt8] = []
    var picks: [MergeConflict: [UInt8]] = [:]
    for piece in merge.pieces {
      switch piece {
      case .text(let text): settled += text
      case .conflict(let conflict):
        let pick = random.chance(50) ? conflict.ours : conflict.theirs
        settled += pick
        picks[conflict] = pick
      }
    }
    guard picks.count == merge.conflicts.count else { return }
    for found in merge.settlements(in: settled, at: 1) {
      let conflict = merge.conflicts.first { Disagreement($0) == found.disagreement }
      let pick = conflict.flatMap { picks[$0] }
      #expect(Disagreement.normal(pick ?? []) == found.resolution)
    }
  }

  @Test func `texts without end take no time without end`() {
    let agreed = (0..<9_000).map { "line \($0 % 7)\n" }.joined()
    let merge = merge([agreed, one, agreed])
    let time = processorTime {
      _ = merge.settlements(in: (agreed + "x\n" + agreed.dropFirst(20)).bytes, at: 1)
      _ = merge.settlements(in: (agreed + "x\n" + agreed).bytes, at: 1)
    }
    #expect(time < .seconds(5))
  }
}
