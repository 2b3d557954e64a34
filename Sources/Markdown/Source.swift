/// Bytes that can be asked for any offset: what lies outside reads as NUL.
///
/// Every scanner of this module looks a byte ahead or behind; none may trap on hostile input.
struct Source {
  let bytes: [UInt8]
  /// Where the Markdown starts; what stands before is never looked at.
  let start: Int

  var end: Int { bytes.count }

  subscript(_ offset: Int) -> UInt8 {
    offset >= start && offset < bytes.count ? bytes[offset] : 0
  }

  func lineStart(of offset: Int) -> Int {
    var place = min(offset, end)
    while place > start, bytes[place - 1] != .lineFeed { place -= 1 }
    return place
  }

  /// The end of the line that holds `offset`, line ending excluded.
  func lineEnd(of offset: Int) -> Int {
    var place = max(start, offset)
    while place < end, bytes[place] != .lineFeed { place += 1 }
    if place < end, place > offset, bytes[place - 1] == .carriageReturn { place -= 1 }
    return place
  }

  /// The start of the line after the one that holds `offset`; the end of the text where it is the last.
  func nextLine(after offset: Int) -> Int {
    var place = max(start, offset)
    while place < end, bytes[place] != .lineFeed { place += 1 }
    return min(place + 1, end)
  }

  func skipBlanks(from offset: Int) -> Int {
    var place = offset
    while self[place].isBlank { place += 1 }
    return place
  }

  func isLineEnd(_ offset: Int) -> Bool {
    offset >= end || self[offset] == .lineFeed
      || self[offset] == .carriageReturn && (offset + 1 >= end || self[offset + 1] == .lineFeed)
  }

  func isBlankLine(from offset: Int) -> Bool { isLineEnd(skipBlanks(from: offset)) }

  /// The length of the run of `byte` at `offset`.
  func run(of byte: UInt8, at offset: Int) -> Int {
    var place = offset
    while place < end, self[place] == byte { place += 1 }
    return place - offset
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isPunctuation: Bool {
    switch self {
    case 33...47, 58...64, 91...96, 123...126: true
    default: false
    }
  }
}
