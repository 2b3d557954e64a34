extension [MergeConflict] {
  /// Tells what belongs to which of several conflicts that follow each other at once.
  ///
  /// - Parameter lines: What stands in the place of all of them.
  /// - Returns: A part for each; nil where there is not exactly one way to see it.
  func divided(_ lines: ArraySlice<[UInt8]>) -> [ArraySlice<[UInt8]>]? {
    guard count <= 8 else { return nil }
    return dividedByPicks(lines) ?? dividedByKeys(lines)
  }

  /// The parts where each conflict became one of its sides, both, the base or nothing.
  private func dividedByPicks(_ lines: ArraySlice<[UInt8]>) -> [ArraySlice<[UInt8]>]? {
    let worded = lines.indices.filter { !TextLines.isBlank(lines[$0]) }
    let choices = map(\.picks)
    var found: Set<[Int]> = []
    var tries = 0
    func look(_ number: Int, _ ends: [Int]) {
      tries += 1
      // Nothing repeats so often in people's texts; hostile ones are given up.
      guard found.count < 2, tries < 10_000 else { return }
      let start = ends.last ?? 0
      guard number < choices.count else {
        if start == worded.count { found.insert(ends) }
        return
      }
      for pick in choices[number] where worded.count - start >= pick.count {
        let isThere = zip(worded[start...], pick).allSatisfy { lines[$0] == $1 }
        if isThere { look(number + 1, ends + [start + pick.count]) }
      }
    }
    look(0, [])
    guard tries < 10_000, found.count == 1, let ends = found.first else { return nil }
    return zip([0] + ends, ends).map { start, end in
      start == end ? [] : lines[worded[start]...worded[end - 1]]
    }
  }

  /// The parts where each conflict is about one key of the front matter, and each key stands once.
  private func dividedByKeys(_ lines: ArraySlice<[UInt8]>) -> [ArraySlice<[UInt8]>]? {
    let places = map { conflict -> [Int] in
      guard let head = conflict.keyHead else { return [] }
      return lines.indices.filter { lines[$0].starts(with: head) }
    }
    guard places.allSatisfy({ $0.count == 1 }) else { return nil }
    let starts = places.flatMap(\.self)
    guard starts == starts.sorted(), Set(starts).count == starts.count,
      starts.first == lines.indices.first(where: { !TextLines.isBlank(lines[$0]) })
    else { return nil }
    return zip(starts, starts.dropFirst() + [lines.endIndex]).map { lines[$0..<$1] }
  }
}

extension MergeConflict {
  /// What people mostly make of a conflict, without blank lines; each once.
  fileprivate var picks: Set<[[UInt8]]> {
    func worded(_ text: [UInt8]) -> [[UInt8]] {
      TextLines.split(text).filter { !TextLines.isBlank($0) }
    }
    let (ours, theirs) = (worded(ours), worded(theirs))
    return [ours, theirs, ours + theirs, theirs + ours, worded(base), []]
  }

  /// What the line of the key begins with, white space included; nil for anything but a key.
  fileprivate var keyHead: [UInt8]? {
    guard case .frontMatter = place else { return nil }
    let heads = [base, ours, theirs].compactMap { text -> [UInt8]? in
      let line = TextLines.split(text).first { !TextLines.isBlank($0) && $0.first != 35 }
      return line.flatMap { line in
        line.firstIndex(of: UInt8(ascii: ":")).map { Array(line[...$0]) }
      }
    }
    return Set(heads).count == 1 ? heads.first : nil
  }
}
