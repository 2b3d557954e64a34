package import Git

/// A merge conflict as it is remembered: without its surroundings, and with a name.
///
/// Two conflicts are the same disagreement when place, base and both sides are, whichever side is whose.
/// Neither the output's path nor the agent is part of it. Texts are UTF-8 with LF, without blank lines at
/// their ends, and empty or ended by a newline.
package struct Disagreement: Hashable, Sendable {
  package let place: MergeConflict.Place
  package let base: [UInt8]
  /// The hand edit.
  package let ours: [UInt8]
  /// What is generated.
  package let theirs: [UInt8]
  /// The name: SHA-1 over place, base and the sides in the order of their bytes.
  package let key: ObjectID
  /// The name without the base.
  package let pairKey: ObjectID

  /// The most bytes of one text that is remembered.
  static let textLimit = 64 << 10
  /// The most lines of one text that is remembered.
  static let lineLimit = 2_000

  /// Takes a conflict's surroundings off.
  ///
  /// Nil where it is not remembered: too long a text, one that is not UTF-8, holds control characters or
  /// conflict markers, or sides that differ in nothing but blank lines.
  package init?(_ conflict: MergeConflict) {
    self.init(
      place: conflict.place,
      base: conflict.base,
      ours: conflict.ours,
      theirs: conflict.theirs
    )
  }

  init?(place: MergeConflict.Place, base: [UInt8], ours: [UInt8], theirs: [UInt8]) {
    guard let place = Disagreement.normal(place), let base = Disagreement.normal(base),
      let ours = Disagreement.normal(ours), let theirs = Disagreement.normal(theirs),
      ours != theirs
    else { return nil }
    self.place = place
    self.base = base
    self.ours = ours
    self.theirs = theirs
    let sides = ours.lexicographicallyPrecedes(theirs) ? [ours, theirs] : [theirs, ours]
    let named = Disagreement.fields(of: place) + sides
    // Only a libgit2 that can't start has no sum; there is no repository to remember it in then.
    guard let key = try? hashBlob(Disagreement.listed([base] + named)),
      let pairKey = try? hashBlob(Disagreement.listed(named))
    else { return nil }
    self.key = key
    self.pairKey = pairKey
  }

  /// Whether place and both texts are the same, whichever side is whose.
  func hasSamePair(as other: Disagreement) -> Bool {
    pairKey == other.pairKey && place == other.place
      && (ours == other.ours && theirs == other.theirs
        || ours == other.theirs && theirs == other.ours)
  }

  /// Whether it is the same; a sum alone would be a stranger's word.
  func isSame(as other: Disagreement) -> Bool {
    key == other.key && base == other.base && hasSamePair(as: other)
  }

  // MARK: - The normal form

  /// A text with LF and without blank lines at its ends; nil where it is not remembered.
  static func normal(_ text: [UInt8]) -> [UInt8]? {
    guard text.count <= textLimit, String(validating: text, as: UTF8.self) != nil else {
      return nil
    }
    let lines = TextLines.split(text).map { line in
      line.reversed().starts(with: [10, 13]) ? line.dropLast(2) + [10] : line
    }
    guard let first = lines.firstIndex(where: { !TextLines.isBlank($0) }),
      let last = lines.lastIndex(where: { !TextLines.isBlank($0) })
    else { return [] }
    let kept = lines[first...last]
    guard kept.count <= lineLimit, !kept.contains(where: isConflictMarker) else { return nil }
    var normal = Array(kept.joined())
    if normal.last != 10 { normal.append(10) }
    return hasControls(normal, butFor: [9, 10]) ? nil : normal
  }

  private static func normal(_ place: MergeConflict.Place) -> MergeConflict.Place? {
    func normal(_ text: String) -> String? {
      let bytes = Array(TextLines.trimmed(Array(text.utf8)[...]))
      guard bytes.count <= 1_024, !hasControls(bytes, butFor: []) else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
    switch place {
    case .section(let heading): return normal(heading).map(MergeConflict.Place.section)
    case .frontMatter(let keys):
      let named = keys.compactMap(normal)
      return named.count == keys.count && keys.count <= 16 ? .frontMatter(named) : nil
    }
  }

  /// Whether a line begins as a conflict's first, second or last marker does.
  ///
  /// The one of equal signs alone is how Markdown underlines a heading.
  static func isConflictMarker(_ line: [UInt8]) -> Bool {
    guard let sign = line.first, "<|>".utf8.contains(sign) else { return false }
    let run = line.prefix { $0 == sign }.count
    return run >= 7 && (run == line.count || [10, 13, 32].contains(line[run]))
  }

  private static func hasControls(_ text: [UInt8], butFor allowed: Set<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for byte in text {
      if (byte < 32 || byte == 127) && !allowed.contains(byte) { return true }
      // U+0080 to U+009F, the second half of the control characters.
      if previous == 0xC2, (0x80...0x9F).contains(byte) { return true }
      previous = byte
    }
    return false
  }

  private static func fields(of place: MergeConflict.Place) -> [[UInt8]] {
    switch place {
    case .section(let heading): [Array("section".utf8), Array(heading.utf8)]
    case .frontMatter(let keys):
      [Array("frontMatter".utf8), listed(keys.map { Array($0.utf8) })]
    }
  }

  /// Texts as one, each behind its length, so that no two lists look alike.
  private static func listed(_ texts: [[UInt8]]) -> [UInt8] {
    texts.flatMap { Array("\($0.count)\n".utf8) + $0 }
  }
}
