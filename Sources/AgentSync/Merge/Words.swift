/// Text as words with the white space behind each: prose whose lines were wrapped anew is the same prose.
enum Words {
  struct Word {
    let text: ArraySlice<UInt8>
    /// The white space behind it, line ends included.
    let gap: ArraySlice<UInt8>
  }

  /// The white space before the first word, and the words.
  static func split(_ text: [UInt8]) -> (lead: ArraySlice<UInt8>, words: [Word]) {
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 }
    var place = 0
    while place < text.count, isSpace(text[place]) { place += 1 }
    let lead = text[..<place]
    var words: [Word] = []
    while place < text.count {
      let start = place
      while place < text.count, !isSpace(text[place]) { place += 1 }
      let end = place
      while place < text.count, isSpace(text[place]) { place += 1 }
      words.append(Word(text: text[start..<end], gap: text[end..<place]))
    }
    return (lead, words)
  }

  /// How often each word stands in a text.
  static func counts(of text: [UInt8]) -> [ArraySlice<UInt8>: Int] {
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for word in split(text).words { counts[word.text, default: 0] += 1 }
    return counts
  }

  /// How often each word stands in a text, without the signs around it.
  static func bare(of text: [UInt8]) -> [ArraySlice<UInt8>: Int] {
    let words = text.split { byte in
      !(byte >= 0x80 || byte == 95 || (48...57).contains(byte) || (65...90).contains(byte)
        || (97...122).contains(byte))
    }
    return words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// Merges prose word by word; nil where both sides changed words that touch each other.
  static func weave(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> [UInt8]? {
    let (before, left, right) = (split(base), split(ours), split(theirs))
    let (bases, ourWords, theirWords) = (before.words, left.words, right.words)
    var inOurs = [Int?](repeating: nil, count: bases.count)
    for pair in Alignment(bases.map(\.text), ourWords.map(\.text)).pairs {
      inOurs[pair.left] = pair.right
    }
    var inTheirs = [Int?](repeating: nil, count: bases.count)
    for pair in Alignment(bases.map(\.text), theirWords.map(\.text)).pairs {
      inTheirs[pair.left] = pair.right
    }
    var woven = Array(settle(before.lead, left.lead, right.lead))
    var (place, our, their) = (0, 0, 0)
    for index in 0...bases.count {
      let isEnd = index == bases.count
      guard let nextOurs = isEnd ? ourWords.count : inOurs[index],
        let nextTheirs = isEnd ? theirWords.count : inTheirs[index]
      else { continue }
      guard
        let changed = settle(
          bases[place..<index],
          ourWords[our..<nextOurs],
          theirWords[their..<nextTheirs]
        )
      else { return nil }
      for word in changed { woven += word.text + word.gap }
      guard !isEnd else { break }
      woven += bases[index].text
      woven += settle(bases[index].gap, ourWords[nextOurs].gap, theirWords[nextTheirs].gap)
      (place, our, their) = (index + 1, nextOurs + 1, nextTheirs + 1)
    }
    // The last word may have stood within a line before.
    while woven.last == 32 || woven.last == 9 { woven.removeLast() }
    if let last = woven.last, last != 10 { woven.append(10) }
    return makesBlocks(woven, besides: [ours, theirs]) ? nil : woven
  }

  private static func settle(
    _ base: ArraySlice<UInt8>,
    _ ours: ArraySlice<UInt8>,
    _ theirs: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8> {
    ours == base ? theirs : ours
  }

  private static func settle(
    _ base: ArraySlice<Word>,
    _ ours: ArraySlice<Word>,
    _ theirs: ArraySlice<Word>
  ) -> ArraySlice<Word>? {
    let texts = [base, ours, theirs].map { $0.map(\.text) }
    if texts[0] == texts[1] { return theirs }
    return texts[0] == texts[2] || texts[1] == texts[2] ? ours : nil
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
