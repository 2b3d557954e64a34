/// Cuts a header into tokens as VS Code does.
///
/// Brackets that are never closed stay open to the end of the header, and so does a quote.
struct EditorScanner {
  private let bytes: [UInt8]
  private let end: Int
  private var at: Int
  private var depth = 0
  private var tokens: [EditorToken] = []

  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - range: The header between its fences.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = range.upperBound
  }

  /// All tokens; the last one is the end.
  mutating func scan() -> [EditorToken] {
    while at < end { scanLine() }
    add(.end, from: end)
    return tokens
  }

  private func byte(_ offset: Int = 0) -> UInt8? {
    at + offset < end ? bytes[at + offset] : nil
  }

  private static func isBlank(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 }
  private static func endsLine(_ byte: UInt8?) -> Bool { byte == 0x0A || byte == 0x0D }
  private static func endsWord(_ byte: UInt8?) -> Bool {
    byte == nil || isBlank(byte) || endsLine(byte)
  }

  private mutating func add(_ kind: EditorToken.Kind, from start: Int, _ text: String = "") {
    tokens.append(EditorToken(kind: kind, range: start..<at, text: text))
  }

  private mutating func skipBlanks() { while Self.isBlank(byte()) { at += 1 } }

  private mutating func skipLine() { while at < end, !Self.endsLine(byte()) { at += 1 } }

  /// Goes behind a line's end; whether there was one.
  @discardableResult
  private mutating func skipNewline() -> Bool {
    guard Self.endsLine(byte()) else { return false }
    at += byte() == 0x0D && byte(1) == 0x0A ? 2 : 1
    return true
  }

  private mutating func scanLine() {
    let start = at
    skipBlanks()
    if at > start { add(.indent(at - start), from: start) }
    let isMarker = ["---", "..."].contains { mark in
      at == start && end - at >= 3 && bytes[at..<(at + 3)].elementsEqual(mark.utf8)
        && Self.endsWord(byte(3))
    }
    if isMarker {
      at += 3
      add(.marker, from: start)
    } else if byte() == UInt8(ascii: "%") {
      skipLine()
    }
    while at < end, !Self.endsLine(byte()) { scanToken() }
    let lineEnd = at
    if skipNewline() { add(.newline, from: lineEnd) }
  }

  private mutating func scanToken() {
    skipBlanks()
    guard let first = byte(), !Self.endsLine(first) else { return }
    let start = at
    func single(_ kind: EditorToken.Kind) {
      at += 1
      add(kind, from: start)
    }
    switch first {
    case UInt8(ascii: "#"):
      skipLine()
      add(.comment, from: start)
    case UInt8(ascii: "{"):
      depth += 1
      single(.openMap)
    case UInt8(ascii: "["):
      depth += 1
      single(.openSequence)
    case UInt8(ascii: "}") where depth > 0:
      depth -= 1
      single(.closeMap)
    case UInt8(ascii: "]") where depth > 0:
      depth -= 1
      single(.closeSequence)
    case UInt8(ascii: ",") where depth > 0: single(.comma)
    case UInt8(ascii: "-") where Self.endsWord(byte(1)): single(.dash)
    case UInt8(ascii: ":") where isColon || depth > 0 && followsClosed: single(.colon)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): scanQuoted(by: first)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      if depth == 0, startsBlock {
        scanBlock(isFolded: first == UInt8(ascii: ">"))
      } else {
        scanPlain()
      }
    default: scanPlain()
    }
  }

  /// Whether the colon here parts a key from its value.
  private var isColon: Bool {
    let next = byte(1)
    if Self.endsWord(next) { return true }
    return depth > 0 && [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(next)
  }

  /// Whether what stands before needs no space before a colon: in brackets, a quoted text or a bracket.
  private var followsClosed: Bool {
    let last = tokens.last { token in
      if case .indent = token.kind { return false }
      return token.kind != .newline && token.kind != .comment
    }
    return [.scalar(isQuoted: true), .closeMap, .closeSequence].contains(last?.kind)
  }

  private mutating func scanPlain() {
    let start = at
    var last = at
    while let next = byte(), !Self.endsLine(next) {
      if depth > 0, "{}[],".utf8.contains(next) { break }
      if next == UInt8(ascii: ":"), isColon { break }
      if next == UInt8(ascii: "#"), at > start, Self.isBlank(bytes[at - 1]) { break }
      at += 1
      if !Self.isBlank(next) { last = at }
    }
    let text = String(decoding: bytes[start..<last], as: UTF8.self)
    tokens.append(EditorToken(kind: .scalar(isQuoted: false), range: start..<last, text: text))
  }

  // MARK: - Quotes

  private mutating func scanQuoted(by quote: UInt8) {
    let start = at
    at += 1
    var text: [UInt8] = []
    // White space before a line's end goes, but not where an escape made it.
    var blanks = 0
    while let next = byte() {
      if next == quote {
        at += 1
        guard quote == UInt8(ascii: "'"), byte() == quote else { break }
        text.append(quote)
        at += 1
        blanks = 0
      } else if quote == UInt8(ascii: "\""), next == UInt8(ascii: "\\") {
        scanEscape(into: &text)
        blanks = 0
      } else if Self.endsLine(next) {
        text.removeLast(blanks)
        blanks = 0
        text += foldedBreak()
      } else {
        blanks = Self.isBlank(next) ? blanks + 1 : 0
        text.append(next)
        at += 1
      }
    }
    add(.scalar(isQuoted: true), from: start, String(decoding: text, as: UTF8.self))
  }

  /// What a line's end within quotes becomes: a space, or the empty lines behind it.
  private mutating func foldedBreak() -> [UInt8] {
    skipNewline()
    var empty = 0
    while true {
      skipBlanks()
      guard Self.endsLine(byte()) else { break }
      skipNewline()
      empty += 1
    }
    // A quote that nothing closes ends before the line that closes the header.
    if byte() == nil { return [] }
    return empty == 0 ? [0x20] : Array(repeating: 0x0A, count: empty)
  }

  private static let escapes: [UInt8: [UInt8]] = [
    UInt8(ascii: "n"): [0x0A], UInt8(ascii: "t"): [0x09], UInt8(ascii: "r"): [0x0D],
    UInt8(ascii: "0"): [0], UInt8(ascii: "a"): [7], UInt8(ascii: "b"): [8], UInt8(ascii: "v"): [11],
    UInt8(ascii: "f"): [12], UInt8(ascii: "e"): [27], UInt8(ascii: "_"): [0xC2, 0xA0],
    UInt8(ascii: "\\"): [0x5C], UInt8(ascii: "\""): [0x22], UInt8(ascii: "/"): [0x2F], 0x20: [0x20],
  ]

  private mutating func scanEscape(into text: inout [UInt8]) {
    at += 1
    guard let letter = byte() else {
      text.append(UInt8(ascii: "\\"))
      return
    }
    if Self.endsLine(letter) {
      skipNewline()
      skipBlanks()
      return
    }
    at += 1
    if let known = Self.escapes[letter] {
      text += known
      return
    }
    let digits = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][letter]
    if let digits, at + digits <= end,
      let number = UInt32(String(decoding: bytes[at..<(at + digits)], as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(number)
    {
      text += Array(String(Character(scalar)).utf8)
      at += digits
    } else {
      text += [UInt8(ascii: "\\"), letter]
    }
  }

  // MARK: - Blocks

  /// Whether nothing but the block's own signs and a comment stand behind `|` or `>`.
  private var startsBlock: Bool {
    var offset = 1
    while let next = byte(offset), "123456789+-".utf8.contains(next) { offset += 1 }
    while Self.isBlank(byte(offset)) { offset += 1 }
    return byte(offset) == nil || Self.endsLine(byte(offset)) || byte(offset) == UInt8(ascii: "#")
  }

  private mutating func scanBlock(isFolded: Bool) {
    let start = at
    at += 1
    var block = EditorBlock(isFolded: isFolded)
    while let sign = byte(), "123456789+-".utf8.contains(sign) {
      block.take(sign)
      at += 1
    }
    skipLine()
    skipNewline()
    let parent = parentColumn(of: start)
    var column = block.explicitIndent.map { max(0, parent) + $0 }
    while at < end {
      let lineStart = at
      while byte() == 0x20 { at += 1 }
      let indent = at - lineStart
      if byte() == nil || Self.endsLine(byte()) {
        let rest = column.map { min(lineStart + $0, at) } ?? at
        block.add(bytes[rest..<at])
        skipNewline()
        continue
      }
      guard indent >= column ?? (parent + 1) else {
        at = lineStart
        break
      }
      column = column ?? indent
      skipLine()
      block.add(bytes[(lineStart + (column ?? indent))..<at])
      skipNewline()
    }
    add(.scalar(isQuoted: true), from: start, block.text)
  }

  /// The column of the key or dash that a block belongs to.
  private func parentColumn(of start: Int) -> Int {
    let before = tokens.lazy.reversed().filter { token in
      if case .indent = token.kind { return false }
      return token.kind != .newline && token.kind != .comment
    }
    let last = Array(before.prefix(2))
    let owner =
      last.first?.kind == .colon ? last.last : last.first?.kind == .dash ? last.first : nil
    guard let owner else { return 0 }
    let lineStart = bytes[..<owner.range.lowerBound].lastIndex { Self.endsLine($0) }.map { $0 + 1 }
    return owner.range.lowerBound - (lineStart ?? 0)
  }
}

/// The lines of a block scalar, and what becomes of them.
private struct EditorBlock {
  let isFolded: Bool
  private(set) var explicitIndent: Int?
  private var chomping: UInt8?
  private var lines: [[UInt8]] = []

  init(isFolded: Bool) {
    self.isFolded = isFolded
  }

  mutating func take(_ sign: UInt8) {
    if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      chomping = chomping ?? sign
    } else {
      explicitIndent = explicitIndent ?? Int(sign - UInt8(ascii: "0"))
    }
  }

  mutating func add(_ line: ArraySlice<UInt8>) { lines.append(Array(line)) }

  var text: String {
    let last = lines.lastIndex { !$0.isEmpty }
    let content = last.map { Array(lines[...$0]) } ?? []
    let trailing = lines.count - content.count
    var text = isFolded ? EditorBlock.folded(content) : Array(content.joined(separator: [0x0A]))
    switch chomping {
    case UInt8(ascii: "-"): break
    case UInt8(ascii: "+"):
      text += Array(repeating: 0x0A, count: content.isEmpty ? trailing : trailing + 1)
    default: if !content.isEmpty { text.append(0x0A) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Neighbouring lines become one; lines that are indented further keep their breaks.
  private static func folded(_ lines: [[UInt8]]) -> [UInt8] {
    func isFurther(_ line: [UInt8]) -> Bool { line.first == 0x20 || line.first == 0x09 }
    var text: [UInt8] = []
    var former: [UInt8]?
    var empty = 0
    for line in lines {
      if line.isEmpty {
        empty += 1
        continue
      }
      let keeps = isFurther(line) || former.map(isFurther) ?? false
      let breaks = former == nil ? empty : empty + (keeps ? 1 : 0)
      if former != nil, breaks == 0 {
        text.append(0x20)
      } else {
        text += Array(repeating: 0x0A, count: breaks)
      }
      text += line
      (former, empty) = (line, 0)
    }
    return text
  }
}
