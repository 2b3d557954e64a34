extension EditorValue {
  /// The same text for the same value of JSON, however it is laid out: keys sorted, of two that are the
  /// same the first one first.
  var canonicalJSON: String {
    switch content {
    case .scalar(let text, let isQuoted): isQuoted ? Self.escaped(text) : text
    case .sequence(let items): "[" + items.map(\.canonicalJSON).joined(separator: ", ") + "]"
    case .mapping(let pairs):
      "{"
        + Self.sorted(pairs).map { "\(Self.escaped($0.key)): \($0.value.canonicalJSON)" }
        .joined(separator: ", ") + "}"
    }
  }

  /// The same text for the same value of a header, whose values are all text: quotes stand where they are
  /// needed to tell the one from the other.
  var canonical: String {
    switch content {
    case .scalar(let text, _): Self.plain(text)
    case .sequence(let items): "[" + items.map(\.canonical).joined(separator: ", ") + "]"
    case .mapping(let pairs):
      "{"
        + Self.sorted(pairs).map { "\(Self.plain($0.key)): \($0.value.canonical)" }
        .joined(separator: ", ") + "}"
    }
  }

  /// The value of a key that counts where it stands twice: the last, for VS Code's reader of JSON.
  func last(_ key: String) -> EditorValue? {
    pairs?.last { $0.key == key }?.value
  }

  /// Every value of a key, in the order of the text.
  func all(_ key: String) -> [EditorValue] {
    (pairs ?? []).filter { $0.key == key }.map(\.value)
  }

  /// Every pair of the value, at whatever depth, in the order of the text.
  var allPairs: [EditorPair] {
    switch content {
    case .scalar: []
    case .sequence(let items): items.flatMap(\.allPairs)
    case .mapping(let pairs): pairs.flatMap { [$0] + $0.value.allPairs }
    }
  }

  private static func sorted(_ pairs: [EditorPair]) -> [EditorPair] {
    pairs.sorted { ($0.key, $0.keyRange.lowerBound) < ($1.key, $1.keyRange.lowerBound) }
  }

  private static func escaped(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func plain(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && text.first != " " && text.last != " "
      && text.utf8.allSatisfy { !",{}[]\"\\\n".utf8.contains($0) } && !text.contains(": ")
    return isPlain ? text : escaped(text)
  }
}
