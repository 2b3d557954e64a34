/// Writes front matter that strict YAML and VS Code's own reader understand alike.
///
/// VS Code reads a subset with rules of its own: a plain scalar is cut at `: `, types don't exist, and from
/// the first thing it can't place the rest is dropped without a word. Both readers agree on two forms, so
/// only these are written:
///
/// 1. *Plain*: an ASCII letter, then letters, digits, `_`, `.`, `/`, `-`, unless YAML gives the word
///    another type (`no`, `null`, `y`), or it has `---` in it.
/// 2. *Double quotes on one line* for all other text. Both decode `\"`, `\\`, `\n`, `\r`, `\t`, `\xNN`,
///    `\uNNNN` and `\UNNNNNNNN`; these stand for quotes, backslashes, line ends, controls and what can't
///    be seen. Of three dashes in a row the third is escaped too: some readers split a file at `---`
///    wherever it stands. A byte order mark is left out, as some readers do.
///
/// Lists of scalars stand on one line, all else in blocks of two spaces.
struct HeaderWriter {
  private(set) var bytes: [UInt8] = []

  /// Writes a comment line; what could end it early or hide in it is escaped.
  mutating func comment(_ text: String) {
    bytes += "# ".utf8
    bytes += withoutTripleDash(printable(text)).utf8
    bytes.append(0x0A)
  }

  /// Writes a key with its value at the top level.
  mutating func entry(_ entry: HeaderEntry) {
    pair(entry, indent: 0)
  }

  private mutating func pair(_ entry: HeaderEntry, indent: Int) {
    text(entry.key)
    bytes.append(UInt8(ascii: ":"))
    value(entry.value, indent: indent)
  }

  /// Writes what follows `key:` or `-`, line end included.
  private mutating func value(_ value: HeaderValue, indent: Int) {
    switch value {
    case .text, .bare:
      bytes.append(0x20)
      scalar(value)
      bytes.append(0x0A)
    case .list(let items) where items.allSatisfy(\.isScalar):
      bytes += " [".utf8
      for (index, item) in items.enumerated() {
        if index > 0 { bytes += ", ".utf8 }
        scalar(item)
      }
      bytes += "]\n".utf8
    case .list(let items):
      bytes.append(0x0A)
      for item in items { self.item(item, indent: indent + 2) }
    case .map(let entries) where entries.isEmpty:
      bytes += " {}\n".utf8
    case .map(let entries):
      bytes.append(0x0A)
      for entry in entries {
        pad(indent + 2)
        pair(entry, indent: indent + 2)
      }
    }
  }

  private mutating func item(_ item: HeaderValue, indent: Int) {
    pad(indent)
    bytes.append(UInt8(ascii: "-"))
    guard case .map(let entries) = item, let first = entries.first else {
      value(item, indent: indent)
      return
    }
    bytes.append(0x20)
    pair(first, indent: indent + 2)
    for entry in entries.dropFirst() {
      pad(indent + 2)
      pair(entry, indent: indent + 2)
    }
  }

  private mutating func scalar(_ value: HeaderValue) {
    switch value {
    case .text(let content): text(content)
    case .bare(let word): bytes += word.utf8
    case .list, .map: preconditionFailure("BUG: a collection where a scalar must stand")
    }
  }

  private mutating func pad(_ count: Int) {
    bytes.append(contentsOf: repeatElement(0x20, count: count))
  }

  private mutating func text(_ text: String) {
    if isPlainWord(text) {
      bytes += text.utf8
    } else {
      quote(text)
    }
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var dashes = 0
    for scalar in text.unicodeScalars {
      dashes = scalar == "-" ? dashes + 1 : 0
      switch scalar {
      case "\"", "\\":
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      case "\u{FEFF}": break
      case "\n": bytes += "\\n".utf8
      case "\r": bytes += "\\r".utf8
      case "\t": bytes += "\\t".utf8
      case "-" where dashes == 3:
        bytes += "\\x2D".utf8
        dashes = 0
      case _ where isMisleading(scalar): escape(scalar)
      default: append(scalar)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else if let units = UTF8.encode(scalar) {
      bytes += units
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let width = scalar.value < 0x100 ? 2 : scalar.value < 0x1_0000 ? 4 : 8
    bytes += (width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U").utf8
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: width - digits.utf8.count))
    bytes += digits.utf8
  }
}

/// Whether a text can stand without quotes in every reader.
private func isPlainWord(_ text: String) -> Bool {
  guard let first = text.utf8.first, isASCIILetter(first) else { return false }
  var dashes = 0
  for byte in text.utf8 {
    dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
    guard dashes < 3, isASCIIAlphanumeric(byte) || "_./-".utf8.contains(byte) else { return false }
  }
  return text.utf8.count > 5 || !typedWords.contains(text.lowercased())
}

/// Words that some version of YAML takes for a boolean or for nothing.
private let typedWords: Set<String> = [
  "y", "n", "yes", "no", "on", "off", "true", "false", "null",
]

private func withoutTripleDash(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "-")) else { return text }
  var result: [UInt8] = []
  var dashes = 0
  for byte in text.utf8 {
    dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
    if dashes == 3 {
      result += "\\x2D".utf8
      dashes = 0
    } else {
      result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
