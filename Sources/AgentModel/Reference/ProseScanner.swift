/// Finds references in plain text: `@a/b.md`, `#file:x`, `#tool:y`, `/a/b.md`.
struct ProseScanner {
  /// A reference, as offsets into the bytes.
  struct Match {
    let form: Reference.Form
    let start: Int
    let path: Range<Int>
    let anchor: Range<Int>?

    var end: Int { anchor?.upperBound ?? path.upperBound }
    var target: Range<Int> { path.lowerBound..<end }
  }

  private let bytes: [UInt8]
  private let range: Range<Int>

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  private subscript(_ offset: Int) -> UInt8 { range.contains(offset) ? bytes[offset] : 0 }

  func matches() -> [Match] {
    var matches: [Match] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let match: Match?
      switch bytes[place] {
      case UInt8(ascii: "@"): match = atPath(at: place)
      case UInt8(ascii: "#"): match = file(at: place) ?? tool(at: place)
      case UInt8(ascii: "/"): match = isAtBoundary(place) ? rootPath(at: place) : nil
      case UInt8(ascii: ":") where self[place + 1] == 47 && self[place + 2] == 47:
        place = urlEnd(from: place)
        continue
      default: match = nil
      }
      if let match {
        matches.append(match)
        place = match.end
      } else {
        place += 1
      }
    }
    return matches
  }

  // MARK: - The forms

  /// `@path`: with a slash, or named like a document; so neither `@mention` nor `a@b.c`.
  private func atPath(at start: Int) -> Match? {
    guard isAtBoundary(start), let path = path(at: start + 1) else { return nil }
    guard bytes[path].contains(UInt8(ascii: "/")) || FileKind(bytes[path]) != .other,
      bytes[path].contains(where: { !"./-~+%".utf8.contains($0) }), !isPattern(path)
    else { return nil }
    return Match(form: .atPath, start: start, path: path, anchor: anchor(at: path.upperBound))
  }

  /// `#file:path`, as VS Code has it.
  private func file(at start: Int) -> Match? {
    guard isAtBoundary(start), let first = end(of: "#file:", at: start) else { return nil }
    var end = first
    while end < range.upperBound, !isASCIIWhitespace(bytes[end]), bytes[end] != UInt8(ascii: "#") {
      end += 1
    }
    while end > first, isTrailing(bytes[end - 1]) { end -= 1 }
    guard end > first else { return nil }
    return Match(form: .file, start: start, path: first..<end, anchor: anchor(at: end))
  }

  /// `#tool:name`, as VS Code has it.
  private func tool(at start: Int) -> Match? {
    guard isAtBoundary(start), let first = end(of: "#tool:", at: start) else { return nil }
    var end = first
    while isWordByte(self[end]) || [45, 46, 47].contains(self[end]) { end += 1 }
    while end > first, isTrailing(bytes[end - 1]) || bytes[end - 1] == UInt8(ascii: "/") {
      end -= 1
    }
    guard end > first else { return nil }
    return Match(form: .tool, start: start, path: first..<end, anchor: nil)
  }

  /// `/path` of a document.
  func rootPath(at start: Int) -> Match? {
    guard self[start] == UInt8(ascii: "/"), self[start + 1] != UInt8(ascii: "/"),
      let path = path(at: start), FileKind(bytes[path]) == .markdown,
      !isPattern(path)
    else { return nil }
    return Match(form: .rootPath, start: start, path: path, anchor: anchor(at: path.upperBound))
  }

  // MARK: - The parts

  /// Letters, marks and digits of any script and `_ - . / ~ + %`; no full stop and no `~~` at the end.
  private func path(at start: Int) -> Range<Int>? {
    var end = start
    while end < range.upperBound {
      let length = pathScalarLength(at: end)
      guard length > 0 else { break }
      end += length
    }
    while end > start, [46, 126].contains(bytes[end - 1]) { end -= 1 }
    return end > start ? start..<end : nil
  }

  private func anchor(at start: Int) -> Range<Int>? {
    guard self[start] == UInt8(ascii: "#"), let anchor = path(at: start + 1) else { return nil }
    return anchor
  }

  private func pathScalarLength(at offset: Int) -> Int {
    let byte = bytes[offset]
    guard byte >= 0x80 else {
      return isWordByte(byte) || [37, 43, 45, 46, 47, 126].contains(byte) ? 1 : 0
    }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    let text = String(decoding: bytes[offset..<min(offset + length, bytes.count)], as: UTF8.self)
    guard let properties = text.unicodeScalars.first?.properties else { return 0 }
    if properties.isAlphabetic || properties.numericType != nil { return length }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return length
    default: return 0
    }
  }

  /// Whether a reference may begin here: behind white space or punctuation that opens something.
  private func isAtBoundary(_ offset: Int) -> Bool {
    guard offset > range.lowerBound else {
      // Markup or the start of a line stands before; a backslash means that no reference is meant.
      return offset == 0 || bytes[offset - 1] != UInt8(ascii: "\\")
    }
    let byte = bytes[offset - 1]
    return isASCIIWhitespace(byte) || "([{\"'*:,;>|<!=~".utf8.contains(byte)
      // The last byte of a scalar outside ASCII: a letter joins, all else (quotes, dashes) opens.
      || byte >= 0x80 && !isLetterBefore(offset)
  }

  private func isLetterBefore(_ offset: Int) -> Bool {
    var start = offset - 1
    while start > range.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return pathScalarLength(at: start) > 0
  }

  /// Whether what follows makes a path a pattern or a placeholder: `@a/*.md`, `@a/{b}.md`, `@a/<b>.md`.
  private func isPattern(_ path: Range<Int>) -> Bool {
    switch self[path.upperBound] {
    case UInt8(ascii: "{"), UInt8(ascii: "$"), UInt8(ascii: "\\"): return true
    default: break
    }
    // To Markdown a star may be emphasis that ends here; then no name goes on behind it.
    let stars = bytes[path.upperBound...].prefix { $0 == UInt8(ascii: "*") }
    if !stars.isEmpty, FileKind(bytes[path]) == .other {
      var end = stars.endIndex
      while end < bytes.count, pathScalarLength(at: end) > 0 { end += pathScalarLength(at: end) }
      let rest = bytes[stars.endIndex..<end]
      return stars.endIndex < range.upperBound && stars.startIndex < range.upperBound
        || rest.contains { !".~".utf8.contains($0) }
    }
    // To Markdown `<b>` is a tag, and the text ends before it; then the path must not go on behind it.
    let rest = bytes[path.upperBound...].prefix(64)
    guard rest.first == UInt8(ascii: "<"), let close = rest.firstIndex(of: UInt8(ascii: ">")),
      close + 1 < bytes.count
    else { return false }
    return pathScalarLength(at: close + 1) > 0
  }

  private func isTrailing(_ byte: UInt8) -> Bool { ".,;:!?)]}>\"'*_`".utf8.contains(byte) }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 97 && (byte | 0x20) <= 122 || byte >= 48 && byte <= 57 || byte == 95
  }

  private func end(of word: StaticString, at start: Int) -> Int? {
    let word = word.description.utf8
    let end = start + word.count
    guard end <= range.upperBound else { return nil }
    let isThere = zip(bytes[start..<end], word).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
    return isThere ? end : nil
  }

  private func urlEnd(from start: Int) -> Int {
    var end = start
    while end < range.upperBound, !isASCIIWhitespace(bytes[end]), !"<>\"".utf8.contains(bytes[end])
    {
      end += 1
    }
    return end
  }
}
