/// Reads JSON with comments, one pass, never deeper than it may.
struct JSONTextReader {
  private static let depthLimit = 64

  private let bytes: [UInt8]
  private var at = 0
  private(set) var duplicates: [EditorPair] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  /// The only value of the text.
  ///
  /// - Throws: `JSONFault` where the text is no JSON.
  mutating func readAll() throws(JSONFault) -> EditorValue {
    skipBlanks()
    let value = try readValue(depth: 0)
    skipBlanks()
    guard at == bytes.count else { throw fault("something stands behind the value") }
    return value
  }

  private func fault(_ message: String, at offset: Int? = nil) -> JSONFault {
    JSONFault(offset: offset ?? min(at, bytes.count), message: message)
  }

  private mutating func readValue(depth: Int) throws(JSONFault) -> EditorValue {
    guard depth < Self.depthLimit else { throw fault("maps and lists are too deep") }
    guard at < bytes.count else { throw fault("the text ends where a value should stand") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try readMap(depth: depth)
    case UInt8(ascii: "["): return try readList(depth: depth)
    case UInt8(ascii: "\""):
      let start = at
      let text = try readString()
      return EditorValue(.scalar(text, isQuoted: true), at: start..<at)
    default: return try readWord()
    }
  }

  private mutating func readMap(depth: Int) throws(JSONFault) -> EditorValue {
    let start = at
    at += 1
    var pairs: [EditorPair] = []
    var keys: Set<String> = []
    while true {
      skipBlanks()
      guard at < bytes.count else { throw fault("'{' is never closed", at: start) }
      if bytes[at] == UInt8(ascii: "}") { break }
      guard bytes[at] == UInt8(ascii: "\"") else {
        throw fault("a key in double quotes is missing")
      }
      let keyStart = at
      let key = try readString()
      let keyRange = keyStart..<at
      skipBlanks()
      guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else {
        throw fault("a colon is missing")
      }
      at += 1
      skipBlanks()
      let pair = EditorPair(key: key, keyRange: keyRange, value: try readValue(depth: depth + 1))
      if !keys.insert(key).inserted { duplicates.append(pair) }
      pairs.append(pair)
      guard try readComma(before: UInt8(ascii: "}"), of: start) else { break }
    }
    at += 1
    return EditorValue(.mapping(pairs), at: start..<at)
  }

  private mutating func readList(depth: Int) throws(JSONFault) -> EditorValue {
    let start = at
    at += 1
    var items: [EditorValue] = []
    while true {
      skipBlanks()
      guard at < bytes.count else { throw fault("'[' is never closed", at: start) }
      if bytes[at] == UInt8(ascii: "]") { break }
      items.append(try readValue(depth: depth + 1))
      guard try readComma(before: UInt8(ascii: "]"), of: start) else { break }
    }
    at += 1
    return EditorValue(.sequence(items), at: start..<at)
  }

  /// Whether a comma stands there, and not what closes the map or list.
  private mutating func readComma(before end: UInt8, of start: Int) throws(JSONFault) -> Bool {
    skipBlanks()
    guard at < bytes.count else {
      throw fault("'\(Character(Unicode.Scalar(bytes[start])))' is never closed", at: start)
    }
    if bytes[at] == end { return false }
    guard bytes[at] == UInt8(ascii: ",") else { throw fault("a comma is missing") }
    at += 1
    return true
  }

  /// A number, `true`, `false` or `null`.
  private mutating func readWord() throws(JSONFault) -> EditorValue {
    let start = at
    while at < bytes.count, Self.isOfWord(bytes[at]) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    let isNumber = Double(text) != nil && text.first.map { $0 == "-" || $0.isNumber } == true
    guard isNumber || ["true", "false", "null"].contains(text) else {
      throw fault("no value stands here", at: start)
    }
    return EditorValue(.scalar(text, isQuoted: false), at: start..<at)
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  // MARK: - Strings

  private mutating func readString() throws(JSONFault) -> String {
    let start = at
    at += 1
    var text: [UInt8] = []
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return String(decoding: text, as: UTF8.self)
      case 0x0A, 0x0D: throw fault("the text in double quotes is never closed", at: start)
      case UInt8(ascii: "\\"): text += try readEscape()
      default:
        text.append(bytes[at])
        at += 1
      }
    }
    throw fault("the text in double quotes is never closed", at: start)
  }

  private mutating func readEscape() throws(JSONFault) -> [UInt8] {
    guard at + 1 < bytes.count else { throw fault("the text ends in an escape") }
    let letter = bytes[at + 1]
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
      UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
      UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]
    if let byte = simple[letter] {
      at += 2
      return [byte]
    }
    guard letter == UInt8(ascii: "u"), let unit = hexadecimal(at: at + 2) else {
      throw fault("no such escape exists")
    }
    at += 6
    guard (0xD800...0xDBFF).contains(unit) else { return scalar(UInt32(unit)) }
    // A pair of units makes one character.
    guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
      bytes[at + 1] == UInt8(ascii: "u"), let low = hexadecimal(at: at + 2),
      (0xDC00...0xDFFF).contains(low)
    else { return scalar(0xFFFD) }
    at += 6
    return scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
  }

  private func hexadecimal(at start: Int) -> UInt16? {
    guard start + 4 <= bytes.count else { return nil }
    return UInt16(String(decoding: bytes[start..<(start + 4)], as: UTF8.self), radix: 16)
  }

  private func scalar(_ value: UInt32) -> [UInt8] {
    Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
  }

  // MARK: - What counts for nothing

  private mutating func skipBlanks() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      case UInt8(ascii: "/") where bytes[at...].starts(with: "//".utf8):
        while at < bytes.count, !endsLine { at += 1 }
      case UInt8(ascii: "/") where bytes[at...].starts(with: "/*".utf8):
        at += 2
        while at < bytes.count, !bytes[at...].starts(with: "*/".utf8) { at += 1 }
        at = min(at + 2, bytes.count)
      default: return
      }
    }
  }

  /// Whether VS Code takes what stands here for the end of a line, and so of a comment: LF, CR, U+2028, U+2029.
  private var endsLine: Bool {
    switch bytes[at] {
    case 0x0A, 0x0D: true
    case 0xE2:
      at + 2 < bytes.count && bytes[at + 1] == 0x80
        && (bytes[at + 2] == 0xA8 || bytes[at + 2] == 0xA9)
    default: false
    }
  }
}
