/// Reads the YAML that most front matter is made of without a YAML parser: `key: value` line by line.
///
/// A key is a word at the start of its line. A value is nothing, a quoted string without escapes or
/// quotes inside, a list of plain words in brackets, or text that begins with a letter or a digit and
/// holds nothing that means something to YAML. A comment has its line for itself. Everything else is
/// left to the parser; where this reader answers, both give the same, which a property test holds.
enum YAMLPlainLines {
  /// The pairs; nil where the text is not that plain.
  static func parse(_ bytes: ArraySlice<UInt8>, firstLine: Int) -> [YAMLPair]? {
    var pairs: [YAMLPair] = []
    var nodes = 1
    var line = firstLine
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let next = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      var end = next
      if end > index, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      if end > index, bytes[index] == UInt8(ascii: "#") {
        guard bytes[index..<end].allSatisfy(isText), !holdsOddScalar(bytes[index..<end]) else {
          return nil
        }
      } else if end > index {
        guard let pair = pair(bytes[index..<end], line: line),
          !pairs.contains(where: { $0.key == pair.key }),
          pairs.count < YAMLReader.maximumKeys
        else { return nil }
        pairs.append(pair)
        nodes += 2
        if case .sequence(let items) = pair.item.value { nodes += items.count }
      }
      index = next + 1
      line += 1
    }
    return nodes <= YAMLReader.maximumNodes ? pairs : nil
  }

  private static func pair(_ line: ArraySlice<UInt8>, line number: Int) -> YAMLPair? {
    guard let colon = line.firstIndex(where: { !isKeyByte($0) }), line[colon] == UInt8(ascii: ":"),
      colon > line.startIndex, isLetter(line[line.startIndex]),
      colon - line.startIndex <= YAMLReader.maximumKeyLength
    else { return nil }
    let key = String(decoding: line[..<colon], as: UTF8.self)
    var start = colon + 1
    while start < line.endIndex, line[start] == UInt8(ascii: " ") { start += 1 }
    var end = line.endIndex
    while end > start, line[end - 1] == UInt8(ascii: " ") { end -= 1 }
    let column = 1 + start - line.startIndex
    let value: YAMLValue
    if start < end, line[start] == UInt8(ascii: "[") {
      guard start > colon + 1, !YAMLReader.bracketedTextKeys.contains(key),
        let items = words(line[start..<end], line: number, column: column)
      else { return nil }
      value = .sequence(items)
    } else if start == end {
      // An empty value has its place behind the colon.
      guard start == line.endIndex || start > colon else { return nil }
      value = .scalar("", quoted: false)
      start = colon + 1
    } else {
      guard start > colon + 1, let scalar = scalar(line[start..<end]) else { return nil }
      value = scalar
    }
    return YAMLPair(
      key: key,
      line: number,
      column: 1,
      item: YAMLItem(value: value, line: number, column: 1 + start - line.startIndex)
    )
  }

  /// The items of `[one, two]`; nil where one is more than a word.
  private static func words(_ list: ArraySlice<UInt8>, line: Int, column: Int) -> [YAMLItem]? {
    guard list.count > 2, list.count <= YAMLReader.maximumScalarLength,
      list.last == UInt8(ascii: "]")
    else { return nil }
    var items: [YAMLItem] = []
    for part in list.dropFirst().dropLast().split(
      separator: UInt8(ascii: ","),
      omittingEmptySubsequences: false
    ) {
      let word = items.isEmpty ? part : part.dropFirst()
      guard items.isEmpty || part.first == UInt8(ascii: " "), let first = word.first,
        isLetter(first), word.allSatisfy({ isKeyByte($0) || $0 == UInt8(ascii: "/") })
      else { return nil }
      items.append(
        YAMLItem(
          value: .scalar(String(decoding: word, as: UTF8.self), quoted: false),
          line: line,
          column: column + word.startIndex - list.startIndex
        )
      )
    }
    return items
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>) -> YAMLValue? {
    guard let first = bytes.first, bytes.count <= YAMLReader.maximumScalarLength else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let inner = bytes.dropFirst().dropLast()
      guard bytes.count >= 2, bytes.last == first,
        inner.allSatisfy({ isText($0) && $0 != first && $0 != UInt8(ascii: "\\") }),
        !holdsOddScalar(inner)
      else { return nil }
      return .scalar(String(decoding: inner, as: UTF8.self), quoted: true)
    }
    guard isLetter(first) || (first >= 48 && first <= 57) else { return nil }
    var before = first
    for byte in bytes {
      guard isText(byte) else { return nil }
      // ': ' would begin a mapping, ' #' a comment.
      if byte == UInt8(ascii: " "), before == UInt8(ascii: ":") { return nil }
      if byte == UInt8(ascii: "#"), before == UInt8(ascii: " ") { return nil }
      before = byte
    }
    guard before != UInt8(ascii: ":"), !holdsOddScalar(bytes) else { return nil }
    return .scalar(String(decoding: bytes, as: UTF8.self), quoted: false)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 97 && (byte | 0x20) <= 122
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (byte >= 48 && byte <= 57) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  private static func isText(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F }

  /// Whether there is a scalar that libyaml takes for a line's end, refuses or may treat in its own way:
  /// the C1 controls, U+2028, U+2029, U+FEFF, U+FFFE, U+FFFF.
  private static func holdsOddScalar(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte >= 0xC2, index < bytes.endIndex else { continue }
      let second = bytes[index]
      let third = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
      switch (byte, second, third) {
      case (0xC2, 0x80...0x9F, _), (0xE2, 0x80, 0xA8...0xA9), (0xEF, 0xBB, 0xBF),
        (0xEF, 0xBF, 0xBE...0xBF):
        return true
      default: continue
      }
    }
    return false
  }
}
