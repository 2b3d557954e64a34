/// Finds the files that are alike without comparing each with each.
///
/// Chunks are ranked by how many files hold them, rare ones first. Two files that share at least half of
/// the larger one must share a chunk that stands, in both, before the point where less than half of the
/// file is left: so only these beginnings are filed and looked up, and nothing is missed. The exact
/// score is worked out for the most promising files alone.
///
/// Where thousands of files share most of their lines the beginnings reach into those lines, and their
/// lists are as long as the list of files. A look-up then ends at a budget, having begun with the rare
/// chunks and, within a long list, with the neighbours in path order. What that costs: of files that
/// have nothing but boilerplate in common some pairs are not seen, which are guesses anyway.
struct SimilarityIndex {
  /// The most entries of lists that all look-ups together may see.
  private static let allVisits = 24_000_000
  /// What one look-up may see however many there are.
  private static let fewestVisits = 4_000
  /// How many files are compared exactly with one, and how many of them are kept.
  private static let compared = 64
  private static let kept = 16

  /// Numbers of the old files in the ledger; nil for one that takes no part.
  private let old: [Int?]
  private let new: [Int?]
  /// The chunks' places in the common order, by number; nil where one side alone has the chunk.
  private var ranks: [Int32] = []
  /// Where each chunk's list begins, by number, and the lists: old files, and their share.
  private var listStarts: [Int32] = []
  private var listed: [(file: Int32, weight: Int32)] = []
  /// New files that had more candidates than were kept.
  private(set) var truncated: Set<Int> = []

  /// Files the beginnings of the old files.
  ///
  /// - Parameters:
  ///   - ledger: the chunks.
  ///   - old: for each old file its number in the ledger; nil takes no part.
  ///   - new: likewise.
  init(_ ledger: ChunkLedger, old: [Int?], new: [Int?]) {
    self.old = old
    self.new = new
    rank(ledger)
    file(ledger)
  }

  /// The pairs at or above the least score; at most 16 for each new file, the best ones.
  mutating func similarities(_ ledger: inout ChunkLedger) -> [Similarity] {
    var search = Search(fileCount: old.count)
    let targets = new.indices.filter { new[$0] != nil }
    let budget = max(
      SimilarityIndex.fewestVisits,
      SimilarityIndex.allVisits / max(1, targets.count)
    )
    var found: [Similarity] = []
    for target in targets {
      guard let document = new[target] else { continue }
      // Both sides are in path order, so that the relative place is near its former neighbours.
      let home = target * old.count / max(1, new.count)
      for (place, number) in beginning(of: document, ledger) {
        guard search.visits < budget else { break }
        search.visit(list(of: number), weight: Int32(ledger.weight(at: place)), home, budget)
      }
      let candidates = search.finish(most: SimilarityIndex.compared)
      guard !candidates.files.isEmpty else { continue }
      ledger.open(document)
      var best: [Similarity] = []
      for source in candidates.files {
        guard let other = old[source] else { continue }
        let shared = ledger.shared(with: other)
        let score = Similarity.score(
          shared: shared,
          of: ledger.size(of: document),
          ledger.size(of: other)
        )
        if score >= Similarity.least {
          best.append(Similarity(old: source, new: target, score: score))
        }
      }
      ledger.close(document)
      best.sort { ($1.score, $0.old) < ($0.score, $1.old) }
      if best.count > SimilarityIndex.kept || !candidates.isComplete { truncated.insert(target) }
      found += best.prefix(SimilarityIndex.kept)
    }
    return found
  }

  // MARK: - The order of chunks

  /// Ranks the chunks that both sides have by the number of files that hold them, rare ones first.
  private mutating func rank(_ ledger: ChunkLedger) {
    var holders = Array(repeating: Int32(0), count: ledger.chunkCount)
    var isOnBothSides = Array(repeating: false, count: ledger.chunkCount)
    for document in old.lazy.compactMap({ $0 }) {
      for place in ledger.places(of: document) { holders[ledger.number(at: place)] += 1 }
    }
    let holdersBefore = holders
    for document in new.lazy.compactMap({ $0 }) {
      for place in ledger.places(of: document) {
        let number = ledger.number(at: place)
        holders[number] += 1
        isOnBothSides[number] = holdersBefore[number] > 0
      }
    }
    let most = Int(holders.max() ?? 0)
    var starts = Array(repeating: Int32(0), count: most + 2)
    for number in holders.indices where isOnBothSides[number] {
      starts[Int(holders[number]) + 1] += 1
    }
    for count in 1..<starts.count { starts[count] += starts[count - 1] }
    ranks = Array(repeating: -1, count: ledger.chunkCount)
    for number in holders.indices where isOnBothSides[number] {
      ranks[number] = starts[Int(holders[number])]
      starts[Int(holders[number])] += 1
    }
  }

