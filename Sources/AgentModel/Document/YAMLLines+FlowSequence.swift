extension YAMLLines {
  /// The text of the flow sequence that begins at `start`, as it was written, brackets included.
  ///
  /// A comment is left out, and a break of the line counts as one space with the blanks around it. The
  /// sequence is one that libyaml has read, so it ends.
  func flowSequence(at start: Int) -> String {
    var text: [UInt8] = []
    var depth = 0
    var index = start
    repeat {
      let end = tokenEnd(from: index, in: text)
      switch bytes[index] {
      case UInt8(ascii: "[") where end == index + 1, UInt8(ascii: "{") where end == index + 1:
        depth += 1
      case UInt8(ascii: "]") where end == index + 1, UInt8(ascii: "}") where end == index + 1:
        depth -= 1
      default: break
      }
      if !isComment(at: index) { text += bytes[index..<end] }
      index = end
    } while depth > 0 && index < bytes.endIndex
    return YAMLLines.folded(text)
  }

  /// Where what begins at `index` ends: a quoted string, a comment, or one byte of all else.
  ///
  /// Quotes begin a string only where a value can begin; in `don't` they are text.
  private func tokenEnd(from index: Int, in text: [UInt8]) -> Int {
    if isComment(at: index) {
      return bytes[index...].indices.first { YAMLLines.breakLength(bytes, at: $0) > 0 }
        ?? bytes.endIndex
    }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return index + 1 }
    let before = text.last { !isASCIIWhitespace($0) } ?? 0
    guard
      "[{,".utf8.contains(before)
        || before == UInt8(ascii: ":") && text.last.map(isASCIIWhitespace) == true
    else { return index + 1 }
    return quotedEnd(from: index)
  }

  private func isComment(at index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "#") && index > bytes.startIndex
      && isASCIIWhitespace(bytes[index - 1])
  }

  /// Where the quoted string that begins at `start` ends, its closing quote included.
  private func quotedEnd(from start: Int) -> Int {
    let quote = bytes[start]
    var index = start + 1
    while index < bytes.endIndex, bytes[index] != quote {
      index += bytes[index] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
    }
    // In single quotes `''` stands for one; read as two strings side by side it ends at the same place.
    let next = index + 1
    return next < bytes.endIndex && quote == UInt8(ascii: "'") && bytes[next] == quote
      ? quotedEnd(from: next) : min(next, bytes.endIndex)
  }

  /// The text on one line.
  private static func folded(_ text: [UInt8]) -> String {
    let rows = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return rows.map { trimmingWhitespace(String(decoding: $0, as: UTF8.self)) }
      .filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
