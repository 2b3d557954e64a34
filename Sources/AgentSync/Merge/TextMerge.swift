package import enum Git.FileMerge
package import struct Git.GitError

/// Merges three normalised texts line by line, as `git merge-file` does.
///
/// This is the one place where texts are merged; whoever wants a merge that understands the document
/// changes it here.
package enum TextMerge {
  /// More lines than this on any side are not merged.
  package static let maximumLines = 100_000

  /// What a merge comes to.
  package enum Result: Hashable, Sendable {
    case clean([UInt8])
    /// The number of places where both sides want something else.
    case conflict(places: Int)
    case tooBig
  }

  /// A stretch of a merge.
  package enum Chunk: Hashable, Sendable {
    case clean([[UInt8]])
    case conflict(ours: [[UInt8]], theirs: [[UInt8]])
  }

  /// Merges what changed from `base` to `theirs` into `ours`; all are LF texts ended by a newline.
  package static func merge(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8]
  ) throws(GitError) -> Result {
    // The laws that need no merge: identical sides and one-sided changes are byte-exact.
    if ours == theirs || base == theirs { return .clean(ours) }
    if base == ours { return .clean(theirs) }
    guard let chunks = try chunks(base: base, ours: ours, theirs: theirs) else { return .tooBig }
    var text: [UInt8] = []
    var places = 0
    for chunk in chunks {
      switch chunk {
      case .clean(let lines): text += lines.joined()
      case .conflict: places += 1
      }
    }
    return places == 0 ? .clean(text) : .conflict(places: places)
  }

  /// The stretches of a merge, in order; nil where a side is too big.
  ///
  /// Lines keep their newline.
  package static func chunks(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8]
  ) throws(GitError) -> [Chunk]? {
    let sides = [base, ours, theirs]
    guard sides.allSatisfy({ lineCount($0) <= maximumLines }) else { return nil }
    // Longer than any run in the texts, so that a marker is never taken for text nor text for one.
    let size = max(7, sides.map(longestMarkerRun).max() ?? 0) + 1
    let merged = try FileMerge.merge(
      base: base,
      ours: ours,
      theirs: theirs,
      labels: FileMerge.Labels(base: "", ours: "", theirs: ""),
      style: .merge,
      markerSize: size
    )
    guard !merged.isClean else { return [.clean(lines(of: merged.bytes))] }
    return parse(lines(of: merged.bytes), markerSize: size)
  }

  private static func parse(_ lines: [[UInt8]], markerSize: Int) -> [Chunk] {
    func isMarker(_ line: [UInt8], _ character: Character) -> Bool {
      guard let byte = character.asciiValue, line.count > markerSize else { return false }
      return line.prefix(markerSize).allSatisfy { $0 == byte }
    }
    var chunks: [Chunk] = []
    var clean: [[UInt8]] = []
    var ours: [[UInt8]]?
    var theirs: [[UInt8]]?
    for line in lines {
      if isMarker(line, "<") {
        if !clean.isEmpty { chunks.append(.clean(clean)) }
        clean = []
        ours = []
      } else if isMarker(line, "="), ours != nil {
        theirs = []
      } else if isMarker(line, ">"), let left = ours, let right = theirs {
        chunks.append(.conflict(ours: left, theirs: right))
        ours = nil
        theirs = nil
      } else if theirs != nil {
        theirs?.append(line)
      } else if ours != nil {
        ours?.append(line)
      } else {
        clean.append(line)
      }
    }
    if !clean.isEmpty { chunks.append(.clean(clean)) }
    return chunks
  }

  /// The lines of a text, each with its newline.
  package static func lines(of text: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 10).map { $0 + 1 } ?? text.count
      lines.append(Array(text[start..<end]))
      start = end
    }
    return lines
  }

  private static func lineCount(_ text: [UInt8]) -> Int {
    text.reduce(into: 0) { if $1 == 10 { $0 += 1 } }
  }

  /// The longest run of one of git's marker characters at the start of a line.
  private static func longestMarkerRun(_ text: [UInt8]) -> Int {
    var longest = 0
    var run = 0
    var marker: UInt8 = 0
    var atStart = true
    for byte in text {
      if atStart, byte == 60 || byte == 61 || byte == 62 || byte == 124 {
        marker = byte
        run = 1
        atStart = false
      } else if run > 0, byte == marker {
        run += 1
      } else {
        longest = max(longest, run)
        run = 0
        atStart = byte == 10
      }
    }
    return max(longest, run)
  }
}
