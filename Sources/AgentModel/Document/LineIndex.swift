package import struct Git.RepoPath

/// Tells the line and column of byte offsets.
package struct LineIndex: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

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
    // Continuation bytes belong to the scalar before them.
    return 1 + bytes[start..<max(start, min(offset, bytes.count))].count { $0 & 0xC0 != 0x80 }
  }

  /// The offset where a 1-based line starts; the file's end where there are fewer lines.
  package func start(ofLine line: Int) -> Int {
    line <= starts.count ? starts[max(0, line - 1)] : bytes.count
  }

  package func place(of offset: Int, in path: RepoPath) -> Problem.Place {
    Problem.Place(path, line: line(of: offset), column: column(of: offset))
  }
}
