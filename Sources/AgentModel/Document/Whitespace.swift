/// Whether a byte is ASCII white space: space, tab, line feed, vertical tab, form feed, carriage return.
func isASCIIWhitespace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

/// A text without white space, of any script, at its ends.
func trimmingWhitespace(_ text: String) -> String {
  let bytes = text.utf8
  // Nearly every text begins and ends with ASCII, and then Unicode need not be asked.
  let start = bytes.firstIndex { !isASCIIWhitespace($0) } ?? bytes.endIndex
  guard let last = bytes.lastIndex(where: { !isASCIIWhitespace($0) }) else { return "" }
  guard bytes[start] >= 0x80 || bytes[last] >= 0x80 else {
    return start == bytes.startIndex && bytes.index(after: last) == bytes.endIndex
      ? text : String(text[start...last])
  }
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
    let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
  else { return "" }
  return String(scalars[first...end])
}
