extension MergedText {
  /// What a person made of the conflicts of this merge.
  ///
  /// The lines that both sides agreed on are looked up in the settled text; what stands between the
  /// neighbours of a conflict is its resolution. A conflict is left out whose neighbours are not found
  /// beyond doubt, whose place still holds markers, or which is of no kind that is remembered.
  ///
  /// - Parameters:
  ///   - settled: The whole text that was left, in any line ending.
  ///   - seconds: When that was, since 1970, UTC.
  /// - Returns: In the order of the document.
  package func settlements(in settled: [UInt8], at seconds: Int64) -> [Settlement] {
    guard !isClean else { return [] }
    let lines = TextLines.split(OutputText(settled).content)
    return AgreedLines(self).gaps(in: lines).flatMap { gap in
      // Neighbours with nothing agreed between them are told apart by what is in the gap.
      let parts = gap.conflicts.count == 1 ? [gap.lines] : gap.conflicts.divided(gap.lines)
      return zip(gap.conflicts, parts ?? []).compactMap { conflict, part -> Settlement? in
        guard !conflict.isMarkedUp(part) else { return nil }
        return Settlement(conflict, resolution: Array(part.joined()), settled: seconds)
      }
    }
  }
}

extension MergeConflict {
  /// Whether what a person left still has a marker in it.
  fileprivate func isMarkedUp(_ lines: some Sequence<[UInt8]>) -> Bool {
    let known = Set([base, ours, theirs].flatMap { TextLines.split($0) })
    return lines.contains { line in
      // A line of equal signs may underline a heading, but then a side has it.
      let isDivider = line.count > 7 && line.dropLast().allSatisfy { $0 == UInt8(ascii: "=") }
      return Disagreement.isConflictMarker(line) || isDivider && !known.contains(line)
    }
  }
}

/// The lines of a merge on which both sides agree, and where the conflicts stand among them.
///
/// Blank lines don't count: they are found anywhere.
private struct AgreedLines {
  struct Gap {
    /// Conflicts with nothing agreed between them.
    var conflicts: [MergeConflict]
    /// What stands there now.
    var lines: ArraySlice<[UInt8]>
  }

  private var lines: [[UInt8]] = []
  /// The conflicts by the number of agreed lines above them.
  private var conflicts: [Int: [MergeConflict]] = [:]

  init(_ merge: MergedText) {
    for piece in merge.pieces {
      switch piece {
      case .text(let text): lines += TextLines.split(text).filter { !TextLines.isBlank($0) }
      case .conflict(let conflict): conflicts[lines.count, default: []].append(conflict)
      }
    }
  }

  /// The places of the conflicts in a settled text, as far as they are found.
  func gaps(in settled: [[UInt8]]) -> [Gap] {
    var numbers: [[UInt8]: Int] = [:]
    func number(_ line: [UInt8]) -> Int {
      let line = line.last == 10 ? line : line + [10]
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    let worded = settled.indices.filter { !TextLines.isBlank(settled[$0]) }
    let neighbours = Neighbours(
      of: conflicts.keys.sorted(),
      among: lines.map(number),
      in: worded.map { number(settled[$0]) }
    )
    return conflicts.sorted { $0.key < $1.key }.enumerated().compactMap { number, gap in
      guard let upper = neighbours.upper(of: number), let lower = neighbours.lower(of: number),
        upper < lower
      else { return nil }
      let start = upper < 0 ? settled.startIndex : worded[upper] + 1
      let end = lower < worded.count ? worded[lower] : settled.endIndex
      return Gap(conflicts: gap.value, lines: settled[start..<end])
    }
  }
}

/// Finds the agreed lines beside conflicts in a settled text.
///
/// A line whose place is not certain counts as found where it is one of those that follow, one by one, the
/// next certain line, or the beginning or the end of the text, without a conflict in between.
private struct Neighbours {
  private let agreed: [Int]
  private let settled: [Int]
  private let places: [Int?]
  /// For each conflict the number of agreed lines above it, rising.
  private let conflicts: [Int]

  init(of conflicts: [Int], among agreed: [Int], in settled: [Int]) {
    self.conflicts = conflicts
    self.agreed = agreed
    self.settled = settled
    places = CertainMatches(of: agreed, in: settled).places
  }

  /// The place of the line above the conflict of this number; -1 where the text begins with it.
  func upper(of number: Int) -> Int? {
    let conflict = conflicts[number]
    let first = number > 0 ? conflicts[number - 1] : 0
    let certain = (first..<conflict).last { places[$0] != nil }
    guard certain != nil || first == 0 else { return nil }
    let start = certain.flatMap { places[$0] } ?? -1
    let run = agreed[((certain ?? -1) + 1)..<conflict]
    return settled[(start + 1)...].starts(with: run) ? start + run.count : nil
  }

  /// The place of the line below the conflict of this number; that of the end where the text ends with it.
  func lower(of number: Int) -> Int? {
    let conflict = conflicts[number]
    let end = number + 1 < conflicts.count ? conflicts[number + 1] : agreed.count
    let certain = (conflict..<end).first { places[$0] != nil }
    guard certain != nil || end == agreed.count else { return nil }
    let place = certain.flatMap { places[$0] } ?? settled.count
    let run = agreed[conflict..<(certain ?? agreed.count)]
    return settled[..<place].reversed().starts(with: run.reversed()) ? place - run.count : nil
  }
}
