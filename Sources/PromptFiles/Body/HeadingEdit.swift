import AgentModel

/// A change to a heading's markup that puts it at another level.
struct HeadingEdit: Hashable {
  let range: Range<Int>
  let replacement: [UInt8]
  /// The level the heading has from here on; nil for the later edits of the same heading.
  let level: Int?
}

/// The edits that put the headings of a range `shift` levels deeper, in order.
///
/// Levels stay between 1 and 6. An underlined heading that changes its level is written with `#`.
func headingEdits(
  in range: Range<Int>,
  of document: Document,
  shiftedBy shift: Int
) -> [HeadingEdit] {
  var edits: [HeadingEdit] = []
  for heading in document.headings where range.contains(heading.range.lowerBound) {
    let level = min(6, max(1, heading.level + shift))
    let start = heading.range.lowerBound
    guard level != heading.level else {
      edits.append(HeadingEdit(range: start..<start, replacement: [], level: level))
      continue
    }
    let marks = Array(repeating: UInt8(ascii: "#"), count: level)
    let written = document.bytes[heading.range].prefix { $0 == UInt8(ascii: "#") }.count
    if written == heading.level {
      edits.append(HeadingEdit(range: start..<(start + written), replacement: marks, level: level))
    } else {
      edits.append(HeadingEdit(range: start..<start, replacement: marks + [0x20], level: level))
      edits += underlineEdits(heading.range, of: document.bytes)
    }
  }
  return edits
}

/// Takes the underline off a heading, and joins its lines.
private func underlineEdits(_ range: Range<Int>, of bytes: [UInt8]) -> [HeadingEdit] {
  let newlines = range.filter { bytes[$0] == 0x0A }
  guard let last = newlines.last else { return [] }
  var edits: [HeadingEdit] = newlines.dropLast().map { newline in
    let start = newline > range.lowerBound && bytes[newline - 1] == 0x0D ? newline - 1 : newline
    return HeadingEdit(range: start..<(newline + 1), replacement: [0x20], level: nil)
  }
  let end = last > range.lowerBound && bytes[last - 1] == 0x0D ? last - 1 : last
  edits.append(HeadingEdit(range: end..<range.upperBound, replacement: [], level: nil))
  return edits
}
