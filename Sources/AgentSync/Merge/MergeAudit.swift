/// Holds a merge against its three texts: no line of either side may be lost, none that is gone come back.
///
/// It knows nothing of how the merge was made. Lines count without indent and list marker, which a
/// merge may change.
enum MergeAudit {
  /// Whether every line that a side added is there or in a conflict, and every one that a side removed
  /// and the other left alone is gone.
  static func holds(
    _ merged: MergedText,
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8]
  ) -> Bool {
    let before = lines(of: base)
    let (left, right) = (
      Changes(from: before, to: lines(of: ours)), Changes(from: before, to: lines(of: theirs))
    )
    let was = counted(before)
    var result: [ArraySlice<UInt8>: Int] = [:]
    var disputed: Set<ArraySlice<UInt8>> = []
    for piece in merged.pieces {
      switch piece {
      case .text(let text):
        for line in lines(of: text) { result[line, default: 0] += 1 }
      case .conflict(let conflict):
        for text in [conflict.base, conflict.ours, conflict.theirs] {
          disputed.formUnion(lines(of: text))
        }
      }
    }
    var reworded: Set<ArraySlice<UInt8>> = []
    for rewording in merged.rewordings {
      guard keepsWords(rewording) else { return false }
      for text in [rewording.base, rewording.ours, rewording.theirs, rewording.result] {
        reworded.formUnion(lines(of: text))
      }
    }
    let all = Set(before).union(left.counts.keys).union(right.counts.keys).union(result.keys)
    return all.allSatisfy { line in
      if disputed.contains(line) || reworded.contains(line) { return true }
      return bounds(line, was[line] ?? 0, left, right).contains(result[line] ?? 0)
    }
  }

  /// What a side did to the lines of the base.
  private struct Changes {
    let counts: [ArraySlice<UInt8>: Int]
    private(set) var added: [ArraySlice<UInt8>: Int] = [:]
    private(set) var removed: [ArraySlice<UInt8>: Int] = [:]

    init(from base: [ArraySlice<UInt8>], to side: [ArraySlice<UInt8>]) {
      counts = counted(side)
      removed = counted(base)
      added = counts
      var isKept = [Bool](repeating: false, count: base.count)
      var isOld = [Bool](repeating: false, count: side.count)
      for pair in Alignment(base, side).pairs {
        removed[base[pair.left], default: 0] -= 1
        added[side[pair.right], default: 0] -= 1
        isKept[pair.left] = true
        isOld[pair.right] = true
      }
      // A line that went from one place to another with its neighbours is the same line.
      var places: [ArraySlice<UInt8>: Int] = [:]
      for index in base.indices where !isKept[index] { places[base[index]] = index }
      for index in side.indices where !isOld[index] {
        guard let place = places[side[index]], Changes.moved(base, place, side, index) else {
          continue
        }
        removed[side[index], default: 0] -= 1
        added[side[index], default: 0] -= 1
      }
    }

    private static func moved(
      _ base: [ArraySlice<UInt8>],
      _ place: Int,
      _ side: [ArraySlice<UInt8>],
      _ index: Int
    ) -> Bool {
      func isSame(_ step: Int) -> Bool {
        guard base.indices.contains(place + step), side.indices.contains(index + step) else {
          return false
        }
        return base[place + step] == side[index + step]
      }
      return isSame(1) && (isSame(-1) || side[index].first == 35)
    }
  }

  /// How often a line may stand in the result that stood so often in the base.
  ///
  /// A line that moved was removed here and added there; nobody can tell the one of two equal ones from
  /// the other. So the bounds are as wide as the sides' changes can be read.
  private static func bounds(
    _ line: ArraySlice<UInt8>,
    _ was: Int,
    _ ours: Changes,
    _ theirs: Changes
  ) -> ClosedRange<Int> {
    let (our, their) = (ours.counts[line] ?? 0, theirs.counts[line] ?? 0)
    let gone = (ours.removed[line] ?? 0) + (theirs.removed[line] ?? 0)
    let least = max(min(our, their, 1), our - was, their - was, was - gone)
    // Fences and bars are syntax: one that comes is as good as one that went.
    guard !isSyntax(line) else { return min(least, 1)...Int.max }
    let added = (ours.added[line] ?? 0) + (theirs.added[line] ?? 0)
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

private func counted(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>: Int] {
  lines.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}
