import AgentModel

import struct Git.RepoPath

/// Files that were taken up into others.
extension RenameMatching {
  /// Beyond this number modified files are not read for what they may have taken up.
  private static let modifiedLimit = 5_000
  /// A smaller file, in bytes, stands in others by accident.
  private static let smallest = 64
  /// A chunk that more lost files hold says nothing of any of them.
  private static let mostHolders = 64

  /// Finds the files nine tenths of which, or at least four fifths, came to stand in one other file.
  ///
  /// Content that the other file had before does not count. Several files may have gone into one.
  mutating func findJoins() throws(Problem) {
    let lost = old.free
    let exactPairs = pairs.filter { old.files[$0.old].blobID == new.files[$0.new].blobID }
    let isExact = Set(exactPairs.map(\.new))
    let modified = modifiedCount <= RenameMatching.modifiedLimit ? new.freeModified : []
    let targets = Array(0..<new.plainCount).filter { !isExact.contains($0) } + modified
    guard !lost.isEmpty, !targets.isEmpty else { return }
    try load(old: lost, new: targets)
    let joined = candidates(lost, targets)
    let origins = Dictionary(pairs.map { ($0.new, $0.old) }, uniquingKeysWith: { $1 })
    for source in lost {
      var best: [(target: Int, share: Int)] = []
      for target in joined[source] ?? [] {
        let origin = target < new.plainCount ? origins[target] : otherSide(ofNew: target)
        if let origin { try load(old: [origin], new: []) }
        if let share = share(of: source, in: target, origin: origin) {
          best.append((target, share))
        }
      }
      best.sort { ($1.share, $0.target) < ($0.share, $1.target) }
      guard let first = best.first else { continue }
      let size = old.content(source)?.size ?? 0
      let isOnly = best.count == 1 || best[1].share + 5 < first.share
      let isLikely = isOnly && first.share >= 95 && size >= RenameMatching.smallest * 8
      note(
        source,
        first.target,
        .content,
        score: score(source, first.target),
        isLikely ? .likely : .possible
      )
    }
  }

  /// The share of a lost file that stands in another, in percent; nil where it is too little.
  private mutating func share(of source: Int, in target: Int, origin: Int?) -> Int? {
    guard let document = oldNumber(source), let other = newNumber(target) else { return nil }
    let size = ledger.size(of: document)
    ledger.open(document)
    defer { ledger.close(document) }
    let shared = ledger.shared(with: other)
    let before = origin.flatMap { oldNumber($0) }.map { ledger.shared(with: $0) } ?? 0
    guard shared * 5 >= size * 4, (shared - before) * 2 >= size else { return nil }
    return shared * 100 / size
  }

  /// For each lost file the others that have enough of its rarest chunks to hold it.
  private func candidates(_ lost: [Int], _ targets: [Int]) -> [Int: [Int]] {
    var holders: [Int: [Int]] = [:]
    for source in lost {
      guard let document = oldNumber(source), ledger.size(of: document) >= RenameMatching.smallest
      else { continue }
      for place in ledger.places(of: document) {
        holders[ledger.number(at: place), default: []].append(source)
      }
    }
    var shares: [Int: [Int: Int]] = [:]
    for target in targets {
      guard let document = newNumber(target) else { continue }
      for place in ledger.places(of: document) {
        guard let holders = holders[ledger.number(at: place)],
          holders.count <= RenameMatching.mostHolders
        else { continue }
        for source in holders { shares[source, default: [:]][target, default: 0] += 1 }
      }
    }
    return shares.mapValues { shares in
      let best = shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return best.prefix(8).map(\.key)
    }
  }
}
