import AgentModel

import struct Git.ByteKey
import struct Git.RepoPath

/// Files whose content is alike.
extension RenameMatching {
  /// How often what was cut off a list of candidates is looked for again.
  private static let rounds = 4

  /// Pairs by folders and by content, each where it is the stronger sign.
  mutating func pairByFolderAndContent() {
    let alike = alikeFiles()
    let moves = folderMoves(alike)
    pairInMovedFolders(moves, alike, least: Similarity.least)
    pairAlike(alike, least: Similarity.points(75))
    pairInMovedFolders(moves, alike, least: 0)
    pairAlike(alike, least: Similarity.least)
    // Where many files are alike the candidates of one may all have gone to others.
    var truncated = alike.truncated
    for _ in 1..<RenameMatching.rounds {
      let before = pairs.count
      guard truncated.contains(where: { !new.isTaken[$0] }), !old.free.isEmpty else { return }
      let rest = alikeFiles()
      pairAlike(rest, least: Similarity.least, most: .possible)
      truncated = rest.truncated
      if pairs.count == before { return }
    }
  }

  private mutating func alikeFiles() -> AlikeFiles {
    let lost = old.free
    let found = new.free
    var index = SimilarityIndex(
      ledger,
      old: lost.map { oldNumber($0) },
      new: found.map { newNumber($0) }
    )
    var similarities = index.similarities(&ledger).map {
      Similarity(old: lost[$0.old], new: found[$0.new], score: $0.score)
    }
    let truncated = Set(index.truncated.map { found[$0] })
    let before = Dictionary(grouping: lost) { old.path($0).nameKey }
    let after = Dictionary(grouping: found) { new.path($0).nameKey }
    // Whoever shares a name is heard even if others were more promising.
    var known = Set<Similarity>()
    if !truncated.isEmpty { known = Set(similarities) }
    for target in truncated.sorted() {
      let name = new.path(target).nameKey
      guard after[name]?.count == 1, let only = before[name], only.count == 1 else { continue }
      let pair = Similarity(old: only[0], new: target, score: score(only[0], target))
      if pair.score >= Similarity.least, !known.contains(pair) { similarities.append(pair) }
    }
    let described = similarities.map { similarity in
      let (from, to) = (old.path(similarity.old), new.path(similarity.new))
      let name = from.nameKey
      let isSameName = name == to.nameKey
      let isOnly = isSameName && before[name]?.count == 1 && after[name]?.count == 1
      return AlikeFiles.Pair(
        similarity: similarity,
        isSameName: isSameName,
        isTelling: isOnly && !from.hasCommonName,
        isGuide: isOnly && similarity.score >= Similarity.points(75),
        nearness: from.nearness(to: to)
      )
    }
    return AlikeFiles(described, truncated: truncated)
  }

  private mutating func pairAlike(
    _ alike: AlikeFiles,
    least: Int,
    most: Rename.Confidence = .sure
  ) {
    for pair in alike.pairs {
      let (before, now, score) = (pair.similarity.old, pair.similarity.new, pair.similarity.score)
      guard score >= least, !old.isTaken[before], !new.isTaken[now] else { continue }
      let sizes = [old.content(before)?.size ?? 0, new.content(now)?.size ?? 0]
      let confidence = alike.confidence(of: pair, smallest: min(sizes[0], sizes[1]))
      take(before, now, .content, score: score, min(most, confidence))
    }
  }
}
