/// A value of a header as VS Code reads it: text, without types.
///
/// VS Code has a reader of its own, for a part of YAML; see `EditorHeader`.
package struct EditorValue: Hashable, Sendable {
  package indirect enum Content: Hashable, Sendable {
    /// Text after unquoting; whether quotes or a block style stood around it.
    case scalar(String, isQuoted: Bool)
    case sequence([EditorValue])
    case mapping([EditorPair])
  }

  package let content: Content
  /// UTF-8 offsets into the file, quotes and brackets included.
  package let range: Range<Int>

  package init(_ content: Content, at range: Range<Int>) {
    self.content = content
    self.range = range
  }
}

/// A key of a header with its value.
package struct EditorPair: Hashable, Sendable {
  package let key: String
  /// The key's UTF-8 offsets into the file.
  package let keyRange: Range<Int>
  package let value: EditorValue

  package init(key: String, keyRange: Range<Int>, value: EditorValue) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

extension EditorValue {
  /// The text of a scalar; nil for a sequence and a mapping.
  package var text: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  /// Exactly `true` or `false` without quotes; nil for all else.
  package var boolean: Bool? {
    switch content {
    case .scalar("true", isQuoted: false): true
    case .scalar("false", isQuoted: false): false
    default: nil
    }
  }

  /// nil where the value is no sequence.
  package var items: [EditorValue]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  /// nil where the value is no mapping.
  package var pairs: [EditorPair]? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs
  }

  /// The value of a key of a mapping, the first where it stands twice.
  package subscript(key: String) -> EditorValue? {
    pairs?.first { $0.key == key }?.value
  }

  /// Whether a scalar holds nothing but white space.
  package var isBlank: Bool {
    text.map { $0.allSatisfy(\.isWhitespace) } ?? false
  }
}
