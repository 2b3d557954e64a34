/// A part of a document that is merged as a whole: a section, a block, an item, a row, a key.
protocol MergeElement {
  var mark: Mark { get }
  /// Whole lines, without the blank lines behind them.
  var text: [UInt8] { get }
  /// The blank lines behind it, up to the next element.
  var gap: [UInt8] { get }
}

/// Three versions of a sequence of elements.
struct SequenceMerge<Element: MergeElement> {
  let base: [Element]
  let ours: [Element]
  let theirs: [Element]
  let place: MergeConflict.Place
  /// What is written between elements that never stood next to each other.
  let standardGap: [UInt8]
  /// Whether two new elements at one place are two opinions, and not two contributions.
  var isOrdered = true
  /// Whether the result stays sorted by the elements' text where all three versions are.
  var staysSorted = false

  /// Merges the versions; `mergeOne` merges an element that both sides have.
  ///
  /// - Returns: the merged elements with the gaps between them, none behind the last; nil where both
  ///   sides reordered the elements, each in its own way.
  func merged(_ mergeOne: (Element?, Element, Element) -> MergedText) -> MergedText? {
    guard
      var lineup = Lineup(
        base: base.map(\.mark),
        ours: ours.map(\.mark),
        theirs: theirs.map(\.mark)
      )
    else { return nil }
    if staysSorted {
      lineup.sort(base: base.map(\.text), ours: ours.map(\.text), theirs: theirs.map(\.text))
    }
    var entries: [Entry] = []
    var replaced: [Int] = []
    for part in lineup.parts {
      if part.ours == nil, part.theirs == nil { replaced += part.base.map { [$0] } ?? [] }
      guard let text = settle(part, mergeOne), !text.pieces.isEmpty else { continue }
      entries.append(Entry(part: part, text: text, replaced: replaced))
      replaced = []
    }
    if isOrdered { entries = joinInsertions(entries) }
    return join(entries)
  }

  private func settle(
    _ part: Lineup.Part,
    _ mergeOne: (Element?, Element, Element) -> MergedText
  ) -> MergedText? {
    let before = part.base.map { base[$0] }
    switch (part.ours.map { ours[$0] }, part.theirs.map { theirs[$0] }) {
    case (let left?, let right?):
      if left.text == right.text || before?.text == right.text { return MergedText(left.text) }
      if before?.text == left.text { return MergedText(right.text) }
      return mergeOne(before, left, right)
    case (let left?, nil): return kept(left, before) { ($0, []) }
    case (nil, let right?): return kept(right, before) { ([], $0) }
    case (nil, nil): return nil
    }
  }

  /// An element that one side does not have: new, removed there, or removed there and changed here.
  private func kept(
    _ element: Element,
    _ before: Element?,
    _ sides: ([UInt8]) -> (ours: [UInt8], theirs: [UInt8])
  ) -> MergedText? {
    guard let before else { return MergedText(element.text) }
    guard before.text != element.text else { return nil }
    let (left, right) = sides(element.text)
    return MergedText(
      MergeConflict(kind: .removed, place: place, base: before.text, ours: left, theirs: right)
    )
  }

  /// Makes one conflict of what both sides added at one place.
  private func joinInsertions(
    _ entries: [Entry]
  ) -> [Entry] {
    var joined: [Entry] = []
    var index = 0
    while index < entries.count {
      let left = run(entries, from: index) { $0.base == nil && $0.theirs == nil }
      let right = run(entries, from: left.upperBound) { $0.base == nil && $0.ours == nil }
      guard !left.isEmpty, !right.isEmpty, let last = entries[right].last else {
        let end = max(left.upperBound, right.upperBound, index + 1)
        joined += entries[index..<end]
        index = end
        continue
      }
      let conflict = MergeConflict(
        kind: .inserted,
        place: place,
        base: lines(of: (entries[left] + entries[right]).flatMap(\.replaced), in: base),
        ours: lines(of: entries[left].compactMap(\.part.ours), in: ours),
        theirs: lines(of: entries[right].compactMap(\.part.theirs), in: theirs)
      )
      var part = last.part
      part.ours = entries[left].last?.part.ours
      joined.append(Entry(part: part, text: MergedText(conflict)))
      index = right.upperBound
    }
    return joined
  }

  private func run(
    _ entries: [Entry],
    from start: Int,
    where belongs: (Lineup.Part) -> Bool
  ) -> Range<Int> {
    var end = start
    while end < entries.count, belongs(entries[end].part) { end += 1 }
    return start..<end
  }

  private func lines(of indices: [Int], in version: [Element]) -> [UInt8] {
    var text: [UInt8] = []
    for index in indices {
      text += version[index].text
      if index != indices.last { text += version[index].gap }
    }
    return text
  }

  // MARK: - Gaps

  private func join(_ entries: [Entry]) -> MergedText {
    var merged = MergedText()
    for (index, entry) in entries.enumerated() {
      let gap = index + 1 < entries.count ? gap(entry.part, entries[index + 1].part) : []
      if entry.part.ours == nil || entry.part.theirs == nil,
        case .conflict(let conflict)? = entry.text.pieces.first, conflict.kind == .removed
      {
        // What may go takes the blank lines behind it along.
        merged.add(conflict.followed(by: gap))
      } else {
        merged.add(entry.text)
        merged.add(gap)
      }
    }
    return merged
  }

  /// The blank lines between two elements: as they were where these two were neighbours.
  private func gap(_ part: Lineup.Part, _ next: Lineup.Part) -> [UInt8] {
    func between(_ version: [Element], _ index: Int?, _ following: Int?) -> [UInt8]? {
      guard let index, let following, following == index + 1 else { return nil }
      return version[index].gap
    }
    let left = between(ours, part.ours, next.ours)
    let right = between(theirs, part.theirs, next.theirs)
    if let left, let right {
      return left == between(base, part.base, next.base) ? right : left
    }
    if let known = left ?? right { return known }
    let own = [
      part.ours.flatMap { $0 + 1 < ours.count ? ours[$0].gap : nil },
      part.theirs.flatMap { $0 + 1 < theirs.count ? theirs[$0].gap : nil },
    ]
    return own.compactMap { $0 }.first { !$0.isEmpty } ?? standardGap
  }
}

/// An element of the result; no part of the generic type, of which the runtime would make one for each.
private struct Entry {
  var part: Lineup.Part
  let text: MergedText
  /// The elements of the base right before it that both sides removed.
  var replaced: [Int] = []
}
