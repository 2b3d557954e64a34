import struct Git.ByteKey
import struct Git.RepoPath

/// The pairs of files with like content, and what speaks for and against each.
struct AlikeFiles {
  /// A pair, in the order in which pairs are taken.
  struct Pair {
    let similarity: Similarity
    let isSameName: Bool
    /// Whether the name stands once on either side, and is not one that every folder has.
    let isTelling: Bool
    /// Whether the name stands once on either side and most of the content was kept: git takes such
    /// pairs before all others.
    let isGuide: Bool
    let nearness: Int

    static func < (left: Pair, right: Pair) -> Bool {
      if left.isGuide != right.isGuide { return left.isGuide }
      let (first, second) = (left.similarity, right.similarity)
      if first.score != second.score { return first.score > second.score }
      if left.isSameName != right.isSameName { return left.isSameName }
      if left.nearness != right.nearness { return left.nearness > right.nearness }
      return (first.old, first.new) < (second.old, second.new)
    }
  }

  let pairs: [Pair]
  /// New files with more candidates than were looked at.
  let truncated: Set<Int>
  /// For an old file the new one of its name that is much like it.
  let guideTargets: [Int: Int]
  private let oldBest: [Int: Best]
  private let newBest: [Int: Best]

  /// The two best scores that a file has with others.
  private struct Best {
    var score = 0
    var partner = -1
    var second = 0

    mutating func see(_ score: Int, _ partner: Int) {
      if score > self.score {
        second = self.score
        (self.score, self.partner) = (score, partner)
      } else {
        second = max(second, score)
      }
    }

    func rival(of partner: Int) -> Int { partner == self.partner ? second : score }
  }

  init(_ pairs: [Pair], truncated: Set<Int>) {
    self.pairs = pairs.sorted { $0 < $1 }
    self.truncated = truncated
    var oldBest: [Int: Best] = [:]
    var newBest: [Int: Best] = [:]
    for pair in pairs.map(\.similarity) {
      oldBest[pair.old, default: Best()].see(pair.score, pair.new)
      newBest[pair.new, default: Best()].see(pair.score, pair.old)
    }
    (self.oldBest, self.newBest) = (oldBest, newBest)
    guideTargets = Dictionary(
      uniqueKeysWithValues: pairs.lazy.filter(\.isGuide).map {
        ($0.similarity.old, $0.similarity.new)
      }
    )
  }

  /// The pairs that git takes before all others.
  var guides: [Similarity] { pairs.lazy.filter(\.isGuide).map(\.similarity) }

  /// The best score that either of two files has with anyone else.
  func rival(of oldIndex: Int, _ newIndex: Int) -> Int {
    max(
      oldBest[oldIndex]?.rival(of: newIndex) ?? 0,
      newBest[newIndex]?.rival(of: oldIndex) ?? 0
    )
  }

  /// How sure a pair is by its content; `smallest` is the size of the smaller file.
  func confidence(of pair: Pair, smallest: Int) -> Rename.Confidence {
    let score = pair.similarity.score
    let lead = score - rival(of: pair.similarity.old, pair.similarity.new)
    // A few words are alike by accident.
    if smallest >= 64 {
      let isClear = lead >= Similarity.points(15) && !truncated.contains(pair.similarity.new)
      if isClear, score >= Similarity.points(75) { return .sure }
      if pair.isTelling, lead >= Similarity.points(5) { return .sure }
    }
    return score >= Similarity.points(60) || pair.isSameName ? .likely : .possible
  }
}

extension RepoPath {
  /// Whether the name is one that many folders have, so that it says nothing.
  var hasCommonName: Bool {
    let stem = name.prefix { $0 != "." }.lowercased()
    return ["readme", "index", "agent", "agents", "skill", "claude", "changelog", "license"]
      .contains(stem)
  }
}
