/// Makes the anchors that GitHub gives to headings, unique in their document.
///
/// Lower case; letters, marks, decimal digits, `_` and `-` stay, a space becomes `-`, everything else
/// goes. A later double gets `-1`, `-2`, … and no anchor is given twice.
struct Slugs {
  private var counts: [String: Int] = [:]

  mutating func next(for heading: String) -> String {
    let plain = Slugs.slug(of: heading)
    guard let count = counts[plain] else {
      counts[plain] = 0
      return plain
    }
    var number = count
    var slug = plain
    while counts[slug] != nil {
      number += 1
      slug = "\(plain)-\(number)"
    }
    counts[plain] = number
    counts[slug] = 0
    return slug
  }

  /// The anchor of a heading that is the only one of its text.
  static func slug(of heading: String) -> String {
    if heading.utf8.allSatisfy({ $0 < 0x80 }) { return asciiSlug(of: heading) }
    var slug = String.UnicodeScalarView()
    for scalar in heading.lowercased().unicodeScalars {
      if scalar == " " {
        slug.append("-")
      } else if isKept(scalar) {
        slug.append(scalar)
      }
    }
    return String(slug)
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    if let byte = UInt8(exactly: scalar.value), scalar.isASCII { return isKept(byte) }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
      return true
    default: return scalar.properties.isAlphabetic
    }
  }

  /// The same over bytes: asking Unicode about each letter would cost a tenth of all parsing.
  private static func asciiSlug(of heading: String) -> String {
    var slug: [UInt8] = []
    slug.reserveCapacity(heading.utf8.count)
    for byte in heading.utf8 {
      if byte == UInt8(ascii: " ") {
        slug.append(UInt8(ascii: "-"))
      } else if isKept(byte) {
        slug.append((0x41...0x5A).contains(byte) ? byte + 0x20 : byte)
      }
    }
    return String(decoding: slug, as: UTF8.self)
  }

  private static func isKept(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
