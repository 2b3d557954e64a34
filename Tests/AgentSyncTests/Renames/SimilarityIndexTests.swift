import Git
import TestSupport
import Testing

@testable import AgentSync

struct SimilarityIndexTests {
  /// Texts that share lines in many ways: templates, what was added to them, and what was taken away.
  private struct Texts {
    var ledger = ChunkLedger()
    var old: [Int?] = []
    var new: [Int?] = []

    init(seed: UInt64, count: Int) throws {
      var random = SeededRandom(seed: seed)
      let path = try #require(RepoPath("x.md"))
      func line(_ random: inout SeededRandom) -> String {
        let number = Int.random(in: 0..<400, using: &random)
        return String(repeating: "w\(number) ", count: 1 + number % 9) + "\n"
      }
      let templates = (0..<3).map { _ in (0..<20).map { _ in line(&random) } }
      func text(_ random: inout SeededRandom) -> [UInt8] {
        var lines = templates[Int.random(in: 0..<3, using: &random)]
        let share = Int.random(in: 0..<90, using: &random)
        for index in lines.indices where random.chance(share) { lines[index] = line(&random) }
        lines += (0..<Int.random(in: 0..<8, using: &random)).map { _ in line(&random) }
        return Array(lines.joined().utf8)
      }
      for _ in 0..<count {
        old.append(ledger.add(FileContent(text(&random), at: path, isDocument: false)))
        new.append(ledger.add(FileContent(text(&random), at: path, isDocument: false)))
      }
    }

    /// Every pair that counts.
    mutating func all() -> [Similarity] {
      var pairs: [Similarity] = []
      for (target, right) in new.enumerated() {
        for (source, left) in old.enumerated() {
          guard let left, let right else { continue }
          let score = ledger.score(left, right)
          if score >= Similarity.least {
            pairs.append(Similarity(old: source, new: target, score: score))
          }
        }
      }
      return pairs
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `no pair is missed that comparing each with each finds`(seed: UInt64) throws {
    var texts = try Texts(seed: seed, count: 16)
    var index = SimilarityIndex(texts.ledger, old: texts.old, new: texts.new)
    #expect(Set(index.similarities(&texts.ledger)) == Set(texts.all()))
    #expect(index.truncated.isEmpty)
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `of many candidates the best ones are kept`(seed: UInt64) throws {
    var texts = try Texts(seed: seed, count: 60)
    var index = SimilarityIndex(texts.ledger, old: texts.old, new: texts.new)
    let found = Dictionary(grouping: index.similarities(&texts.ledger), by: \.new)
    for (target, all) in Dictionary(grouping: texts.all(), by: \.new) {
      let best = all.map(\.score).sorted(by: >).prefix(16)
      #expect(found[target]?.map(\.score) == Array(best))
    }
  }

  @Test func `a chunk ends at a line feed or after 64 bytes`() throws {
    let path = try #require(RepoPath("x.md"))
    func lengths(_ text: String) -> [UInt8] {
      FileContent(Array(text.utf8), at: path, isDocument: false).lengths
    }
    #expect(lengths("") == [])
    #expect(lengths("one\n\ntwo") == [4, 1, 3])
    #expect(lengths("one\r\ntwo\r\n") == [4, 4])
    #expect(lengths("one\r\n\0") == [5, 1])
    #expect(lengths(String(repeating: "x", count: 130)) == [64, 64, 2])
  }
}
