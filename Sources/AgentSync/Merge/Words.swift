import struct Git.ByteKey

/// Text as words with the white space behind each: prose whose lines were wrapped anew is the same prose.
enum Words {
  struct Word {
    let text: ArraySlice<UInt8>
    /// The white space behind it, line ends included.
    let gap: ArraySlice<UInt8>

    var key: ByteKey { ByteKey(text) }
  }

  /// The white space before the first word, and the words.
  static func split(_ text: ArraySlice<UInt8>) -> (lead: ArraySlice<UInt8>, words: [Word]) {
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 }
    var place = text.startIndex
    while place < text.endIndex, isSpace(text[place]) { place += 1 }
    let lead = text[..<place]
    var words: [Word] = []
    words.reserveCapacity(text.count / 7)
    while place < text.endIndex {
      let start = place
      while place < text.endIndex, !isSpace(text[place]) {
        place += 1
        if text[place - 1] >= 0x80, isClauseEnd(text[start..<place]) { break }
      }
      let end = place
      while place < text.endIndex, isSpace(text[place]) { place += 1 }
      words.append(Word(text: text[start..<end], gap: text[end..<place]))
    }
    return (lead, words)
  }

  /// Whether a word ends with a sign that ends a clause where no white space follows one: `，。、；：！？`.
  private static func isClauseEnd(_ word: ArraySlice<UInt8>) -> Bool {
    guard let last = word.last, last & 0xC0 == 0x80, word.count > 3 else { return false }
    let sign = word.suffix(3)
    if sign.starts(with: [0xE3, 0x80]) { return last == 0x81 || last == 0x82 }
    return sign.starts(with: [0xEF, 0xBC]) && [0x81, 0x8C, 0x9A, 0x9B, 0x9F].contains(last)
  }

  /// The words of a text without the signs around them, however they stand in it.
  struct Bag {
    private var counts: [ByteKey: Int] = [:]
    private var total = 0

    init(_ text: ArraySlice<UInt8>) {
      func isSign(_ byte: UInt8) -> Bool {
        !(byte >= 0x80 || (48...57).contains(byte) || (65...90).contains(byte & 0xDF))
      }
      for word in Words.split(text).words {
        let start = word.text.drop(while: isSign)
        let bare = start[..<((start.lastIndex { !isSign($0) } ?? start.startIndex - 1) + 1)]
        counts[ByteKey(bare.isEmpty ? word.text : bare), default: 0] += 1
        total += 1
      }
    }

    /// How much of their words two texts share, from 0 to 1.
    func likeness(to other: Bag) -> Double {
      guard total + other.total > 0 else { return 1 }
      return Double(2 * shared(with: other)) / Double(total + other.total)
    }

    /// How much of the text is in another one, from 0 to 1.
    func share(in other: Bag) -> Double {
      total > 0 ? Double(shared(with: other)) / Double(total) : 0
    }

    /// The words that another text has not.
    func without(_ other: Bag) -> Bag {
      var bag = self
      for (word, count) in counts {
        let taken = min(count, other.counts[word] ?? 0)
        bag.counts[word] = count > taken ? count - taken : nil
        bag.total -= taken
      }
      return bag
    }

    private func shared(with other: Bag) -> Int {
      guard total <= other.total else { return other.shared(with: self) }
      return counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }
    }
  }

  /// How often each word stands in a text, without the signs around it.
  static func bare(of text: [UInt8]) -> [ByteKey: Int] {
    let words = split(text[...]).words.flatMap { word in
      word.text.split { byte in
        !(byte >= 0x80 || byte == 95 || (48...57).contains(byte) || (65...90).contains(byte)
          || (97...122).contains(byte))
      }
    }
    return words.reduce(into: [:]) { $0[ByteKey($1), default: 0] += 1 }
  }

  /// Merges prose word by word; nil where both sides changed words that touch each other.
  static func weave(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> [UInt8]? {
    let (before, left, right) = (split(base[...]), split(ours[...]), split(theirs[...]))
    let (bases, ourWords, theirWords) = (before.words, left.words, right.words)
    var inOurs = [Int?](repeating: nil, count: bases.count)
    for pair in Alignment(bases.map(\.key), ourWords.map(\.key)).pairs {
      inOurs[pair.left] = pair.right
    }
    var inTheirs = [Int?](repeating: nil, count: bases.count)
    for pair in Alignment(bases.map(\.key), theirWords.map(\.key)).pairs {
      inTheirs[pair.left] = pair.right
    }
    let wrap = Wrap(
      isOurs: bases.indices.dropLast().contains { index in
        guard let place = inOurs[index], inOurs[index + 1] == place + 1 else { return false }
        return Wrap.differ(bases[index].gap, ourWords[place].gap)
      }
    )
    var woven: [UInt8] = []
    // What stands before the words that come next, in the three versions.
    var gap = (base: before.lead, ours: left.lead, theirs: right.lead)
    var (place, our, their) = (0, 0, 0)
    for index in 0...bases.count {
      let isEnd = index == bases.count
      guard let nextOurs = isEnd ? ourWords.count : inOurs[index],
        let nextTheirs = isEnd ? theirWords.count : inTheirs[index]
      else { continue }
      let changed = wrap.settle(
        bases[place..<index],
        ourWords[our..<nextOurs],
        theirWords[their..<nextTheirs],
        behind: gap
      )
      guard let changed else { return nil }
      woven += changed
      guard !isEnd else { break }
      woven += bases[index].text
      gap = (bases[index].gap, ourWords[nextOurs].gap, theirWords[nextTheirs].gap)
      (place, our, their) = (index + 1, nextOurs + 1, nextTheirs + 1)
    }
    // The last word may have stood within a line before.
    while woven.last == 32 || woven.last == 9 { woven.removeLast() }
    if let last = woven.last, last != 10 { woven.append(10) }
    return makesBlocks(woven, besides: [ours, theirs]) ? nil : woven
  }

  /// How lines are wrapped, where both sides changed it.
  private struct Wrap {
    typealias Gaps = (base: ArraySlice<UInt8>, ours: ArraySlice<UInt8>, theirs: ArraySlice<UInt8>)

    /// Whether ours wrapped the text anew: then its lines end where ours end.
    let isOurs: Bool

    static func isSoft(_ gap: ArraySlice<UInt8>) -> Bool {
      gap.count == 1 && (gap.first == 32 || gap.first == 10)
    }

    static func differ(_ gap: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
      isSoft(gap) && isSoft(other) && gap != other
    }

    func settle(_ gap: Gaps) -> ArraySlice<UInt8> {
      if isOurs, [gap.base, gap.ours, gap.theirs].allSatisfy(Wrap.isSoft) { return gap.ours }
      return gap.ours == gap.base ? gap.theirs : gap.ours
    }

    /// The words of the side that changed them, with the white space before; nil where both did.
    ///
    /// The white space behind them is merged where the words can be told: at the end, or one by one.
    func settle(
      _ base: ArraySlice<Word>,
      _ ours: ArraySlice<Word>,
      _ theirs: ArraySlice<Word>,
      behind gap: Gaps
    ) -> [UInt8]? {
      let texts = [base, ours, theirs].map { $0.map(\.text) }
      let isTheirs = texts[0] == texts[1]
      guard isTheirs || texts[0] == texts[2] || texts[1] == texts[2] else { return nil }
      var words = Array(isTheirs ? theirs : ours)
      let other = isTheirs ? ours : theirs
      func merge(_ step: Int, _ before: ArraySlice<UInt8>, _ kept: ArraySlice<UInt8>) {
        let own = words[words.count - 1 - step]
        let gap: Gaps = isTheirs ? (before, kept, own.gap) : (before, own.gap, kept)
        words[words.count - 1 - step] = Word(text: own.text, gap: settle(gap))
      }
      var lead = settle(gap)
      if base.isEmpty, other.isEmpty, !words.isEmpty {
        // New words stand before the white space that was there.
        lead = isTheirs ? gap.theirs : gap.ours
        merge(0, gap.base, isTheirs ? gap.ours : gap.theirs)
      } else {
        let areAllKnown = words.count == base.count && other.count == base.count
        for step in 0..<(areAllKnown ? base.count : min(1, words.count, other.count)) {
          let before = step < base.count ? base[base.endIndex - 1 - step].gap : gap.base
          merge(step, before, other[other.endIndex - 1 - step].gap)
        }
      }
      return words.reduce(into: Array(lead)) { $0 += $1.text + $1.gap }
    }
  }

  /// Whether a line begins with what Markdown takes for a marker, and did so on neither side.
  private static func makesBlocks(_ text: [UInt8], besides sides: [[UInt8]]) -> Bool {
    func firsts(_ text: [UInt8]) -> Set<ArraySlice<UInt8>> {
      Set(
        TextLines.split(text[...]).compactMap { line in
          line.split(whereSeparator: { $0 == 32 || $0 == 9 || $0 == 10 }).first
        }
      )
    }
    let known = sides.map(firsts).reduce(into: Set()) { $0.formUnion($1) }
    return firsts(text).contains { word in
      guard let first = word.first, !known.contains(word) else { return false }
      return "-*+#>|=`~".utf8.contains(first) || (48...57).contains(first)
    }
  }
}
