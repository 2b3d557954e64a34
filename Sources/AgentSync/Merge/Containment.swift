/// Tells a text that already holds all that the other side changed: it was merged before.
enum Containment {
  /// Texts with more words than this are compared by lines alone.
  private static let maximumWords = 20_000

  /// The side that holds all that the other one changed, and whether each holds the other; nil where
  /// neither does.
  ///
  /// Where each holds the other, one moved something, or both added one thing at two places: it is the
  /// one that is less like the base.
  static func whole(
    base: [UInt8],
    _ ours: [UInt8],
    _ theirs: [UInt8]
  ) -> (text: [UInt8], isMutual: Bool)? {
    let isOurs = holds(base: base, part: theirs, whole: ours)
    let isTheirs = holds(base: base, part: ours, whole: theirs)
    guard isOurs, isTheirs else {
      return isOurs ? (ours, false) : isTheirs ? (theirs, false) : nil
    }
    func likeness(_ side: [UInt8]) -> Int {
      Alignment(TextLines.split(base[...]), TextLines.split(side[...])).pairs.count
    }
    return (likeness(ours) <= likeness(theirs) ? ours : theirs, true)
  }

  /// Whether every change from `base` to `part` is in `whole` already, line by line or word by word.
  private static func holds(base: [UInt8], part: [UInt8], whole: [UInt8]) -> Bool {
    guard Spacing.holds(base: base, part: part, whole: whole) else { return false }
    let lines = [base, part, whole].map { text in
      TextLines.split(text[...]).filter { !TextLines.isBlank($0) }
    }
    if holds(lines[0], lines[1], lines[2]), !edits(lines[0], lines[1], lines[2]) { return true }
    let words = [base, part, whole].map { Words.split($0).words.map(\.text) }
    guard words.allSatisfy({ $0.count <= maximumWords }) else { return false }
    return holds(words[0], words[1], words[2])
  }

  /// Whether the whole has each element at least as often as the part has it more often than the base.
  ///
  /// Told by counting; nearly always that is enough to say no.
  private static func mayHold(
    _ base: [ArraySlice<UInt8>],
    _ part: [ArraySlice<UInt8>],
    _ whole: [ArraySlice<UInt8>]
  ) -> Bool {
    var surplus: [ArraySlice<UInt8>: Int] = [:]
    for element in part { surplus[element, default: 0] += 1 }
    for element in base { surplus[element]? -= 1 }
    let added = surplus.filter { $0.value > 0 }
    guard !added.isEmpty else { return true }
    var missing = added
    for element in whole { missing[element]? -= 1 }
    return missing.values.allSatisfy { $0 <= 0 }
  }

  private static func holds(
    _ base: [ArraySlice<UInt8>],
    _ part: [ArraySlice<UInt8>],
    _ whole: [ArraySlice<UInt8>]
  ) -> Bool {
    guard mayHold(base, part, whole) else { return false }
    let kept = Alignment(base, part).pairs
    let shared = Alignment(part, whole).pairs
    // What the part has and the whole has not must be what was there before: the whole's own change.
    var isOld = [Bool](repeating: false, count: part.count)
    for pair in kept { isOld[pair.right] = true }
    var isKept = [Bool](repeating: false, count: base.count)
    for pair in kept { isKept[pair.left] = true }
    var isInWhole = [Bool](repeating: false, count: part.count)
    for pair in shared { isInWhole[pair.left] = true }
    guard part.indices.allSatisfy({ isOld[$0] || isInWhole[$0] }) else { return false }
    var isShared = [Bool](repeating: false, count: whole.count)
    for pair in shared { isShared[pair.right] = true }
    // Where the part moved something, the whole may not have moved something else.
    let removed = Set(base.indices.filter { !isKept[$0] }.map { base[$0] })
    if part.indices.contains(where: { !isOld[$0] && removed.contains(part[$0]) }) {
      let own = Set(whole.indices.filter { !isShared[$0] }.map { whole[$0] })
      let isMoved = part.indices.contains { !isInWhole[$0] && own.contains(part[$0]) }
      if isMoved { return false }
    }
    // What the part removed must be gone: it may not stand among what the whole has besides.
    return Alignment(base, whole).pairs.allSatisfy { pair in
      isKept[pair.left] || isShared[pair.right] || MergeAudit.isSyntax(base[pair.left])
    }
  }

  /// Whether `whole` has lines of its own where `part` removed some, with half the words of one of them.
  private static func edits(
    _ base: [ArraySlice<UInt8>],
    _ part: [ArraySlice<UInt8>],
    _ whole: [ArraySlice<UInt8>]
  ) -> Bool {
    var isKept = [Bool](repeating: false, count: base.count)
    var isOld = [Bool](repeating: false, count: part.count)
    for pair in Alignment(base, part).pairs {
      isKept[pair.left] = true
      isOld[pair.right] = true
    }
    var isShared = [Bool](repeating: false, count: whole.count)
    for pair in Alignment(part, whole).pairs { isShared[pair.right] = true }
    let added = Words.Bag(Array(part.indices.filter { !isOld[$0] }.map { part[$0] }.joined()))
    var (place, other) = (0, 0)
    for (left, right) in Alignment(base, whole).pairs + [(base.count, whole.count)] {
      let removed = (place..<left).filter { !isKept[$0] }
      let own = (other..<right).filter { !isShared[$0] }
      (place, other) = (left + 1, right + 1)
      guard !removed.isEmpty, !own.isEmpty else { continue }
      let bag = Words.Bag(Array(own.map { whole[$0] }.joined()))
      let isEdit = removed.contains { index in
        let gone = Words.Bag(Array(base[index])).without(added)
        return gone.share(in: bag) >= 0.5
      }
      if isEdit { return true }
    }
    return false
  }
}

/// What stands around the words of lines: indents, white space at the ends, and blank lines.
private struct Spacing {
  /// A line that is not blank, without white space at its ends.
  private var lines: [ArraySlice<UInt8>] = []
  /// The same line as it is.
  private var whole: [ArraySlice<UInt8>] = []
  /// How many blank lines follow it.
  private var blanks: [Int] = []

  private init(_ text: [UInt8]) {
    for line in TextLines.split(text[...]) {
      if TextLines.isBlank(line) {
        if !blanks.isEmpty { blanks[blanks.count - 1] += 1 }
      } else {
        lines.append(TextLines.trimmed(line))
        whole.append(line)
        blanks.append(0)
      }
    }
  }

  /// Whether the white space that `part` changed is not in `whole` as it was in `base`.
  static func holds(base: [UInt8], part: [UInt8], whole: [UInt8]) -> Bool {
    let (before, left, right) = (Spacing(base), Spacing(part), Spacing(whole))
    var isStale = before.blanks.last == right.blanks.last && before.blanks.last != left.blanks.last
    var inWhole = [Int?](repeating: nil, count: before.lines.count)
    for pair in Alignment(before.lines, right.lines).pairs { inWhole[pair.left] = pair.right }
    let kept = Alignment(before.lines, left.lines).pairs
    for (index, pair) in kept.enumerated() {
      guard let there = inWhole[pair.left] else { continue }
      let line = before.whole[pair.left]
      if line == right.whole[there], line != left.whole[pair.right] { isStale = true }
      guard index + 1 < kept.count, kept[index + 1] == (pair.left + 1, pair.right + 1),
        inWhole[pair.left + 1] == there + 1
      else { continue }
      let count = before.blanks[pair.left]
      if count == right.blanks[there], count != left.blanks[pair.right] { isStale = true }
    }
    return !isStale
  }
}
