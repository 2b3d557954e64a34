import struct Git.ByteKey

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
    var numbering = Numbering()
    let before = Version(base, &numbering)
    let (left, right) = (Version(ours, &numbering), Version(theirs, &numbering))
    let isOurs = holds(before, part: right, whole: left, numbering)
    let isTheirs = holds(before, part: left, whole: right, numbering)
    guard isOurs, isTheirs else {
      return isOurs ? (ours, false) : isTheirs ? (theirs, false) : nil
    }
    func likeness(_ side: [UInt8]) -> Int {
      Alignment(keys(base), keys(side)).pairs.count
    }
    func keys(_ text: [UInt8]) -> [ByteKey] { TextLines.split(text[...]).map(ByteKey.init) }
    return (likeness(ours) <= likeness(theirs) ? ours : theirs, true)
  }

  /// A text with its lines, blank ones left out, and their numbers.
  private struct Version {
    let text: [UInt8]
    let lines: [ArraySlice<UInt8>]
    let numbers: [Int]

    init(_ text: [UInt8], _ numbering: inout Numbering) {
      self.text = text
      lines = TextLines.split(text[...]).filter { !TextLines.isBlank($0) }
      numbers = numbering.numbers(of: lines)
    }
  }

  /// Whether every change from `base` to `part` is in `whole` already, line by line or word by word.
  private static func holds(
    _ base: Version,
    part: Version,
    whole: Version,
    _ numbering: Numbering
  ) -> Bool {
    let versions = [base, part, whole]
    let numbers = versions.map(\.numbers)
    // Counting comes first: nearly always it is enough to say no.
    let mayHoldLines = mayHold(numbers, numbering)
    guard mayHoldLines || mayHoldWords(base, part, whole, numbering),
      Spacing.holds(base: base.text, part: part.text, whole: whole.text)
    else { return false }
    if mayHoldLines, holds(numbers[0], numbers[1], numbers[2], numbering.texts),
      !edits(base, part, whole)
    {
      return true
    }
    let words = versions.map { Words.split($0.text[...]).words.map(\.text) }
    guard words.allSatisfy({ $0.count <= maximumWords }) else { return false }
    var wordNumbering = Numbering()
    let wordNumbers = words.map { wordNumbering.numbers(of: $0) }
    return mayHold(wordNumbers, wordNumbering)
      && holds(wordNumbers[0], wordNumbers[1], wordNumbers[2], wordNumbering.texts)
  }

  /// Whether the whole has each element at least as often as the part has it more often than the base.
  private static func mayHold(_ versions: [[Int]], _ numbering: Numbering) -> Bool {
    let counts = versions.map(numbering.counts)
    return counts[0].indices.allSatisfy { counts[2][$0] >= counts[1][$0] - counts[0][$0] }
  }

  /// The same for words: only lines that the part has more or less often than the base can make it untrue.
  private static func mayHoldWords(
    _ base: Version,
    _ part: Version,
    _ whole: Version,
    _ numbering: Numbering
  ) -> Bool {
    let (before, after) = (numbering.counts(of: base.numbers), numbering.counts(of: part.numbers))
    var surplus: [ByteKey: Int] = [:]
    for line in before.indices where before[line] != after[line] {
      for word in Words.split(numbering.texts[line]).words {
        surplus[word.key, default: 0] += after[line] - before[line]
      }
    }
    var missing = surplus.filter { $0.value > 0 }
    guard !missing.isEmpty else { return true }
    // Few words of the whole are as long and begin as one that is looked for: the others need no hash.
    let looks = missing.keys.reduce(into: 0) { $0 |= look($1.bytes) }
    for word in Words.split(whole.text[...]).words where looks & look(word.text) != 0 {
      if let place = missing.index(forKey: word.key) { missing.values[place] -= 1 }
    }
    return missing.values.allSatisfy { $0 <= 0 }
  }

  /// One of 64 bits, by length and first byte.
  private static func look(_ word: ArraySlice<UInt8>) -> UInt64 {
    1 << (UInt64(word.count) &* 7 &+ UInt64(word.first ?? 0)) % 64
  }

  private static func holds(
    _ base: [Int],
    _ part: [Int],
    _ whole: [Int],
    _ texts: [ArraySlice<UInt8>]
  ) -> Bool {
    let kept = Alignment(numbers: base, part).pairs
    let shared = Alignment(numbers: part, whole).pairs
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
    return Alignment(numbers: base, whole).pairs.allSatisfy { pair in
      isKept[pair.left] || isShared[pair.right] || MergeAudit.isSyntax(texts[base[pair.left]])
    }
  }

  /// Whether `whole` has lines of its own where `part` removed some, with half the words of one of them.
  private static func edits(_ base: Version, _ part: Version, _ whole: Version) -> Bool {
    var isKept = [Bool](repeating: false, count: base.lines.count)
    var isOld = [Bool](repeating: false, count: part.lines.count)
    for pair in Alignment(numbers: base.numbers, part.numbers).pairs {
      isKept[pair.left] = true
      isOld[pair.right] = true
    }
    var isShared = [Bool](repeating: false, count: whole.lines.count)
    for pair in Alignment(numbers: part.numbers, whole.numbers).pairs {
      isShared[pair.right] = true
    }
    func bag(_ lines: [ArraySlice<UInt8>]) -> Words.Bag { Words.Bag(Array(lines.joined())[...]) }
    let added = bag(part.lines.indices.filter { !isOld[$0] }.map { part.lines[$0] })
    let pairs = Alignment(numbers: base.numbers, whole.numbers).pairs
    var (place, other) = (0, 0)
    for (left, right) in pairs + [(base.lines.count, whole.lines.count)] {
      let removed = (place..<left).filter { !isKept[$0] }
      let own = (other..<right).filter { !isShared[$0] }
      (place, other) = (left + 1, right + 1)
      guard !removed.isEmpty, !own.isEmpty else { continue }
      let words = bag(own.map { whole.lines[$0] })
      let isEdit = removed.contains { index in
        Words.Bag(base.lines[index]).without(added).share(in: words) >= 0.5
      }
      if isEdit { return true }
    }
    return false
  }
}

/// What stands around the words of lines: indents, white space at the ends, and blank lines.
private struct Spacing {
  /// A line that is not blank, without white space at its ends.
  private var lines: [ByteKey] = []
  /// The same line as it is.
  private var whole: [ArraySlice<UInt8>] = []
  /// How many blank lines follow it.
  private var blanks: [Int] = []

  private init(_ text: [UInt8]) {
    for line in TextLines.split(text[...]) {
      if TextLines.isBlank(line) {
        if !blanks.isEmpty { blanks[blanks.count - 1] += 1 }
      } else {
        lines.append(ByteKey(TextLines.trimmed(line)))
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