  /// The chunks of a file that a file as alike as counts must have one of, in the common order.
  private func beginning(of document: Int, _ ledger: ChunkLedger) -> [(place: Int, number: Int)] {
    var left = 0
    var ranked: [(rank: Int32, place: Int)] = []
    for place in ledger.places(of: document) {
      let rank = ranks[ledger.number(at: place)]
      guard rank >= 0 else { continue }
      ranked.append((rank, place))
      left += ledger.weight(at: place)
    }
    let size = ledger.size(of: document)
    guard left * 2 >= size else { return [] }
    ranked.sort { $0.rank < $1.rank }
    var beginning: [(place: Int, number: Int)] = []
    for (_, place) in ranked {
      guard left * 2 >= size else { break }
      beginning.append((place, ledger.number(at: place)))
      left -= ledger.weight(at: place)
    }
    return beginning
  }

  // MARK: - The lists

  private mutating func file(_ ledger: ChunkLedger) {
    let beginnings = old.map { document in document.map { beginning(of: $0, ledger) } ?? [] }
    listStarts = Array(repeating: 0, count: ledger.chunkCount + 1)
    for beginning in beginnings {
      for (_, number) in beginning { listStarts[number + 1] += 1 }
    }
    for number in 0..<ledger.chunkCount { listStarts[number + 1] += listStarts[number] }
    var next = listStarts
    listed = Array(repeating: (0, 0), count: Int(listStarts.last ?? 0))
    for (source, beginning) in beginnings.enumerated() {
      for (place, number) in beginning {
        listed[Int(next[number])] = (Int32(source), Int32(ledger.weight(at: place)))
        next[number] += 1
      }
    }
  }

  private func list(of number: Int) -> ArraySlice<(file: Int32, weight: Int32)> {
    listed[Int(listStarts[number])..<Int(listStarts[number + 1])]
  }
}

/// One look-up: what was found so far of each old file.
private struct Search {
  private(set) var visits = 0
  private var isCut = false
  private var shared: [Int32]
  private var touched: [Int] = []

  /// Longer lists are read from the neighbours of the file on.
  private static let longList = 64

  init(fileCount: Int) {
    shared = Array(repeating: 0, count: fileCount)
  }

  mutating func visit(
    _ list: ArraySlice<(file: Int32, weight: Int32)>,
    weight: Int32,
    _ home: Int,
    _ budget: Int
  ) {
    if list.count <= Search.longList {
      visits += list.count
      for entry in list { count(entry, weight) }
      return
    }
    let reach = min(list.count, max(budget - visits, Search.longList))
    isCut = isCut || reach < list.count
    visits += reach
    var index = max(list.startIndex, list.firstPlace(from: home) - reach / 2)
    for _ in 0..<reach {
      if index == list.endIndex { index = list.startIndex }
      count(list[index], weight)
      index += 1
    }
  }

  private mutating func count(_ entry: (file: Int32, weight: Int32), _ weight: Int32) {
    let file = Int(entry.file)
    if shared[file] == 0 { touched.append(file) }
    shared[file] += min(entry.weight, weight)
  }

  /// Returns the files that share most, the best first, and starts anew.
  mutating func finish(most: Int) -> (files: [Int], isComplete: Bool) {
    var best: [(file: Int, shared: Int32)] = []
    for file in touched {
      let candidate = (file: file, shared: shared[file])
      shared[file] = 0
      if best.count == most {
        guard let last = best.last, candidate.shared > last.shared else { continue }
        best.removeLast()
      }
      let place = best.lastIndex { $0.shared >= candidate.shared }.map { $0 + 1 } ?? 0
      best.insert(candidate, at: place)
    }
    let isComplete = !isCut && touched.count <= most
    touched.removeAll(keepingCapacity: true)
    visits = 0
    isCut = false
    return (best.map(\.file), isComplete)
  }
}

extension ArraySlice<(file: Int32, weight: Int32)> {
  /// Where the first file stands that is not before `home`; the files stand in order.
  fileprivate func firstPlace(from home: Int) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if Int(self[middle].file) < home { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
