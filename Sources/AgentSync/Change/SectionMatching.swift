/// Which sections of two versions of a document are the same.
///
/// Below headings that are the same, first the wording of a heading counts, then its text. What is left
/// over anywhere is then paired where the text, or most of it, says that it moved.
struct SectionMatching {
  let old: SectionTree
  let new: SectionTree
  /// For each old section the new one; nil where it is gone.
  private(set) var newIndex: [Int?]
  /// For each new section the old one; nil where it is new.
  private(set) var oldIndex: [Int?]

  init(_ old: SectionTree, _ new: SectionTree) {
    self.old = old
    self.new = new
    newIndex = Array(repeating: nil, count: old.sections.count)
    oldIndex = Array(repeating: nil, count: new.sections.count)
    if let left = old.title, let right = new.title { pair(left, right) }
    pair(0, 0)
    pairElsewhere(by: { $0.sections[$1].title }, { $0.wholeText(of: $1) })
    pairElsewhere(by: { $0.sections[$1].title }, { $0.text(of: $1) })
    pairElsewhere(by: { _, _ in "" }, { $0.wholeText(of: $1) })
    pairElsewhere(by: { _, _ in "" }, { $0.text(of: $1) })
    pairAlike()
  }

  /// Makes two sections one, and looks for more among what lies in them.
  private mutating func pair(_ oldStart: Int, _ newStart: Int) {
    var open = [(oldStart, newStart)]
    while let (before, after) = open.popLast() {
      newIndex[before] = after
      oldIndex[after] = before
      let lost = old.sections[before].children.filter { newIndex[$0] == nil }
      let found = new.sections[after].children.filter { oldIndex[$0] == nil }
      var pairs = pairsByTitle(lost, found)
      pairs += pairsByText(lost.without(pairs.map(\.0)), found.without(pairs.map(\.1)))
      open += pairs
    }
  }

  /// Neighbours of the same heading; of several, those of the same text first.
  private func pairsByTitle(_ lost: [Int], _ found: [Int]) -> [(Int, Int)] {
    let before = Dictionary(grouping: lost) { old.sections[$0].title }
    let after = Dictionary(grouping: found) { new.sections[$0].title }
    var pairs: [(Int, Int)] = []
    for (title, left) in before {
      guard let right = after[title] else { continue }
      if left.count == 1, right.count == 1 {
        pairs.append((left[0], right[0]))
      } else {
        let same = inOrder(left, right) { $0.wholeText(of: $1) }
        pairs += same
        pairs += between(same, left, right)
      }
    }
    return pairs
  }

  /// Pairs what is left of two lists in order: first what stands after the same known pair.
  private func between(
    _ known: [(Int, Int)],
    _ left: [Int],
    _ right: [Int]
  ) -> [(Int, Int)] {
    func gaps(_ list: [Int], _ anchors: [Int]) -> [Int: [Int]] {
      let anchors = anchors.sorted()
      return Dictionary(grouping: list.without(anchors)) { index in
        anchors.partitioningIndex { $0 > index }
      }
    }
    let after = gaps(right, known.map(\.1))
    var pairs = gaps(left, known.map(\.0)).flatMap { gap, indices in
      Array(zip(indices, after[gap] ?? []))
    }
    pairs += zip(
      left.without((known + pairs).map(\.0)),
      right.without((known + pairs).map(\.1))
    )
    return pairs
  }

  /// Neighbours of another heading with the same text, or with the same headings below them.
  private func pairsByText(_ lost: [Int], _ found: [Int]) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    let signs: [(SectionTree, Int) -> [UInt8]] = [
      { $0.wholeText(of: $1) }, { $0.text(of: $1) }, { $0.titles(below: $1) },
    ]
    for sign in signs {
      pairs += inOrder(lost.without(pairs.map(\.0)), found.without(pairs.map(\.1)), sign)
    }
    return pairs
  }

  /// Pairs what has the same text, doubles in the order of the document; no text says nothing.
  private func inOrder(
    _ lost: [Int],
    _ found: [Int],
    _ text: (SectionTree, Int) -> [UInt8]
  ) -> [(Int, Int)] {
    guard !lost.isEmpty, !found.isEmpty else { return [] }
    var candidates = Dictionary(grouping: found.reversed()) { text(new, $0) }
    candidates[[]] = nil
    return lost.compactMap { index in
      candidates[text(old, index)]?.popLast().map { (index, $0) }
    }
  }

  // MARK: - Elsewhere

  private struct Sign: Hashable {
    let title: String
    let text: [UInt8]
  }

  /// Pairs sections that are left over, wherever they stand, where only one on each side has a sign.
  private mutating func pairElsewhere(
    by title: (SectionTree, Int) -> String,
    _ text: (SectionTree, Int) -> [UInt8]
  ) {
    guard newIndex.contains(nil), oldIndex.contains(nil) else { return }
    func bearers(_ tree: SectionTree, _ partners: [Int?]) -> [Sign: [Int]] {
      let free = partners.indices.filter { partners[$0] == nil }
      var signs = Dictionary(grouping: free) { Sign(title: title(tree, $0), text: text(tree, $0)) }
      signs = signs.filter { !$0.key.text.isEmpty && $0.value.count == 1 }
      return signs
    }
    let after = bearers(new, oldIndex)
    let before = bearers(old, newIndex).compactMap { sign, indices in
      after[sign].map { (indices[0], $0[0]) }
    }
    // In the order of the document: a section takes with it what lies in it.
    for (left, right) in before.sorted(by: { $0.0 < $1.0 })
    where newIndex[left] == nil && oldIndex[right] == nil {
      pair(left, right)
    }
  }

  /// Pairs sections that are left over, of a heading that only one on each side has, if they share at
  /// least half of their lines.
  private mutating func pairAlike() {
    guard newIndex.contains(nil), oldIndex.contains(nil) else { return }
    func only(_ tree: SectionTree, _ partners: [Int?]) -> [String: Int] {
      Dictionary(grouping: partners.indices.filter { partners[$0] == nil }) {
        tree.sections[$0].title
      }
      .filter { $0.value.count == 1 }.mapValues { $0[0] }
    }
    let after = only(new, oldIndex)
    for (title, left) in only(old, newIndex).sorted(by: { $0.value < $1.value }) {
      guard let right = after[title], newIndex[left] == nil, oldIndex[right] == nil else {
        continue
      }
      let count = LineCount(from: old.sections[left].body, to: new.sections[right].body)
      let total = old.sections[left].body.count + new.sections[right].body.count
      if total > 0, (count.added + count.removed) * 2 <= total { pair(left, right) }
    }
  }
}

extension [Int] {
  fileprivate func without(_ others: [Int]) -> [Int] {
    let others = Set(others)
    return filter { !others.contains($0) }
  }
}
