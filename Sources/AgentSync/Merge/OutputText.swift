/// A text of an output with its outer shape taken off: line endings, byte order mark, final newline.
///
/// Generated text is LF without a byte order mark and with one final newline. What stands in a tree may
/// have been checked in with CRLF or a byte order mark; such texts are equal here (design section 6) and
/// are written back in the shape they had.
package struct OutputText: Hashable, Sendable {
  /// The text with LF, without byte order mark, ended by one newline unless empty.
  package let content: [UInt8]
  package let shape: Shape

  /// What a text looked like before it was normalised.
  package struct Shape: Hashable, Sendable {
    package let hasByteOrderMark: Bool
    package let usesCRLF: Bool
    package let endsInNewline: Bool

    package static let generated = Shape(
      hasByteOrderMark: false,
      usesCRLF: false,
      endsInNewline: true
    )
  }

  /// Takes a text's shape off.
  ///
  /// A text counts as CRLF when its first line ends so; lone carriage returns are text.
  package init(_ bytes: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let hasMark = bytes.starts(with: mark)
    let body = hasMark ? bytes[3...] : bytes[...]
    let firstEnd = body.firstIndex(of: 10)
    let usesCRLF = firstEnd.map { $0 > body.startIndex && body[$0 - 1] == 13 } ?? false
    shape = Shape(
      hasByteOrderMark: hasMark,
      usesCRLF: usesCRLF,
      endsInNewline: body.last == 10 || body.isEmpty
    )
    // The usual text needs no copy byte by byte.
    guard body.contains(13) else {
      content = body.isEmpty || body.last == 10 ? Array(body) : body + [10]
      return
    }
    var text: [UInt8] = []
    text.reserveCapacity(body.count + 1)
    for (index, byte) in zip(body.indices, body) {
      let next = index + 1
      if byte == 13, next < body.endIndex, body[next] == 10 { continue }
      text.append(byte)
    }
    if let last = text.last, last != 10 { text.append(10) }
    content = text
  }

  /// Puts a shape on normalised text again.
  package static func bytes(of content: [UInt8], in shape: Shape) -> [UInt8] {
    var text = content
    if !shape.endsInNewline, text.last == 10 { text.removeLast() }
    if shape.usesCRLF {
      var converted: [UInt8] = []
      converted.reserveCapacity(text.count + text.count / 32)
      for byte in text {
        if byte == 10 { converted.append(13) }
        converted.append(byte)
      }
      text = converted
    }
    return shape.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] + text : text
  }

  package static func == (left: OutputText, right: OutputText) -> Bool {
    left.content == right.content
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(content)
  }
}
