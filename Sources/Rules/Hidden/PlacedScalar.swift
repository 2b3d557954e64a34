/// A character with the UTF-8 offset of its first byte.
struct PlacedScalar {
  let scalar: Unicode.Scalar
  let offset: Int

  var end: Int { offset + (scalar == PlacedScalar.broken ? 1 : UTF8.width(scalar)) }

  /// Stands for a byte that belongs to no character.
  static let broken: Unicode.Scalar = "\u{FFFD}"
}

/// The characters of a range of UTF-8, broken bytes one by one.
func placedScalars(of bytes: [UInt8], _ range: Range<Int>) -> [PlacedScalar] {
  var characters: [PlacedScalar] = []
  characters.reserveCapacity(range.count)
  var at = range.lowerBound
  while at < range.upperBound {
    let (scalar, width) = decode(bytes, at, range.upperBound)
    characters.append(PlacedScalar(scalar: scalar, offset: at))
    at += width
  }
  return characters
}

private func decode(_ bytes: [UInt8], _ at: Int, _ end: Int) -> (Unicode.Scalar, Int) {
  let lead = bytes[at]
  guard lead >= 0x80 else { return (Unicode.Scalar(lead), 1) }
  let width =
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  guard width > 1, at + width <= end else { return (PlacedScalar.broken, 1) }
  var value = UInt32(lead) & (0x7F >> UInt32(width))
  for byte in bytes[(at + 1)..<(at + width)] {
    guard byte & 0xC0 == 0x80 else { return (PlacedScalar.broken, 1) }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  guard let scalar = Unicode.Scalar(value), UTF8.width(scalar) == width else {
    return (PlacedScalar.broken, 1)
  }
  return (scalar, width)
}
