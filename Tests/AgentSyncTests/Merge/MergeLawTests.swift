import Foundation
import TestSupport
import Testing

@testable import AgentSync

/// What holds for any three versions of a document.
struct MergeLawTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["AGENTSYNC_MERGE_ROUNDS"].flatMap(Int.init) ?? 40

  private struct Versions {
    let base: [UInt8]
    let ours: [UInt8]
    let theirs: [UInt8]

    init(_ random: inout SeededRandom) {
      let document = RandomDocument(&random)
      var (left, right) = (document, document)
      for _ in 0..<Int.random(in: 0...4, using: &random) { left.edit(&random, "our") }
      for _ in 0..<Int.random(in: 0...4, using: &random) { right.edit(&random, "their") }
      (base, ours, theirs) = (document.text, left.text, right.text)
    }

    var merged: MergedText { DocumentMerge.merge(base: base, ours: ours, theirs: theirs) }

    var shown: Comment {
      let parts = [base, ours, theirs].map { String(decoding: $0, as: UTF8.self) }
      return "base:\n\(parts[0])\nours:\n\(parts[1])\ntheirs:\n\(parts[2])"
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `merges of one side, of equal sides and of a merge come to what they must`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<Self.rounds {
      let it = Versions(&random)
      #expect(
        DocumentMerge.merge(base: it.base, ours: it.base, theirs: it.theirs).text == it.theirs
      )
      #expect(DocumentMerge.merge(base: it.base, ours: it.ours, theirs: it.base).text == it.ours)
      #expect(DocumentMerge.merge(base: it.base, ours: it.ours, theirs: it.ours).text == it.ours)
      guard let text = it.merged.text else { continue }
      let again = DocumentMerge.merge(base: it.base, ours: text, theirs: it.theirs)
      let isSame = again.text == text
      let back = DocumentMerge.merge(base: it.base, ours: it.theirs, theirs: text)
      let isSameBack = back.text == text
      #expect(
        isSameBack,
        "\(it.shown)\nmerged:\n\(String(decoding: text, as: UTF8.self))\nagain:\n\(back.text.map { String(decoding: $0, as: UTF8.self) } ?? "\(back.conflicts)")"
      )
      #expect(
        isSame,
        "\(it.shown)\nmerged:\n\(String(decoding: text, as: UTF8.self))\nagain:\n\(again.text.map { String(decoding: $0, as: UTF8.self) } ?? "\(again.conflicts)")"
      )
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `conflicts are the same from either side`(seed: UInt64) {
    var random = SeededRandom(seed: seed &+ 1000)
    for _ in 0..<Self.rounds {
      let it = Versions(&random)
      let back = DocumentMerge.merge(base: it.base, ours: it.theirs, theirs: it.ours)
      #expect(it.merged.isClean == back.isClean, it.shown)
      #expect(it.merged.conflicts.count == back.conflicts.count, it.shown)
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `no line is lost, and none that is gone comes back`(seed: UInt64) {
    var random = SeededRandom(seed: seed &+ 2000)
    for _ in 0..<Self.rounds {
      let it = Versions(&random)
      #expect(
        MergeAudit.holds(it.merged, base: it.base, ours: it.ours, theirs: it.theirs),
        it.shown
      )
      // Every word of one side alone is one of a kind here.
      let all = it.merged.pieces.flatMap { piece in
        switch piece {
        case .text(let text): text
        case .conflict(let conflict): conflict.base + conflict.ours + conflict.theirs
        }
      }
      let held = Words.bare(of: all)
      let before = Words.bare(of: it.base)
      for side in [it.ours, it.theirs] {
        // The numbers of a list are made anew.
        for word in Words.bare(of: side).keys where before[word] == nil && word.bytes.count > 1 {
          #expect(
            held[word] != nil,
            "'\(String(decoding: word.bytes, as: UTF8.self))' is lost\n\(it.shown)"
          )
        }
      }
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `what git merges soundly keeps git's bytes`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed &+ 3000)
    for _ in 0..<20 {
      let it = Versions(&random)
      let git = try gitMergeFile(base: it.base, ours: it.ours, theirs: it.theirs)
      guard git.conflicts == 0,
        Soundness.isSound(git.bytes, base: it.base, ours: it.ours, theirs: it.theirs),
        MergeAudit.holds(
          MergedText(git.bytes),
          base: it.base,
          ours: it.ours,
          theirs: it.theirs
        )
      else { continue }
      #expect(it.merged.text == git.bytes, it.shown)
    }
  }
}
