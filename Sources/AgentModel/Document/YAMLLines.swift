/// The lines of a piece of YAML as libyaml counts them, and as people do.
///
/// libyaml ends a line at U+0085, U+2028 and U+2029 too; editors and git do not.
struct YAMLLines: Sendable {
  let bytes: ArraySlice<UInt8>
  private let firstLine: Int
  /// Where libyaml's lines start.
  private let starts: [Int]
  /// Where the line feeds stand, which end people's lines.
  private let lineFeeds: [Int]

  init(_ bytes: ArraySlice<UInt8>, firstLine: Int) {
    self.bytes = bytes
    self.firstLine = firstLine
    var starts = [bytes.startIndex]
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let length = YAMLLines.breakLength(bytes, at: index)
      index += max(1, length)
      if length > 0 { starts.append(index) }
    }
    self.starts = starts
    lineFeeds = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
  }

  /// The length of the line break at `index`; 0 where there is none.
  static func breakLength(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int {
    switch bytes[index] {
    case UInt8(ascii: "\n"): 1
    case UInt8(ascii: "\r"):
      index + 1 < bytes.endIndex && bytes[index + 1] == UInt8(ascii: "\n") ? 2 : 1
    case 0xC2: index + 1 < bytes.endIndex && bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      index + 2 < bytes.endIndex && bytes[index + 1] == 0x80
        && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9) ? 3 : 0
    default: 0
    }
  }

  /// The offset of a place that libyaml names by 1-based line and column.
  func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= starts.count else { return bytes.endIndex }
    var offset = starts[line - 1]
    var left = column - 1
    while left > 0, offset < bytes.endIndex {
      offset += 1
      while offset < bytes.endIndex, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// The 1-based line in the whole file.
  func line(of offset: Int) -> Int {
    firstLine + lineFeedCount(before: offset)
  }

  /// The 1-based column, in Unicode scalars.
  func column(of offset: Int) -> Int {
    let count = lineFeedCount(before: offset)
    let start = count == 0 ? bytes.startIndex : lineFeeds[count - 1] + 1
    return 1 + bytes[start..<max(start, min(offset, bytes.endIndex))].count { $0 & 0xC0 != 0x80 }
  }

  private func lineFeedCount(before offset: Int) -> Int {
    var low = 0
    var high = lineFeeds.count
    while low < high {
      let middle = (low + high) / 2
      if lineFeeds[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where a key of the block mapping that begins at `start` stands for the second time.
  ///
  /// Nil where that does not show in the text alone: in a flow mapping, or with escapes in the key.
  func repetition(of key: String, inMappingAt start: Int) -> Int? {
    let indent = column(of: start) - 1
    let forms = [key, "\"\(key)\"", "'\(key)'"].map { Array($0.utf8) }
    var isKnown = false
    for lineStart in [start - indent] + lineFeeds.filter({ $0 >= start }).map({ $0 + 1 }) {
      let place = lineStart + indent
      guard place < bytes.endIndex, place <= start || isBlank(lineStart..<place) else { continue }
      let rest = bytes[place...]
      let isHere = forms.contains { form in
        rest.starts(with: form)
          && rest.dropFirst(form.count).first { $0 != UInt8(ascii: " ") } == UInt8(ascii: ":")
      }
      if isHere, isKnown { return place }
      isKnown = isKnown || isHere
    }
    return nil
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == UInt8(ascii: " ") }
  }

  /// The line of a `%` that begins a directive: the first thing in the text; nil where there is none.
  var directive: Int? {
    for start in starts {
      var index = start
      while index < bytes.endIndex, bytes[index] == UInt8(ascii: " ") { index += 1 }
      guard index < bytes.endIndex, YAMLLines.breakLength(bytes, at: index) == 0,
        bytes[index] != UInt8(ascii: "#")
      else { continue }
      return bytes[index] == UInt8(ascii: "%") && index == start ? line(of: index) : nil
    }
    return nil
  }
}
