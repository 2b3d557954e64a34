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
    let matches = CertainMatches(
      of: lines.map(number),
      in: worded.map { number(settled[$0]) }
    )
    return conflicts.sorted { $0.key < $1.key }.compactMap { above, conflicts in
      var start = settled.startIndex
      var end = settled.endIndex
      if above > 0 {
        guard let place = matches.places[above - 1] else { return nil }
        start = worded[place] + 1
      }
      if above < lines.count {
        guard let place = matches.places[above] else { return nil }
        end = worded[place]
      }
      return Gap(conflicts: conflicts, lines: settled[start..<end])
    }
  }
}
