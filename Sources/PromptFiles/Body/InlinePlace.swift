import AgentModel

/// The line of an at-path that stands alone, so that a part can be put in its place.
///
/// Alone means: but for the at-path the line holds nothing, or only a list marker, a bold label, or both, as
/// in `- **Plan**: @modules/plan.md` and `2. **PLAN** - @modules/plan.md`. Everywhere else (in a sentence, a
/// table, a quote) an at-path only mentions a file, and so does every Markdown link.
struct InlinePlace: Hashable {
  /// From the line's start to its end, the line ending included.
  let line: Range<Int>
  /// What stays of the line: list marker and label without the dash behind it; nil where there is no label.
  let label: Range<Int>?

  /// Finds the place; nil where the at-path doesn't stand alone.
  init?(of reference: Reference, in bytes: [UInt8]) {
    guard reference.form == .atPath else { return nil }
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<reference.range.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[reference.range.upperBound...].firstIndex(of: newline) ?? bytes.count
    guard bytes[reference.range.upperBound..<end].allSatisfy(isSpace) else { return nil }
    line = start..<min(end + 1, bytes.count)
    var position = start
    position += bytes[position...].prefix { $0 == 0x20 }.count
    guard position - start < 4 else { return nil }
    position += listMarkerLength(bytes[position..<reference.range.lowerBound])
    if position == reference.range.lowerBound {
      label = nil
      return
    }
    guard let labelEnd = boldEnd(in: bytes[position..<reference.range.lowerBound]) else {
      return nil
    }
    let rest = bytes[labelEnd..<reference.range.lowerBound].filter { !isSpace($0) }
    switch rest {
    case []: label = start..<labelEnd
    case Array(":".utf8): label = start..<(labelEnd + 1)
    case Array("-".utf8), Array("–".utf8), Array("—".utf8): label = start..<labelEnd
    default: return nil
    }
  }
}

/// The length of a bullet or number with the spaces behind it; 0 where none stands at the start.
private func listMarkerLength(_ text: ArraySlice<UInt8>) -> Int {
  var length = 0
  if let first = text.first, "-*+".utf8.contains(first) {
    length = 1
  } else {
    let digits = text.prefix(while: isASCIIDigit).count
    let mark = text.dropFirst(digits).first
    guard (1...9).contains(digits), mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") else {
      return 0
    }
    length = digits + 1
  }
  let spaces = text.dropFirst(length).prefix(while: isSpace).count
  return spaces > 0 ? length + spaces : 0
}

/// The end of `**bold**` text that a slice begins with; nil where it doesn't.
private func boldEnd(in text: ArraySlice<UInt8>) -> Int? {
  let star = UInt8(ascii: "*")
  guard text.starts(with: [star, star]) else { return nil }
  var index = text.startIndex + 2
  while index + 1 < text.endIndex {
    if text[index] == star, text[index + 1] == star {
      return index > text.startIndex + 2 ? index + 2 : nil
    }
    index += 1
  }
  return nil
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0D
}
