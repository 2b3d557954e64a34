package import struct Git.RepoPath

/// Tells the line and column of byte offsets.
package struct LineIndex: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]
  /// Of each block of bytes, how many characters begin before it; empty where no line is long.
  private let characters: [Int]

  private static let block = 4_096

  package init(_ bytes: [UInt8]) {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32)
    var at = 0
    while let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: at..<bytes.count) {
      at = end + 1
      starts.append(at)
    }
    self.bytes = bytes
    self.starts = starts
    let isLong = zip(starts, starts.dropFirst() + [bytes.count]).contains {
      $1 - $0 > 2 * Self.block
    }
    characters = isLong ? LineIndex.characters(of: bytes) : []
  }

  private static func characters(of bytes: [UInt8]) -> [Int] {
    var counts = [0]
    for start in stride(from: 0, to: bytes.count, by: block) {
      let end = min(start + block, bytes.count)
      counts.append((counts.last ?? 0) + characters(in: start..<end, of: bytes))
    }
    return counts
  }

  /// How many characters begin before an offset.
  private func characters(before offset: Int) -> Int {
    let index = offset / Self.block
    return characters[index]
      + LineIndex.characters(in: (index * Self.block)..<offset, of: bytes)
  }

  /// How many characters begin in a range of bytes: a continuation byte belongs to the one before it.
  private static func characters(in range: Range<Int>, of bytes: [UInt8]) -> Int {
    var count = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      if bytes[offset] & 0xC0 != 0x80 { count += 1 }
      offset += 1
    }
    return count
  }

  /// How many lines there are; the last one has no line feed, and may be empty.
  package var count: Int { starts.count }

  /// The lines in their order, without their line feeds.
  package subscript(index: Int) -> Range<Int> {
    starts[index]..<(index + 1 < starts.count ? starts[index + 1] - 1 : bytes.count)
  }

  /// The 1-based line that holds an offset.
  package func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(1, low)
  }

  /// The 1-based column of an offset, counted in Unicode scalars.
  package func column(of offset: Int) -> Int {
    let start = starts[line(of: offset) - 1]
    let end = max(start, min(offset, bytes.count))
    // In one long line every finding would count all that is before it.
    if end - start > 2 * Self.block, !characters.isEmpty {
      return 1 + characters(before: end) - characters(before: start)
    }
    return 1 + LineIndex.characters(in: start..<end, of: bytes)
  }

  /// The offset where a 1-based line starts; the file's end where there are fewer lines.
  package func start(ofLine line: Int) -> Int {
    line <= starts.count ? starts[max(0, line - 1)] : bytes.count
  }

  package func place(of offset: Int, in path: RepoPath) -> Problem.Place {
    Problem.Place(path, line: line(of: offset), column: column(of: offset))
  }
}
