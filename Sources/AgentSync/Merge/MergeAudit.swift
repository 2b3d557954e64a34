/// Holds a merge against its three texts: no line of either side may be lost, none that is gone come back.
///
/// It knows nothing of how the merge was made. Lines count without indent and list marker, which a
/// merge may change.
struct MergeAudit {
  private let numbering: Numbering
  private let base: [Int]
  private let ours: Changes
  private let theirs: Changes

  /// Reads what the sides did, for any number of merges of the three texts.
  init(base: [UInt8], ours: [UInt8], theirs: [UInt8]) {
    var numbering = Numbering()
    let lines = [base, ours, theirs].map { numbering.numbers(of: MergeAudit.lines(of: $0)) }
    self.numbering = numbering
    self.base = numbering.counts(of: lines[0])
    self.ours = Changes(from: lines[0], to: lines[1], numbering)
    self.theirs = Changes(from: lines[0], to: lines[2], numbering)
  }

  static func holds(
    _ merged: MergedText,
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8]
  ) -> Bool {
    MergeAudit(base: base, ours: ours, theirs: theirs).holds(merged)
  }

  /// Whether every line that a side added is there or in a conflict, and every one that a side removed
  /// and the other left alone is gone.
  func holds(_ merged: MergedText) -> Bool {
    var numbering = numbering
    var found: [Int] = []
    // What is in dispute, or stands there in other words.
    var open: [Int] = []
    for piece in merged.pieces {
      switch piece {
      case .text(let text): found += numbering.numbers(of: MergeAudit.lines(of: text))
      case .conflict(let conflict):
        for text in [conflict.base, conflict.ours, conflict.theirs] {
          open += numbering.numbers(of: MergeAudit.lines(of: text))
        }
      }
    }
    for rewording in merged.rewordings {
      guard MergeAudit.keepsWords(rewording) else { return false }
      for text in [rewording.base, rewording.ours, rewording.theirs, rewording.result] {
        open += numbering.numbers(of: MergeAudit.lines(of: text))
      }
    }
    var isOpen = [Bool](repeating: false, count: numbering.count)
    for line in open { isOpen[line] = true }
    let result = numbering.counts(of: found)
    return result.indices.allSatisfy { line in
      if isOpen[line] { return true }
      // A line that is in none of the three may not be there, but for syntax.
      guard line < base.count else {
        return result[line] == 0 || MergeAudit.isSyntax(numbering.texts[line])
      }
      return bounds(line).contains(result[line])
    }
  }

  /// What a side did to the lines of the base; how often each line was concerned, by its number.
  private struct Changes {
    let counts: [Int]
    private(set) var added: [Int]
    private(set) var removed: [Int]

    init(from base: [Int], to side: [Int], _ numbering: Numbering) {
      counts = numbering.counts(of: side)
      removed = numbering.counts(of: base)
      added = counts
      var isKept = [Bool](repeating: false, count: base.count)
      var isOld = [Bool](repeating: false, count: side.count)
      for pair in Alignment(numbers: base, side).pairs {
        removed[base[pair.left]] -= 1
        added[side[pair.right]] -= 1
        isKept[pair.left] = true
        isOld[pair.right] = true
      }
      // A line that went from one place to another with its neighbours is the same line.
      var places = [Int?](repeating: nil, count: numbering.count)
      for index in base.indices where !isKept[index] { places[base[index]] = index }
      for index in side.indices where !isOld[index] {
        guard let place = places[side[index]] else { continue }
        let isHeading = numbering.texts[side[index]].first == 35
        guard Changes.moved(base, place, side, index, isHeading: isHeading) else { continue }
        removed[side[index]] -= 1
        added[side[index]] -= 1
      }
    }

    private static func moved(
      _ base: [Int],
      _ place: Int,
      _ side: [Int],
      _ index: Int,
      isHeading: Bool
    ) -> Bool {
      func isSame(_ step: Int) -> Bool {
        guard base.indices.contains(place + step), side.indices.contains(index + step) else {
          return false
        }
        return base[place + step] == side[index + step]
      }
      return isSame(1) && (isSame(-1) || isHeading)
    }
  }

  /// How often a line may stand in the result that stood in one of the three texts.
  ///
  /// A line that moved was removed here and added there; nobody can tell the one of two equal ones from
  /// the other. So the bounds are as wide as the sides' changes can be read.
  private func bounds(_ line: Int) -> ClosedRange<Int> {
    let was = base[line]
    let (our, their) = (ours.counts[line], theirs.counts[line])
    let gone = ours.removed[line] + theirs.removed[line]
    let least = max(min(our, their, 1), our - was, their - was, was - gone)
    // Fences and bars are syntax: one that comes is as good as one that went.
    guard !MergeAudit.isSyntax(numbering.texts[line]) else { return min(least, 1)...Int.max }
    let added = ours.added[line] + theirs.added[line]
    let most = was - max(0, was - our, was - their) + added
    return least...max(least, most)
  }

  static func isSyntax(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: [96, 96, 96]) || line.starts(with: [126, 126, 126])
      || !line.contains { $0 >= 0x80 || (48...57).contains($0) || (65...90).contains($0 & 0xDF) }
  }

  private static func keepsWords(_ rewording: MergedText.Rewording) -> Bool {
    if rewording.isSpelling { return true }
    let before = Words.bare(of: rewording.base)
    let (left, right) = (Words.bare(of: rewording.ours), Words.bare(of: rewording.theirs))
    let result = Words.bare(of: rewording.result)
    return Set(left.keys).union(right.keys).allSatisfy { word in
      let (was, our, their) = (before[word] ?? 0, left[word] ?? 0, right[word] ?? 0)
      return result[word] ?? 0 >= max(our - was, their - was, min(our, their, 1))
    }
  }

  /// The lines that are not blank, without indent and list marker.
  private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    TextLines.split(text[...]).filter { !TextLines.isBlank($0) }.map { line in
      TextLines.trimmed(ItemList.Marker(line).map { line.dropFirst($0.head) } ?? line)
    }
  }
}
