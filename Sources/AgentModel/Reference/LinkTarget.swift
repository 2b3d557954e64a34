/// The target of a Markdown link, read: without brackets, escapes and character references.
struct LinkTarget {
  /// Percent escapes decoded once; as written for URLs with a scheme.
  let path: String
  /// Decoded; nil where there is none.
  let anchor: String?

  /// - Parameter raw: the target as written, with the angle brackets it may have.
  init(_ raw: ArraySlice<UInt8>) {
    var raw = raw
    if raw.first == UInt8(ascii: "<"), raw.last == UInt8(ascii: ">"), raw.count >= 2 {
      raw = raw.dropFirst().dropLast()
    }
    let plain = LinkTarget.unescaped(raw)
    guard LinkTarget.scheme(of: plain[...]) == nil else {
      path = String(decoding: plain, as: UTF8.self)
      anchor = nil
      return
    }
    let hash = plain.firstIndex(of: UInt8(ascii: "#"))
    path = LinkTarget.percentDecoded(plain[..<(hash ?? plain.endIndex)])
    anchor = hash.map { LinkTarget.percentDecoded(plain[($0 + 1)...]) }
  }

  /// The scheme of a URL in lower case; nil where there is none.
  ///
  /// One letter is a drive of Windows and no scheme.
  static func scheme(of text: ArraySlice<UInt8>) -> String? {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon - text.startIndex >= 2 else {
      return nil
    }
    let name = text[..<colon]
    let isScheme = name.enumerated().allSatisfy { index, byte in
      let isLetter = (byte | 0x20) >= 97 && (byte | 0x20) <= 122
      return isLetter || index > 0 && (byte >= 48 && byte <= 57 || [43, 45, 46].contains(byte))
    }
    return isScheme ? String(decoding: name, as: UTF8.self).lowercased() : nil
  }

  /// Without Markdown's backslash escapes and HTML's character references.
  private static func unescaped(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    guard raw.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }) else {
      return Array(raw)
    }
    var plain: [UInt8] = []
    var index = raw.startIndex
    while index < raw.endIndex {
      let byte = raw[index]
      if byte == UInt8(ascii: "\\"), index + 1 < raw.endIndex, isPunctuation(raw[index + 1]) {
        plain.append(raw[index + 1])
        index += 2
      } else if byte == UInt8(ascii: "&"),
        let end = raw[index...].prefix(32).firstIndex(of: UInt8(ascii: ";"))
      {
        plain += Entity.decoded(raw[index...end])
        index = end + 1
      } else {
        plain.append(byte)
        index += 1
      }
    }
    return plain
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 33...47, 58...64, 91...96, 123...126: true
    default: false
    }
  }

  /// Decodes `%41` once; text that would not be UTF-8 then stays as written.
  static func percentDecoded(_ text: ArraySlice<UInt8>) -> String {
    guard text.contains(UInt8(ascii: "%")) else { return String(decoding: text, as: UTF8.self) }
    var decoded: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.endIndex,
        let byte = UInt8(
          String(decoding: text[(index + 1)...(index + 2)], as: UTF8.self),
          radix: 16
        )
      {
        decoded.append(byte)
        index += 3
      } else {
        decoded.append(text[index])
        index += 1
      }
    }
    return String(validating: decoded, as: UTF8.self) ?? String(decoding: text, as: UTF8.self)
  }
}
