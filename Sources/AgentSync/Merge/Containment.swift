/// Tells a text that already holds all that the other side changed: it was merged before.
enum Containment {
  /// Texts with more words than this are compared by lines alone.
  private static let maximumWords = 20_000

  /// The side that holds all that the other one changed; nil where neither does.
  ///
  /// Where each holds the other, one moved something: it is the one that is less like the base.
  static func whole(base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) -> [UInt8]? {
    let isOurs = holds(base: base, part: theirs, whole: ours)
    let isTheirs = holds(base: base, part: ours, whole: theirs)
    guard isOurs, isTheirs else { return isOurs ? ours : isTheirs ? theirs : nil }
    func likeness(_ side: [UInt8]) -> Int {
      Alignment(TextLines.split(base[...]), TextLines.split(side[...])).pairs.count
    }
    return likeness(ours) <= likeness(theirs) ? ours : theirs
  }

  /// Whether every change from `base` to `part` is in `whole` already, line by line or word by word.
  private static func holds(base: [UInt8], part: [UInt8], whole: [UInt8]) -> Bool {
    let lines = [base, part, whole].map { text in
      TextLines.split(text[...]).filter { !TextLines.isBlank($0) }
    }
    if holds(lines[0], lines[1], lines[2]) { return true }
    let words = [base, part, whole].map { Words.split($0).words.map(\.text) }
    guard words.allSatisfy({ $0.count <= maximumWords }) else { return false }
    return holds(words[0], words[1], words[2])
  }

  private static func holds(
    _ base: [ArraySlice<UInt8>],
    _ part: [ArraySlice<UInt8>],
    _ whole: [ArraySlice<UInt8>]
  ) -> Bool {
    let kept = Alignment(base, part).pairs
    let shared = Alignment(part, whole).pairs
    // What the part has and the whole has not must be what was there before: the whole's own change.
    var isOld = [Bool](repeating: false, count: part.count)
    for pair in kept { isOld[pair.right] = true }
    for pair in shared { isOld[pair.left] = true }
    guard isOld.allSatisfy(\.self) else { return false }
    // What the part removed must be gone: it may not stand among what the whole has besides.
    var isShared = [Bool](repeating: false, count: whole.count)
    for pair in shared { isShared[pair.right] = true }
    var isKept = [Bool](repeating: false, count: base.count)
    for pair in kept { isKept[pair.left] = true }
    return Alignment(base, whole).pairs.allSatisfy { pair in
      isKept[pair.left] || isShared[pair.right] || MergeAudit.isSyntax(base[pair.left])
    }
  }
}
