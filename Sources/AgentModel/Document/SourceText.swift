import struct Git.RepoPath

/// The bytes of a source after the checks that come before any parsing.
///
/// One pass over the bytes: UTF-8, NUL, line endings, the length of lines, byte order marks and
/// conflict markers.
struct SourceText {
  /// Where the text starts: behind a byte order mark.
  private(set) var start = 0
  /// Where byte order marks stand that are not the file's first three bytes.
  private(set) var strayMarks: [Int] = []

  /// A longer line is refused.
  static let maximumLine = 64 << 10

  /// - Throws: `Problem` with `.fileTooBig`, `.utf16`, `.nulByte`, `.notUTF8`, `.loneCarriageReturn`,
  ///   `.lineTooLong` or `.conflictMarkers`.
  init(checking bytes: [UInt8], at path: RepoPath) throws(Problem) {
    guard bytes.count <= Document.maximumSize else { throw .fileTooBig(path, size: bytes.count) }
    if SourceText.isUTF16(bytes) { throw .utf16(path) }
    start = SourceText.startsWithMark(bytes[...]) ? 3 : 0
    var markers = ConflictMarkers()
    var lineStart = start
    var line = 1
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x20..<0x80:
        index += 1
      case UInt8(ascii: "\n"):
        try SourceText.checkLine(bytes, lineStart..<index, line, &markers, path)
        index += 1
        lineStart = index
        line += 1
      case UInt8(ascii: "\r"):
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") else {
          throw .loneCarriageReturn(path, bytes, at: index)
        }
        index += 1
      case 0:
        throw .nulByte(path, bytes, at: index)
      case 0x80...:
        let length = SourceText.sequenceLength(bytes, at: index)
        guard length > 0 else { throw .notUTF8(path, bytes, at: index) }
        if byte == 0xEF, index > 0, SourceText.startsWithMark(bytes[index...]) {
          strayMarks.append(index)
        }
        index += length
      default:
        index += 1
      }
    }
    try SourceText.checkLine(bytes, lineStart..<bytes.count, line, &markers, path)
    if let first = markers.line { throw .conflictMarkers(path, line: first) }
  }

  private static func checkLine(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    _ line: Int,
    _ markers: inout ConflictMarkers,
    _ path: RepoPath
  ) throws(Problem) {
    guard range.count <= maximumLine else {
      throw .lineTooLong(path, line: line, length: range.count)
    }
    markers.see(bytes, range, line: line)
  }

  static func startsWithMark(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: [0xEF, 0xBB, 0xBF])
  }

  /// Whether the bytes look like UTF-16 or UTF-32: a byte order mark of theirs, or a NUL beside an
  /// ASCII character at the very start.
  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2 else { return false }
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF), (0, 1..<0x80), (1..<0x80, 0): return true
    case (0, 0): return bytes.starts(with: [0, 0, 0xFE, 0xFF])
    default: return false
    }
  }

  /// The length of the UTF-8 sequence at `index`; 0 where there is none: a stray byte, an overlong
  /// form, a surrogate, a number beyond Unicode.
  private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
    func isNext(_ offset: Int, _ allowed: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < bytes.count && allowed.contains(bytes[index + offset])
    }
    switch bytes[index] {
    case 0xC2...0xDF: return isNext(1) ? 2 : 0
    case 0xE0: return isNext(1, 0xA0...0xBF) && isNext(2) ? 3 : 0
    case 0xED: return isNext(1, 0x80...0x9F) && isNext(2) ? 3 : 0
    case 0xE1...0xEF: return isNext(1) && isNext(2) ? 3 : 0
    case 0xF0: return isNext(1, 0x90...0xBF) && isNext(2) && isNext(3) ? 4 : 0
    case 0xF1...0xF3: return isNext(1) && isNext(2) && isNext(3) ? 4 : 0
    case 0xF4: return isNext(1, 0x80...0x8F) && isNext(2) && isNext(3) ? 4 : 0
    default: return 0
    }
  }
}

/// Looks for the three markers of a conflict, in their order, each at the start of a line.
///
/// They are of one length: git makes them longer where a text of the merge holds markers itself, as after
/// a file that two branches renamed differently.
struct ConflictMarkers {
  private var seen = 0
  private var length = 7
  private var opening: Int?
  /// The line of the opening marker of the first conflict; nil where there is none.
  private(set) var line: Int?

  mutating func see(_ bytes: [UInt8], _ range: Range<Int>, line number: Int) {
    guard line == nil, range.count >= 7, let first = bytes[range].first else { return }
    let marker: UInt8 = [UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">")][seen]
    guard first == marker || first == UInt8(ascii: "<") else { return }
    let run = bytes[range].prefix { $0 == first }.count
    guard first == UInt8(ascii: "<") ? run >= 7 : run == length else { return }
    let rest = bytes[range].dropFirst(run)
    let isBare = rest.isEmpty || rest.elementsEqual([UInt8(ascii: "\r")])
    // The middle one stands alone; git writes a label behind the other two.
    guard first == UInt8(ascii: "=") ? isBare : isBare || rest.first == UInt8(ascii: " ") else {
      return
    }
    if first == UInt8(ascii: "<") {
      opening = number
      length = run
      seen = 1
    } else {
      seen += 1
      guard seen == 3 else { return }
      line = opening
      seen = 0
    }
  }
}

extension Problem {
  fileprivate static func fileTooBig(_ path: RepoPath, size: Int) -> Problem {
    Problem(
      .fileTooBig,
      at: Place(path),
      "the file has \(size) bytes, more than the \(Document.maximumSize) that are read",
      hint: "split it: parts of an agent may stand in files of their own"
    )
  }

  fileprivate static func utf16(_ path: RepoPath) -> Problem {
    Problem(
      .utf16,
      at: Place(path),
      "the file is UTF-16 or UTF-32",
      hint: "save it as UTF-8"
    )
  }

  fileprivate static func nulByte(_ path: RepoPath, _ bytes: [UInt8], at offset: Int) -> Problem {
    Problem(
      .nulByte,
      at: LineIndex(bytes).place(of: offset, in: path),
      "there is a NUL byte at offset \(offset)",
      hint: "the file is no text; remove the byte, or the file from the library"
    )
  }

  fileprivate static func notUTF8(_ path: RepoPath, _ bytes: [UInt8], at offset: Int) -> Problem {
    let byte = String(bytes[offset], radix: 16, uppercase: true)
    return Problem(
      .notUTF8,
      at: LineIndex(bytes).place(of: offset, in: path),
      "the byte 0x\(byte) at offset \(offset) is not UTF-8",
      hint: "save the file as UTF-8"
    )
  }

  fileprivate static func loneCarriageReturn(
    _ path: RepoPath,
    _ bytes: [UInt8],
    at offset: Int
  ) -> Problem {
    Problem(
      .loneCarriageReturn,
      at: LineIndex(bytes).place(of: offset, in: path),
      "there is a carriage return without a line feed at offset \(offset)",
      hint: "end lines with LF or CR LF"
    )
  }

  fileprivate static func lineTooLong(_ path: RepoPath, line: Int, length: Int) -> Problem {
    Problem(
      .lineTooLong,
      at: Place(path, line: line),
      "the line has \(length) bytes, more than the \(SourceText.maximumLine) that are read",
      hint: "break the line"
    )
  }

  fileprivate static func conflictMarkers(_ path: RepoPath, line: Int) -> Problem {
    Problem(
      .conflictMarkers,
      at: Place(path, line: line),
      "the file holds the markers of a conflict that is not settled",
      hint: "settle it and remove the markers"
    )
  }
}
