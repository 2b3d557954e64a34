/// A value of front matter or configuration as it was written: scalars keep their text and have no type.
///
/// YAML's implicit types are not applied: `no`, `012` and `1:59` stay what a person typed, and the key
/// that reads a value decides what it must be.
package indirect enum YAMLValue: Hashable, Sendable {
  /// A scalar: its text after unquoting, and whether quotes or a block style made it a string for sure.
  case scalar(String, quoted: Bool)
  case sequence([YAMLItem])
  case mapping([YAMLPair])
}

/// A value with the place where it stands in its file.
package struct YAMLItem: Hashable, Sendable {
  package let value: YAMLValue
  /// 1-based line in the whole file (not in the front matter alone).
  package let line: Int
  /// 1-based column, in Unicode scalars.
  package let column: Int

  package init(value: YAMLValue, line: Int, column: Int) {
    self.value = value
    self.line = line
    self.column = column
  }
}

extension YAMLItem {
  /// Where a scalar's bare text stands in its file; empty, at its start, where it is written otherwise.
  ///
  /// Quotes are left out. Escapes, and texts over several lines, are written otherwise.
  package func textRange(in bytes: [UInt8], _ lines: LineIndex) -> Range<Int> {
    var start = lines.start(ofLine: line)
    for _ in 1..<max(1, column) where start < bytes.count {
      start += 1
      while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
    }
    guard let text = value.text else { return start..<start }
    let isQuoted = start < bytes.count && (bytes[start] == 0x22 || bytes[start] == 0x27)
    let first = isQuoted ? start + 1 : start
    let end = first + text.utf8.count
    guard end <= bytes.count, bytes[first..<end].elementsEqual(text.utf8) else {
      return start..<start
    }
    return first..<end
  }
}

/// A key with its value, in the order of the file.
package struct YAMLPair: Hashable, Sendable {
  package let key: String
  /// 1-based line of the key in the whole file.
  package let line: Int
  package let column: Int
  package let item: YAMLItem

  package init(key: String, line: Int, column: Int, item: YAMLItem) {
    self.key = key
    self.line = line
    self.column = column
    self.item = item
  }
}

extension YAMLValue {
  /// The scalar's text; nil for a sequence, a mapping, and an empty plain scalar (`key:`).
  package var text: String? {
    guard case .scalar(let text, let quoted) = self, quoted || !text.isEmpty else { return nil }
    return text
  }

  /// `true` or `false`, unquoted and lower case, as VS Code reads booleans; nil for all else.
  package var boolean: Bool? {
    switch self {
    case .scalar("true", quoted: false): true
    case .scalar("false", quoted: false): false
    default: nil
    }
  }

  /// The pairs of a mapping; nil for all else.
  package var pairs: [YAMLPair]? {
    guard case .mapping(let pairs) = self else { return nil }
    return pairs
  }

  /// The items of a sequence; nil for all else.
  package var items: [YAMLItem]? {
    guard case .sequence(let items) = self else { return nil }
    return items
  }

  /// The value of a key of a mapping; nil where there is none or the value is no mapping.
  package subscript(key: String) -> YAMLItem? {
    pairs?.first { $0.key == key }?.item
  }
}
