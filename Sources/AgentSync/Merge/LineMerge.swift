package import enum Git.FileMerge
package import struct Git.MergedFile

/// Merges three normalised texts line by line, exactly as `git merge-file` does.
package enum LineMerge {
  /// More lines than this on any side are not merged.
  package static let maximumLines = 100_000

  /// A stretch of a merge, in lines with their newlines.
  package enum Chunk: Hashable, Sendable {
    case clean([[UInt8]])
    /// The base's lines are known in the style `zdiff3` alone, and empty else.
    case conflict(base: [[UInt8]], ours: [[UInt8]], theirs: [[UInt8]])
  }

  /// Whether a side has more lines than are merged.
  package static func isTooBig(_ sides: [[UInt8]]) -> Bool {
    sides.contains { side in side.reduce(into: 0) { if $1 == 10 { $0 += 1 } } > maximumLines }
  }

  /// Merges what changed from `base` to `theirs` into `ours`; all are LF texts ended by a newline.
  ///
  /// - Returns: the merged text; nil where there is a conflict, or a side is too big.
  package static func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> [UInt8]? {
    // The laws that need no merge: identical sides and one-sided changes are byte-exact.
    if ours == theirs || base == theirs { return ours }
    if base == ours { return theirs }
    let sides = [base, ours, theirs]
    guard !isTooBig(sides), let merged = byGit(sides, .merge, markerSize: 7), merged.isClean else {
      return nil
    }
    return merged.bytes
  }

  private static func byGit(
    _ sides: [[UInt8]],
    _ style: FileMerge.Style,
    markerSize: Int
  ) -> MergedFile? {
    let merged = try? FileMerge.merge(
      base: sides[0],
      ours: sides[1],
      theirs: sides[2],
      labels: FileMerge.Labels(base: "", ours: "", theirs: ""),
      style: style,
      markerSize: markerSize
    )
    return merged.flatMap { $0.isBinary ? nil : $0 }
  }

  /// The stretches of a merge, in order; nil where a side is too big.
  package static func chunks(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8],
    style: FileMerge.Style = .merge
  ) -> [Chunk]? {
    let sides = [base, ours, theirs]
    guard !isTooBig(sides) else { return nil }
    // Longer than any run in the texts, so that a marker is never taken for text nor text for one.
    let size = (sides.map(longestMarkerRun).max() ?? 0) + 8
    guard let merged = byGit(sides, style, markerSize: size) else {
      // Not text to git: nothing is merged, and nothing lost.
      return [
        .conflict(
          base: TextLines.split(base),
          ours: TextLines.split(ours),
          theirs: TextLines.split(theirs)
        )
      ]
    }
    let lines = TextLines.split(merged.bytes)
    guard !merged.isClean else { return lines.isEmpty ? [] : [.clean(lines)] }
    return parse(lines, markerSize: size)
  }

  private static func parse(_ lines: [[UInt8]], markerSize: Int) -> [Chunk] {
    func isMarker(_ line: [UInt8], _ character: Unicode.Scalar) -> Bool {
      line.count > markerSize
        && line.prefix(markerSize).allSatisfy { $0 == UInt8(ascii: character) }
    }
    var chunks: [Chunk] = []
    var clean: [[UInt8]] = []
    var conflict: [[[UInt8]]] = []
    var side: Int?
    for line in lines {
      if isMarker(line, "<") {
        if !clean.isEmpty { chunks.append(.clean(clean)) }
        clean = []
        conflict = [[], [], []]
        side = 1
      } else if isMarker(line, "|"), side == 1 {
        side = 0
      } else if isMarker(line, "="), side != nil {
        side = 2
      } else if isMarker(line, ">"), side == 2 {
        chunks.append(.conflict(base: conflict[0], ours: conflict[1], theirs: conflict[2]))
        side = nil
      } else if let side {
        conflict[side].append(line)
      } else {
        clean.append(line)
      }
    }
    if !clean.isEmpty { chunks.append(.clean(clean)) }
    return chunks
  }

  /// The longest run of one of git's marker characters at the start of a line.
  package static func longestMarkerRun(_ text: [UInt8]) -> Int {
    var longest = 0
    var isStart = true
    for (index, byte) in text.enumerated() {
      if isStart, byte == 60 || byte == 61 || byte == 62 || byte == 124 {
        longest = max(longest, text[index...].prefix { $0 == byte }.count)
      }
      isStart = byte == 10
    }
    return longest
  }
}

extension MergedText {
  /// A merge line by line, with conflicts of a kind and place.
  init(
    lines base: [UInt8],
    _ ours: [UInt8],
    _ theirs: [UInt8],
    _ kind: MergeConflict.Kind,
    _ place: MergeConflict.Place
  ) {
    self.init()
    if let text = LineMerge.merge(base: base, ours: ours, theirs: theirs) {
      add(text)
      return
    }
    let chunks = LineMerge.chunks(base: base, ours: ours, theirs: theirs, style: .zdiff3)
    guard let chunks else {
      add(MergeConflict(kind: .tooBig, place: place, base: base, ours: ours, theirs: theirs))
      return
    }
    for chunk in chunks {
      switch chunk {
      case .clean(let lines): add(Array(lines.joined()))
      case .conflict(let before, let left, let right):
        add(
          MergeConflict(
            kind: kind,
            place: place,
            base: Array(before.joined()),
            ours: Array(left.joined()),
            theirs: Array(right.joined())
          )
        )
      }
    }
  }

  /// A merge of prose: by line, and where lines are in conflict by word.
  init(
    prose base: [UInt8],
    _ ours: [UInt8],
    _ theirs: [UInt8],
    _ kind: MergeConflict.Kind,
    _ place: MergeConflict.Place
  ) {
    if let text = LineMerge.merge(base: base, ours: ours, theirs: theirs) {
      self.init(text)
    } else if let woven = Words.weave(base: base, ours: ours, theirs: theirs) {
      self.init()
      add(woven, rewording: base, ours, theirs)
    } else {
      self.init(lines: base, ours, theirs, kind, place)
    }
  }
}
